import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TableRow } from '../../../source/model/table-query.ts';
import { initialTable, type Order, type TableState } from '../../../source/ui/state/table.ts';
import {
  asked,
  movedCursor,
  queryOf,
  reordered,
  resized,
  withCursor,
  withRows,
} from '../../../source/ui/state/table-state.ts';
import { fakeRow } from '../helpers/fake-rows.ts';

const HEIGHT = 10;

function order(rows: readonly number[]): Order {
  return {
    rows: Uint32Array.from(rows),
    total: rows.length,
    query: queryOf(initialTable('ebs')),
    partial: false,
  };
}

function known(rows: readonly number[]): ReadonlyMap<number, TableRow> {
  return new Map(rows.map((row) => [row, fakeRow(row, 'ebs-snapshot', {})]));
}

const upto = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function loaded(count: number): TableState {
  return reordered(initialTable('ebs'), order(upto(count)), known(upto(Math.min(count, 30))), HEIGHT);
}

const place = ({ cursor, top, drawn }: TableState) => ({ cursor, top, drawn: drawn?.top ?? null });

describe('a table', () => {
  test('draws the first rows when they arrive', () => {
    assert.deepEqual(place(loaded(100)), { cursor: 0, top: 0, drawn: 0 });
  });

  test('moves no further than its rows', () => {
    const table = loaded(12);
    assert.deepEqual(place(movedCursor(table, 'last', HEIGHT)), { cursor: 11, top: 2, drawn: 2 });
    assert.deepEqual(place(movedCursor(table, 'up', HEIGHT)), { cursor: 0, top: 0, drawn: 0 });
    assert.deepEqual(place(movedCursor(loaded(0), 'down', HEIGHT)), { cursor: 0, top: 0, drawn: 0 });
  });

  test('keeps the old rows on screen until the new ones are there', () => {
    const far = movedCursor(loaded(100), 'last', HEIGHT);
    assert.deepEqual(place(far), { cursor: 99, top: 90, drawn: 0 });
    const there = withRows(far, known(upto(100).slice(80)), HEIGHT);
    assert.deepEqual(place(there), { cursor: 99, top: 90, drawn: 90 });
  });

  test('keeps the cursor on its row, and that row where it is on screen, in a new order', () => {
    const table = withCursor(loaded(100), 14, HEIGHT);
    assert.deepEqual(place(table), { cursor: 14, top: 5, drawn: 5 });
    const grown = [101, 102, 103, ...upto(100)];
    assert.deepEqual(place(reordered(table, order(grown), known(grown.slice(0, 40)), HEIGHT)), {
      cursor: 17,
      top: 8,
      drawn: 8,
    });
  });

  test('stays at the top in a new order where the cursor was never moved', () => {
    const grown = [101, ...upto(100)];
    assert.deepEqual(place(reordered(loaded(100), order(grown), known(grown), HEIGHT)), {
      cursor: 0,
      top: 0,
      drawn: 0,
    });
  });

  test('keeps its place where its row is gone', () => {
    const table = withCursor(loaded(20), 14, HEIGHT);
    assert.deepEqual(place(reordered(table, order(upto(8)), known(upto(8)), HEIGHT)), {
      cursor: 7,
      top: 0,
      drawn: 0,
    });
  });

  test('keeps what is drawn where the rows of a new order are others than those in sight', () => {
    const table = withCursor(loaded(100), 14, HEIGHT);
    const moved = reordered(table, order(upto(100).toReversed()), known([1, 2, 3]), HEIGHT);
    assert.equal(moved.drawn, table.drawn);
    assert.equal(moved.rows.has(14), true);
  });

  test('goes to the first row when it is asked for something else', () => {
    const table = asked(withCursor(loaded(100), 14, HEIGHT), { sort: { column: 'size', descending: true } });
    assert.deepEqual({ ...place(table), row: table.cursorRow }, { cursor: 0, top: 0, drawn: 5, row: null });
  });

  test('keeps the cursor in sight when the window becomes smaller', () => {
    assert.deepEqual(place(resized(withCursor(loaded(100), 9, HEIGHT), 4)), { cursor: 9, top: 6, drawn: 6 });
  });

  test('asks for its filter, its region and kind', () => {
    const filter = { text: ' web  data ', region: 'us-east-1', kind: 'rds-snapshot' };
    assert.deepEqual(queryOf({ ...initialTable('rds'), filter }), {
      tab: 'rds',
      filter: 'web  data',
      region: 'us-east-1',
      kind: 'rds-snapshot',
      sort: { column: 'creation_time', descending: true },
    });
  });
});
