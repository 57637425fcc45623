/** The rows of both sides that a filter keeps, told to the connection that compares them. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import type { ByteUnit } from '../../model/format.ts';
import { keepRows } from '../filter/keep-rows.ts';
import { openForReading } from '../scan-file.ts';
import { quoted } from '../schema.ts';
import { arrayRows } from '../sql-rows.ts';
import type { ScanSide } from './scan-side.ts';

/** SQL behind the number of a row that says whether its side keeps it. */
export interface KeptSql {
  readonly old: string;
  readonly new: string;
}

/** A filter as it is read. */
export interface PairFilter {
  readonly text: string;
  readonly byteUnit: ByteUnit;
}

/** Keeps in the connection of a pair which rows each side has that pass. Throws a FilterError where the filter is wrong. */
export function keepPair(
  pair: DatabaseSync,
  sides: { readonly old: ScanSide; readonly new: ScanSide },
  kinds: readonly ResourceKind[],
  filter: PairFilter,
): (tab: string) => KeptSql {
  for (const side of ['old', 'new'] as const) keepSide(pair, side, sides[side], kinds, filter);
  return (tab) => ({ old: `IN ${keptName('old', tab)}`, new: `IN ${keptName('new', tab)}` });
}

function keptName(side: 'old' | 'new', tab: string): string {
  return `temp.${quoted(`kept ${side} ${tab}`)}`;
}

function keepSide(
  pair: DatabaseSync,
  side: 'old' | 'new',
  { file, facts }: ScanSide,
  kinds: readonly ResourceKind[],
  { text, byteUnit }: PairFilter,
): void {
  const database = openForReading(file);
  try {
    keepRows(database, text, kinds, { scanStart: facts.startedAt, byteUnit });
    for (const tab of new Set(kinds.map((kind) => kind.tab))) {
      pair.exec(`CREATE TEMP TABLE ${quoted(`kept ${side} ${tab}`)} (row INTEGER PRIMARY KEY)`);
      const insert = pair.prepare(
        `INSERT INTO ${keptName(side, tab)} SELECT value FROM json_each('[' || ? || ']')`,
      );
      const sql = `SELECT group_concat(row) FROM temp.${quoted(`kept ${tab}`)} GROUP BY row / ${AT_ONCE}`;
      for (const [rows] of arrayRows(database, sql)) insert.run(String(rows));
    }
  } finally {
    database.close();
  }
}

/** So many rows are handed on in one text. */
const AT_ONCE = 10_000;
