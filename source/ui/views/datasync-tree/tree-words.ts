/** What is said of the tree of DataSync as a whole: of what it is, and what of that could not be read. */

import { unfinishedNotes } from '../../../analysis/shortfall.ts';
import type { TopologyItem } from '../../../analysis/topology.ts';
import { oneLine } from '../../../base/one-line.ts';
import { datasyncLocation } from '../../../kinds/datasync/datasync-location.ts';
import { datasyncTask } from '../../../kinds/datasync/datasync-task.ts';
import { findKind } from '../../../kinds/registry.ts';
import type { AccountState } from '../../../model/account.ts';
import { counted } from '../../../model/words.ts';
import { PHASES } from '../../kit/cells.ts';
import type { Piece } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { cellsOfTab } from '../../state/scan-totals.ts';
import { TOPOLOGY_TABS } from './tree.ts';

/** `DataSync`, of which account where it is of one of many. */
export function titleOf(state: AppState): string {
  const { account } = state.topology;
  return account === null ? 'DataSync' : `DataSync of ${nameOf(state, account)}`;
}

function nameOf({ scan }: AppState, id: string): string {
  return oneLine(scan?.accounts.find((account) => account.id === id)?.name ?? id);
}

/** How much there is, and why there may be more. */
export function titleNotes(state: AppState): readonly Piece[] {
  const { topology, error, account } = state.topology;
  const notes = unreadNotes(state).map((note): Piece => [note, 'warning']);
  if (topology === null) return notes;
  const isIn = ({ account: own }: { readonly account: string }) => account === null || own === account;
  const words = [
    counted(topology.tasks.filter(isIn).length, 'task'),
    counted(topology.locations.filter(isIn).length, 'location'),
    counted(topology.agents.filter(isIn).length, 'agent'),
  ];
  const stale: readonly Piece[] = error === null ? [] : [[`not renewed: ${error}`, 'bad']];
  return [[words.join(' · '), 'plain'], ...notes, ...stale];
}

/** What is said where the tree is empty. */
export function wordsInstead(state: AppState): readonly string[] {
  const { scan } = state;
  const { topology, error, account } = state.topology;
  if (error !== null)
    return [`The scan file could not be read: ${error}`, 'Esc leads back; open it again to try once more.'];
  if (scan === null) return ['No scan yet. Ctrl-R starts one.'];
  if (!scan.kinds.some((kind) => TOPOLOGY_TABS.includes(findKind(kind)?.tab ?? ''))) {
    return ['DataSync is not part of this scan: it was started with other kinds (--kind). Esc leads back.'];
  }
  if (topology === null) {
    return [scan.stage === 'identifying' ? 'Waiting for the scan to begin.' : 'Reading...'];
  }
  const notes = unreadNotes(state);
  if (notes.length === 0) {
    const where = account === null ? '' : ` in ${nameOf(state, account)}`;
    return [`There are no tasks, locations or agents${where}: every region answered, with nothing.`];
  }
  return [
    `Nothing so far, but ${notes.join(', ')}: this does not mean that there is nothing.`,
    'Press 1 to see why, R there to run what is not done again.',
  ];
}

/** Why there may be more than is shown. */
function unreadNotes({ scan, topology }: AppState): readonly string[] {
  if (scan === null) return [];
  const account = scan.accounts.find(({ id }) => id === topology.account);
  return account === undefined
    ? unfinishedNotes(TOPOLOGY_TABS.flatMap((tab) => cellsOfTab(scan, tab)))
    : accountNotes(account, TOPOLOGY_TABS);
}

/** The same of one account of many, whose cells are known by their sums only. */
function accountNotes({ kinds, phase, endedAt }: AccountState, tabs: readonly string[]): readonly string[] {
  const own = kinds.filter(({ kind }) => tabs.includes(findKind(kind)?.tab ?? ''));
  const problems = own.reduce((sum, one) => sum + one.problems, 0);
  if (endedAt === null) return ['not at its end'];
  if (own.length === 0 && phase !== 'done') return [`not read: ${PHASES[phase].word}`];
  return problems === 0 ? [] : [`${counted(problems, 'cell')} not, or not wholly, read`];
}

/** True where what might use these was not, or not wholly, read. */
export function usersUnread(
  { scan }: AppState,
  { what, account, region }: Extract<TopologyItem, { is: 'group' }>,
): boolean {
  if (scan === null) return false;
  const tab = what === 'unused locations' ? datasyncTask.tab : datasyncLocation.tab;
  const own = scan.accounts.find(({ id }) => id === account);
  if (own !== undefined) return accountNotes(own, [tab]).length > 0;
  return unfinishedNotes(cellsOfTab(scan, tab, { region, kind: null })).length > 0;
}
