import { remembered } from '../../kit/history.ts';
import type { Command } from '../../kit/key-binding.ts';
import { tableHeight } from '../../kit/layout.ts';
import { EMPTY_LINE, edited, lineOf } from '../../kit/line.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { InputState } from '../../state/input-state.ts';
import { withTable } from '../../state/navigation.ts';
import { NO_FILTER, type TableState } from '../../state/table.ts';
import { asked, isFiltered, movedCursor } from '../../state/table-state.ts';
import { withLine, withSuggestion } from './input.ts';
import { withFilterText, withInput } from './prompt-changes.ts';

/** The state after a command in the filter line. */
export function afterFilterCommand(state: AppState, command: Command): AppState {
  const { input, filters } = state;
  const table = openTable(state);
  if (input === null || table === undefined) return state;
  switch (command) {
    case 'enter':
      return input.fault !== null
        ? { ...state, input: { ...input, insisted: true } }
        : {
            ...(input.line.text.trim() === ''
              ? withAllRows(state, table)
              : withFilterText(state, input.line.text)),
            input: null,
            filters: remembered(filters, input.line.text),
          };
    case 'escape':
      return { ...withInput(state, withLine(input, EMPTY_LINE)), input: null };
    case 'page up':
    case 'page down':
      return withTable(state, movedCursor(table, command, tableHeight(state.size)));
    default:
      return afterTypingCommand(state, input, filters, command);
  }
}

/** Nothing typed: also what a cell, a number or a finding narrowed the table down to is gone. */
function withAllRows(state: AppState, table: TableState): AppState {
  return isFiltered(table.filter) ? withTable(state, asked(table, { filter: NO_FILTER })) : state;
}

/** The state after a command in the command line. */
export function afterLineCommand(state: AppState, command: Command): AppState {
  const { input } = state;
  if (input === null) return state;
  // Erasing the last character's place again closes the line, as in vi.
  const leaves = command === 'escape' || (command === 'erase' && input.line.text === '');
  return leaves ? { ...state, input: null } : afterTypingCommand(state, input, state.commands, command);
}

function afterTypingCommand(
  state: AppState,
  input: InputState,
  history: readonly string[],
  command: Command,
): AppState {
  switch (command) {
    case 'complete':
      return withInput(state, withSuggestion(input, 1));
    case 'complete back':
      return withInput(state, withSuggestion(input, -1));
    case 'up':
    case 'down': {
      const recalled = Math.max(0, Math.min(history.length, input.recalled + (command === 'up' ? -1 : 1)));
      return withInput(state, { ...withLine(input, lineOf(history[recalled] ?? '')), recalled });
    }
    default:
      return withInput(state, withLine(input, edited(input.line, command)));
  }
}
