import type { FilterOutcome } from '../store/filter/keep-rows.ts';

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

/** What the Summary view, the Summary sheet and the headless summary show. */
export interface SummaryReport {
  /** The scan's start, from which ages are counted; milliseconds since 1970 UTC. */
  readonly countedFrom: number;
  readonly kinds: readonly { readonly kind: string; readonly rows: number }[];
  readonly services: readonly ServiceTotal[];
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
