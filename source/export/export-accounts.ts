import type { AccountState } from '../model/account.ts';
import type { Value } from '../model/columns.ts';
import type { ExportInput } from './export-input.ts';
import { errorText } from './open-export-input.ts';

/** An account of a scan of many, as exports for programs write it; one that was still at work when its scan ended is stopped. */
export function accountObject(
  source: ExportInput,
  { id, name, ou, state, phase, error }: AccountState,
): Readonly<Record<string, Value>> {
  const rows = source.cells.reduce((sum, cell) => (cell.account === id ? sum + cell.rows : sum), 0);
  const outcome = phase === 'queued' || phase === 'running' ? 'stopped' : phase;
  return { account: id, name, ou, state, outcome, rows, error: errorText(error) };
}

/** What stands among the cells for each account that has none: nothing of it was read. */
export function unreadAccounts(source: ExportInput): readonly Readonly<Record<string, Value>>[] {
  const read = new Set(source.cells.map(({ account }) => account));
  return source.accounts
    .filter(({ id }) => !read.has(id))
    .map((account) => {
      const { outcome = null, error = null } = accountObject(source, account);
      return { account: account.id, region: null, collector: null, outcome, rows: 0, calls: 0, error };
    });
}
