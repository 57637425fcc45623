import os from 'node:os';
import type { CollectOptions } from '../kinds/define/collect-context.ts';
import type { Identity } from '../model/cell.ts';
import type { Value } from '../model/columns.ts';
import { priceNote } from '../model/prices.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { AccountsToFind } from './scan-account.ts';
import type { ScanSettings } from './scan-settings.ts';

/** What the scan file keeps of a scan as a whole, at its start. */
export function scanFacts(
  settings: ScanSettings,
  identity: Identity | null,
  regions: { readonly on: readonly string[]; readonly off: readonly string[] },
): ScanFacts {
  return {
    identity,
    profile: settings.aws.profile,
    regions: regions.on,
    regionsOff: regions.off,
    kinds: settings.kinds,
    startedAt: settings.startedAt,
    endedAt: null,
    complete: false,
    version: settings.version,
    options: optionsOf(settings),
    prices: priceNote(settings.estimate.prices),
    ...namedAs(settings),
    writer: thisWriter(),
  };
}

/** What the scan file keeps of how the scan is to be named and kept. */
export function namedAs({ name, keep }: ScanSettings): Pick<ScanFacts, 'name' | 'keep'> {
  return { ...(name === undefined ? {} : { name }), ...(keep === true ? { keep } : {}) };
}

/** This process, as a scan file names the one that writes it. */
export function thisWriter(): NonNullable<ScanFacts['writer']> {
  return { pid: process.pid, host: os.hostname() };
}

/** The options of a scan as a person would give them; nothing secret is among them. */
export function optionsOf(settings: ScanSettings): Readonly<Record<string, Value>> {
  const { collect, estimate } = settings;
  const day = (instant: number | null): string | null =>
    instant === null ? null : new Date(instant).toISOString();
  return {
    regions: settings.regionPatterns.length === 0 ? ['all'] : settings.regionPatterns,
    kinds: settings.kinds,
    ...(settings.accounts !== null && 'request' in settings.accounts
      ? { accounts: accountWords(settings.accounts) }
      : {}),
    execution_days: collect.executionDays,
    since: day(collect.since),
    until: day(collect.until),
    attributes: collect.attributes,
    tags: collect.tags,
    location_types: collect.locationTypes,
    old_days: estimate.oldDays,
    owner_tags: estimate.ownerTags,
    ...(settings.demo === true ? { demo: true } : {}),
    ...(settings.protection === undefined ? {} : { protection: settings.protection }),
    ...(settings.transfers === undefined ? {} : { transfers: settings.transfers }),
  };
}

/** What rows are collected with, as the scan was told; an option that its snapdeck did not have yet is as it is now. */
export function collectedAs(options: ScanFacts['options'], now: CollectOptions): CollectOptions {
  const { execution_days: days, attributes, tags, location_types: types } = options;
  return {
    executionDays: typeof days === 'number' ? days : now.executionDays,
    since: instant(options.since),
    until: instant(options.until),
    attributes: typeof attributes === 'boolean' ? attributes : now.attributes,
    tags: typeof tags === 'boolean' ? tags : now.tags,
    locationTypes: Array.isArray(types) ? types.map(String) : now.locationTypes,
  };
}

function instant(option: unknown): number | null {
  return typeof option === 'string' ? Date.parse(option) : null;
}

/** The choice of accounts, in the words that it was made with. */
function accountWords({ request: { choice }, profiles }: AccountsToFind): readonly string[] {
  if (choice.include.length === 0) return profiles.map((profile) => `profile ${profile}`);
  return [...choice.include.map(({ text }) => text), ...choice.exclude.map(({ text }) => `!${text}`)];
}
