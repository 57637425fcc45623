import { boxed, laidOver } from '../../kit/box.ts';
import { type Drawing, linesOnly } from '../../kit/drawing.ts';
import { viewHeight } from '../../kit/layout.ts';
import { roomInPanel } from '../../kit/panel.ts';
import { fitted, wrap } from '../../kit/text.ts';
import type { Theme } from '../../kit/theme.ts';
import { PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { behind, type View, type Views } from '../view.ts';

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
  spoken: noteSentences,
  after: (state, command) => (command === 'back' ? { ...state, overlay: null } : undefined),
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

function drawNote(state: AppState, theme: Theme, views: Views): Drawing<never> {
  const { overlay, size } = state;
  if (overlay?.kind !== 'note') return linesOnly([]);
  const width = roomInPanel(size.columns);
  const lines = noteLines(overlay.lines, width);
  const page = behind({ ...state, overlay: null }, theme, views);
  const inside = linesOnly(lines.map((line) => fitted(line, width)));
  const box = boxed<never>(inside, { title: overlay.title, right: '' }, size.columns, theme);
  return laidOver(page, box, viewHeight(size));
}

function noteLines(lines: readonly string[], width: number): readonly string[] {
  return lines.flatMap((line) => wrap(line, width));
}

function noteSentences({ overlay, size }: AppState): readonly string[] {
  if (overlay?.kind !== 'note') return [];
  return [overlay.title, ...noteLines(overlay.lines, size.columns)];
}
