/** Tables of no kind: each is worked out from the rows of kinds, and kept by the connection that asks for it. */
import type { Column } from '../model/columns.ts';
import type { SortKey } from '../model/table-query.ts';
import { SOURCE_COLUMNS, SOURCES_TABLE } from './sources/source-columns.ts';
import { TRANSFER_COLUMNS, TRANSFERS_TABLE } from './transfers/transfer-columns.ts';

/** Such a table, as a view shows it. */
export interface WorkedOutTable {
  readonly id: string;
  readonly title: string;
  readonly glance: readonly string[];
  readonly order: SortKey;
  readonly columns: readonly Column[];
}

export const WORKED_OUT: readonly WorkedOutTable[] = [
  { ...SOURCES_TABLE, columns: SOURCE_COLUMNS },
  { ...TRANSFERS_TABLE, columns: TRANSFER_COLUMNS },
];

/** The columns of a table that is worked out; undefined: it is none of those. */
export function workedOutColumns(tab: string): readonly Column[] | undefined {
  return WORKED_OUT.find(({ id }) => id === tab)?.columns;
}
