/**
 * What a scan leaves out to save calls, and what can be asked of its rows later, one by one: the row is asked with what
 * the scan file has of it, and the answer is written in its place.
 */
import type { GivenValue, Value } from '../../model/columns.ts';
import { itemTexts } from '../../model/list-items.ts';
import type { CollectContext } from './collect-context.ts';

/** Its name: that of the flag by which a scan asks it of every row. */
export type LaterId = 'attributes' | 'tags';

/** The names of all that can be asked later. */
export const LATER_IDS: readonly LaterId[] = ['attributes', 'tags'];

/** What one learns of rows by it. */
export const LATER_WORDS: Readonly<Record<LaterId, string>> = {
  attributes: 'who they are shared with',
  tags: 'their tags',
};

/** A row as it is asked: what the scan file has of it. */
export interface RowToAsk {
  /** By the ids in `reads`; null also where the scan file has no such column. */
  readonly values: Readonly<Record<string, Value>>;
}

/** Something that can be asked of a kind's rows later. */
export interface AskedLater {
  readonly id: LaterId;
  /** Id of the column, a list, that holds just `not checked` until it was asked. */
  readonly column: string;
  /** Ids of the columns that asking takes. */
  readonly reads: readonly string[];
  /** Ids of the columns that the answer fills, `column` among them; none of them is derived. */
  readonly fills: readonly string[];
  /** Ids of the derived columns that rest on those. */
  readonly derives: readonly string[];
  /** How many calls a row takes at most. */
  readonly calls: (row: RowToAsk) => number;
  /**
   * Made once for the rows of a cell, so that what several of them need is asked once. What it returns gives the values
   * of `fills` for one row, in that order, or throws what AWS threw.
   */
  readonly asker: (context: CollectContext) => (row: RowToAsk) => Promise<readonly GivenValue[]>;
}

/** The id by which a row is asked, out of the column that holds it. Throws where AWS gave none. */
export function idToAsk({ values }: RowToAsk, column: string): string {
  const id = values[column];
  if (typeof id === 'string') return id;
  throw new Error('AWS gave no identifier to ask with');
}

/** What the column of something that can be asked holds where it was not. */
export const NOT_CHECKED: readonly string[] = ['not checked'];

/** True where the value is that of something that was not asked. */
export function isNotChecked(value: Value | undefined): boolean {
  const texts = itemTexts(value);
  return texts?.length === 1 && texts[0] === NOT_CHECKED[0];
}
