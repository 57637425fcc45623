import { GRID_PAGE, SORT_KEY } from '../../settings/shared-keys.ts';
import { spokenLines } from '../spoken-lines.ts';
import type { View } from '../view.ts';
import { drawSources } from './draw-lists.ts';
import { afterSummaryListCommand } from './summary-commands.ts';

/** The table of all sources behind the summary, whose loader fills it too. */
export const sourcesView: View = {
  id: 'sources',
  title: 'the table of what is kept by source',
  place: 'page',
  isOpen: ({ view, summary }) => view === 'summary' && summary.list === 'sources',
  keys: [
    [['enter'], 'Enter', 'enter', 'open the snapshots of this source', 'snapshots', 3],
    [['escape', 'backspace'], 'Esc', 'back', 'back to the summary', 'back', 1],
    SORT_KEY,
  ],
  sharedKeys: GRID_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: 'none',
  draw: drawSources,
  clicks: 'in its drawing',
  wheel: true,
  spoken: spokenLines(drawSources),
  after: afterSummaryListCommand,
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};
