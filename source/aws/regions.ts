import { distance } from 'fastest-levenshtein';
import picomatch from 'picomatch';
import type { RegionStatus } from '../scan/cell.ts';
import { type Ask, CallFailed } from './caller.ts';
import { findPartition, PARTITIONS } from './partitions.ts';

/** Regions named by flag or configuration that do not exist. */
export class UnknownRegionError extends Error {
  override readonly name = 'UnknownRegion';
}

/** Regions of the account with their opt-in status, sorted by name, and why that could not be asked, if so. */
export async function listRegions(
  ask: Ask,
  partition: string,
  region: string,
): Promise<{ readonly regions: readonly RegionStatus[]; readonly notice: string | null }> {
  const { describeRegions } = await import('./ec2.ts');
  try {
    const answer = await ask(describeRegions, { AllRegions: true }, region);
    const regions = (answer.Regions ?? []).flatMap((found): readonly RegionStatus[] =>
      found.RegionName === undefined ? [] : [{ name: found.RegionName, status: statusOf(found.OptInStatus) }],
    );
    if (regions.length > 0) return { regions: regions.sort(byName), notice: null };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    if (error.fault.class === 'denied' || error.fault.class === 'denied-by-organization') {
      return {
        regions: (findPartition(partition)?.regions ?? [region])
          .map((name): RegionStatus => ({ name, status: 'unknown' }))
          .sort(byName),
        notice:
          'ec2:DescribeRegions is denied: every known region is tried, and whether it is on is not known',
      };
    }
    throw error;
  }
  return { regions: [{ name: region, status: 'unknown' }], notice: 'AWS listed no regions' };
}

function byName(one: RegionStatus, other: RegionStatus): number {
  return one.name < other.name ? -1 : one.name > other.name ? 1 : 0;
}

function statusOf(given: string | undefined): RegionStatus['status'] {
  return given === 'opt-in-not-required' || given === 'opted-in' || given === 'not-opted-in'
    ? given
    : 'unknown';
}

/** Splits what `--region` was given: comma lists, repeated. */
export function regionPatterns(given: readonly string[]): readonly string[] {
  return given
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

/**
 * Sees before any call that every named region exists and every glob matches one.
 * @throws UnknownRegionError with close and valid names
 */
export function checkRegionPatterns(patterns: readonly string[]): void {
  const known = PARTITIONS.flatMap((partition) => partition.regions);
  for (const pattern of patterns) {
    if (pattern === 'all' || known.includes(pattern)) continue;
    if (isGlob(pattern) && known.some((name) => picomatch.isMatch(name, pattern))) continue;
    const close = closest(pattern, known);
    const partition =
      PARTITIONS.find((candidate) => candidate.regions.includes(close[0] ?? '')) ?? PARTITIONS[0];
    throw new UnknownRegionError(
      `${isGlob(pattern) ? 'No region matches' : 'There is no region'} "${pattern}". ` +
        `Close: ${close.join(', ')}. Valid in ${partition?.title ?? 'AWS'}: all, ${[...(partition?.regions ?? [])].sort().join(', ')}`,
    );
  }
}

/** The regions that patterns choose from those listed, in two parts: on (or of unknown status) and off. */
export function chooseRegions(
  listed: readonly RegionStatus[],
  patterns: readonly string[],
): { readonly on: readonly string[]; readonly off: readonly string[] } {
  const wanted = patterns.length === 0 ? ['all'] : patterns;
  const tests = wanted.map((pattern) => (pattern === 'all' ? () => true : picomatch(pattern)));
  const chosen = listed.filter((region) => tests.some((test) => test(region.name)));
  return {
    on: chosen.filter((region) => region.status !== 'not-opted-in').map((region) => region.name),
    off: chosen.filter((region) => region.status === 'not-opted-in').map((region) => region.name),
  };
}

function isGlob(pattern: string): boolean {
  return picomatch.scan(pattern).isGlob;
}

function closest(name: string, known: readonly string[]): readonly string[] {
  return [...known].sort((one, other) => distance(name, one) - distance(name, other)).slice(0, 3);
}
