import { kindsOfTab } from '../../resources/registry.ts';
import { helpLines } from '../draw/help.ts';
import { problemTexts } from '../draw/problems.ts';
import type { Command, KeyView } from '../key-binding.ts';
import type { AppState } from './app-state.ts';
import { keyView } from './app-state.ts';
import { withFittedGrid, withInput, withView } from './changes.ts';
import { withPickedColumn } from './column-picking.ts';
import { columnsCommanded } from './columns.ts';
import { facetCommanded } from './commanded-facet.ts';
import { filterCommanded, lineCommanded } from './commanded-lines.ts';
import { detailCommanded, tableCommanded } from './commanded-rows.ts';
import { sourcesCommanded, summaryCommanded } from './commanded-summary.ts';
import { topologyCommanded, withTopology } from './commanded-topology.ts';
import { formCommanded, openedForm } from './export-form.ts';
import { cellUnderCursor, gridCommanded, problemsCommanded, scanLayout } from './grid.ts';
import { openedInput } from './input.ts';
import { kindFacts, VIEW_IDS } from './kinds.ts';
import { viewHeight } from './layout.ts';
import { EMPTY_LINE } from './line.ts';
import { isMovement, scrolled } from './movement.ts';
import { pickerCommanded } from './picker.ts';
import { problemsOf } from './problems.ts';

type Handler = (state: AppState, command: Command) => AppState;

const HANDLERS: Readonly<Record<KeyView, Handler>> = {
  scan: scanCommanded,
  problems: problemsViewCommanded,
  summary: summaryCommanded,
  sources: sourcesCommanded,
  table: tableCommanded,
  detail: detailCommanded,
  topology: topologyCommanded,
  help: helpCommanded,
  facet: facetCommanded,
  'export form': (state, command) =>
    state.exportForm === null
      ? state
      : { ...state, exportForm: formCommanded(state, state.exportForm, command) },
  note: (state, command) => (command === 'back' ? { ...state, overlay: null } : state),
  quit: (state, command) => (command === 'stay' ? { ...state, overlay: null } : state),
  picker: pickerViewCommanded,
  filter: filterCommanded,
  command: lineCommanded,
};

/** The state after a command, as far as the command changes nothing but the state. */
export function commanded(state: AppState, command: Command): AppState {
  if (typeof command === 'object') return withView(state, command.open);
  const at = VIEW_IDS.indexOf(state.view);
  switch (command) {
    case 'next view':
      return withView(state, VIEW_IDS[(at + 1) % VIEW_IDS.length] ?? 'scan');
    case 'previous view':
      return withView(state, VIEW_IDS.at(at - 1) ?? 'scan');
    case 'help':
      return { ...state, overlay: { kind: 'help', top: 0 } };
    case 'ask export':
      return { ...state, exportForm: openedForm(state) };
    case 'topology':
      return keyView(state) === 'topology' ? state : withTopology(state);
    case 'quit':
      return { ...state, overlay: { kind: 'quit' } };
    case 'command line':
      return withInput(state, openedInput('command', EMPTY_LINE, state.commands.length));
    default:
      return HANDLERS[keyView(state)](state, command);
  }
}

function scanCommanded(state: AppState, command: Command): AppState {
  const { scan, grid } = state;
  if (command === 'problems') return { ...state, grid: { ...grid, problems: true, problemsTop: 0 } };
  if (scan === null) return state;
  if (command === 'enter') {
    const cell = cellUnderCursor(scan, grid);
    const tab = cell === undefined ? null : kindFacts(cell.kind).tab;
    if (cell === undefined || tab === null) return state;
    const kind = kindsOfTab(tab).length > 1 ? cell.kind : null;
    return withView(state, tab, { text: '', region: cell.region, kind });
  }
  const { regions } = scanLayout(scan, problemsOf(scan, state.now), state.size);
  return { ...state, grid: gridCommanded(grid, command, scan, regions) };
}

function problemsViewCommanded(state: AppState, command: Command): AppState {
  if (command === 'back' || command === 'problems') {
    return withFittedGrid({ ...state, grid: { ...state.grid, problems: false } });
  }
  if (state.scan === null) return state;
  const lines = problemTexts(problemsOf(state.scan, state.now), state.size.columns, true).length;
  return { ...state, grid: problemsCommanded(state.grid, command, viewHeight(state.size) - 1, lines) };
}

function helpCommanded(state: AppState, command: Command): AppState {
  if (command === 'back' || command === 'escape') return { ...state, overlay: null };
  if (state.overlay?.kind !== 'help' || !isMovement(command)) return state;
  const count = helpLines(keyView({ ...state, overlay: null }), state.setting.bindings).length;
  const top = scrolled(command, state.overlay.top, viewHeight(state.size), count);
  return { ...state, overlay: { kind: 'help', top } };
}

function pickerViewCommanded(state: AppState, command: Command): AppState {
  const { picker } = state;
  if (picker === null) return state;
  if (command === 'escape') {
    const typed = picker.typed.text !== '';
    return { ...state, picker: typed ? { ...picker, typed: EMPTY_LINE, cursor: 0 } : null };
  }
  if (command === 'enter') return withPickedColumn(state);
  const own = picker.kind === 'columns' ? columnsCommanded(state, picker, command) : undefined;
  if (own !== undefined) return { ...state, picker: own };
  return { ...state, picker: pickerCommanded(picker, command, viewHeight(state.size) - 3) };
}
