/** Cells that are run again by hand. What has no rows streams from the start; what has some keeps them meanwhile. */
import { type AccountState, isAccountProblem } from '../../model/account.ts';
import { type CellRescan, isFinal } from '../../model/cell.ts';
import { counted, errorLine } from '../../model/words.ts';
import { kindFacts } from '../kit/kinds.ts';
import { changeWords } from '../live/live-words.ts';
import { accountUnderCursor } from '../state/accounts-lines.ts';
import { cellUnderCursor } from '../state/grid-cursor.ts';
import { accountInFront, gridScan, showsAccounts } from '../state/grid-scan.ts';
import { unfinishedCells } from '../views/picker/picked.ts';
import type { AppParts } from './app-parts.ts';

/** Runs the cell under the cursor again. */
export function retryCell(parts: AppParts): void {
  const state = parts.store.state();
  const { grid } = state;
  const scan = gridScan(state);
  if (showsAccounts(state)) {
    const [account] = accountUnderCursor(state);
    if (account !== undefined) parts.store.dispatch({ type: 'account run again', account: account.id });
    runAccountsAgain(parts, account === undefined ? [] : [account]);
    return;
  }
  if (scan !== null && scan.accounts.length > 0) {
    parts.say('these are sums over all accounts: a shows them, and r runs one of them again', 'warning');
    return;
  }
  const cell = scan === null ? undefined : cellUnderCursor(scan, grid);
  const again = cell !== undefined && isFinal(cell.phase) ? [cell.id] : [];
  runAgain(parts, again, cell === undefined ? 'there is no cell here' : 'this cell has not ended yet');
}

/** Runs all cells again that are not done. */
export function retryUnfinished(parts: AppParts): void {
  const state = parts.store.state();
  const { scan } = state;
  if (scan !== null && scan.accounts.length > 0 && accountInFront(state) === null) {
    runAccountsAgain(parts, scan.accounts, 'every account is done');
    return;
  }
  runAgain(parts, unfinishedCells(state), 'every cell is done');
}

/** Runs what is not done in these accounts again. */
function runAccountsAgain(
  { store, session, accountsAgain, say }: AppParts,
  accounts: readonly AccountState[],
  nothing = 'this account is done, or has not ended yet',
): void {
  const again = accounts.filter(isUnfinishedAccount);
  if (store.state().source === 'file')
    say('this is a finished scan file: Ctrl-R starts a new scan', 'warning');
  else if (again.length === 0) say(nothing, 'warning');
  else {
    say(`running what is not done in ${counted(again.length, 'account')} again`, 'plain');
    accountsAgain.expect(again);
    session.retryAccounts(again.map(({ id }) => id));
  }
}

/** True for an account that ended with something that could go better. */
function isUnfinishedAccount(account: AccountState): boolean {
  return account.endedAt !== null && isAccountProblem(account);
}

function runAgain(parts: AppParts, ids: readonly number[], nothing: string): void {
  const { store, session, cellsAgain, say } = parts;
  const { source, live } = store.state();
  if (source === 'file') {
    say('this is a finished scan file: Ctrl-R starts a new scan', 'warning');
    return;
  }
  if (ids.length === 0) {
    say(nothing, 'warning');
    return;
  }
  const { watch, rereading } = live;
  const isRead = (id: number) => rereading.has(id) || (watch?.reading === true && watch.cells.includes(id));
  const free = ids.filter((id) => !isRead(id));
  if (free.length === 0) {
    say('that is being read already', 'plain');
    return;
  }
  const cells = gridScan(store.state())?.cells ?? [];
  const kept = free.filter((id) => (cells.find((cell) => cell.id === id)?.rows ?? 0) > 0);
  const fresh = free.filter((id) => !kept.includes(id));
  const stay = kept.length === 0 ? '' : '; the rows stay until the new ones are there';
  say(`running ${counted(free.length, 'cell')} again${stay}`, 'plain');
  if (fresh.length > 0) {
    cellsAgain.expect(cells.filter(({ id }) => fresh.includes(id)));
    session.retry(fresh);
  }
  if (kept.length > 0) void readAgain(parts, kept);
}

/** Reads cells again with their rows in sight, then says what changed, or why it is as it was. */
async function readAgain({ store, session, say }: AppParts, ids: readonly number[]): Promise<void> {
  const scanFile = store.state().scan?.scanFile;
  const isSame = () => store.state().scan?.scanFile === scanFile && store.state().leaving === null;
  store.dispatch({ type: 'reading again', cells: ids, on: true });
  try {
    const results = (await session.rescan(ids)) ?? [];
    if (!isSame() || results.length === 0) return;
    store.dispatch({ type: 'round ended', results });
    say(...resultWords(results, (id) => nameOf(store, id)));
  } catch (error) {
    if (isSame()) say(`it could not be read again: ${errorLine(error)}; the rows stay`, 'bad');
  } finally {
    if (isSame()) store.dispatch({ type: 'reading again', cells: ids, on: false });
  }
}

function nameOf(store: AppParts['store'], id: number): string {
  const cell = gridScan(store.state())?.cells.find((one) => one.id === id);
  return cell === undefined ? 'the cell' : `${cell.region} ${kindFacts(cell.kind).name}`;
}

function resultWords(
  results: readonly CellRescan[],
  name: (id: number) => string,
): readonly [text: string, tone: 'good' | 'warning'] {
  const sum = { added: 0, changed: 0, gone: 0 };
  for (const { changes } of results) {
    sum.added += changes?.added.length ?? 0;
    sum.changed += changes?.changed.length ?? 0;
    sum.gone += changes?.gone.length ?? 0;
  }
  const failed = results.filter(({ failure }) => failure !== null);
  const [first, ...more] = results;
  const what =
    first !== undefined && more.length === 0 ? name(first.cellId) : counted(results.length, 'cell');
  const [lost] = failed;
  if (lost === undefined) return [`${what} read again: ${changeWords(sum) || 'nothing changed'}`, 'good'];
  const where = failed.length === 1 ? name(lost.cellId) : counted(failed.length, 'cell');
  const rest = failed.length === results.length ? '' : `; others: ${changeWords(sum) || 'nothing changed'}`;
  return [`${where} not read again (${lost.failure}), old rows stay${rest}`, 'warning'];
}
