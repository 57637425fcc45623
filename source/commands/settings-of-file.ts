import { UsageError } from '../base/usage-error.ts';
import { kindsToReadAgain } from '../kinds/read-again.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import type { AccountState } from '../model/account.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { collectedAs } from '../scan/facts.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { openScanReader } from '../store/scan-reader.ts';
import { takesKinds } from '../store/takes-kinds.ts';
import { scanSettings } from './scan-flags.ts';
import type { Session } from './session.ts';

/**
 * The settings that a finished scan's file is gone on with: the profile and the accounts that it was made with, where the
 * command line names no others. Throws what is wrong with the file.
 */
export function settingsOfFile(
  session: Session,
  scanFile: string,
  startedAt: number,
): { readonly settings: ScanSettings; readonly facts: ScanFacts } {
  const reader = openScanReader(scanFile);
  const facts = reader.facts();
  const accounts = reader.accounts();
  reader.close();
  const { flags } = session;
  const own: Session = { ...session, flags: { ...flags, ...waysOf(flags, { ...facts, accounts }) } };
  // Its own file is there already: the settings are made for none, and are given it then.
  const made = scanSettings(own, { startedAt, scanFile: '', interactive: true });
  return { settings: { ...made, scanFile }, facts };
}

/**
 * The settings of a scan that goes on in a finished scan's file, with these kinds beside those that it has. Throws what is
 * wrong with the file.
 */
export function goingOnSettings(
  session: Session,
  scanFile: string,
  kinds: readonly string[],
  startedAt: number,
): ScanSettings {
  const { settings, facts } = settingsOfFile(session, scanFile, startedAt);
  checkTakes(scanFile, kinds);
  const { identity, regions, regionsOff, options } = facts;
  const all = RESOURCE_KINDS.map(({ id }) => id);
  const { regions: named = [] } = options;
  const patterns = Array.isArray(named) ? named.map(String).filter((pattern) => pattern !== 'all') : [];
  return {
    ...settings,
    kinds: all.filter((id) => facts.kinds.includes(id) || kinds.includes(id)),
    regionPatterns: patterns,
    collect: collectedAs(options, settings.collect),
    goesOn: {
      before: { identity, regions, regionsOff, options, startedAt: facts.startedAt, endedAt: facts.endedAt },
      kinds,
      again: kindsToReadAgain(kinds, facts.kinds),
    },
  };
}

function checkTakes(scanFile: string, kinds: readonly string[]): void {
  const reader = openScanReader(scanFile);
  const takes = takesKinds(
    reader.database,
    RESOURCE_KINDS.filter(({ id }) => kinds.includes(id)),
  );
  reader.close();
  if (!takes)
    throw new UsageError(
      'this scan file was written by another version of snapdeck, and nothing more can be read into it: scan again',
    );
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
