import picomatch from 'picomatch';
import type { RegionStatus } from '../model/cell.ts';
import { type Ask, CallFailed } from './caller.ts';
import { type CallerIdentity, identify } from './identity.ts';
import { findPartition, partitionOfRegion } from './partitions.ts';

/** What can be part of a host's name and a signature's scope, as the name of every region is. */
const REGION_NAME = /^[a-z0-9]+(?:-[a-z0-9]+){1,7}$/;

/** The regions of an account, sorted by name, and why AWS could not be asked for them, if so. */
export interface ListedRegions {
  readonly regions: readonly RegionStatus[];
  readonly notice: string | null;
}

/**
 * Who asks, and the account's regions. Where a region to ask is set, both are asked at once: neither needs the
 * other's answer, and nothing can start before both are there. `patterns`: regions that are named, which can be asked
 * without the listing. Throws what refused the caller, else the listing.
 */
export async function identifyAndListRegions(
  ask: Ask,
  home: string | null,
  patterns: readonly string[] = [],
): Promise<{ readonly who: CallerIdentity; readonly listed: ListedRegions }> {
  const partition = home === null ? undefined : partitionOfRegion(home)?.id;
  const identified = identify(ask, home);
  const early =
    home === null || partition === undefined ? undefined : listRegions(ask, partition, home, patterns);
  early?.catch(() => {});
  const who = await identified;
  const isOfCaller = early !== undefined && who.partition === partition && who.region === home;
  const listed = await (isOfCaller ? early : listRegions(ask, who.partition, who.region, patterns));
  const notice = home === null || who.region === home ? null : elsewhere(home, who.region, listed.regions);
  const notices = [notice, listed.notice].filter((words) => words !== null);
  return { who, listed: { ...listed, notice: notices.length === 0 ? null : notices.join('; ') } };
}

/** Why another region than the one that is set was asked. */
function elsewhere(home: string, asked: string, listed: readonly RegionStatus[]): string {
  const status = listed.find(({ name }) => name === home)?.status;
  const isListed = listed.some((region) => region.status !== 'unknown');
  const why =
    status === 'not-opted-in'
      ? 'is off for this account'
      : status === undefined && isListed
        ? 'is none that AWS lists for this account'
        : 'does not take these credentials';
  return `${home}, the region that is set, ${why}: ${asked} was asked instead`;
}

/** The regions with their opt-in status, from any region of the partition. */
async function listRegions(
  ask: Ask,
  partition: string,
  region: string,
  patterns: readonly string[],
): Promise<ListedRegions> {
  const { describeRegions } = await import('./ec2.ts');
  try {
    const answer = await ask(describeRegions, { AllRegions: true }, region);
    const given = answer.Regions ?? [];
    const statuses = new Map<string, RegionStatus['status']>();
    for (const { RegionName: name = '', OptInStatus: status } of given)
      if (REGION_NAME.test(name)) statuses.set(name, statusOf(status));
    const regions = [...statuses].map(([name, status]): RegionStatus => ({ name, status }));
    const odd = given.filter(({ RegionName: name = '' }) => !REGION_NAME.test(name)).length;
    if (regions.length > 0)
      return { regions: regions.sort(byName), notice: odd === 0 ? null : oddNames(odd) };
  } catch (error) {
    if (!(error instanceof CallFailed)) throw error;
    const { class: fault, code } = error.fault;
    const isDenied = fault === 'denied' || fault === 'denied-by-organization';
    // Whoever is known, but refused the list (an account that has not signed up for EC2), can name regions.
    const isRefused = fault === 'not-accepted' || fault === 'invalid';
    if (!isDenied && !(isRefused && patterns.length > 0)) throw error;
    return {
      regions: (findPartition(partition)?.regions ?? [region])
        .map((name): RegionStatus => ({ name, status: 'unknown' }))
        .sort(byName),
      notice: isDenied
        ? 'ec2:DescribeRegions is denied: every known region is tried, and whether it is on is not known'
        : `AWS refused to list the regions (${code}): whether those that are named are on could not be checked`,
    };
  }
  return { regions: [{ name: region, status: 'unknown' }], notice: 'AWS listed no regions' };
}

function oddNames(count: number): string {
  return `AWS listed ${count === 1 ? '1 region whose name is' : `${count} regions whose names are`} none; left out`;
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
