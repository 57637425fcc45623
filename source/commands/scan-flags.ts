import { existsSync } from 'node:fs';
import * as v from 'valibot';
import { transfersOption } from '../analysis/transfers/transfer-settings.ts';
import { checkRegionNames, regionPatterns, UnknownRegionError } from '../aws/region-patterns.ts';
import { UsageError } from '../base/usage-error.ts';
import { LOCATION_TYPES } from '../kinds/datasync/datasync-location-uri.ts';
import type { CollectOptions } from '../kinds/define/collect-context.ts';
import type { ScanSettings } from '../scan/scan-settings.ts';
import { accountsOfScan } from './accounts-of-scan.ts';
import { isDemo } from './asked-accounts.ts';
import type { FoundConfig } from './config.ts';
import { DEMO_RULES } from './demo.ts';
import type { Flags } from './flags.ts';
import { checkKinds } from './kind-names.ts';
import type { Session } from './session.ts';

const DAY_MS = 86_400_000;
const ISO_DATE = v.pipe(v.string(), v.isoDate());
const ISO_INSTANT = v.pipe(v.string(), v.isoTimestamp());

/**
 * A scan as flags and configuration describe it.
 * @throws UsageError on an unknown region, kind, date, location type or choice of accounts, or a scan file that exists
 */
export function scanSettings(
  session: Session,
  {
    profile,
    ...scan
  }: {
    readonly scanFile: string;
    readonly startedAt: number;
    readonly interactive: boolean;
    /** One that was picked. */
    readonly profile?: string | undefined;
  },
): ScanSettings {
  const { flags, found } = session;
  const patterns = regionPatterns(flags.region.length > 0 ? flags.region : found.config.default_regions);
  try {
    checkRegionNames(patterns);
  } catch (error) {
    if (error instanceof UnknownRegionError) throw new UsageError(error.message, { cause: error });
    throw error;
  }
  if (existsSync(scan.scanFile))
    throw new UsageError(`The scan file ${scan.scanFile} exists already: name another one.`);
  return {
    ...scan,
    ...(flags.name === undefined ? {} : { name: flags.name }),
    ...(flags.keep ? { keep: true } : {}),
    ...(isDemo(session) ? { demo: true } : {}),
    version: session.version,
    debug: flags.debug,
    regionPatterns: patterns,
    kinds: checkKinds(flags.kind.length > 0 ? flags.kind : found.config.kinds, '--kind'),
    collect: collectOptions(flags, found),
    estimate: {
      ...session.prices,
      ownerTags: found.config.owner_tags,
      oldDays: found.config.old_days,
    },
    ...protectionOf(session),
    ...transfersOption(found.config.transfers),
    ...accountsOfScan(session, profile),
    accountMappings: found.config.account_mappings,
  };
}

function collectOptions(flags: Flags, found: FoundConfig): CollectOptions {
  const since = flags.since === undefined ? null : dateOf('--since', flags.since).start;
  const until = flags.until === undefined ? null : dateOf('--until', flags.until).end;
  if (since !== null && until !== null && since >= until)
    throw new UsageError(`--since ${flags.since} is not before --until ${flags.until}.`);
  return {
    executionDays: flags.days ?? found.config.execution_days,
    since,
    until,
    attributes: flags.attributes,
    tags: flags.tags,
    locationTypes: flags.locationType.map(locationType),
  };
}

function locationType(given: string): string {
  const known = LOCATION_TYPES.find((type) => type.toLowerCase() === given.toLowerCase());
  if (known === undefined)
    throw new UsageError(`--location-type: there is no "${given}". There are: ${LOCATION_TYPES.join(', ')}`);
  return known.toLowerCase();
}

/** A UTC day (its start and the start of the next) or an instant. */
function dateOf(option: string, given: string): { readonly start: number; readonly end: number } {
  const time = Date.parse(given);
  if (v.is(ISO_DATE, given) && isRealDay(given, time)) return { start: time, end: time + DAY_MS };
  if (v.is(ISO_INSTANT, given) && !Number.isNaN(time)) return { start: time, end: time };
  throw new UsageError(
    `${option} takes a UTC date such as 2026-01-31 or an instant such as 2026-01-31T12:00:00Z (given: ${given})`,
  );
}

/** Date.parse takes February 31st for a day in March. */
function isRealDay(given: string, time: number): boolean {
  return !Number.isNaN(time) && new Date(time).toISOString().slice(0, 10) === given;
}

/** The rules of the configuration; the simulated company has some of its own where that has none. */
function protectionOf({ flags, found }: Session): Pick<ScanSettings, 'protection'> {
  const own = found.config.protection;
  const rules = own.length === 0 && (flags.demo || flags.demoOrg) ? DEMO_RULES : own;
  return rules.length === 0 ? {} : { protection: rules.map((rule) => JSON.stringify(rule)) };
}
