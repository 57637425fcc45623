import type { ScanState } from '../../model/cell.ts';
import { type Size, tableHeight } from '../kit/layout.ts';
import { liveReduced } from '../live/live-state.ts';
import { initialAccounts } from '../state/accounts-state.ts';
import { type AppState, openTable } from '../state/app-state.ts';
import { NOTHING_ASKED } from '../state/ask-state.ts';
import { initialCalendar } from '../state/calendar-state.ts';
import type { AppEvent, LiveEvent } from '../state/events.ts';
import { initialGrid } from '../state/grid-state.ts';
import { withAccountsListed, withLastAccounts } from '../state/last-accounts.ts';
import { initialLive } from '../state/live-data.ts';
import { withDestination, withTable, withView } from '../state/navigation.ts';
import { NO_PACE, paceAfter } from '../state/pace.ts';
import { filled, openedPicker, type PickerKind } from '../state/picker-state.ts';
import { digitsOf, nextDigits } from '../state/scan-digits.ts';
import { initialSummary } from '../state/summary-state.ts';
import { emptied, reordered, resized, withAmounts, withRows } from '../state/table-state.ts';
import { initialTopology } from '../state/tree-state.ts';
import { withAskEvent } from '../views/ask/ask.ts';
import { withCalendarRead } from '../views/calendar/calendar-commands.ts';
import { withCutoverEvent } from '../views/cutover/cutover.ts';
import { withTopologyRead } from '../views/datasync-tree/tree-commands.ts';
import { withPlanEvent } from '../views/delete-plan/delete-plan.ts';
import { withDifferencesEvent } from '../views/differences/differences.ts';
import { withAccountKept } from '../views/grid/accounts/accounts-moves.ts';
import { withFittedGrid } from '../views/grid/grid-fit.ts';
import { withHistoryEvent } from '../views/history/history.ts';
import { withBarrenTerm, withScanNames } from '../views/prompt/prompt-changes.ts';
import { VIEWS } from '../views/registry.ts';
import { withSummaryInSight } from '../views/summary/summary-commands.ts';
import { withColumnWidths } from '../views/table/column-widths.ts';
import { withSortInSight } from '../views/table/sort-step.ts';
import { afterChoice } from './after-choice.ts';
import { afterCommand } from './view-commands.ts';

const PICKER_TITLES: Readonly<Record<PickerKind, string>> = {
  regions: 'Regions for a new scan',
  accounts: 'Accounts for a new scan',
  kinds: 'Kinds for a new scan',
  profiles: 'Profile for a new scan',
  sort: 'Sort by',
  'add sort': 'Then by',
  facet: 'Count the values of',
  pivot: 'Break them down by',
  columns: 'Columns',
  views: 'Open',
};

/** Lists of which several may be picked. */
const SEVERAL: ReadonlySet<PickerKind> = new Set(['regions', 'accounts', 'kinds']);

/** The state after an event. Pure: what has to be done besides is done by who sends the event. */
export function reduce(state: AppState, event: AppEvent): AppState {
  const next = withSortInSight(state, withColumnWidths(state, reduced(state, event)));
  return next.accounts.filter === state.accounts.filter ? next : withFittedGrid(next);
}

