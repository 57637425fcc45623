import type { Command, KeyView } from '../kit/key-binding.ts';
import { VIEW_IDS } from '../kit/kinds.ts';
import { viewHeight } from '../kit/layout.ts';
import { EMPTY_LINE } from '../kit/line.ts';
import { type AppState, keyView } from '../state/app-state.ts';
import { withView } from '../state/navigation.ts';
import { afterPickerCommand } from '../state/picker-state.ts';
import { openedInput } from '../state/view-states.ts';
import { afterTopologyCommand, withTopology } from '../views/datasync-tree/tree-commands.ts';
import { afterDetailCommand } from '../views/detail/detail-commands.ts';
import { afterFormCommand, openedForm } from '../views/export/export-form.ts';
import { afterFacetCommand } from '../views/facets/facet-commands.ts';
import { afterProblemsViewCommand, afterScanCommand } from '../views/grid/grid-commands.ts';
import { afterHelpCommand } from '../views/help/help-commands.ts';
import { withInput } from '../views/prompt/prompt-changes.ts';
import { afterFilterCommand, afterLineCommand } from '../views/prompt/prompt-commands.ts';
import { afterSourcesCommand, afterSummaryCommand } from '../views/summary/summary-commands.ts';
import { afterColumnsCommand } from '../views/table/columns.ts';
import { afterTableCommand } from '../views/table/table-commands.ts';
import { withPickedColumn } from './column-picking.ts';

type Handler = (state: AppState, command: Command) => AppState;

const HANDLERS: Readonly<Record<KeyView, Handler>> = {
  scan: afterScanCommand,
  problems: afterProblemsViewCommand,
  summary: afterSummaryCommand,
  sources: afterSourcesCommand,
  table: afterTableCommand,
  detail: afterDetailCommand,
  topology: afterTopologyCommand,
  help: afterHelpCommand,
  facet: afterFacetCommand,
  'export form': (state, command) =>
    state.exportForm === null
      ? state
      : { ...state, exportForm: afterFormCommand(state, state.exportForm, command) },
  note: (state, command) => (command === 'back' ? { ...state, overlay: null } : state),
  quit: (state, command) => (command === 'stay' ? { ...state, overlay: null } : state),
  picker: afterPickerViewCommand,
  filter: afterFilterCommand,
  command: afterLineCommand,
};

/** The state after a command, as far as the command changes nothing but the state. */
export function afterCommand(state: AppState, command: Command): AppState {
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

function afterPickerViewCommand(state: AppState, command: Command): AppState {
  const { picker } = state;
  if (picker === null) return state;
  if (command === 'escape') {
    const typed = picker.typed.text !== '';
    return { ...state, picker: typed ? { ...picker, typed: EMPTY_LINE, cursor: 0 } : null };
  }
  if (command === 'enter') return withPickedColumn(state);
  const own = picker.kind === 'columns' ? afterColumnsCommand(state, picker, command) : undefined;
  if (own !== undefined) return { ...state, picker: own };
  return { ...state, picker: afterPickerCommand(picker, command, viewHeight(state.size) - 3) };
}
