/** How many bytes the rows of cells come to on both sides, and what they cost. */
import type { DatabaseSync } from 'node:sqlite';
import { quoted } from '../schema.ts';
import { numberOrNull } from '../stored-values.ts';
import type { KeptSql } from './kept-rows.ts';
import { OLD } from './open-pair.ts';

/** Ids of the columns that are added up. */
export interface SumColumns {
  readonly size: string;
  readonly low: string;
  readonly high: string;
}

/** Sums of one side; what is not known adds nothing. */
export interface Sums {
  readonly size: number;
  readonly low: number;
  readonly high: number;
}

/** The sums over the rows of these cells of one side. */
export function sumsOfCells(
  database: DatabaseSync,
  side: 'old' | 'new',
  tab: string,
  cells: readonly number[],
  { size, low, high }: SumColumns,
  kept: KeptSql | null,
): Sums {
  const table = `${side === 'old' ? OLD : 'main'}.${quoted(tab)}`;
  const line = database
    .prepare(
      `SELECT total(${quoted(size)}) AS size, total(${quoted(low)}) AS low, total(${quoted(high)}) AS high
       FROM ${table} WHERE cell IN (SELECT value FROM json_each(?))${kept === null ? '' : ` AND row ${kept[side]}`}`,
    )
    .get(JSON.stringify(cells));
  const sum = (name: keyof Sums): number => numberOrNull(line?.[name]) ?? 0;
  return { size: sum('size'), low: sum('low'), high: sum('high') };
}
