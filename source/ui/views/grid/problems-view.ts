import { LIST_PAGE, RETRY_KEYS } from '../../settings/shared-keys.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { View } from '../view.ts';
import { drawProblems } from './draw-scan.ts';
import { afterProblemsViewCommand, withProblems } from './grid-commands.ts';

/** Every problem in full. */
export const problemsView: View = {
  id: 'problems',
  title: 'the list of problems',
  place: 'page',
  isOpen: ({ view, grid }) => view === 'scan' && grid.problems,
  keys: [[['escape', 'backspace'], 'Esc', 'back', 'back to the grid', 'back', 1]],
  sharedKeys: [RETRY_KEYS, ...LIST_PAGE],
  keysElsewhere: {
    views: ['scan', 'problems'],
    keys: [[['p'], 'p', 'problems', 'all problems, or the grid', 'problems', 6]],
  },
  settable: true,
  idle: 'none',
  draw: drawProblems,
  clicks: 'none',
  wheel: true,
  spoken: spokenLines(drawProblems),
  after: afterProblemsViewCommand,
  opens: { problems: withProblems },
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};
