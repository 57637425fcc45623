import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { FlatPage, FlatRow, ResourceKind } from '../resources/define-resource.ts';
import type { Cell, CellState } from '../scan/cell.ts';
import type { ScanFacts } from './queries.ts';
import { openForWriting } from './scan-file.ts';
import { writeError } from './scan-file-error.ts';
import { quoted } from './schema.ts';
import { storeFacts } from './stored-facts.ts';
import { toStored } from './stored-values.ts';

/** Writes into a scan file. Several writers, in threads of their own, may write at once, each to other cells. */
export interface ScanWriter {
  /** Enters cells as queued; the answer carries their numbers, in the same order. */
  readonly planCells: (cells: readonly Omit<Cell, 'id'>[]) => readonly Cell[];
  /** A new run of a cell: rows of an earlier run go with the new run's first page, or when it ends. */
  readonly startCell: (cellId: number, startedAt: number) => void;
  /**
   * One transaction: rows and cursor. Returns the rows of the cell's run now. The same key again in the same run
   * counts once (the first is kept). A row without key is kept under its position.
   */
  readonly writePage: (cell: Cell, kind: ResourceKind, page: FlatPage) => number;
  /** Keeps how the cell ended; its number of rows is the one counted here. */
  readonly finishCell: (state: CellState) => void;
  /** Keeps these facts; those not given stay. */
  readonly saveFacts: (facts: Partial<ScanFacts>) => void;
  /** Keeps the scan's end and moves everything into the one file, between the statements of readers. */
  readonly finish: (endedAt: number, complete: boolean) => void;
  readonly close: () => void;
}

/** A page's insert for one kind, and the cell's line, prepared once. */
interface Statements {
  readonly progress: StatementSync;
  readonly advance: StatementSync;
  readonly clear: (tab: string) => StatementSync;
  readonly insert: (kind: ResourceKind, tab: string) => StatementSync;
}

/** How far a cell's run is, as its line in the scan file says. */
interface Progress {
  readonly tab: string;
  readonly rows: number;
  /** Rows handed over in this run, those with a repeated key included. */
  readonly received: number;
  /** True while the rows there are those of an earlier run. */
  readonly outdated: boolean;
}

/**
 * Opens a scan file for writing. Every method throws a ScanFileError where the file cannot be written; what was
 * committed before stays readable.
 */
export function openScanWriter(path: string): ScanWriter {
  const database = openForWriting(path);
  const guarded = <Result>(work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw writeError(path, error);
    }
  };
  const statements = guarded(() => prepareStatements(database));
  const transaction = <Result>(work: () => Result): Result => guarded(() => inTransaction(database, work));
  return {
    planCells: (cells) => transaction(() => planCells(database, cells)),
    startCell: (cellId, startedAt) => transaction(() => startCell(database, cellId, startedAt)),
    writePage: (cell, kind, page) => transaction(() => writePage(statements, cell, kind, page)),
    finishCell: (state) => transaction(() => finishCell(database, statements, state)),
    saveFacts: (facts) => transaction(() => storeFacts(database, facts)),
    finish: (endedAt, complete) => {
      transaction(() => storeFacts(database, { endedAt, complete }));
      guarded(() => checkpoint(database));
    },
    close: () => guarded(() => database.close()),
  };
}

function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    // A full disk makes SQLite roll back by itself.
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function prepareStatements(database: DatabaseSync): Statements {
  const cached = <Key>(make: (key: Key, tab: string) => string) => {
    const made = new Map<Key, StatementSync>();
    return (key: Key, tab: string): StatementSync => {
      const statement = made.get(key) ?? database.prepare(make(key, tab));
      made.set(key, statement);
      return statement;
    };
  };
  const clear = cached<string>((tab) => `DELETE FROM ${quoted(tab)} WHERE cell = ?`);
  return {
    progress: database.prepare(
      'SELECT tab, rows, received, outdated FROM cell JOIN kind ON kind.id = cell.kind WHERE cell.id = ?',
    ),
    advance: database.prepare(
      'UPDATE cell SET rows = ?, received = ?, cursor = ?, outdated = 0 WHERE id = ?',
    ),
    clear: (tab) => clear(tab, tab),
    insert: cached<ResourceKind>(insertSql),
  };
}

