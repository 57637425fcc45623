import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Sort } from '../../../../source/model/table-query.ts';
import type { AppEvent } from '../../../../source/ui/state/events.ts';
import { nextKeys } from '../../../../source/ui/state/sorting.ts';
import { queryOf } from '../../../../source/ui/state/table-state.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, withRowsOf } from '../../helpers/states.ts';

const typed = (text: string): AppEvent => ({ type: 'typed', text });
const table = withRowsOf(opened(finishedScan()), 'ebs');
const keysOf = (state: typeof table) => {
  const { ebs } = state.tables;
  if (ebs === undefined) throw new Error('no table');
  const { sort, thenBy = [] } = queryOf(ebs);
  return [sort, ...thenBy].map((key) =>
    key === null ? null : `${key.column} ${key.descending ? 'v' : '^'}`,
  );
};
const by = (column: string, descending = false): Sort => ({ column, descending });

describe('sorting by several columns', () => {
  const size = { id: 'size', type: 'bytes' } as const;
  const name = { id: 'name', type: 'text' } as const;
  const cases = [
    ['the first column', [], size, false, [by('size', true)]],
    [
      'the same again, the other way round',
      [by('size', true), by('name')],
      size,
      false,
      [by('size'), by('name')],
    ],
    ['another one, and by no other', [by('size', true), by('name')], name, false, [by('name')]],
    ['one more', [by('size', true)], name, true, [by('size', true), by('name')]],
    [
      'one more that is there already, the other way round',
      [by('size'), by('name')],
      name,
      true,
      [by('size'), by('name', true)],
    ],
    ['a third at most', [by('a'), by('b'), by('c')], name, true, [by('a'), by('b'), by('name')]],
  ] as const;
  for (const [what, keys, column, add, expected] of cases) {
    test(`goes by ${what}`, () => assert.deepEqual(nextKeys(keys, column, add), expected));
  }

  test('is chosen with s and S, and said in title and headers', () => {
    const sorted = after(table, 'sort', typed('status'), 'enter', 'add sort', typed('size'), 'enter');
    assert.deepEqual(keysOf(sorted), ['status ^', 'size v']);
    const lines = frame(sorted).split('\n');
    assert.match(lines[3] ?? '', /sorted by Status \^, Size v/);
    assert.match(lines[4] ?? '', / Size v2 +Status \^1 /);
  });

  test('is given up for the order found', () => {
    const sorted = after(table, 'sort', typed('status'), 'enter');
    assert.deepEqual(keysOf(after(sorted, 'sort', typed('order found'), 'enter')), [null]);
  });

  test('says in the list which columns are in use', () => {
    const sorted = after(
      table,
      'sort',
      typed('status'),
      'enter',
      'add sort',
      typed('size'),
      'enter',
      'add sort',
    );
    const listed = frame(sorted);
    assert.match(listed, /\n Then by /);
    assert.match(listed, />Size {2}2\. in use, downwards; Enter turns it round/);
    assert.match(listed, / Status {2}1\. in use, upwards; Enter turns it round/);
  });

  test('goes from column to column by key, and round', () => {
    assert.deepEqual(keysOf(after(table, 'sort after')), ['snapshot_id ^']);
    assert.deepEqual(keysOf(after(table, 'sort after', 'sort after')), ['source ^']);
    assert.deepEqual(keysOf(after(table, 'sort after', 'sort before')), ['snapshot_id ^']);
    const sized = after(table, 'sort', typed('size'), 'enter', 'add sort', typed('status'), 'enter');
    assert.deepEqual(keysOf(after(sized, 'turn sort')), ['size ^', 'status ^']);
    assert.deepEqual(keysOf(after(sized, 'sort after')), ['status ^']);
    assert.deepEqual(keysOf(after(sized, 'sort before', 'sort after')), ['size v']);
  });

  test('brings a column that was chosen by key into sight, and stays at the last', () => {
    const last = after(table, 'sort before');
    assert.deepEqual(keysOf(last), ['deletability ^']);
    assert.match(frame(last).split('\n')[4] ?? '', /^<Snapshot ID .* Delete\? \^/);
    assert.equal(after(last, 'sort after'), last);
  });

  test('leaves a table that is not sorted alone where the order is to be turned round', () => {
    assert.equal(after(table, 'turn sort'), table);
  });

  test('offers the columns on screen first, then the others', () => {
    const listed = frame(after(table, 'sort')).split('\n').slice(5, 10);
    assert.deepEqual(
      listed.map((line) => line.trim()),
      ['>Snapshot ID', 'Source', 'Size', 'Status', 'Creation Time'],
    );
  });
});
