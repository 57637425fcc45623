import { LIST_PAGE, PROBLEMS_KEY, PROBLEMS_KEY_ELSEWHERE, RETRY_KEYS } from '../../settings/shared-keys.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { View } from '../view.ts';
import { drawProblems } from './draw-scan.ts';
import { afterProblemsViewCommand, withProblems } from './grid-commands.ts';

/** Every problem in full. */
export const problemsView: View = {
  id: 'problems',
  title: 'the list of problems',
  place: 'page',
  isOpen: ({ grid }) => grid.problems,
  keys: [[['escape', 'backspace'], 'Esc', 'back', 'back to where you were', 'back', 1], PROBLEMS_KEY],
  sharedKeys: [RETRY_KEYS, ...LIST_PAGE],
  keysElsewhere: {
    views: ['summary', 'sources', 'account costs', 'table', 'detail', 'facet', 'topology', 'calendar'],
    keys: [PROBLEMS_KEY_ELSEWHERE],
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