function insertSql(kind: ResourceKind, tab: string): string {
  const names = ['cell', 'key', 'problem', ...kind.columns.map((column) => quoted(column.id))];
  const places = names.map(() => '?').join(', ');
  return `INSERT INTO ${quoted(tab)} (${names.join(', ')}) VALUES (${places}) ON CONFLICT (cell, key) DO NOTHING`;
}

function planCells(database: DatabaseSync, cells: readonly Omit<Cell, 'id'>[]): readonly Cell[] {
  const insert = database.prepare('INSERT INTO cell (account, partition, region, kind) VALUES (?, ?, ?, ?)');
  return cells.map((cell) => {
    const { lastInsertRowid } = insert.run(cell.account, cell.partition, cell.region, cell.kind);
    return { ...cell, id: Number(lastInsertRowid) };
  });
}

function startCell(database: DatabaseSync, cellId: number, startedAt: number): void {
  database
    .prepare(
      `UPDATE cell SET phase = 'running', outdated = 1, calls = 0, retries = 0, started_at = ?, ended_at = NULL,
         error_code = NULL, error_message = NULL, error_advice = NULL, cursor = NULL WHERE id = ?`,
    )
    .run(startedAt, cellId);
}

function writePage(statements: Statements, cell: Cell, kind: ResourceKind, page: FlatPage): number {
  const progress = begunRun(statements, cell.id);
  const insert = statements.insert(kind, progress.tab);
  let rows = progress.rows;
  for (const [index, row] of page.rows.entries()) {
    const { changes } = insert.run(...boundValues(cell, kind, row, progress.received + index + 1));
    rows += Number(changes);
  }
  statements.advance.run(rows, progress.received + page.rows.length, page.cursor, cell.id);
  return rows;
}

/** The cell's progress in its present run; the rows of an earlier one are gone after this. */
function begunRun(statements: Statements, cellId: number): Progress {
  const line = statements.progress.get(cellId);
  if (line === undefined) throw new Error(`it has no cell ${cellId}`);
  const tab = String(line.tab);
  if (line.outdated !== 1) {
    return { tab, rows: Number(line.rows), received: Number(line.received), outdated: false };
  }
  statements.clear(tab).run(cellId);
  return { tab, rows: 0, received: 0, outdated: true };
}

function boundValues(cell: Cell, kind: ResourceKind, row: FlatRow, position: number): SQLInputValue[] {
  const bound: SQLInputValue[] = [cell.id, storedKey(row.key, position), row.problem];
  for (const [index, column] of kind.columns.entries()) {
    bound.push(toStored(column.type, row.values[index] ?? null));
  }
  return bound;
}

/** A key in printable ASCII, as AWS's ids and ARNs are; what else it holds is written out, so that keys stay apart. */
function storedKey(key: string | undefined, position: number): string {
  if (key === undefined) return `#${position}`;
  return key.replace(/^#|[^\x20-\x7e]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
}

function finishCell(database: DatabaseSync, statements: Statements, state: CellState): void {
  if (begunRun(statements, state.id).outdated) statements.advance.run(0, 0, null, state.id);
  database
    .prepare(
      `UPDATE cell SET phase = ?, calls = ?, retries = ?, started_at = ?, ended_at = ?,
         error_code = ?, error_message = ?, error_advice = ? WHERE id = ?`,
    )
    .run(
      state.phase,
      state.calls,
      state.retries,
      state.startedAt,
      state.endedAt,
      state.error?.code ?? null,
      state.error?.message ?? null,
      state.error?.advice ?? null,
      state.id,
    );
}

// Readers that are between two statements do not hinder it; one in the middle of a long statement would make it
// wait, and the scan's end need not: what stays in the log is read all the same.
function checkpoint(database: DatabaseSync): void {
  database.exec('PRAGMA busy_timeout = 200');
  database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').all();
  database.exec('PRAGMA busy_timeout = 5000');
}
