import type { DeletePlanReview } from '../../analysis/delete-plan/delete-plan.ts';
import type { ConsoleEntry } from '../../aws/console-sign-in.ts';
import type { ExportProgress } from '../../export/export-progress.ts';
import type { ExportResult, ExportSelection } from '../../export/export-request.ts';
import type { AccountState } from '../../model/account.ts';
import type { AskResult } from '../../model/ask.ts';
import type { Identity, RegionStatus } from '../../model/cell.ts';
import type { ExportFormat } from '../../model/export-format.ts';
import type { ByteUnit } from '../../model/format.ts';
import type { KeptScan } from '../../model/kept-scan.ts';
import type { UnfinishedScan } from '../../model/unfinished-scan.ts';
import type { DiffReport } from '../../queries/diff-messages.ts';
import type { ScanQueries } from '../../queries/scan-queries.ts';
import type { ScanHandle } from '../../scan/scan-handle.ts';
import type { PreferencesStore } from '../preferences/preferences-file.ts';
import type { Appearance } from '../settings/appearance.ts';
import type { WrittenPlan } from '../state/delete-plan-state.ts';

export type { ExportProgress, ExportResult };

/** What a new scan from inside the app may choose; undefined keeps what the running one used. */
export interface ScanChoice {
  readonly profile?: string;
  /** Region names; empty: all enabled ones. */
  readonly regions?: readonly string[];
  /** Ids of accounts; empty: the caller's own. */
  readonly accounts?: readonly string[];
  /** Ids of kinds. */
  readonly kinds?: readonly string[];
}

/** A finished scan that is gone on with: its file, and the ids of the kinds that are read into it. */
export interface GoingOnChoice {
  readonly scanFile: string;
  /** Ids of kinds to read into it; null: what the scan lacks, which ended before it was whole. */
  readonly kinds: readonly string[] | null;
}

/** An account that can be picked. */
export interface ListedAccount {
  readonly id: string;
  readonly name: string | null;
  /** Its organizational units from the root on; empty: the root; null: not known. */
  readonly ou: string | null;
  /** Why it cannot be scanned, in a word; null: it can. */
  readonly off: string | null;
}

/** What an export may choose. */
export interface ExportChoice {
  readonly format: ExportFormat;
  /** A folder or a file. */
  readonly output: string;
  /** Only a part of one tab's rows. */
  readonly selection?: ExportSelection;
  /** Only rows that pass this filter, of every kind that has its fields; without both: everything. */
  readonly filter?: string;
}

/** Everything that the app asks of the rest of snapdeck; the app itself touches no file and no network. */
export interface AppServices {
  readonly version: string;
  readonly byteUnit: ByteUnit;
  /** Words for the header: the profile's name or "demo"; null where none was named. */
  readonly profile: string | null;
  /** The name of the organization as the configuration has it; absent: it has none. */
  readonly organizationName?: string | null;
  /** True: the terminal's bell rings when a transfer ends. */
  readonly bell?: boolean;
  /** The last scan of the accounts that a new one would be of, where it did not end; null: it did. */
  readonly unfinishedScan: () => Promise<UnfinishedScan | null>;
  readonly startScan: (choice: ScanChoice) => ScanHandle;
  /** Goes on with a finished scan in its file. Rejects where that cannot be read. */
  readonly goOn: (choice: GoingOnChoice) => Promise<ScanHandle>;
  /** Asks rows of a finished scan what it left out, as `ScanHandle.ask`. */
  readonly askFile: (scanFile: string, ...asked: Parameters<ScanHandle['ask']>) => Promise<AskResult>;
  /** The scans that are kept, the newest first. */
  readonly listKeptScans: () => Promise<readonly KeptScan[]>;
  /**
   * A copy of a scan file with the executions of all kept scans of its accounts, and what there is to say of them. Rejects
   * where it cannot be made.
   */
  readonly allRuns: (
    scanFile: string,
  ) => Promise<{ readonly scanFile: string; readonly lines: readonly string[] }>;
  /** Questions to a scan file; the app closes them when it moves to another scan. */
  readonly openQueries: (scanFile: string) => ScanQueries;
  /** Keys, colours and columns; absent: the usual ones. */
  readonly appearance?: Appearance;
  /** What is remembered between runs; absent: nothing. */
  readonly preferences?: PreferencesStore;
  /** Where exports go unless something else is chosen. */
  readonly exportFolder: string;
  /** Writes a scan file: everything to one workbook, or what was chosen. */
  readonly exportWorkbook: (
    scanFile: string,
    onProgress: (progress: ExportProgress) => void,
    signal: AbortSignal,
    choice?: ExportChoice,
  ) => Promise<ExportResult>;
  /** Adds up what a delete plan of a part of a scan file would be. */
  readonly reviewDeletePlan: (
    scanFile: string,
    selection: ExportSelection,
    signal: AbortSignal,
  ) => Promise<DeletePlanReview>;
  /** Writes its script to where exports go. */
  readonly writeDeletePlan: (
    scanFile: string,
    selection: ExportSelection,
    signal: AbortSignal,
  ) => Promise<WrittenPlan>;
  /** Compares a scan file with the one of this name; `onReport` gets what was found so far, at last all of it. */
  readonly compareScans: (
    scanFile: string,
    name: string,
    onReport: (report: DiffReport) => void,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Regions of the account that the profile leads to; undefined: the running scan's. */
  readonly listRegions: (profile?: string) => Promise<{
    readonly identity: Identity;
    readonly regions: readonly RegionStatus[];
  }>;
  /** Accounts of the organization, or of the sign-in to SSO where that is what was chosen. */
  readonly listAccounts: () => Promise<readonly ListedAccount[]>;
  /** Opens a page in the browser; absent where there is nothing to do it with. */
  readonly openUrl?: (url: string) => Promise<void>;
  /** How the AWS console of an account is entered as the scan entered it; null: that is not known. */
  readonly consoleEntry: (
    account: Pick<AccountState, 'id' | 'entry'>,
    profile: string | null,
  ) => Promise<ConsoleEntry | null>;
  /** Names of the profiles in the user's AWS configuration files. */
  readonly listProfiles: () => Promise<readonly string[]>;
  /** One line into the log file. */
  readonly log: (line: string) => void;
}

/** What the app opens with. */
export type AppStart =
  | { readonly mode: 'scan'; readonly choice: ScanChoice }
  /** `--pick`: the pickers first. */
  | { readonly mode: 'pick' }
  /** `snapdeck open`: a scan file that is there already. */
  | { readonly mode: 'file'; readonly scanFile: string };

/** How the app ended: its exit code, and lines to print once the terminal is restored. */
export interface AppEnd {
  readonly exitCode: number;
  readonly lines: readonly string[];
}
