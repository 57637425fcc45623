import assert from 'node:assert/strict';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { BYTE_UNITS, formatBytes, formatDuration } from '../../source/model/format.ts';
import { shownBytes, shownDuration } from '../../source/store/number-text-sql.ts';

/** Numbers of every magnitude that a double holds with tenths to spare. */
const numbers = fc
  .tuple(fc.integer({ min: 0, max: 14 }), fc.double({ min: 1, max: 10, noNaN: true }))
  .map(([magnitude, factor]) => Math.floor(factor * 10 ** magnitude));

const EDGES = [1000, 1024].flatMap((base) =>
  [0, 1, 2, 3, 4].flatMap((power) =>
    [0.04, 0.05, 0.95, 1, 1.25, 9.95, 99.95, 999.94, 999.96, 1000, 1023.4, 1023.94, 1023.96].map((factor) =>
      Math.round(factor * base ** power),
    ),
  ),
);

/** The answer of SQL for a number, with the expression of a column. */
function sqlText(sql: string): {
  readonly of: (number: number) => unknown;
  readonly [Symbol.dispose]: () => void;
} {
  const database = new DatabaseSync(':memory:');
  const statement = database.prepare(`SELECT ${sql} AS shown FROM (SELECT ? AS value)`);
  return { of: (number) => statement.get(number)?.shown, [Symbol.dispose]: () => database.close() };
}

const plain = (text: string): string => text.replaceAll(',', '');

describe('sizes in SQL', () => {
  for (const unit of BYTE_UNITS) {
    test(`read as they are shown (${unit})`, () => {
      using shown = sqlText(shownBytes('value', unit));
      const isShown = (bytes: number) => assert.equal(shown.of(bytes), plain(formatBytes(bytes, unit)));
      EDGES.forEach(isShown);
      fc.assert(fc.property(numbers, isShown), { numRuns: 500 });
    });
  }
});

test('durations in SQL read as they are shown', () => {
  using shown = sqlText(shownDuration('value'));
  const isShown = (span: number) => assert.equal(shown.of(span), plain(formatDuration(span)));
  [...EDGES, 59_949, 59_950, 59_999, 60_000, 3_599_499, 3_599_500, 3_600_000, 9_950_000].forEach(isShown);
  fc.assert(fc.property(numbers, isShown), { numRuns: 500 });
});

test('what is unknown reads as nothing', () => {
  const sizes = BYTE_UNITS.map((unit) => shownBytes('NULL', unit));
  for (const sql of [...sizes, shownDuration('NULL')]) {
    using shown = sqlText(sql);
    assert.equal(shown.of(0), null);
  }
});
