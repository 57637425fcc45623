import type { AppState } from '../../state/app-state.ts';
import type { Target } from '../../state/target.ts';
import { foldCell } from './draw-tree.ts';
import { cursorAt, topologyHeight, topologyLines } from './tree.ts';
import { afterTopologyCommand } from './tree-commands.ts';

/** A line of the tree; a click on the sign before a branch folds or unfolds it. */
export function topologyTarget(state: AppState, column: number, at: number): Target | null {
  const { topology, size } = state;
  const lines = topologyLines(topology);
  const index = topology.top + at - 1;
  const line = lines[index];
  if (line === undefined || at < 1 || at > topologyHeight(size.rows)) return null;
  const there = { ...state, topology: { ...topology, cursor: line.node.id } };
  if (column === foldCell(line)) return { current: false, state: afterTopologyCommand(there, 'mark') };
  return { current: cursorAt(lines, topology.cursor) === index, state: there };
}
