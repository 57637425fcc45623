/**
 * The whole state of the terminal app: plain data, changed only by `reduce`. Views read slices of it; loaders bring
 * what comes from elsewhere as events.
 */

import type { ExportProgress } from '../../export/export-progress.ts';
import { TABLES, TABS } from '../../kinds/tabs.ts';
import type { ScanState } from '../../model/cell.ts';
import type { ByteUnit } from '../../model/format.ts';
import type { UnfinishedScan } from '../../model/unfinished-scan.ts';
import type { Ground } from '../kit/ground.ts';
import type { KeyBinding } from '../kit/key-binding.ts';
import type { Size } from '../kit/layout.ts';
import type { Tone } from '../kit/theme.ts';
import type { LookSettings } from '../settings/colors.ts';
import { type AccountsState, initialAccounts, type LastAccounts } from './accounts-state.ts';
import { type AskState, NOTHING_ASKED } from './ask-state.ts';
import { type CalendarState, initialCalendar } from './calendar-state.ts';
import type { CutoverState } from './cutover-state.ts';
import type { DeletePlanState } from './delete-plan-state.ts';
import type { DetailState } from './detail-state.ts';
import type { DifferencesState } from './differences-state.ts';
import { type Digits, dealtDigits } from './digits.ts';
import type { ExportForm } from './export-form.ts';
import type { FacetState } from './facet-state.ts';
import { type GridState, initialGrid } from './grid-state.ts';
import type { HistoryState } from './history-state.ts';
import type { InputState } from './input-state.ts';
import { initialLive, type LiveState } from './live-data.ts';
import { NO_PACE, type Pace } from './pace.ts';
import type { PickerState } from './picker-state.ts';
import type { Step } from './step.ts';
import { initialSummary, type SummaryState } from './summary-state.ts';
import { initialTable, type TableState } from './table.ts';
import { initialTopology, type TopologyState } from './tree-state.ts';

/** What stays the same while the app runs. */
export interface Setting extends LookSettings {
  readonly version: string;
  readonly byteUnit: ByteUnit;
  readonly profile: string | null;
  /** The name of the organization as the configuration has it; null: it has none. */
  readonly organizationName: string | null;
  /** Where exports go unless something else is typed. */
  readonly exportFolder: string;
  /** Ids of the columns that tables begin with, by tab, where they are not the usual ones. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** Keys as the configuration has them. */
  readonly bindings: readonly KeyBinding[];
  /** Whether the app begins with the mouse. */
  readonly mouse: boolean;
  /** The theme that the app begins with. */
  readonly theme: string;
}

/** The detail of a row as it opens. */
export function openedDetail(tab: string, row: number, followed: boolean): DetailState {
  return {
    tab,
    row,
    loaded: null,
    error: null,
    related: null,
    relatedError: null,
    followed,
    field: 0,
    top: 0,
  };
}

