import { GRID_PAGE, SORT_KEY } from '../../settings/shared-keys.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { View } from '../view.ts';
import { drawAccountCosts } from './draw-lists.ts';
import { afterSummaryListCommand } from './summary-commands.ts';

/** The list of all accounts behind the Summary, whose loader fills it too. */
export const accountCostsView: View = {
  id: 'account costs',
  title: 'the accounts by cost',
  place: 'page',
  isOpen: ({ view, summary }) => view === 'summary' && summary.list === 'accounts',
  keys: [
    [['enter'], 'Enter', 'enter', 'narrow every table down to this account', 'its rows', 3],
    [['escape', 'backspace'], 'Esc', 'back', 'back to the summary', 'back', 1],
    SORT_KEY,
  ],
  sharedKeys: GRID_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: 'none',
  draw: drawAccountCosts,
  clicks: 'in its drawing',
  wheel: true,
  spoken: spokenLines(drawAccountCosts),
  after: afterSummaryListCommand,
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};
