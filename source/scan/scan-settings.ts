import type { AwsSettings } from '../aws/settings.ts';
import type { CollectOptions } from '../kinds/define/collect-context.ts';
import type { PriceTable } from '../model/prices.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { AccountsToFind, ScanAccount, SettingsOfProfiles } from './scan-account.ts';

/** What findings and costs are estimated with. */
export interface EstimateSettings {
  readonly prices: PriceTable;
  /** AWS's price list is asked at the end for what is not kept in this file; null: nobody is asked. */
  readonly asked: { readonly file: string } | null;
  /** Keys of the tag that names an owner, the first one first, in any case. */
  readonly ownerTags: readonly string[];
  /** Snapshots older than so many days count as old. */
  readonly oldDays: number;
}

/** What a scan does that goes on in the file of one that has ended. */
export interface GoingOn {
  /** That scan. */
  readonly before: Pick<
    ScanFacts,
    'identity' | 'regions' | 'regionsOff' | 'startedAt' | 'endedAt' | 'options'
  >;
  /** Ids of the kinds of which it collects the cells that the file lacks, or that did not end well. */
  readonly kinds: readonly string[];
  /** Ids of other kinds of which every cell is read again, with its rows in sight: they are told of those. */
  readonly again: readonly string[];
  /**
   * That scan was ended before it was whole: accounts and regions that it had not come to are entered as well, its start
   * stays "now" for every age and window, and rows of a cell stay until all of it has been read once more.
   */
  readonly resumes: boolean;
}

/** The instant that is "now" for the ages and windows of a scan; milliseconds since 1970 UTC. */
export function presentOf({ startedAt, goesOn }: Pick<ScanSettings, 'startedAt' | 'goesOn'>): number {
  return goesOn?.resumes === true ? goesOn.before.startedAt : startedAt;
}

/** Everything a scan is told before it starts; plain data, handed to the scan worker. */
export interface ScanSettings {
  readonly scanFile: string;
  /** The scan goes on in the scan file, which is there; absent: it makes one. */
  readonly goesOn?: GoingOn;
  /** What the scan is named, and whether its file is to stay; absent: neither. */
  readonly name?: string;
  readonly keep?: boolean;
  /** It is a scan of the simulated AWS; absent: it is not. */
  readonly demo?: true;
  readonly version: string;
  readonly aws: AwsSettings;
  /** As `--region` was given; empty: every region that is on. */
  readonly regionPatterns: readonly string[];
  /** Ids of the kinds to scan, in the registry's order. */
  readonly kinds: readonly string[];
  readonly collect: CollectOptions;
  readonly estimate: EstimateSettings;
  /** The rules by which sources are judged, each as JSON; absent: none of the user's own. */
  readonly protection?: readonly string[];
  /** When runs of transfers count as missed or stuck, as JSON; absent: as usual. */
  readonly transfers?: string;
  /** The accounts to scan; null: the caller's own. */
  readonly accounts: readonly ScanAccount[] | AccountsToFind | null;
  readonly awsOfProfiles: SettingsOfProfiles;
  /** Names of accounts by id, from the configuration. */
  readonly accountMappings: Readonly<Record<string, string>>;
  /** True: a person watches, so the scan may wait for new credentials. False: it ends without them. */
  readonly interactive: boolean;
  /** Every call goes into the log. */
  readonly debug: boolean;
  /** Milliseconds since 1970 UTC. */
  readonly startedAt: number;
}
