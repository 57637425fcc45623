/** Narrows an export to one account of a scan of many. */
import type { DatabaseSync } from 'node:sqlite';
import { TABS } from '../kinds/tabs.ts';
import { narrowRows } from '../store/old-verdicts.ts';
import { storedTable } from '../store/stored-table.ts';

/**
 * Lets a connection see only one account, its cells and its rows: from now on the tables are views of them, for this
 * connection alone. What narrows it further comes after it.
 */
export function keepAccount(database: DatabaseSync, account: string): void {
  // A view takes no bound values.
  database.exec('CREATE TEMP TABLE "kept account" (id TEXT NOT NULL)');
  database.prepare('INSERT INTO temp."kept account" VALUES (?)').run(account);
  const isKept = 'IN (SELECT id FROM temp."kept account")';
  database.exec(`CREATE TEMP VIEW account AS SELECT * FROM main.account WHERE id ${isKept}`);
  database.exec(`CREATE TEMP VIEW cell AS SELECT * FROM main.cell WHERE account ${isKept}`);
}

/** As `keepAccount`, for the rows, where no filter narrows them. */
export function keepRowsOfAccount(database: DatabaseSync): void {
  for (const { id } of TABS) {
    if (storedTable(database, id) === undefined) continue;
    narrowRows(database, id, 'cell IN (SELECT id FROM temp.cell)');
  }
}
