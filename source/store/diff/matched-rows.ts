/**
 * The rows of a cell of two scans, matched by their keys. A table of the old cell's keys is made first, since a scan
 * file has no index of keys; then the new cell's rows are gone through once, in the order found, and last what nothing
 * matched. Only rows that differ come out.
 */
import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { quoted } from '../schema.ts';
import { arrayRows } from '../sql-rows.ts';
import type { KeptSql } from './kept-rows.ts';
import { OLD } from './open-pair.ts';

/** How the rows of a tab are compared. */
export interface Comparison {
  readonly tab: string;
  /** Ids of the columns whose values are compared. */
  readonly compared: readonly string[];
  /** Ids of the columns that are told of a row that is on one side alone; of those that a side lacks, unknown. */
  readonly told: readonly string[];
  /** The columns that each side has. */
  readonly has: { readonly old: ReadonlySet<string>; readonly new: ReadonlySet<string> };
  /** SQL for the verdict of a row of each side, by the name that the row goes by; null: a side has none. */
  readonly verdict: ((side: 'o' | 'n') => string) | null;
  /** SQL that a row has to meet on one side at least; null: all rows are looked at. */
  readonly kept: KeptSql | null;
}

/** The numbers of a cell on both sides; null: that side has none with rows. */
export interface CellPair {
  readonly old: number | null;
  readonly new: number | null;
}

/** A row of both sides whose compared values, or verdicts, are not the same. */
export interface DifferingPair {
  readonly both: { readonly old: number; readonly new: number };
  readonly key: string;
  /** Whether each row has a problem, so that what it does not say is not known. */
  readonly problems: { readonly old: boolean; readonly new: boolean };
  /** In the order of `compared`. */
  readonly values: { readonly old: readonly SQLOutputValue[]; readonly new: readonly SQLOutputValue[] };
  readonly verdicts: { readonly old: SQLOutputValue; readonly new: SQLOutputValue } | null;
}

/** A row that is on one side alone. */
export interface LoneRow {
  readonly side: 'old' | 'new';
  readonly row: number;
  readonly key: string;
  /** In the order of `told`. */
  readonly values: readonly SQLOutputValue[];
}

/** Which rows of a tab are the same one, by their numbers. */
export interface RowMatches {
  /** Takes note of a row of both sides. */
  readonly match: (oldRow: number, newRow: number) => void;
  readonly hasOld: (oldRow: number) => boolean;
}

const KEYS = 'temp."keys of the old cell"';

/** Prepares a connection for `differingRows`. */
export function prepareMatching(database: DatabaseSync, matchesOf: () => RowMatches): void {
  database.exec(
    `CREATE TEMP TABLE "keys of the old cell" (key TEXT PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID`,
  );
  database.function('matched', (oldRow, newRow) => {
    matchesOf().match(Number(oldRow), Number(newRow));
    return 0;
  });
  // A question by SQL itself: a row that is handed out costs three times as much as one that is asked about.
  database.function('alone', (oldRow) => (matchesOf().hasOld(Number(oldRow)) ? 0 : 1));
}

/** The rows of a cell that differ; every row of both sides is handed to the matches that the connection was prepared with. */
export function* differingRows(
  database: DatabaseSync,
  comparison: Comparison,
  cell: CellPair,
): Generator<DifferingPair | LoneRow, void, undefined> {
  if (cell.old !== null && cell.new !== null) {
    yield* newAndChanged(database, comparison, { old: cell.old, new: cell.new });
    yield* loneRows(database, comparison, 'old', cell.old, 'to be asked');
  } else if (cell.new !== null) yield* loneRows(database, comparison, 'new', cell.new, 'all are');
  else if (cell.old !== null) yield* loneRows(database, comparison, 'old', cell.old, 'all are');
}

function* newAndChanged(
  database: DatabaseSync,
  comparison: Comparison,
  cell: { readonly old: number; readonly new: number },
): Generator<DifferingPair | LoneRow, void, undefined> {
  const { tab, compared, told, has, kept } = comparison;
  database.exec(`DELETE FROM ${KEYS}`);
  database
    .prepare(`INSERT INTO ${KEYS} SELECT key, row FROM ${OLD}.${quoted(tab)} WHERE cell = ? ORDER BY key`)
    .run(cell.old);
  const verdicts = comparison.verdict === null ? [] : [comparison.verdict('o'), comparison.verdict('n')];
  const result = [
    ...['k.row', 'n.row', 'n.key', 'o.problem IS NOT NULL', 'n.problem IS NOT NULL'],
    ...compared.flatMap((id) => [`o.${quoted(id)}`, `n.${quoted(id)}`]),
    ...verdicts,
    ...toldSql(told, has.new, 'n'),
  ];
  const differs = [
    ...compared.map((id) => `n.${quoted(id)} IS NOT o.${quoted(id)}`),
    ...(verdicts.length === 0 ? [] : [verdicts.join(' IS NOT ')]),
  ];
  const passes = kept === null ? '' : ` AND (n.row ${kept.new} OR k.row ${kept.old})`;
  const sql = `SELECT ${result.join(', ')} FROM main.${quoted(tab)} AS n
    LEFT JOIN ${KEYS} AS k ON k.key = n.key LEFT JOIN ${OLD}.${quoted(tab)} AS o ON o.row = k.row
    WHERE n.cell = ? AND (k.row IS NULL OR matched(k.row, n.row) OR ${[...differs, '0'].join(' OR ')})${passes}`;
  for (const line of arrayRows(database, sql, cell.new)) {
    const [oldRow, newRow, key, oldProblem, newProblem, ...rest] = line;
    const values = rest.slice(0, 2 * compared.length);
    const behind = rest.slice(values.length + verdicts.length);
    if (oldRow === null) {
      yield { side: 'new', row: Number(newRow), key: String(key), values: behind };
      continue;
    }
    yield {
      both: { old: Number(oldRow), new: Number(newRow) },
      key: String(key),
      problems: { old: oldProblem === 1, new: newProblem === 1 },
      values: {
        old: values.filter((_, index) => index % 2 === 0),
        new: values.filter((_, index) => index % 2 === 1),
      },
      verdicts:
        verdicts.length === 0
          ? null
          : { old: rest[values.length] ?? null, new: rest[values.length + 1] ?? null },
    };
  }
}

function* loneRows(
  database: DatabaseSync,
  { tab, told, has, kept }: Comparison,
  side: 'old' | 'new',
  cell: number,
  isAlone: 'all are' | 'to be asked',
): Generator<LoneRow, void, undefined> {
  const table = `${side === 'old' ? OLD : 'main'}.${quoted(tab)}`;
  const passes = kept === null ? '' : ` AND t.row ${kept[side]}`;
  const asked = isAlone === 'all are' ? '' : ' AND alone(t.row)';
  const sql = `SELECT ${['t.row', 't.key', ...toldSql(told, has[side], 't')].join(', ')} FROM ${table} AS t
    WHERE t.cell = ?${asked}${passes}`;
  for (const [row, key, ...values] of arrayRows(database, sql, cell))
    yield { side, row: Number(row), key: String(key), values };
}

function toldSql(told: readonly string[], has: ReadonlySet<string>, name: string): readonly string[] {
  return told.map((id) => (has.has(id) ? `${name}.${quoted(id)}` : 'NULL'));
}
