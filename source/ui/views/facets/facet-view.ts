import { linesOnly } from '../../kit/drawing.ts';
import { FACET_KEY, GRID_PAGE } from '../../settings/shared-keys.ts';
import { unlimited } from '../spoken-lines.ts';
import type { View } from '../view.ts';
import { drawFacet } from './draw-facet.ts';
import { afterFacetCommand, withFacetPicker, withPickedFacet } from './facet-commands.ts';
import { createFacetLoader } from './facet-loader.ts';
import { facetSentences } from './spoken-facet.ts';

/** How often the values of a column occur; with a second one a pivot. */
export const facetView: View = {
  id: 'facet',
  title: 'the values of a column',
  place: 'page',
  isOpen: ({ facet }) => facet !== null,
  keys: [
    [['enter'], 'Enter', 'enter', 'keep only the rows with this value, or with the marked ones', 'keep', 1],
    [['x'], 'x', 'leave out', 'leave out the rows with this value, or with the marked ones', 'leave out', 4],
    [[' '], 'Space', 'mark', 'mark this value, or no longer', 'mark', 6],
    [['u'], 'u', 'unmark', 'take all marks away'],
    [['P'], 'P', 'pivot', 'break them down by a second column', 'pivot', 3],
    [['s'], 's', 'sort', 'what occurs most first, the largest, or the dearest', 'sort', 5],
    [
      ['escape', 'backspace'],
      'Esc',
      'back',
      'back to the rows, or from a pivot to its first column',
      'back',
      2,
    ],
    FACET_KEY,
  ],
  sharedKeys: GRID_PAGE,
  keysElsewhere: 'none',
  settable: true,
  idle: 'none',
  draw: (state, theme) => (state.facet === null ? linesOnly([]) : drawFacet(state, state.facet, theme)),
  clicks: 'in its drawing',
  wheel: true,
  spoken: (state) => (state.facet === null ? [] : facetSentences(unlimited(state), state.facet)),
  after: afterFacetCommand,
  opens: {
    facet: (state) => withFacetPicker(state, 'facet'),
    pivot: (state) => withFacetPicker(state, 'pivot'),
  },
  typed: 'none',
  acts: 'none',
  lists: { facet: { take: withPickedFacet }, pivot: { take: withPickedFacet } },
  loaders: [({ store, queries }) => createFacetLoader(store, queries)],
};
