import { LIST_PAGE } from '../../settings/shared-keys.ts';
import { unlimited } from '../spoken-lines.ts';
import type { View } from '../view.ts';
import { drawTopology } from './draw-tree.ts';
import { topologySentences } from './spoken-tree.ts';
import { afterTopologyCommand, withTopology } from './tree-commands.ts';
import { createTopologyLoader } from './tree-loader.ts';

/** DataSync as a tree. */
export const treeView: View = {
  id: 'topology',
  title: 'the tree of DataSync',
  place: 'page',
  isOpen: ({ topology }) => topology.open,
  keys: [
    [['enter'], 'Enter', 'enter', 'open this task, location or agent with every field', 'detail', 1],
    [['left', 'h'], 'Left, h', 'left', 'fold this branch, or go to what it hangs on'],
    [['right', 'l'], 'Right, l', 'right', 'unfold this branch, or go to what hangs on it'],
    [[' '], 'Space', 'mark', 'fold or unfold this branch', 'fold', 3],
    [['escape', 'backspace', 't'], 'Esc', 'back', 'back to where the tree was opened from', 'back', 2],
  ],
  sharedKeys: LIST_PAGE,
  keysElsewhere: {
    views: ['scan', 'accounts', 'problems', 'summary', 'sources', 'account costs', 'table', 'detail'],
    keys: [[['t'], 't', 'topology', 'DataSync as a tree of tasks, locations and agents']],
  },
  settable: true,
  idle: 'none',
  draw: drawTopology,
  clicks: 'in its drawing',
  wheel: true,
  spoken: (state) => topologySentences(unlimited(state)),
  after: (state, command) => (command === 'topology' ? state : afterTopologyCommand(state, command)),
  opens: { topology: withTopology },
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: [({ store, queries }) => createTopologyLoader(store, queries)],
};
