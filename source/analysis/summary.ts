import type { Severity } from '../kinds/define/finding.ts';
import type { SeenElsewhere } from '../model/account.ts';
import type { PriceNote } from '../model/prices.ts';
import type { TableQuery } from '../model/table-query.ts';
import type { FilterOutcome } from '../store/filter/keep-rows.ts';
import type { Shortfall } from './shortfall.ts';

/** A number of resources and their size as far as it is known. */
export interface Amount {
  readonly count: number;
  /** Sum of the known sizes in bytes. */
  readonly bytes: number;
  /** How many of them have no known size. */
  readonly unknownSizes: number;
}

/** An amount of the resources of one tab. */
export interface TabAmount extends Amount {
  readonly tab: string;
}

/** An amount under a label; `value` is what the column holds (null: unknown). */
export interface Share extends Amount {
  readonly label: string;
  readonly value: string | null;
  /** The same by tab where it spans several: tabs that have none of it are missing. */
  readonly byTab?: readonly TabAmount[];
}

/** One service's snapshots. */
export interface ServiceTotal extends Amount {
  readonly service: string;
  readonly kind: string;
  /** Milliseconds since 1970 UTC; null where no creation time is known. */
  readonly oldest: number | null;
  readonly newest: number | null;
  /** One amount for each of `AGE_RANGES` and a last one for unknown age. */
  readonly byAge: readonly Amount[];
}

/** One source (volume, database, file system) with what is kept of it, by age. */
export interface SourceTotal extends Amount {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  /** Null: the source is not known (a copy); every such snapshot of a region and service is in one line. */
  readonly source: string | null;
  readonly sourceName: string | null;
  /** "yes", "no" or "unknown". */
  readonly sourceExists: string;
  /** One amount for each of `AGE_RANGES` and a last one for unknown age. */
  readonly byAge: readonly Amount[];
  /** The origins of its snapshots: manual, automated, AMI... */
  readonly types: readonly string[];
}

/** One finding with its rows counted. */
export interface FindingCount {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly tab: string;
  /** Rows that it is about. */
  readonly count: number;
  /** Rows of which it cannot be told. */
  readonly notChecked: number;
  /** Why it cannot; null where it can of every row. */
  readonly notCheckedReason: string | null;
  /** Cells that it rests on and that were not, or not wholly, read: more may be there. */
  readonly cellsNotRead: number;
  /** Of a scan of many accounts: those of which nothing was read, which have no cells. */
  readonly accountsNotRead?: number;
  /** What its rows cost a month, where that is told of them. */
  readonly cost?: CostTotal;
  /** Opens the table with exactly the rows that `count` counts. */
  readonly query: TableQuery;
  /** The same for those that `notChecked` counts. */
  readonly notCheckedQuery: TableQuery;
}

/** Bounds of a cost a month in US dollars, of as many snapshots as have them. */
export interface CostTotal {
  readonly count: number;
  /** Sums of the known bounds. */
  readonly low: number;
  readonly high: number;
  /** How many have no low bound, and how many no high one: the sums leave them out. */
  readonly withoutLow: number;
  readonly withoutHigh: number;
}

/** How many snapshots of one tab a cost is made of, and of how many of them nobody knows it. */
export interface TabCost {
  readonly tab: string;
  readonly count: number;
  /** Those without a high bound. */
  readonly withoutHigh: number;
  /** Those of `withoutHigh` whose size is not known: no price list can help them. */
  readonly withoutSize: number;
}

/** A cost under a label; `value` is what the column holds (null: unknown). */
export interface CostShare extends CostTotal {
  readonly label: string;
  readonly value: string | null;
  /** Its snapshots by tab; tabs that have none of them are missing. */
  readonly byTab: readonly TabCost[];
}

/** What the snapshots of one service cost that are of one kind. */
export interface ServiceCost extends CostShare {
  readonly kind: string;
}

/** What is kept of one source costs. */
export interface SourceCost extends CostTotal {
  readonly account: string;
  readonly region: string;
  readonly service: string;
  /** The tab that holds its snapshots. */
  readonly tab: string;
  /** Null: the source is not known. */
  readonly source: string | null;
}

/** What snapshots cost a month, between two bounds. */
export interface CostSummary {
  /** The price list that was used; null in a scan file that estimated nothing. */
  readonly prices: PriceNote | null;
  /** The tags that name an owner, the first that is there counts; none in a scan file that does not say. */
  readonly ownerTags: readonly string[];
  readonly total: CostTotal;
  /** The snapshots of the total by tab. */
  readonly byTab: readonly TabCost[];
  /** By service and kind, in the order of the kinds. */
  readonly byService: readonly ServiceCost[];
  readonly byRegion: readonly CostShare[];
  /** By the owner tag; null: none, or tags that are not read (EFS). Those with the highest high bound, at most 1,000. */
  readonly byOwner: readonly CostShare[];
  /** How many further owners there are. */
  readonly ownersLeftOut: number;
  /** Those with the highest high bound first, at most 1,000. */
  readonly bySource: readonly SourceCost[];
  /** How many further sources there are. */
  readonly sourcesLeftOut: number;
}

