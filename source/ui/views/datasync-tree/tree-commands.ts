import type { Topology, TopologyItem } from '../../../analysis/topology.ts';
import { isValue } from '../../../store/filter/write-terms.ts';
import type { Command } from '../../kit/key-binding.ts';
import { isMovement, moved } from '../../kit/movement.ts';
import { accountOfList } from '../../state/account-costs.ts';
import { accountUnderCursor } from '../../state/accounts-lines.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { withStep } from '../../state/back-stack.ts';
import type { Destination } from '../../state/destination.ts';
import { showsAccounts } from '../../state/grid-scan.ts';
import { withDestination, withWayBack } from '../../state/navigation.ts';
import { openList } from '../../state/sortable-columns.ts';
import { NO_FILTER } from '../../state/table.ts';
import {
  cursorAt,
  rowOf,
  TOPOLOGY_TABS,
  type TopologyLine,
  topologyHeight,
  topologyLines,
  treeOf,
  wayTo,
} from './tree.ts';
import { inSight, withFold } from './tree-fold.ts';

/** The account that is looked into, or under the cursor of a list of accounts; null: none is. */
function accountAtHand(state: AppState): string | null {
  if (showsAccounts(state)) return accountUnderCursor(state)[0]?.id ?? null;
  if (state.view === 'scan') return state.accounts.into;
  return openList(state) === 'accounts' ? accountOfList(state) : null;
}

/** Opens the tree, of the account at hand if there is one, at the row that is open or under the cursor where that is in it. */
export function withTopology(state: AppState): AppState {
  const table = openTable(state);
  const row = state.detail?.row ?? table?.order?.rows[table.cursor];
  const tab = state.detail?.tab ?? table?.tab;
  const isIn = row !== undefined && tab !== undefined && TOPOLOGY_TABS.includes(tab);
  const wanted = isIn ? { tab, row } : null;
  const account = accountAtHand(state);
  const isSame = account === state.topology.account;
  const place = isSame ? {} : { cursor: null, top: 0 };
  return withWantedNode({
    ...withStep(state),
    detail: null,
    topology: { ...state.topology, ...place, open: true, wanted, account },
    calendar: { ...state.calendar, open: false },
  });
}

/** The tree with its data; the cursor goes to the row that was waited for. */
export function withTopologyRead(state: AppState, topology: Topology): AppState {
  return withWantedNode({ ...state, topology: { ...state.topology, topology, error: null } });
}

function withWantedNode(state: AppState): AppState {
  const { wanted, topology } = state.topology;
  if (wanted === null || topology === null) return state;
  const way = wayTo(treeOf(topology, state.topology.account), wanted.tab, wanted.row);
  const node = way?.at(-1);
  if (way === null || node === undefined) {
    return { ...state, topology: { ...state.topology, wanted: null } };
  }
  const unfolded = Object.fromEntries(way.map(({ id }) => [id, false]));
  const folded = { ...state.topology.folded, ...unfolded };
  return inSight({ ...state, topology: { ...state.topology, folded, cursor: node.id, wanted: null } }, true);
}

function destinationOf(item: TopologyItem): Destination | null {
  const found = rowOf(item);
  if (found === null) return null;
  return { to: 'row', ...found, filter: { ...NO_FILTER, text: filterOf(item) } };
}

function filterOf(item: TopologyItem): string {
  if (item.is === 'task') return isValue('task_arn', item.task.arn);
  if (item.is === 'location') return isValue('location_arn', item.location.arn);
  return item.is === 'agent' ? isValue('agent_arn', item.agent.arn) : '';
}

/** The state after a command in the tree; undefined: it is none of the tree's. */
export function afterTopologyCommand(state: AppState, command: Command): AppState | undefined {
  if (command === 'back' || command === 'escape' || command === 'topology') return withWayBack(state);
  const lines = topologyLines(state.topology);
  const at = cursorAt(lines, state.topology.cursor);
  const line = lines[at];
  if (line === undefined) return undefined;
  if (isMovement(command)) {
    return withNode(state, lines[moved(command, at, topologyHeight(state.size.rows), lines.length)] ?? line);
  }
  switch (command) {
    case 'enter': {
      const to = destinationOf(line.node.item);
      return to === null ? withFold(state, line, line.unfolded) : withDestination(state, to);
    }
    case 'mark':
      return withFold(state, line, line.unfolded);
    case 'left':
      if (line.unfolded) return withFold(state, line, true);
      return withNode(state, lines.find(({ node }) => node.id === line.parent) ?? line);
    case 'right':
      if (line.unfolded) return withNode(state, lines[at + 1] ?? line);
      return withFold(state, line, false);
    default:
      return undefined;
  }
}

function withNode(state: AppState, { node }: TopologyLine): AppState {
  return inSight({ ...state, topology: { ...state.topology, cursor: node.id } });
}