/** The result of the last action, shown for a while. */
export interface Message {
  readonly text: string;
  readonly tone: Tone;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** Something over the view that has to be closed first. */
export type Overlay =
  | { readonly kind: 'help'; readonly top: number }
  | { readonly kind: 'quit' }
  | { readonly kind: 'new scan' }
  | { readonly kind: 'unfinished scan'; readonly scan: UnfinishedScan }
  /** A few lines to read; `copy`: what may be sent to the clipboard from there. */
  | {
      readonly kind: 'note';
      readonly title: string;
      readonly lines: readonly string[];
      readonly copy: string | null;
    };

/** The state of the app. */
export interface AppState {
  readonly setting: Setting;
  readonly size: Size;
  /** Milliseconds since 1970; ticks while a scan runs. */
  readonly now: number;
  /** `file`: a finished scan file was opened; cells cannot be run again. */
  readonly source: 'scan' | 'file';
  /** Null until a scan was started or a scan file was read. */
  readonly scan: ScanState | null;
  /** Where the executions of all kept scans are shown, in a copy of a scan file, the path of that; null: they are not. */
  readonly allRunsOf: string | null;
  /** `scan`, `summary` or a tab's id. */
  readonly view: string;
  /** The digits that open tabs in this scan. */
  readonly digits: Digits;
  /** The places from which links were followed to where it is now, the last one at the end. */
  readonly backStack: readonly Step[];
  readonly grid: GridState;
  /** How fast the scan calls AWS. */
  readonly pace: Pace;
  readonly accounts: AccountsState;
  /** By tab id. */
  readonly tables: Readonly<Record<string, TableState>>;
  readonly detail: DetailState | null;
  readonly summary: SummaryState;
  readonly topology: TopologyState;
  readonly calendar: CalendarState;
  readonly live: LiveState;
  readonly picker: PickerState | null;
  readonly overlay: Overlay | null;
  readonly input: InputState | null;
  /** Commands and filters typed earlier, the oldest first. */
  readonly commands: readonly string[];
  readonly filters: readonly string[];
  readonly lastAccounts: LastAccounts;
  /** How often values occur in the open table, over it; null: its rows. */
  readonly facet: FacetState | null;
  /** What would go of the open table, over it; null: its rows. */
  readonly deletePlan: DeletePlanState | null;
  /** The kept scans, over everything else of the scan; null: they are not shown. */
  readonly history: HistoryState | null;
  /** Final runs of tasks, over whatever was open; null: that. */
  readonly cutover: CutoverState | null;
  /** What the command line can name kept scans by, those that are likeliest meant first. */
  readonly scanNames: readonly string[];
  /** What differs between this scan and another one, over whatever was open; null: that. */
  readonly differences: DifferencesState | null;
  /** Asking rows what their scan left out. */
  readonly ask: AskState;
  /** The questions of an export while they are open. */
  readonly exportForm: ExportForm | null;
  readonly exporting: ExportProgress | null;
  readonly message: Message | null;
  /** The terminal tells of its mouse. */
  readonly mouse: boolean;
  /** The colours in use. */
  readonly theme: string;
  /** What the terminal writes on, as far as it has said so. */
  readonly ground: Ground;
  /** What is still to be waited for before the app leaves; null while it stays. */
  readonly leaving: string | null;
}

const ALL_TABS: readonly string[] = TABS.map(({ id }) => id);

/** The state before anything has happened. */
export function initialState(
  setting: Setting,
  size: Size,
  source: AppState['source'],
  now: number,
): AppState {
  return {
    setting,
    size,
    now,
    source,
    scan: null,
    allRunsOf: null,
    view: 'scan',
    digits: dealtDigits(ALL_TABS, ALL_TABS),
    backStack: [],
    grid: initialGrid,
    pace: NO_PACE,
    accounts: initialAccounts,
    tables: Object.fromEntries(
      TABLES.map(({ id }) => [id, { ...initialTable(id), columns: setting.columns[id] ?? null }]),
    ),
    detail: null,
    summary: initialSummary,
    live: initialLive,
    topology: initialTopology,
    calendar: initialCalendar,
    picker: null,
    overlay: null,
    input: null,
    commands: [],
    filters: [],
    lastAccounts: {},
    facet: null,
    deletePlan: null,
    history: null,
    cutover: null,
    scanNames: [],
    differences: null,
    ask: NOTHING_ASKED,
    exportForm: null,
    exporting: null,
    message: null,
    mouse: setting.mouse,
    theme: setting.depth === 1 ? 'none' : setting.theme,
    ground: 'dark',
    leaving: null,
  };
}

/** The open table; undefined in the Scan and Summary views. */
export function openTable(state: AppState): TableState | undefined {
  return state.tables[state.view];
}

/** The file of the scan that is shown, also where a copy of it with the executions of all scans is; null: there is none. */
export function ownScanFile({ scan, allRunsOf }: Pick<AppState, 'scan' | 'allRunsOf'>): string | null {
  return allRunsOf ?? scan?.scanFile ?? null;
}
