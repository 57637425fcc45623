/** Rows as both sides say them, and the count of what was compared. */
import assert from 'node:assert/strict';
import * as v from 'valibot';

/** A resource in AWS's field names, as JSON has it. */
export type JsonRow = Readonly<Record<string, unknown>>;

export const jsonRow = v.record(v.string(), v.unknown());

/** The lines of ndjson. */
export function jsonRows(text: string): readonly JsonRow[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => v.parse(jsonRow, JSON.parse(line)));
}

/** What JSON makes of rows: fields that are undefined go, instants are ISO 8601. */
export function asJson(rows: readonly object[]): readonly JsonRow[] {
  return v.parse(v.array(jsonRow), JSON.parse(JSON.stringify(rows)));
}

/** A row with only these fields. */
export function only(row: JsonRow, fields: readonly string[]): JsonRow {
  return Object.fromEntries(Object.entries(row).filter(([field]) => fields.includes(field)));
}

/** Rows in the order of one of their fields. */
export function sortedBy(field: string, rows: readonly JsonRow[]): readonly JsonRow[] {
  return [...rows].sort((left, right) => (String(left[field]) < String(right[field]) ? -1 : 1));
}

/** Compares rows field by field and counts what was compared. */
export class Comparison {
  #rows = 0;
  #fields = 0;

  /** Throws where a row or a field is missing, too many, or different. */
  same(actual: readonly object[], expected: readonly object[], where: string): void {
    assert.equal(actual.length, expected.length, `rows of ${where}`);
    for (const [index, row] of expected.entries()) {
      assert.deepEqual(actual[index], row, `row ${index + 1} of ${where}`);
      this.#fields += leaves(row);
    }
    this.#rows += expected.length;
  }

  get counts(): { readonly rows: number; readonly fields: number } {
    return { rows: this.#rows, fields: this.#fields };
  }

  toString(): string {
    return `${this.#rows.toLocaleString('en')} rows, ${this.#fields.toLocaleString('en')} fields`;
  }
}

/** How many values a row has, those within lists and objects included. */
function leaves(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce((sum: number, member: unknown) => sum + leaves(member), 0);
}
