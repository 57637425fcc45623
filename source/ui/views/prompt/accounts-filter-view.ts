import type { Command } from '../../kit/key-binding.ts';
import { edited, lineOf } from '../../kit/line.ts';
import { ERASE_KEYS, LINE_KEYS, PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { showsAccounts } from '../../state/grid-scan.ts';
import { openedInput } from '../../state/input-state.ts';
import type { View } from '../view.ts';
import { drawLines } from './draw-lines.ts';
import { withLine } from './input.ts';
import { withInput, withTyped } from './prompt-changes.ts';
import { inputSentences } from './spoken-input.ts';

/** What narrows the accounts of the Scan view down while it is typed. */
export const accountsFilterView: View = {
  id: 'accounts filter',
  title: 'the line that narrows accounts down',
  place: 'line',
  isOpen: ({ input }) => input?.kind === 'accounts',
  keys: [
    [['enter'], 'Enter', 'enter', 'keep it', 'keep'],
    [['escape'], 'Esc', 'escape', 'show all accounts', 'clear'],
  ],
  sharedKeys: [LINE_KEYS, ERASE_KEYS, PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw: (state, theme) => drawLines(state, theme),
  clicks: 'and the page',
  wheel: true,
  spoken: inputSentences,
  after,
  opens: { 'filter accounts': withAccountsFilter },
  typed: withTyped,
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

function withAccountsFilter(state: AppState): AppState {
  if (!showsAccounts(state)) return state;
  return { ...state, input: openedInput('accounts', lineOf(state.accounts.filter), 0) };
}

function after(state: AppState, command: Command): AppState {
  const { input } = state;
  if (input === null) return state;
  if (command === 'enter') return { ...state, input: null };
  if (command === 'escape' || (command === 'erase' && input.line.text === ''))
    return { ...withInput(state, withLine(input, lineOf(''))), input: null };
  return withInput(state, withLine(input, edited(input.line, command)));
}
