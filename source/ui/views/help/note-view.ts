import { type Drawing, linesOnly } from '../../kit/drawing.ts';
import { wrap } from '../../kit/text.ts';
import { paint, type Theme } from '../../kit/theme.ts';
import { PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { View } from '../view.ts';

/** A few lines over a page that have to be closed. */
export const noteView: View = {
  id: 'note',
  title: 'a note',
  place: 'dialog',
  isOpen: ({ overlay }) => overlay?.kind === 'note',
  keys: [
    [['escape', 'backspace', 'q', 'enter'], 'Esc', 'back', 'close the note', 'close'],
    [['y'], 'y', 'copy note', "send it to the terminal's clipboard", 'copy'],
  ],
  sharedKeys: [PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw: drawNote,
  clicks: 'none',
  wheel: false,
  spoken: spokenLines(drawNote),
  after: (state, command) => (command === 'back' ? { ...state, overlay: null } : undefined),
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

function drawNote({ overlay, size }: AppState, theme: Theme): Drawing<never> {
  if (overlay?.kind !== 'note') return linesOnly([]);
  const lines = overlay.lines.flatMap((line) => wrap(line, size.columns - 2));
  return linesOnly([paint(theme, ` ${overlay.title}`, 'title'), '', ...lines.map((line) => ` ${line}`)]);
}
