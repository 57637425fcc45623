import type { Value } from '../model/columns.ts';
import type { ExportInput } from './export-input.ts';
import { errorText } from './open-export-input.ts';

/**
 * The accounts of a scan of many, as exports for programs write them; one that was still at work when its scan ended is
 * stopped.
 */
export function accountObjects({ accounts, cells }: ExportInput) {
  const rows = new Map<string, number>();
  for (const cell of cells) rows.set(cell.account, (rows.get(cell.account) ?? 0) + cell.rows);
  return accounts.map(({ id, name, ou, state, phase, error }) => ({
    account: id,
    name,
    ou,
    state,
    outcome: phase === 'queued' || phase === 'running' ? 'stopped' : phase,
    rows: rows.get(id) ?? 0,
    error: errorText(error),
  }));
}

/** What stands among the cells for each account that has none: nothing of it was read. */
export function unreadAccounts(source: ExportInput): readonly Readonly<Record<string, Value>>[] {
  const read = new Set(source.cells.map(({ account }) => account));
  return accountObjects(source)
    .filter(({ account }) => !read.has(account))
    .map(({ account, outcome, error }) => ({
      account,
      region: null,
      collector: null,
      outcome,
      rows: 0,
      calls: 0,
      error,
    }));
}
