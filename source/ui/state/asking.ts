/** Which rows are asked what their scan left out, and whether they can be. */
import { LATER_WORDS, type LaterId } from '../../kinds/define/asked-later.ts';
import { rowsWithin, tabsOfTable } from '../../kinds/joined-rows.ts';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import type { RowsOfTab } from '../../model/ask.ts';
import { isSound, type ScanState } from '../../model/cell.ts';
import { kindFacts } from '../kit/kinds.ts';
import { type AppState, openTable } from './app-state.ts';
import type { AskReview } from './ask-state.ts';
import { chosenRows } from './marks.ts';
import { isRunning } from './scan-totals.ts';
import { listedWords, markedWords } from './selections.ts';

/** Why rows cannot be asked this here and now, in one line; null: they can. */
export function whyNoAsk(state: AppState, what: LaterId): string | null {
  const { scan, ask } = state;
  if (scan === null || scan.stage === 'refused') return 'there is no scan yet';
  if (isRunning(scan)) return 'the scan still runs: rows can be asked once it has ended';
  if (ask.run !== null)
    return `${LATER_WORDS[ask.run.what]} is being asked already: :ask stop ends that first`;
  const table = openTable(state);
  if (table === undefined) return null;
  const tabs = tabsThatTell(what);
  if (!tabsOfTable(table.tab).some(({ tab }) => tabs.has(tab)))
    return `there is nothing of the sort to ask of these rows: :ask ${what} is for ${[...tabs].map((tab) => `:${tab}`).join(', ')}`;
  return table.order === null ? 'the table is still being read' : null;
}

/** Why a kind cannot be read into the scan here and now, in one line; null: it can. */
export function whyNoAskKind({ scan, ask }: AppState, kind: string): string | null {
  if (scan === null || scan.stage === 'refused') return 'there is no scan yet';
  if (isRunning(scan)) return 'the scan still runs: a kind can be asked for once it has ended';
  if (ask.run !== null)
    return `${LATER_WORDS[ask.run.what]} is being asked already: :ask stop ends that first`;
  return scan.kinds.includes(kind) && cellsToRead(scan, kind).unread === 0
    ? `this scan has ${kindFacts(kind).title} already`
    : null;
}

/** The cells that reading a kind into the scan would be, and how many of them it has already that did not end well. */
export function cellsToRead(
  scan: ScanState,
  kind: string,
): { readonly cells: number; readonly unread: number } {
  const { accounts, kinds, regions } = scan;
  const isThere = kinds.includes(kind);
  if (accounts.length === 0) {
    const unread = scan.cells.filter((cell) => cell.kind === kind && !isSound(cell.phase)).length;
    return { cells: isThere ? unread : regions.length, unread };
  }
  const sums = accounts.flatMap((account) => account.kinds.filter((sum) => sum.kind === kind));
  const unread = sums.reduce((sum, one) => sum + one.problems + one.cells - one.finished, 0);
  const places = accounts.reduce((sum, account) => sum + account.regions.length, 0);
  return { cells: isThere ? unread : places, unread };
}

/** The review of asking the marked rows of the open table, else those that it lists; without a table all rows. */
export function withAskReview(state: AppState, what: LaterId): AppState {
  if (whyNoAsk(state, what) !== null) return state;
  const { of, words } = rowsMeant(state, what);
  const review: AskReview = { what, job: { what, of }, words, plan: null, error: null };
  return { ...state, ask: { ...state.ask, review } };
}

function rowsMeant(
  state: AppState,
  what: LaterId,
): { readonly of: readonly RowsOfTab[]; readonly words: string } {
  const table = openTable(state);
  const tabs = tabsThatTell(what);
  if (table === undefined || table.order === null)
    return { of: [...tabs].map((tab) => ({ tab, rows: null })), words: 'all rows of the scan' };
  const isMarked = table.marked.size > 0;
  const rows = isMarked ? Uint32Array.from(chosenRows(table)) : table.order.rows;
  const of = tabsOfTable(table.tab)
    .filter(({ tab }) => tabs.has(tab))
    .map(({ tab, base }) => ({ tab, rows: rowsWithin(rows, base).slice() }));
  return { of, words: isMarked ? markedWords(table) : listedWords(table) };
}

/** The tabs with rows that can be asked this. */
function tabsThatTell(what: LaterId): ReadonlySet<string> {
  const kinds = RESOURCE_KINDS.filter(({ askedLater }) => askedLater.some(({ id }) => id === what));
  return new Set(kinds.map(({ tab }) => tab));
}
