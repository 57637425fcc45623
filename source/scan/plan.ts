import { type CallerIdentity, mappedName } from '../aws/identity.ts';
import { partitionOfRegion } from '../aws/partitions.ts';
import { checkListed, looksLikeRegion, UnknownRegionError } from '../aws/region-patterns.ts';
import { chooseRegions } from '../aws/regions.ts';
import type { Cell, Identity, RegionStatus } from '../model/cell.ts';
import type { ScanSettings } from './scan-settings.ts';

/** What a scan will do: whose account, which regions, which cells. */
export interface ScanPlan {
  readonly identity: Identity;
  /** False where the account's name is its number, for want of a name in the settings. */
  readonly isNamed: boolean;
  /** The regions to ask: those that are on, and those that may be. */
  readonly on: readonly string[];
  readonly off: readonly string[];
  /** A cell for each kind in each region, region by region, those that are off included. */
  readonly cells: readonly Omit<Cell, 'id'>[];
}

/**
 * Plans a scan of what the settings choose from the account's regions.
 * @throws UnknownRegionError where that is none, or a region that is named is not listed
 */
export function planScan(
  settings: Pick<ScanSettings, 'regionPatterns' | 'accountMappings' | 'kinds'>,
  who: CallerIdentity,
  listed: readonly RegionStatus[],
): ScanPlan {
  const { regionPatterns } = settings;
  const regions = withNamed(listed, regionPatterns);
  checkListed(
    regionPatterns,
    regions.map(({ name }) => name),
  );
  const { on, off } = chooseRegions(regions, regionPatterns);
  if (on.length === 0) throw new UnknownRegionError(whyNone(regionPatterns, who, regions, off));
  const mapped = mappedName(settings.accountMappings, who.account);
  const { account, callerArn, partition } = who;
  return {
    identity: { account, callerArn, partition, accountName: mapped ?? account },
    isNamed: mapped !== undefined,
    on,
    off,
    cells: [...on, ...off].flatMap((region) =>
      settings.kinds.map((kind) => ({ account, partition, region, kind })),
    ),
  };
}

/** Where AWS could not list its regions, a new one that is named is tried: whether it exists its answers tell. */
function withNamed(listed: readonly RegionStatus[], patterns: readonly string[]): readonly RegionStatus[] {
  if (listed.some(({ status }) => status !== 'unknown')) return listed;
  const named = patterns.filter(
    (pattern) => looksLikeRegion(pattern) && !listed.some(({ name }) => name === pattern),
  );
  return [...listed, ...named.map((name): RegionStatus => ({ name, status: 'unknown' }))];
}

function whyNone(
  patterns: readonly string[],
  who: CallerIdentity,
  regions: readonly RegionStatus[],
  off: readonly string[],
): string {
  if (off.length === 0)
    return `No region of ${partitionOfRegion(who.region)?.title ?? who.partition} matches ${patterns.join(', ')}`;
  const enabled = regions.filter((region) => region.status !== 'not-opted-in').map((region) => region.name);
  return `Not enabled for account ${who.account}: ${off.join(', ')}. Enabled: ${enabled.join(', ')}`;
}
