import {
  type Topology,
  type TopologyItem,
  type TopologyNode,
  topologyTree,
} from '../../../analysis/topology.ts';
import { datasyncAgent } from '../../../kinds/datasync/datasync-agent.ts';
import { datasyncLocation } from '../../../kinds/datasync/datasync-location.ts';
import { datasyncTask } from '../../../kinds/datasync/datasync-task.ts';
import { viewHeight } from '../../kit/layout.ts';
import type { TopologyState } from '../../state/tree-state.ts';

/** A line of the tree as it is unfolded. */
export interface TopologyLine {
  readonly node: TopologyNode;
  /** For each level above whether more follows there, then whether this node is the last of its parent. */
  readonly branches: readonly boolean[];
  readonly parent: string | null;
  readonly unfolded: boolean;
}

/** The tabs whose rows the tree is made of. */
export const TOPOLOGY_TABS: readonly string[] = [datasyncTask.tab, datasyncLocation.tab, datasyncAgent.tab];

/** Lines for the tree, below its title, on a screen of so many lines. */
export function topologyHeight(rows: number): number {
  return viewHeight({ columns: 0, rows }) - 1;
}

/** With more tasks than this they come folded. */
const MOST_UNFOLDED = 40;

/** The lines of the tree, those below folded nodes left out. */
export function topologyLines({ topology, folded, account }: TopologyState): readonly TopologyLine[] {
  if (topology === null) return [];
  const many = topology.tasks.length > MOST_UNFOLDED;
  const isFolded = ({ id, item }: TopologyNode) => folded[id] ?? foldedAtFirst(item, many);
  const lines: TopologyLine[] = [];
  const add = (nodes: readonly TopologyNode[], above: readonly boolean[], parent: string | null): void => {
    for (const [index, node] of nodes.entries()) {
      const branches = [...above, index < nodes.length - 1];
      const unfolded = node.children.length > 0 && !isFolded(node);
      lines.push({ node, branches, parent, unfolded });
      if (unfolded) add(node.children, branches, node.id);
    }
  };
  add(treeOf(topology, account), [], null);
  return lines;
}

/** Trees of topologies, by the account that they are of: each is made once, however often it is drawn and moved in. */
const TREES = new WeakMap<Topology, Map<string | null, readonly TopologyNode[]>>();

/** The tree of a topology; of one account, or with null of all. */
export function treeOf(topology: Topology, account: string | null): readonly TopologyNode[] {
  const known = TREES.get(topology) ?? new Map<string | null, readonly TopologyNode[]>();
  const tree = known.get(account) ?? topologyTree(topology, account);
  known.set(account, tree);
  TREES.set(topology, known);
  return tree;
}

function foldedAtFirst(item: TopologyItem, many: boolean): boolean {
  return item.is === 'group' || ((item.is === 'task' || item.is === 'account') && many);
}

/** The place of the cursor among these lines. */
export function cursorAt(lines: readonly TopologyLine[], cursor: string | null): number {
  return Math.max(
    0,
    lines.findIndex(({ node }) => node.id === cursor),
  );
}

/** The row that a node stands for. */
export function rowOf(item: TopologyItem): { readonly tab: string; readonly row: number } | null {
  switch (item.is) {
    case 'task':
      return { tab: datasyncTask.tab, row: item.task.row };
    case 'location':
      return { tab: datasyncLocation.tab, row: item.location.row };
    case 'agent':
      return { tab: datasyncAgent.tab, row: item.agent.row };
    default:
      return null;
  }
}

/** The nodes that lead to the first one that stands for a row, itself at the end; null where there is none. */
export function wayTo(
  nodes: readonly TopologyNode[],
  tab: string,
  row: number,
): readonly TopologyNode[] | null {
  for (const node of nodes) {
    const found = rowOf(node.item);
    if (found?.tab === tab && found.row === row) return [node];
    const below = wayTo(node.children, tab, row);
    if (below !== null) return [node, ...below];
  }
  return null;
}
