import { BACK_KEY, GRID_PAGE } from '../../settings/shared-keys.ts';
import type { View } from '../view.ts';
import { drawSummary } from './draw-summary.ts';
import { summarySentences } from './spoken-summary.ts';
import { afterSummaryCommand } from './summary-commands.ts';
import { createPastLoader, createSummaryLoader } from './summary-loader.ts';

/** The report to look at. */
export const summaryView: View = {
  id: 'summary',
  title: 'the Summary',
  place: 'main',
  isOpen: ({ view }) => view === 'summary',
  keys: [[['enter'], 'Enter', 'enter', 'open the rows behind this number', 'rows', 2], BACK_KEY],
  sharedKeys: GRID_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: 'none',
  draw: drawSummary,
  clicks: 'in its drawing',
  wheel: true,
  spoken: summarySentences,
  after: afterSummaryCommand,
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: [
    ({ store, queries }) => createSummaryLoader(store, queries),
    ({ store, queries }) => createPastLoader(store, queries),
  ],
};
