import type { CallerIdentity } from '../aws/identity.ts';
import { partitionOfRegion } from '../aws/partitions.ts';
import { UnknownRegionError } from '../aws/region-patterns.ts';
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

/** Plans a scan of what the settings choose from the account's regions. Throws `UnknownRegionError` where that is none. */
export function planScan(
  settings: Pick<ScanSettings, 'regionPatterns' | 'accountMappings' | 'kinds'>,
  who: CallerIdentity,
  regions: readonly RegionStatus[],
): ScanPlan {
  const { on, off } = chooseRegions(regions, settings.regionPatterns);
  if (on.length === 0) throw new UnknownRegionError(whyNone(settings.regionPatterns, who, regions, off));
  const mapped = settings.accountMappings[who.account];
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
