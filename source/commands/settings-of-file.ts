import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../base/usage-error.ts';
import { kindsToReadAgain } from '../kinds/read-again.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import type { AccountState } from '../model/account.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { collectedAs, optionsOf } from '../scan/facts.ts';
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
  if (facts.options.runs === 'all')
    throw new UsageError(
      'this is a copy with the executions of all scans: :runs own goes back to the scan itself first',
    );
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
  const all = RESOURCE_KINDS.map(({ id }) => id);
  return {
    ...settings,
    ...asScanned(facts, settings.collect),
    kinds: all.filter((id) => facts.kinds.includes(id) || kinds.includes(id)),
    goesOn: { before: facts, kinds, again: kindsToReadAgain(kinds, facts.kinds), resumes: false },
  };
}

/**
 * The settings of a scan that takes up one that ended before it was whole. Throws UsageError where the command line says
 * something else than that scan was told, and what is wrong with the file.
 */
export function resumeSettings(
  session: Session,
  scanFile: string,
  { startedAt, interactive }: Pick<ScanSettings, 'startedAt' | 'interactive'>,
): ScanSettings {
  const { settings, facts } = settingsOfFile(session, scanFile, startedAt);
  checkTakes(scanFile, facts.kinds);
  checkFlags(session.flags, optionsOf(settings), facts.options);
  return {
    ...settings,
    ...asScanned(facts, settings.collect),
    interactive,
    kinds: facts.kinds,
    goesOn: { before: { ...facts, endedAt: null }, kinds: facts.kinds, again: [], resumes: true },
  };
}

/** What a scan that goes on keeps of the options that its file was begun with. */
function asScanned(
  { options }: ScanFacts,
  now: ScanSettings['collect'],
): Pick<ScanSettings, 'regionPatterns' | 'collect'> {
  const { regions = [] } = options;
  const patterns = Array.isArray(regions) ? regions.map(String).filter((pattern) => pattern !== 'all') : [];
  return { regionPatterns: patterns, collect: collectedAs(options, now) };
}

/** Flags that say what is collected, and the options of a scan that they are. */
const FLAGS_OF_OPTIONS = [
  ['region', 'regions'],
  ['kind', 'kinds'],
  ['accounts', 'accounts'],
  ['days', 'execution_days'],
  ['since', 'since'],
  ['until', 'until'],
  ['attributes', 'attributes'],
  ['tags', 'tags'],
  ['locationType', 'location_types'],
] as const;

function checkFlags(flags: Session['flags'], given: ScanFacts['options'], told: ScanFacts['options']): void {
  for (const [flag, option] of FLAGS_OF_OPTIONS) {
    if (!isGiven(flags[flag]) || isDeepStrictEqual(given[option], told[option])) continue;
    const name = flag.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    throw new UsageError(
      `--${name} is not as this scan was begun (${optionWords(told[option])}): leave it out, or begin a new scan without --resume.`,
    );
  }
}

function isGiven(flag: unknown): boolean {
  return Array.isArray(flag) ? flag.length > 0 : flag !== undefined && flag !== false;
}

function optionWords(option: unknown): string {
  if (Array.isArray(option)) return option.length === 0 ? 'all' : option.join(', ');
  return option === null || option === undefined || option === false ? 'without' : String(option);
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