/** The snapshots of one service that may go, as far as can be known, and what they cost a month. */
export interface CandidatesOfService {
  readonly service: string;
  readonly kind: string;
  readonly amount: Amount;
  readonly cost: CostTotal;
}

/** How many sources are protected how. */
interface ProtectionCounts {
  readonly unprotected: number;
  readonly late: number;
  readonly unknown: number;
  readonly protected: number;
  /** Gone, read replicas, or by a rule: in no share. */
  readonly exempt: number;
}

/** Those of a service. */
export interface ProtectionOfService extends ProtectionCounts {
  readonly service: string;
  /** The kind of their backups. */
  readonly kind: string;
}

/** Those of an account. */
export interface ProtectionOfAccount extends ProtectionCounts {
  readonly account: string;
  /** As it was listed or mapped; null: not known. */
  readonly name: string | null;
}

/** How many rows, and the table with exactly those. */
export interface CountOfRows {
  readonly count: number;
  readonly query: TableQuery;
}

/** The transfers of the 24 hours before a scan began. */
export interface LastNight {
  /** Executions that were requested then; those that ended well, that failed, that still run. */
  readonly runs: CountOfRows;
  readonly well: CountOfRows;
  readonly failed: CountOfRows;
  readonly underWay: CountOfRows;
  /** Tasks of which a scheduled run did not start then; of `missedUnknown` nobody can tell whether they missed any. */
  readonly missed: CountOfRows;
  readonly missedUnknown: CountOfRows;
  /** Tasks whose run seems stuck. */
  readonly stuck: CountOfRows;
}

/** What one account of a scan of many comes to. */
export interface AccountTotal {
  readonly account: string;
  /** As it was listed or mapped; null: not known. */
  readonly name: string | null;
  readonly rows: number;
  /** Its share of the counts of all findings: a row that two of them are about counts in both. */
  readonly findings: number;
  /** Of its rows those that are snapshots. */
  readonly snapshots: Amount;
  readonly cost: CostTotal;
}

/** What the Summary view, the Summary sheet and the headless summary show. */
export interface SummaryReport {
  /** The scan's start, from which ages are counted; milliseconds since 1970 UTC. */
  readonly countedFrom: number;
  readonly kinds: readonly { readonly kind: string; readonly rows: number }[];
  readonly services: readonly ServiceTotal[];
  /** By region, those with most snapshots first. */
  readonly byRegion: readonly Share[];
  /** One for each of `AGE_RANGES` and a last one for unknown age; labels as people read them. */
  readonly ages: readonly Share[];
  readonly byStatus: readonly Share[];
  readonly byEncryption: readonly Share[];
  readonly byOrigin: readonly Share[];
  readonly byTier: readonly Share[];
  /** Largest first. */
  readonly sources: readonly SourceTotal[];
  /** How many smaller sources there are beside those in `sources`; absent where all are listed. */
  readonly sourcesLeftOut?: number;
  readonly datasync: DataSyncSummary;
  /** The gravest first; those without rows too. */
  readonly findings: readonly FindingCount[];
  readonly cost: CostSummary;
  /** Absent: DataSync's tasks or executions were not scanned. */
  readonly lastNight?: LastNight;
  /** By service, those without any left out; absent: the scan file holds no verdicts. */
  readonly candidates?: readonly CandidatesOfService[];
  /** By service; absent: the scan file does not tell, or the totals are narrowed to some rows. */
  readonly protection?: readonly ProtectionOfService[];
  /** By account, those with the most to look at first; absent also where there is only one. */
  readonly protectionByAccount?: readonly ProtectionOfAccount[];
  /** Of a scan of many accounts: those that were read, in the order planned. */
  readonly accounts?: readonly AccountTotal[];
  /** Of a scan of many accounts: rows that they see of one another, which count once. */
  readonly elsewhere?: readonly SeenElsewhere[];
  /** What is in no total because it was not read; absent: nothing. */
  readonly shortfall?: Shortfall;
  /** The filter that every total is narrowed to, `kinds` apart; absent: none. */
  readonly filter?: FilterOutcome;
}

/** The breakdowns of the old Summary sheet, and what it lacked. */
export interface DataSyncSummary {
  readonly tasks: number;
  readonly tasksByStatus: readonly Share[];
  /** Tasks with a schedule that is not disabled. */
  readonly tasksScheduled: number;
  readonly tasksScheduleDisabled: number;
  readonly locations: number;
  readonly locationsByType: readonly Share[];
  readonly agents: number;
  readonly agentsByStatus: readonly Share[];
  /** The execution window in days. */
  readonly executionDays: number;
  readonly executions: number;
  readonly executionsByStatus: readonly Share[];
  /** Neither SUCCESS nor ERROR. */
  readonly executionsInProgress: number;
  /** Bytes moved by UTC day of start, oldest first, days without any included. */
  readonly bytesByDay: readonly { readonly day: string; readonly bytes: number }[];
}
