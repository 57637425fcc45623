import { lineOf } from '../../kit/line.ts';
import { ERASE_KEYS, LINE_KEYS, PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { openedInput } from '../../state/input-state.ts';
import type { View } from '../view.ts';
import { createCompletionLoader } from './completion-loader.ts';
import { drawLines } from './draw-lines.ts';
import { withTyped } from './prompt-changes.ts';
import { afterFilterCommand } from './prompt-commands.ts';
import { inputSentences } from './spoken-input.ts';

/** The filter of the open table while it is typed. */
export const filterView: View = {
  id: 'filter',
  title: 'the filter line',
  place: 'line',
  isOpen: ({ input }) => input?.kind === 'filter',
  keys: [
    [['enter'], 'Enter', 'enter', 'keep the filter; with nothing typed: all rows, of every region', 'keep'],
    [['escape'], 'Esc', 'escape', 'clear the filter', 'clear'],
    [['tab'], 'Tab', 'complete', 'the next field or value that may stand here', 'complete', 1],
    [['shift+tab'], 'Shift-Tab', 'complete back', 'the one before'],
    [['up'], 'Up', 'up', 'the filter before', 'earlier', 2],
    [['down'], 'Down', 'down', 'the next filter'],
    [['page up'], 'PgUp', 'page up', 'a page up in the table'],
    [['page down'], 'PgDn', 'page down', 'a page down in the table'],
  ],
  sharedKeys: [LINE_KEYS, ERASE_KEYS, PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw: (state, theme) => drawLines(state, theme),
  clicks: 'and the page',
  wheel: true,
  spoken: inputSentences,
  after: afterFilterCommand,
  opens: { filter: withFilterLine },
  typed: withTyped,
  acts: 'none',
  lists: 'none',
  loaders: [({ services, store, queries }) => createCompletionLoader(services, store, queries)],
};

function withFilterLine(state: AppState): AppState {
  const table = openTable(state);
  if (table === undefined) return state;
  return { ...state, input: openedInput('filter', lineOf(table.filter.text), state.filters.length) };
}
