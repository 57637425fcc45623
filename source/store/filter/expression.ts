/**
 * The filter language, as `/` and `--filter` take it. Terms side by side must all hold:
 *
 * - `web`, `"web server"`, `500.0`: a text that is shown anywhere in the row, in any case
 * - `name:web-*`: the whole value in any case, `*` for any run of characters; a list: any of its items
 * - `status=SUCCESS`: just this value, letter for letter, `*` is no wildcard
 * - `size>100GiB`, `age<=90d`, `duration>2h`, `files>=1,000`, `created<2026-01-01`: `>`, `>=`, `<`, `<=`
 * - `encrypted:no`, `created:2026-10` (the whole month, UTC), `age:3d` (three days old, not yet four)
 * - `region:us-*,eu-west-1`: any of these; a comma, space or quote of a value stands within double quotes
 * - `name:?`: the value is unknown, or was not checked; `name:unknown`: so is it, or it reads "unknown"; `name:*`: it is known
 * - `tag:env`, `tag:env=prod,test`, `tag:"a=b"=v`: a tag of this key, with one of these values; with `tag=` letter for letter
 * - `!term`: just the rows that the term leaves out
 * - `a or b c`, `(a or b) c`, `!(a or b)`: `or` between terms, and brackets; as text they stand in double quotes
 *
 * A comparison with an unknown value never holds. A term and its negation share all rows between them, so
 * `!size>1TiB` keeps rows of unknown size, and `size<=1TiB` does not.
 */
import type { AccountField } from '../../model/account-columns.ts';
import type { ColumnType } from '../../model/columns.ts';
import type { Tree } from './tree.ts';

/** What stands between a field and its value. */
export type Operator = ':' | '=' | '>' | '>=' | '<' | '<=';

/** What a field holds: as columns do, an age in milliseconds, counted from the scan's start, or one tag of a row. */
export type FieldType = ColumnType | 'age' | 'tag';

/** The field of single tags. */
export const TAG = 'tag';

/** Where a field's value is found. */
export type FieldSource =
  /** A column of the table. */
  | { readonly in: 'column' }
  /** What the row's cell says; `orColumn` is a column that people know by the same name. */
  | { readonly in: 'cell'; readonly name: 'account' | 'region' | 'kind'; readonly orColumn?: string }
  /** What is known of the account of the row's cell. */
  | { readonly in: 'account'; readonly name: AccountField }
  /** What is wrong with the row. */
  | { readonly in: 'problem' }
  /** One of the tags in this column. */
  | { readonly in: 'tag'; readonly column: string }
  /** The time from the instant of a column to the scan's start. */
  | { readonly in: 'age'; readonly since: string };

/** Something that a filter can ask for. */
export interface FilterField {
  /** The column's id, or `account`, `region`, `kind`, `problem`, `age`. */
  readonly id: string;
  /** Whole names that lead to it beside its id: labels in snake case, habits. */
  readonly names: readonly string[];
  readonly type: FieldType;
  readonly source: FieldSource;
}

/** A whole text: in any case and with `*` for any run of characters, or letter for letter. */
export type TextOperand =
  | { readonly is: 'like'; readonly pattern: string }
  | { readonly is: 'text'; readonly text: string };

/** One of the values that a term takes. */
export type Operand =
  /** No value is known. `orText`: a text that stands for the same. */
  | { readonly is: 'unknown'; readonly orText?: string }
  /** Any value. */
  | { readonly is: 'known' }
  | TextOperand
  | { readonly is: 'boolean'; readonly value: boolean }
  /** A number, bytes, milliseconds, or milliseconds since 1970 UTC, compared with the value on its left. */
  | { readonly is: 'compared'; readonly by: '=' | '>' | '>=' | '<' | '<='; readonly number: number }
  /** A tag whose key and value are so; without a value: of any. */
  | { readonly is: 'tag'; readonly key: TextOperand; readonly value: TextOperand | null }
  /** From a number up to another one, without that one. */
  | { readonly is: 'between'; readonly from: number; readonly until: number };

/** What one term asks of a row. */
export type Test =
  /** The shown text holds this. */
  | { readonly on: 'text'; readonly word: string }
  /** The field's value is one of these. */
  | {
      readonly on: 'field';
      readonly field: FilterField;
      readonly operator: Operator;
      readonly oneOf: readonly Operand[];
      /** The values as they were written. */
      readonly written: string;
    };

/** A part of a text, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One term with its place in the text. */
export interface Term extends Span {
  readonly negated: boolean;
  readonly test: Test;
}

/** A filter that was understood. */
export interface FilterExpression {
  /** As it was written. */
  readonly text: string;
  readonly terms: Tree<Term>;
}

/** What is wrong with a filter, in one line, and where. */
export interface FilterFault extends Span {
  readonly message: string;
}

/** A filter that was not understood. */
export class FilterError extends Error implements FilterFault {
  override readonly name = 'FilterError';
  readonly start: number;
  readonly end: number;

  constructor({ message, start, end }: FilterFault) {
    super(message);
    this.start = start;
    this.end = end;
  }
}

/** A text in double quotes as the language reads it. */
export function quotedText(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}
