import type { DeletePlanReview } from '../../analysis/delete-plan/delete-plan.ts';
import type { ScanPast } from '../../analysis/past/scan-past.ts';
import type { Related } from '../../analysis/related-rows.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { Topology } from '../../analysis/topology.ts';
import type { TransferCalendar } from '../../analysis/transfers/calendar-days.ts';
import type { CutoverTask, CutoverWindow } from '../../analysis/transfers/cutover.ts';
import type { ExportProgress } from '../../export/export-progress.ts';
import type { ExportSelection } from '../../export/export-request.ts';
import type { LaterId } from '../../kinds/define/asked-later.ts';
import type { AskJob, AskPlan, AskProgress } from '../../model/ask.ts';
import type { CellRescan, ScanState } from '../../model/cell.ts';
import type { KeptScan } from '../../model/kept-scan.ts';
import type { Amounts, FacetQuery, FacetReport, TableRow } from '../../model/table-query.ts';
import type { UnfinishedScan } from '../../model/unfinished-scan.ts';
import type { DiffReport } from '../../queries/diff-messages.ts';
import type { Ground } from '../kit/ground.ts';
import type { Command } from '../kit/key-binding.ts';
import type { Size } from '../kit/layout.ts';
import type { Tone } from '../kit/theme.ts';
import type { WrittenPlan } from './delete-plan-state.ts';
import type { DiffAsked } from './differences-state.ts';
import type { Hints } from './input-state.ts';
import type { Watch } from './live-data.ts';
import type { PickerItem, PickerKind } from './picker-state.ts';
import type { SummaryListId } from './summary-state.ts';
import type { Order } from './table.ts';

/** The rows of a window by their numbers; null: gone from the scan file. */
export type Rows = ReadonlyMap<number, TableRow | null>;

