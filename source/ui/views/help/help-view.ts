import type { Command } from '../../kit/key-binding.ts';
import { viewHeight } from '../../kit/layout.ts';
import { isMovement, scrolled } from '../../kit/movement.ts';
import { MOVE_KEYS, OPEN_KEYS, PAGE_KEYS, PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { View, Views } from '../view.ts';
import { drawHelp, helpOf } from './draw-help.ts';

/** Every key and command, those of the view behind it first. */
export const helpView: View = {
  id: 'help',
  title: 'this help',
  place: 'dialog',
  isOpen: ({ overlay }) => overlay?.kind === 'help',
  keys: [[['?', 'escape', 'backspace', 'q', 'enter'], 'Esc', 'back', 'close the help', 'close the help']],
  sharedKeys: [MOVE_KEYS, PAGE_KEYS, OPEN_KEYS, PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw: drawHelp,
  clicks: 'none',
  wheel: true,
  spoken: spokenLines(drawHelp),
  after: afterHelpCommand,
  opens: { help: (state) => ({ ...state, overlay: { kind: 'help', top: 0 } }) },
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

function afterHelpCommand(state: AppState, command: Command, views: Views): AppState | undefined {
  if (command === 'back' || command === 'escape') return { ...state, overlay: null };
  if (state.overlay?.kind !== 'help' || !isMovement(command)) return undefined;
  const count = helpOf(state, views).length;
  const top = scrolled(command, state.overlay.top, viewHeight(state.size), count);
  return { ...state, overlay: { kind: 'help', top } };
}