function reduced(state: AppState, event: AppEvent): AppState {
  switch (event.type) {
    case 'resized':
      return afterResize(state, event.size);
    case 'ticked':
      return afterTick(state, event.now);
    case 'command':
      return afterCommand(state, event.command);
    case 'scrolled':
      return { ...afterCommand({ ...state, input: null }, event.command), input: state.input };
    case 'typed':
      return afterTyping(state, event.text);
    case 'scan opened':
      return afterOpening(state, event);
    case 'unfinished scan found':
      return { ...state, now: event.now, overlay: { kind: 'unfinished scan', scan: event.scan } };
    case 'scan changed':
      return afterScanChange(state, event.scan, event.now);
    case 'scan goes on':
      return afterScanChange({ ...state, source: event.source }, event.scan, event.now);
    case 'said':
      return { ...state, message: { text: event.text, tone: event.tone, until: event.until } };
    case 'message read':
      return { ...state, message: null };
    case 'leaving':
      return { ...state, leaving: event.what, overlay: null };
    case 'exporting':
      return { ...state, exporting: event.progress };
    case 'note opened':
    case 'facet arrived':
    case 'facet failed':
    case 'mouse chosen':
    case 'clicked':
    case 'theme chosen':
    case 'ground told':
    case 'filter chosen':
    case 'sort chosen':
    case 'facet chosen':
    case 'line closed':
    case 'hints arrived':
    case 'region chosen':
      return afterChoice(state, event);
    case 'summary arrived':
      return { ...state, summary: { ...state.summary, report: event.report, error: null } };
    case 'scan names arrived':
      return withScanNames(state, event.scans);
    case 'past arrived':
      return { ...state, summary: { ...state.summary, past: event.past, pastError: null } };
    case 'past failed':
      return { ...state, summary: { ...state.summary, past: null, pastError: event.error } };
    case 'list opened':
      return withDestination(withView(state, 'summary'), { to: 'list', list: event.list });
    case 'summary failed':
      return { ...state, summary: { ...state.summary, error: event.error } };
    case 'topology arrived':
      return withTopologyRead(state, event.topology);
    case 'calendar arrived':
      return withCalendarRead(state, event.calendar);
    case 'calendar failed':
      return { ...state, calendar: { ...state.calendar, error: event.error } };
    case 'cutover opened':
    case 'cutover arrived':
    case 'cutover failed':
      return withCutoverEvent(state, event);
    case 'topology failed':
      return { ...state, topology: { ...state.topology, error: event.error } };
    case 'detail arrived':
    case 'detail failed':
    case 'related arrived':
    case 'related failed':
      return afterDetail(state, event);
    case 'plan reviewed':
    case 'plan not reviewed':
    case 'plan written':
    case 'plan not written':
      return withPlanEvent(state, event);
    case 'history arrived':
    case 'history failed':
    case 'history sure':
      return withHistoryEvent(state, event);
    case 'differences opened':
    case 'differences found':
    case 'differences ended':
      return withDifferencesEvent(state, event);
    case 'ask opened':
    case 'ask kind opened':
    case 'ask counted':
    case 'rows asked':
    case 'ask stopping':
    case 'ask ended':
      return withAskEvent(state, event);
    case 'picker opened':
    case 'picker filled':
    case 'picker failed':
    case 'picker closed':
      return afterPicker(state, event);
    case 'account run again':
      return withAccountKept(state, event.account);
    case 'accounts picked':
      return withLastAccounts(state, event.accounts);
    case 'order arrived':
    case 'rows arrived':
    case 'amounts arrived':
    case 'table failed':
      return afterTable(state, event);
    case 'watch changed':
    case 'reading again':
    case 'round ended':
    case 'looked at':
    case 'rows changed':
    case 'rows refreshed':
      return afterLive(state, event);
  }
}

function afterScanChange(state: AppState, scan: ScanState, now: number): AppState {
  const digits = nextDigits(state.digits, state.scan, scan);
  const isMany = scan.accounts.length > 0;
  const tables = withMany(state.tables, isMany);
  const pace = paceAfter(state.pace, scan, now);
  return withFittedGrid(afterTick({ ...state, scan, pace, digits, tables }, now));
}

/** The tables with rows of many accounts, or of one. */
function withMany(tables: AppState['tables'], many: boolean): AppState['tables'] {
  if (Object.values(tables).every((table) => table.many === many)) return tables;
  return Object.fromEntries(Object.entries(tables).map(([tab, table]) => [tab, { ...table, many }]));
}

function afterResize(state: AppState, size: Size): AppState {
  const table = openTable(state);
  const sized = withSummaryInSight(withFittedGrid({ ...state, size }));
  return table === undefined ? sized : withTable(sized, resized(table, tableHeight(size)));
}

function afterTick(state: AppState, now: number): AppState {
  const expired = state.message !== null && state.message.until <= now;
  return { ...state, now, message: expired ? null : state.message };
}

function afterTyping(state: AppState, text: string): AppState {
  const { typed } = VIEWS.front(state);
  return typed === 'none' ? state : typed(state, text);
}