/** Everything that changes the state of the app. */
export type AppEvent =
  | LiveEvent
  | AskEvent
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'ticked'; readonly now: number }
  /** A key was pressed that means this where it lands. */
  | { readonly type: 'command'; readonly command: Command }
  /** Text for the line or picker that is open. */
  | { readonly type: 'typed'; readonly text: string }
  /** Another scan begins (`scan`), or a scan file was opened (`file`). */
  | {
      readonly type: 'scan opened';
      readonly source: 'scan' | 'file';
      readonly scan: ScanState;
      /** The scan file that it is a copy of, with the executions of all scans; null: it is none. */
      readonly allRunsOf: string | null;
      readonly now: number;
    }
  /** The last scan did not end: whether it is gone on with is asked before a new one begins. */
  | { readonly type: 'unfinished scan found'; readonly scan: UnfinishedScan; readonly now: number }
  | { readonly type: 'scan changed'; readonly scan: ScanState; readonly now: number }
  /** The scan that is open goes on in its file (`scan`), or that has ended (`file`): what is shown of it stays. */
  | {
      readonly type: 'scan goes on';
      readonly source: 'scan' | 'file';
      readonly scan: ScanState;
      readonly now: number;
    }
  | { readonly type: 'order arrived'; readonly tab: string; readonly order: Order; readonly rows: Rows }
  | { readonly type: 'rows arrived'; readonly tab: string; readonly order: Order; readonly rows: Rows }
  | {
      readonly type: 'amounts arrived';
      readonly tab: string;
      /** The rows that were added up: those of an order, or the marked ones. */
      readonly of: { readonly listed: Order } | { readonly marked: ReadonlySet<number> };
      readonly amounts: Amounts;
    }
  | { readonly type: 'table failed'; readonly tab: string; readonly error: string }
  | { readonly type: 'detail arrived'; readonly tab: string; readonly row: number; readonly loaded: TableRow }
  | { readonly type: 'detail failed'; readonly tab: string; readonly row: number; readonly error: string }
  | {
      readonly type: 'related arrived';
      readonly tab: string;
      readonly row: number;
      readonly related: Related;
    }
  | { readonly type: 'related failed'; readonly tab: string; readonly row: number; readonly error: string }
  /** `of`: the review that was open when it was asked for. */
  | { readonly type: 'plan reviewed'; readonly of: ExportSelection; readonly review: DeletePlanReview }
  | { readonly type: 'plan not reviewed'; readonly of: ExportSelection; readonly error: string }
  | { readonly type: 'plan written'; readonly of: ExportSelection; readonly script: WrittenPlan }
  | { readonly type: 'plan not written'; readonly of: ExportSelection; readonly error: string }
  /** The open scan is to be compared with another one. */
  | { readonly type: 'differences opened'; readonly name: string }
  | { readonly type: 'differences found'; readonly of: DiffAsked; readonly report: DiffReport }
  /** `error`: why they could not be compared; null: all was. */
  | { readonly type: 'differences ended'; readonly of: DiffAsked; readonly error: string | null }
  | { readonly type: 'topology arrived'; readonly topology: Topology }
  | { readonly type: 'topology failed'; readonly error: string }
  | { readonly type: 'calendar arrived'; readonly calendar: TransferCalendar }
  | { readonly type: 'calendar failed'; readonly error: string }
  | { readonly type: 'cutover opened'; readonly window: CutoverWindow }
  | { readonly type: 'cutover arrived'; readonly tasks: readonly CutoverTask[] }
  | { readonly type: 'cutover failed'; readonly error: string }
  | { readonly type: 'history arrived'; readonly scans: readonly KeptScan[] }
  | { readonly type: 'history failed'; readonly error: string }
  /** Enter was pressed on it while a scan runs. */
  | { readonly type: 'history sure'; readonly file: string }
  | { readonly type: 'summary arrived'; readonly report: SummaryReport }
  | { readonly type: 'summary failed'; readonly error: string }
  /** The kept scans, of which a command may name one; the newest first. */
  | { readonly type: 'scan names arrived'; readonly scans: readonly KeptScan[] }
  | { readonly type: 'past arrived'; readonly past: ScanPast }
  | { readonly type: 'past failed'; readonly error: string }
  /** A list behind the Summary is to be shown. */
  | { readonly type: 'list opened'; readonly list: SummaryListId }
  | { readonly type: 'picker opened'; readonly kind: PickerKind; readonly profile?: string | undefined }
  | { readonly type: 'picker filled'; readonly kind: PickerKind; readonly items: readonly PickerItem[] }
  | { readonly type: 'picker failed'; readonly kind: PickerKind; readonly error: string }
  | { readonly type: 'picker closed' }
  /** This account, which is under the cursor, is about to be run again. */
  | { readonly type: 'account run again'; readonly account: string }
  /** These are to be remembered as picked last; null: none are. */
  | { readonly type: 'accounts picked'; readonly accounts: readonly string[] | null }
  | {
      readonly type: 'note opened';
      readonly title: string;
      readonly lines: readonly string[];
      readonly copy: string | null;
    }
  | { readonly type: 'facet arrived'; readonly of: FacetQuery; readonly report: FacetReport }
  | { readonly type: 'facet failed'; readonly of: FacetQuery; readonly error: string }
  | { readonly type: 'mouse chosen'; readonly on: boolean }
  /** A place was clicked that the cursor is not on; in cells from 0. */
  | { readonly type: 'clicked'; readonly column: number; readonly line: number }
  /** The wheel was turned by a line: it moves what is in front, also while something is typed below it. */
  | { readonly type: 'scrolled'; readonly command: 'up' | 'down' }
  | { readonly type: 'theme chosen'; readonly theme: string }
  /** The terminal has said what it writes on. */
  | { readonly type: 'ground told'; readonly ground: Ground }
  /** The open table is to be filtered by this text, which was understood. */
  | { readonly type: 'filter chosen'; readonly text: string }
  | {
      readonly type: 'sort chosen';
      /** Null: none, the usual order. */
      readonly column: string | null;
      /** Null: as the column gives it. */
      readonly descending: boolean | null;
      /** Only rows that are equal so far. */
      readonly add: boolean;
    }
  | { readonly type: 'facet chosen'; readonly column: string }
  | { readonly type: 'line closed'; readonly command: string | null }
  /** What may stand at the cursor of the line that is being typed was looked up. */
  | { readonly type: 'hints arrived'; readonly hints: Hints }
  | { readonly type: 'region chosen'; readonly region: string | null }
  | { readonly type: 'exporting'; readonly progress: ExportProgress | null }
  | { readonly type: 'said'; readonly text: string; readonly tone: Tone; readonly until: number }
  /** A key was pressed since. */
  | { readonly type: 'message read' }
  | { readonly type: 'leaving'; readonly what: string };

/** What changes the asking of rows. */
export type AskEvent =
  /** The review of asking this is to be shown. */
  | { readonly type: 'ask opened'; readonly what: LaterId }
  /** The review of reading a kind into the scan is to be shown. */
  | { readonly type: 'ask kind opened'; readonly kind: string }
  /** What asking would take was counted, or could not be; `of`: what the review was of. */
  | {
      readonly type: 'ask counted';
      readonly of: AskJob;
      readonly result: { readonly plan: AskPlan } | { readonly error: string };
    }
  | { readonly type: 'rows asked'; readonly of: AskJob; readonly progress: AskProgress }
  | { readonly type: 'ask stopping' }
  | { readonly type: 'ask ended'; readonly of: AskJob };

/** What changes the live part. */
export type LiveEvent =
  | { readonly type: 'watch changed'; readonly watch: Watch | null }
  /** Reading these cells again by hand began, or is over. */
  | { readonly type: 'reading again'; readonly cells: readonly number[]; readonly on: boolean }
  | { readonly type: 'round ended'; readonly results: readonly CellRescan[] }
  /** The person has seen the rows of these cells. */
  | { readonly type: 'looked at'; readonly cells: readonly number[] }
  /** Rows that were read already may read otherwise now. */
  | { readonly type: 'rows changed' }
  /** Executions under way were asked for again; these are their rows now. */
  | {
      readonly type: 'rows refreshed';
      readonly tab: string;
      readonly rows: ReadonlyMap<number, TableRow>;
      readonly at: number;
      readonly failure: string | null;
    };
