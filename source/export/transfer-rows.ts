/** Transfers with how their runs go, as exports write them: those of the tasks that an export holds. */
import type { DatabaseSync } from 'node:sqlite';
import { freshTransfers } from '../analysis/transfers/transfer-table.ts';
import { datasyncTask } from '../kinds/datasync/datasync-task.ts';
import { TRANSFER_COLUMNS, TRANSFERS_TAB } from '../kinds/transfers/transfer-columns.ts';
import type { Value } from '../model/columns.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows } from '../store/sql-rows.ts';
import { storedTable } from '../store/stored-table.ts';
import { fromStored, textOrNull } from '../store/stored-values.ts';
import type { HeadedColumn } from './account-labels.ts';
import type { ExportInput } from './export-input.ts';
import type { ExportSelection } from './export-request.ts';
import { selectedRows } from './export-selection.ts';

/** The columns of a table of transfers in a file. */
export const TRANSFER_TABLE_COLUMNS: readonly HeadedColumn[] = [
  ...TRANSFER_COLUMNS,
  { header: 'Problem', type: 'text' },
];

/** True where there is something to tell of transfers. */
export function hasTransfers({ kinds }: { readonly kinds: readonly { readonly id: string }[] }): boolean {
  return kinds.some(({ id }) => id === datasyncTask.id);
}

/** Each transfer of an export, its values in the order of `TRANSFER_TABLE_COLUMNS`. */
export function* transferLines(source: ExportInput): Generator<readonly Value[], void, undefined> {
  const { database } = source;
  const { tab } = datasyncTask;
  if (!hasTransfers(source) || storedTable(database, tab) === undefined) return;
  freshTransfers(database);
  const columns = TRANSFER_COLUMNS.map(({ id }) => `transfer.${quoted(id)}`).join(', ');
  const from =
    source.order === 'selected'
      ? `${selectedRows(tab)} AS chosen JOIN temp.${TRANSFERS_TAB} AS transfer USING (row) ORDER BY chosen.place`
      : `temp.${TRANSFERS_TAB} AS transfer WHERE row IN (SELECT row FROM ${quoted(tab)}) ORDER BY row`;
  for (const [problem, ...values] of arrayRows(database, `SELECT transfer.problem, ${columns} FROM ${from}`))
    yield [
      ...TRANSFER_COLUMNS.map(({ type }, index) => fromStored(type, values[index])),
      textOrNull(problem),
    ];
}

/** A selection of transfers as one of their tasks: those have the same numbers. `rows`: what its query finds, in order. */
export function asTasks(
  database: DatabaseSync,
  selection: ExportSelection,
  rowsOf: () => Iterable<number>,
): ExportSelection {
  freshTransfers(database);
  const rows = selection.rows ?? [...rowsOf()];
  // What is counted of transfers is what is written of them.
  database
    .prepare(`DELETE FROM temp.${TRANSFERS_TAB} WHERE row NOT IN (SELECT value FROM json_each(?))`)
    .run(JSON.stringify(rows));
  return { words: selection.words, query: { tab: datasyncTask.tab, sort: null }, rows };
}
