import { PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import { drawScanQuestion } from '../scan-question.ts';
import type { View } from '../view.ts';
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
  draw: (state) => drawScanQuestion(state, quitWords(state.scan)),
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
