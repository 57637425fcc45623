import picomatch from 'picomatch';
import type { RegionStatus } from '../scan/cell.ts';
import { type Ask, CallFailed } from './caller.ts';
import { findPartition } from './partitions.ts';

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
