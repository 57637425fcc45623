import { PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { isRunning } from '../../state/scan-totals.ts';
import { drawScanQuestion } from '../scan-question.ts';
import type { View, ViewDrawing } from '../view.ts';

/** The question before another scan takes the place of one that runs. */
export const newScanView: View = {
  id: 'new scan',
  title: 'the question before a new scan',
  place: 'dialog',
  isOpen: ({ overlay }) => overlay?.kind === 'new scan',
  keys: [
    [
      ['ctrl+r', 'y', 'enter'],
      'Ctrl-R',
      'new scan',
      'start a new scan; one that runs is stopped',
      'start anew',
    ],
    [['escape', 'n', 'backspace', 'q'], 'Esc', 'stay', 'go on', 'go on'],
  ],
  sharedKeys: [PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: 'none',
  draw: drawQuestion,
  clicks: 'none',
  wheel: false,
  spoken: ({ scan }) => [questionOf(isRunning(scan))],
  after: (state, command) => (command === 'stay' ? { ...state, overlay: null } : undefined),
  opens: { 'new scan': (state) => ({ ...state, overlay: { kind: 'new scan' } }) },
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

/** The scan may end while it is asked. */
function questionOf(runs: boolean): string {
  return runs
    ? 'The scan is still running. Stop it and start a new one?'
    : 'The scan has ended now. Start a new one?';
}

function drawQuestion(state: AppState): ViewDrawing {
  return drawScanQuestion(state, {
    question: questionOf(isRunning(state.scan)),
    rows: 'The rows read so far stay in their scan file',
    keys: 'Ctrl-R starts anew, Esc goes on',
  });
}
