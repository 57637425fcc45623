import { formatCount } from '../../../model/format.ts';
import { totalsOfScan } from '../../../model/totals.ts';
import { linesOnly } from '../../kit/drawing.ts';
import { PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import type { View, ViewDrawing } from '../view.ts';
import { quitWords } from './quit-words.ts';

/** The question before a scan that ran is left. */
export const quitView: View = {
  id: 'quit',
  title: 'the question before leaving',
  place: 'dialog',
  isOpen: ({ overlay }) => overlay?.kind === 'quit',
  keys: [
    [['q', 'y', 'enter'], 'q', 'quit', 'leave; a scan that runs is stopped', 'leave'],
    [['escape', 'n', 'backspace'], 'Esc', 'stay', 'go on', 'go on'],
  ],
  sharedKeys: [PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw: drawQuestion,
  clicks: 'none',
  wheel: false,
  spoken: ({ scan }) => [quitWords(scan).question],
  after: (state, command) => (command === 'stay' ? { ...state, overlay: null } : undefined),
  opens: { quit: (state) => ({ ...state, overlay: { kind: 'quit' } }) },
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

/** What there is so far, and which keys answer. */
function drawQuestion({ scan }: AppState): ViewDrawing {
  const totals = totalsOfScan(scan);
  const { question, rows, keys } = quitWords(scan);
  const table = {
    'Cells finished': `${totals.finished} of ${totals.cells}`,
    Rows: formatCount(totals.rows),
    Calls: formatCount(totals.calls),
  };
  return { ...linesOnly([]), middle: { above: question, table, below: [rows, '', keys] } };
}
