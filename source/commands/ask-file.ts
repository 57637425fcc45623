import { steadyNow } from '../base/steady-clock.ts';
import type { AccountState } from '../model/account.ts';
import type { AskJob, AskProgress, AskResult } from '../model/ask.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { askInWorker } from '../scan/ask-in-worker.ts';
import { openScanReader } from '../store/scan-reader.ts';
import { scanSettings } from './scan-flags.ts';
import type { Session } from './session.ts';

/**
 * Asks rows of a finished scan what it left out: with the profile and the accounts that it was made with, where the
 * command line names no others. Rejects where nothing could be asked.
 */
export async function askFile(
  session: Session,
  scanFile: string,
  job: AskJob,
  onProgress: (progress: AskProgress) => void,
  signal: AbortSignal,
): Promise<AskResult> {
  const { flags, log } = session;
  const reader = openScanReader(scanFile);
  const { profile, options } = reader.facts();
  const accounts = reader.accounts();
  reader.close();
  const own: Session = { ...session, flags: { ...flags, ...waysOf(flags, { profile, options, accounts }) } };
  // Its own file is there already: the settings are made for none, and are given it then.
  const made = scanSettings(own, { startedAt: steadyNow(), scanFile: '', interactive: true });
  const askMfaCode = (): Promise<string> =>
    Promise.reject(new Error('this profile asks for an MFA code: start snapdeck with it'));
  return await askInWorker({ ...made, scanFile }, job, { log, askMfaCode }, onProgress, signal);
}

/** How the scan's accounts are reached again; what the command line says comes first. */
function waysOf(
  flags: Session['flags'],
  {
    profile,
    options,
    accounts,
  }: Pick<ScanFacts, 'profile' | 'options'> & { readonly accounts: readonly AccountState[] },
): Partial<Session['flags']> {
  const named = flags.profile === undefined && profile !== null ? { profile } : {};
  if (accounts.length === 0 || flags.accounts.length > 0) return named;
  const chosen = Array.isArray(options.accounts) ? options.accounts.map(String) : [];
  const profiles = chosen.flatMap((word) => (word.startsWith(PROFILE) ? [word.slice(PROFILE.length)] : []));
  const [role, ...otherRoles] = new Set(
    accounts.flatMap(({ entry }) => (entry.startsWith(ROLE) ? [entry.slice(ROLE.length)] : [])),
  );
  const byRole = flags.role === undefined && role !== undefined && otherRoles.length === 0 ? { role } : {};
  if (profiles.length === 0) return { ...named, ...byRole, accounts: chosen };
  return flags.profile === undefined ? { profile: profiles.join(',') } : {};
}

/** How a scan file names an account that was chosen by its profile, and how it says by which role one was entered. */
const PROFILE = 'profile ';
const ROLE = 'role ';
