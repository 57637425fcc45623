import { counted } from '../../../model/words.ts';
import { spoken } from '../../kit/spoken.ts';
import { PLAIN_THEME } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { drawTopology, itemText } from './draw-tree.ts';
import { cursorAt, topologyLines } from './tree.ts';

/** The line of the tree under the cursor: what it is, how deep it hangs, and whether something is folded below it. */
export function topologySentences(state: AppState): readonly string[] {
  const [title = '', ...rest] = drawTopology(state, PLAIN_THEME).lines;
  const lines = topologyLines(state.topology);
  const line = lines[cursorAt(lines, state.topology.cursor)];
  if (line === undefined) return [title, ...rest].map(spoken);
  const below = line.node.children.length;
  const fold =
    below === 0 ? '' : `, ${counted(below, 'line')} below, ${line.unfolded ? 'unfolded' : 'folded'}`;
  return [spoken(title), `${spoken(itemText(state, line.node.item))}. Level ${line.branches.length}${fold}.`];
}
