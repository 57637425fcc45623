import { linesOnly } from '../../kit/drawing.ts';
import { LIST_PAGE, ROW_KEYS } from '../../settings/shared-keys.ts';
import { unlimited } from '../spoken-lines.ts';
import type { View } from '../view.ts';
import { afterDetailCommand, leadsOn } from './detail-commands.ts';
import { createDetailLoader } from './detail-loader.ts';
import { drawDetail } from './draw-detail.ts';
import { createRelatedLoader } from './related-loader.ts';
import { detailSentences } from './spoken-detail.ts';

/** One row with every field, and what it is related to. */
export const detailView: View = {
  id: 'detail',
  title: 'a row in full',
  place: 'page',
  isOpen: ({ detail }) => detail !== null,
  keys: [
    ...ROW_KEYS,
    [['enter'], 'Enter', 'enter', 'go to what this line leads to (those with a +)', 'go to', 1],
    [['left'], 'Left', 'left', 'the row before'],
    [['right'], 'Left/Right', 'right', 'the row before, the next row', 'other rows', 4],
    [['escape', 'backspace'], 'Esc', 'back', 'back to where this row was opened from', 'back', 1],
  ],
  sharedKeys: LIST_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: (state) => (leadsOn(state) ? [] : ['enter']),
  draw: (state, theme) => (state.detail === null ? linesOnly([]) : drawDetail(state, state.detail, theme)),
  clicks: 'in its drawing',
  wheel: true,
  spoken: (state) => detailSentences(unlimited(state)),
  after: afterDetailCommand,
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: [
    ({ store, queries }) => createDetailLoader(store, queries),
    ({ store, queries }) => createRelatedLoader(store, queries),
  ],
};
