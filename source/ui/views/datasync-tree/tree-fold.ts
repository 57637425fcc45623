import { keepInSight } from '../../kit/layout.ts';
import type { AppState } from '../../state/app-state.ts';
import { cursorAt, type TopologyLine, topologyHeight, topologyLines } from './tree.ts';

/** The tree scrolled no further than needed: the cursor is in sight, and what hangs on it as far as there is room. */
export function inSight(state: AppState, branch = false): AppState {
  const lines = topologyLines(state.topology);
  const at = cursorAt(lines, state.topology.cursor);
  const height = topologyHeight(state.size.rows);
  const last = branch ? at + branchLength(lines, at) : at;
  const top = keepInSight(state.topology.top, last, height, lines.length);
  return { ...state, topology: { ...state.topology, top: keepInSight(top, at, height, lines.length) } };
}

/** How many lines hang on the one at this place. */
function branchLength(lines: readonly TopologyLine[], at: number): number {
  const level = lines[at]?.branches.length ?? 0;
  const next = lines.findIndex(({ branches }, index) => index > at && branches.length <= level);
  return (next < 0 ? lines.length : next) - at - 1;
}

/** The state with a branch folded or unfolded, and the cursor on it. */
export function withFold(state: AppState, { node }: TopologyLine, folded: boolean): AppState {
  if (node.children.length === 0) return state;
  const all = { ...state.topology.folded, [node.id]: folded };
  return inSight({ ...state, topology: { ...state.topology, folded: all, cursor: node.id } }, true);
}

/** The state with a branch the other way. */
export function withFoldTurned(state: AppState, line: TopologyLine): AppState {
  return withFold(state, line, line.unfolded);
}
