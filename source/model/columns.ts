/**
 * Columns: the one description of a field that screen, sheet, filter and scan file share.
 */

/**
 * What a column holds. `bytes` are bytes, `instant` is a UTC instant, `duration` is milliseconds, `money` is US
 * dollars, `tags` are keys with their values.
 */
export type ColumnType =
  | 'text'
  | 'arn'
  | 'integer'
  | 'bytes'
  | 'instant'
  | 'duration'
  | 'money'
  | 'boolean'
  | 'enum'
  | 'list'
  | 'tags';

/** A tag as AWS gave it. */
export type Tag = readonly [key: string, value: string];

/** An item of a list; among tags a text is no tag, but says why there are none (`not checked`). */
export type ListItem = string | Tag;

/** True for the types whose values are lists of items. */
export function isListType(type: string): type is 'list' | 'tags' {
  return type === 'list' || type === 'tags';
}

/**
 * A value as the scan file keeps it: text types are strings, numbers and instants (milliseconds since
 * 1970 UTC) are numbers, lists are arrays of strings, tags arrays of pairs. `null` means unknown or not applicable,
 * never zero.
 */
export type Value = string | number | boolean | readonly ListItem[] | null;

/** What AWS may hand over for a value, before its type has been checked. */
export type GivenValue = Value | Date | undefined;

/** Where a row was found. */
export interface Place {
  readonly account: string;
  readonly partition: string;
  readonly region: string;
}

/** What a column says of itself, without how its value is taken from a row. */
export interface ColumnFacts {
  /** Header in full, as in the workbook; instants get " (UTC)" added there. */
  readonly header: string;
  /** Shorter header for the screen, where the full one would be wider than the values. */
  readonly label?: string;
  readonly type: ColumnType;
  /** The unit of an integer that is no mere count, as it stands behind the number where a row is shown in full. */
  readonly unit?: string;
  /** Preferred width on screen, in terminal cells. */
  readonly width: number;
  /** Shown on screen by default. */
  readonly shown: boolean;
  /** Which column of the two old scripts this one answers, as "sheet: header". */
  readonly answers?: string;
  /** One sentence for help and detail: what it means, where AWS gives it, when it is unknown. */
  readonly about: string;
  /** An instant that may lie in the future (a planned deletion); others then count as senseless. */
  readonly mayBeFuture?: boolean;
  /** An integer that may be negative; others then count as senseless. */
  readonly mayBeNegative?: boolean;
  /** Changes by itself all the time (a heartbeat): a row is not called changed for it alone. */
  readonly restless?: boolean;
  /**
   * Why a row of two scans is not called changed for it alone: it moves by itself, or it tells of something else than the
   * row (whether its source exists). What is derived or restless never counts.
   */
  readonly noChange?: 'moves' | 'tells of others';
  /** The values of an enum in the order that they are sorted in; absent: as texts are. */
  readonly ranked?: readonly string[];
  /** Filled at the end of the cell, when all of its rows are there (see `derivation.ts`); unknown before. */
  readonly derived?: boolean;
}

/** A column as it is declared by a resource kind. */
export interface ColumnSpec<Row> extends ColumnFacts {
  readonly value: (row: Row, place: Place) => GivenValue;
}

/** A column with its id, the header in snake case: `Creation Time` is `creation_time`. */
export interface Column extends ColumnFacts {
  readonly id: string;
}

/** The id of a column: its header in snake case. */
export function columnId(header: string): string {
  return header
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
}
