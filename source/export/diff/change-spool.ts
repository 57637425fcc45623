import { DatabaseSync } from 'node:sqlite';
import type { Value } from '../../model/columns.ts';
import { arrayRows } from '../../store/sql-rows.ts';

/**
 * Lines of several sheets, which are found mixed and written one sheet after the other. They are kept in a temporary file
 * of SQLite's own: there may be as many as rows of two scans.
 */
export class ChangeSpool {
  readonly #database = new DatabaseSync('');
  readonly #insert;

  constructor() {
    this.#database.exec('CREATE TABLE line (sheet TEXT, content TEXT); BEGIN');
    this.#insert = this.#database.prepare('INSERT INTO line VALUES (?, ?)');
  }

  /** Keeps a line of a sheet. */
  add(sheet: string, line: readonly Value[]): void {
    this.#insert.run(sheet, JSON.stringify(line));
  }

  /** The lines of a sheet, in the order in which they were added. */
  *lines(sheet: string): Generator<readonly Value[], void, undefined> {
    const rows = arrayRows(this.#database, 'SELECT content FROM line WHERE sheet = ? ORDER BY rowid', sheet);
    for (const [content] of rows) {
      const line: unknown = JSON.parse(String(content));
      if (isLine(line)) yield line;
    }
  }

  close(): void {
    this.#database.close();
  }
}

function isLine(line: unknown): line is readonly Value[] {
  return Array.isArray(line);
}
