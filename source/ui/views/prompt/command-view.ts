import { EMPTY_LINE } from '../../kit/line.ts';
import { fitted } from '../../kit/text.ts';
import { paint, type Theme } from '../../kit/theme.ts';
import { keyWords } from '../../palette/key-words.ts';
import { ERASE_KEYS, LINE_KEYS, PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { openedInput } from '../../state/input-state.ts';
import { keysNow } from '../../state/keys-now.ts';
import type { View } from '../view.ts';
import { commandOfLine } from './command-line.ts';
import { drawLines } from './draw-lines.ts';
import { withInput, withTyped } from './prompt-changes.ts';
import { afterLineCommand } from './prompt-commands.ts';
import { runCommandLine } from './run-command.ts';
import { createScanNamesLoader } from './scan-names-loader.ts';
import { inputSentences } from './spoken-input.ts';

/** The line for commands by name. */
export const commandView: View = {
  id: 'command',
  title: 'the command line',
  place: 'line',
  isOpen: ({ input }) => input?.kind === 'command',
  keys: [
    [['enter'], 'Enter', 'enter', 'run the command', 'run'],
    [['tab'], 'Tab', 'complete', 'the next command or word that may stand here', 'complete', 1],
    [['shift+tab'], 'Shift-Tab', 'complete back', 'the one before'],
    [['up'], 'Up', 'up', 'the command before', 'earlier', 2],
    [['down'], 'Down', 'down', 'the next command'],
    [['escape'], 'Esc', 'escape', 'close the command line', 'close'],
  ],
  sharedKeys: [LINE_KEYS, ERASE_KEYS, PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw: (state, theme) => drawLines(state, theme, commandHelp(state, theme)),
  clicks: 'in its drawing',
  wheel: true,
  spoken: inputSentences,
  after: afterLineCommand,
  opens: {
    'command line': (state) => withInput(state, openedInput('command', EMPTY_LINE, state.commands.length)),
  },
  typed: withTyped,
  acts: { enter: runCommandLine },
  lists: 'none',
  loaders: [({ services, store }) => createScanNamesLoader(services, store)],
};

/** What the command that was typed does. */
function commandHelp(state: AppState, theme: Theme): string | null {
  const command = state.input === null ? undefined : commandOfLine(state.input.line.text);
  if (command === undefined) return null;
  const takes = command.takes === '' ? '' : ` ${command.takes}`;
  const words = `:${command.name}${takes}  ${command.about}${keyWords(keysNow(state), command.key)}`;
  return paint(theme, ` ${fitted(words, state.size.columns - 1)}`, 'quiet');
}
