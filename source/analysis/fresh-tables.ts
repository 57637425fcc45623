import type { DatabaseSync } from 'node:sqlite';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import { TRANSFERS_TAB } from '../kinds/transfers/transfer-columns.ts';
import { freshSources } from './protection/source-table.ts';
import { freshTransfers } from './transfers/transfer-table.ts';

/** Works a table of no kind out anew, where the file has changed; other tables are as they are. */
export function freshTable(database: DatabaseSync, tab: string): void {
  if (tab === SOURCES_TAB) freshSources(database);
  if (tab === TRANSFERS_TAB) freshTransfers(database);
}