function afterOpening(
  state: AppState,
  { source, scan, now, allRunsOf }: Extract<AppEvent, { type: 'scan opened' }>,
): AppState {
  // Keys come before the first scan file has been read: where they led to stays, as it does with other executions.
  const stays = state.scan === null || allRunsOf !== state.allRunsOf;
  const { view, overlay: before, input } = stays ? state : { view: 'scan', overlay: null, input: null };
  // Its question has been answered.
  const overlay = before?.kind === 'unfinished scan' ? null : before;
  return withFittedGrid({
    ...state,
    source,
    scan,
    allRunsOf,
    now,
    tables: withMany(
      Object.fromEntries(Object.entries(state.tables).map(([tab, table]) => [tab, emptied(table)])),
      scan.accounts.length > 0,
    ),
    view,
    digits: digitsOf(scan),
    backStack: [],
    grid: initialGrid,
    pace: NO_PACE,
    accounts: initialAccounts,
    detail: null,
    summary: initialSummary,
    live: initialLive,
    topology: initialTopology,
    calendar: initialCalendar,
    picker: null,
    facet: null,
    deletePlan: null,
    history: null,
    cutover: null,
    differences: null,
    ask: NOTHING_ASKED,
    exportForm: null,
    overlay,
    input,
  });
}

function afterDetail(
  state: AppState,
  event: Extract<AppEvent, { type: `detail ${string}` | `related ${string}` }>,
): AppState {
  const { detail } = state;
  if (detail === null || detail.tab !== event.tab || detail.row !== event.row) return state;
  switch (event.type) {
    case 'detail arrived':
      return { ...state, detail: { ...detail, loaded: event.loaded, error: null } };
    case 'detail failed':
      return { ...state, detail: { ...detail, error: event.error } };
    case 'related arrived':
      return { ...state, detail: { ...detail, related: event.related, relatedError: null } };
    case 'related failed':
      return { ...state, detail: { ...detail, relatedError: event.error } };
  }
}

function afterLive(state: AppState, event: LiveEvent): AppState {
  const live = liveReduced(state.live, event);
  const next = live === state.live ? state : { ...state, live };
  const table = event.type === 'rows refreshed' ? next.tables[event.tab] : undefined;
  if (event.type !== 'rows refreshed' || table === undefined) return next;
  const renewed = [...event.rows].filter(([row]) => table.rows.has(row));
  return withTable({ ...next, now: event.at }, { ...table, rows: new Map([...table.rows, ...renewed]) });
}

type PickerEvent = Extract<AppEvent, { type: `picker ${string}` }>;

function afterPicker(state: AppState, event: PickerEvent): AppState {
  if (event.type === 'picker closed') return { ...state, picker: null };
  if (event.type === 'picker opened') {
    const several = SEVERAL.has(event.kind);
    return {
      ...state,
      overlay: null,
      picker: openedPicker(event.kind, PICKER_TITLES[event.kind], { several, profile: event.profile }),
    };
  }
  if (state.picker?.kind !== event.kind) return state;
  if (event.type === 'picker failed') return { ...state, picker: { ...state.picker, error: event.error } };
  if (event.kind === 'accounts') return withAccountsListed(state, state.picker, event.items);
  const picker = filled(state.picker, event.items, null);
  // Those of the scan, so that one more is one mark more.
  const marked = event.kind === 'kinds' ? new Set(state.scan?.kinds) : picker.marked;
  return { ...state, picker: { ...picker, marked } };
}

type TableEvent = Extract<
  AppEvent,
  { type: 'order arrived' | 'rows arrived' | 'amounts arrived' | 'table failed' }
>;

function afterTable(state: AppState, event: TableEvent): AppState {
  const table = state.tables[event.tab];
  if (table === undefined) return state;
  const height = tableHeight(state.size);
  switch (event.type) {
    case 'order arrived':
      return (
        withBarrenTerm(state, event.order) ??
        withTable(state, reordered(table, event.order, event.rows, height))
      );
    case 'rows arrived':
      return event.order === table.order ? withTable(state, withRows(table, event.rows, height)) : state;
    case 'amounts arrived':
      return withTable(state, withAmounts(table, event.of, event.amounts));
    case 'table failed':
      return withTable(state, { ...table, error: event.error });
  }
}
