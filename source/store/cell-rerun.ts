/**
 * A cell read once more while its rows stay in sight: the new run is gathered aside, and only when all of it is there
 * do its rows take the place of the old ones, in one transaction. A row whose key is in both keeps its number, so that
 * an order or a cursor on screen stays where it is.
 */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { safeText } from '../base/safe-text.ts';
import type { FlatPage, FlatRow, ResourceKind } from '../kinds/define/define-resource.ts';
import type { Cell, RowChanges } from '../model/cell.ts';
import type { Column } from '../model/columns.ts';
import { storedKey } from './cell-runs.ts';
import { quoted } from './schema.ts';
import { toStored } from './stored-values.ts';

/** A run gathered aside. Either `replace` or `drop` ends it. */
export interface CellRerun {
  /** Keeps a page aside and returns how many rows the run has now; a repeated key counts once. */
  readonly writePage: (page: FlatPage) => number;
  /** Puts its rows in the place of the old ones; to be called within a transaction. */
  readonly replace: () => RowChanges;
  /** Forgets it; the old rows stay as they are. */
  readonly drop: () => void;
}

/** Begins a run aside. The table that it is gathered in is this connection's own: no reader sees it. */
export function beginRerun(database: DatabaseSync, cell: Cell, kind: ResourceKind): CellRerun {
  const aside = `temp.${quoted(`rerun of cell ${cell.id}`)}`;
  const columns = kind.columns.filter((column) => column.derived !== true);
  const names = ['key', 'problem', ...columns.map(({ id }) => quoted(id))];
  database.exec(`DROP TABLE IF EXISTS ${aside};
    CREATE TABLE ${aside} (place INTEGER PRIMARY KEY, known INTEGER NOT NULL DEFAULT 0,
      "key" TEXT NOT NULL UNIQUE, ${names.slice(1).join(', ')});`);
  const insert = database.prepare(
    `INSERT OR IGNORE INTO ${aside} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  const drop = (): void => database.exec(`DROP TABLE IF EXISTS ${aside}`);
  let received = 0;
  let written = 0;
  return {
    writePage: (page) => {
      database.exec('BEGIN');
      try {
        for (const row of page.rows) {
          received += 1;
          written += Number(insert.run(...boundRow(kind, row, received)).changes);
        }
        database.exec('COMMIT');
      } catch (error) {
        if (database.isTransaction) database.exec('ROLLBACK');
        throw error;
      }
      return written;
    },
    replace: () => replaceRows(database, cell, kind, aside, received),
    drop,
  };
}

function boundRow(kind: ResourceKind, row: FlatRow, position: number): SQLInputValue[] {
  const bound: SQLInputValue[] = [
    storedKey(row.key, position),
    row.problem === null ? null : safeText(row.problem),
  ];
  for (const [index, column] of kind.columns.entries()) {
    if (column.derived !== true) bound.push(toStored(column.type, row.values[index] ?? null));
  }
  return bound;
}

/** The run and the table that its rows go to, as SQL. */
interface Replacing {
  readonly database: DatabaseSync;
  readonly cell: Cell;
  readonly tab: string;
  readonly aside: string;
  /** Columns that the run has read; derived ones are filled later. */
  readonly read: readonly Column[];
}

function replaceRows(
  database: DatabaseSync,
  cell: Cell,
  kind: ResourceKind,
  aside: string,
  received: number,
): RowChanges {
  const read = kind.columns.filter((column) => column.derived !== true);
  const work: Replacing = { database, cell, tab: quoted(kind.tab), aside, read };
  const changes = { changed: updateKnown(work), gone: deleteGone(work), added: insertNew(work) };
  database
    .prepare(
      `UPDATE cell SET rows = (SELECT count(*) FROM ${work.tab} WHERE cell = ?), received = ?, cursor = NULL,
         outdated = 0 WHERE id = ?`,
    )
    .run(cell.id, received, cell.id);
  return changes;
}

function updateKnown({ database, cell, tab, aside, read }: Replacing): readonly number[] {
  const differing = (of: readonly Column[]): string =>
    ownColumns(of)
      .map((name) => `old.${name} IS NOT new.${name}`)
      .join(' OR ');
  database
    .prepare(`UPDATE ${aside} SET known = 1 WHERE key IN (SELECT key FROM ${tab} WHERE cell = ?)`)
    .run(cell.id);
  const changed = rowNumbers(
    database,
    `SELECT old.row FROM ${tab} AS old CROSS JOIN ${aside} AS new ON new.key = old.key
     WHERE old.cell = ? AND (${differing(read.filter((column) => column.restless !== true))}) ORDER BY old.row`,
    cell,
  );
  database
    .prepare(
      `UPDATE ${tab} AS old SET ${ownColumns(read)
        .map((name) => `${name} = new.${name}`)
        .join(', ')} FROM ${aside} AS new
       WHERE new.key = old.key AND old.cell = ? AND (${differing(read)})`,
    )
    .run(cell.id);
  return changed;
}

function deleteGone({ database, cell, tab, aside }: Replacing): readonly number[] {
  const gone = `FROM ${tab} WHERE cell = ? AND key NOT IN (SELECT key FROM ${aside})`;
  const rows = rowNumbers(database, `SELECT row ${gone} ORDER BY row`, cell);
  database.prepare(`DELETE ${gone}`).run(cell.id);
  return rows;
}

function insertNew({ database, cell, tab, aside, read }: Replacing): readonly number[] {
  const last = Number(database.prepare(`SELECT ifnull(max(row), 0) AS row FROM ${tab}`).get()?.row);
  const names = ['key', ...ownColumns(read)].join(', ');
  database
    .prepare(
      `INSERT INTO ${tab} (cell, ${names}) SELECT ?, ${names} FROM ${aside} WHERE known = 0 ORDER BY place`,
    )
    .run(cell.id);
  return rowNumbers(database, `SELECT row FROM ${tab} WHERE cell = ? AND row > ${last} ORDER BY row`, cell);
}

function ownColumns(read: readonly Column[]): readonly string[] {
  return ['problem', ...read.map(({ id }) => quoted(id))];
}

function rowNumbers(database: DatabaseSync, sql: string, cell: Cell): readonly number[] {
  return database
    .prepare(sql)
    .all(cell.id)
    .map(({ row }) => Number(row));
}
