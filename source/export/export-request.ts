import type { AlikeProblems } from '../analysis/alike-problems.ts';
import type { SummaryReport } from '../analysis/summary.ts';
import type { AccountState, SeenElsewhere } from '../model/account.ts';
import type { ExportFormat } from '../model/export-format.ts';
import type { ByteUnit } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import type { TableQuery } from '../model/table-query.ts';
import type { FilterOutcome } from '../store/filter/keep-rows.ts';
import type { ExportProgress } from './export-progress.ts';

/** What tells a source from every other one of a scan. */
export interface ChosenSource {
  /** The kind of its backups. */
  readonly kind: string;
  readonly account: string;
  readonly region: string;
  readonly key: string;
  /** Another one may have its name now. */
  readonly isGone: boolean;
}

/** A part of the rows of one tab, in their order; kinds of other tabs are left out altogether. */
export interface ExportSelection {
  /** The rows that this query finds, in its order. */
  readonly query: TableQuery;
  /** Where given, just the rows with these numbers instead, in the order of the numbers. */
  readonly rows?: readonly number[];
  /** Sources are numbered anew wherever they are worked out: the chosen ones by what they are, in the place of `rows`. */
  readonly sources?: readonly ChosenSource[];
  /** What is selected, in words, for Coverage and the summary: `3 marked EBS snapshots`. */
  readonly words: string;
}

/** What to export and where to. */
export interface ExportRequest {
  readonly scanFile: string;
  readonly formats: readonly ExportFormat[];
  /** A folder (made if missing), a file, or `-` for standard output. */
  readonly output: string;
  readonly byteUnit: ByteUnit;
  /** Only rows that pass this filter (`store/filter/expression.ts`); absent or blank: all rows. */
  readonly filter?: string;
  /** Only a part of one tab's rows; absent: all rows. */
  readonly selection?: ExportSelection;
  /** The same for every account of a scan of many, beside the whole; neither with standard output nor a selection. */
  readonly split?: 'account';
  /** The totals are wanted too, for whoever asked for the export; not with standard output. */
  readonly withSummary?: true;
  /** The moment of the export, milliseconds since 1970 UTC: the date in the file's name. */
  readonly now: number;
}

/** What an export left behind. */
export interface ExportResult {
  readonly paths: readonly string[];
  readonly rows: number;
  /** True where cells were not final: the workbook says so too. */
  readonly partial: boolean;
  /** Of a split into csv files the accounts of which nothing was read, so that they have no files of rows; else absent. */
  readonly withoutRows?: readonly Pick<AccountState, 'id' | 'name' | 'phase' | 'error'>[];
  /** What the filter kept; absent without one. */
  readonly filter?: FilterOutcome;
  /** The totals of what was exported, where they were wanted: summed up once, for the workbook and for this. */
  readonly summary?: ExportedSummary;
}

/** Totals, and the scan that they are of. */
export interface ExportedSummary {
  readonly report: SummaryReport;
  readonly facts: ScanFacts;
  /** Of a scan of many accounts, with its problems; else none. */
  readonly accounts: readonly AccountState[];
  readonly alike: readonly AlikeProblems[];
  readonly elsewhere: readonly SeenElsewhere[];
}

/** What an export tells while it runs, and how it is stopped. */
export interface ExportHooks {
  /** Called a few times a second at most, and once at the end. */
  readonly onProgress: (progress: ExportProgress) => void;
  /** Aborting it rejects the export with the signal's reason and removes what was written. */
  readonly signal: AbortSignal;
  /** Where `-` goes. */
  readonly stdout: NodeJS.WritableStream;
}

/** Why an export could not be written, in one line for the user. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
  /** True where what was asked for makes no sense (csv to standard output), not where a disk refused. */
  readonly badUsage: boolean;

  constructor(message: string, options: { readonly cause?: unknown; readonly badUsage?: boolean } = {}) {
    super(message, 'cause' in options ? { cause: options.cause } : undefined);
    this.badUsage = options.badUsage ?? false;
  }
}
