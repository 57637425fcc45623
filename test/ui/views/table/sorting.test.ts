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
    assert.match(lines[4] ?? '', / Size v2 .* Status \^1 /);
  });

  test('is given up for the usual order', () => {
    const sorted = after(table, 'sort', typed('status'), 'enter');
    assert.deepEqual(keysOf(after(sorted, 'sort', typed('usual'), 'enter')), ['creation_time v']);
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
    assert.match(listed, /\n╭─ Then by ─/);
    assert.match(listed, />Size {2}2\. in use, downwards; Enter turns it round/);
    assert.match(listed, / Status {2}1\. in use, upwards; Enter turns it round/);
  });

  test('goes from column to column by key, and round', () => {
    assert.deepEqual(keysOf(after(table, 'sort after')), ['deletability ^']);
    assert.deepEqual(keysOf(after(table, 'sort after', 'sort after')), ['monthly_cost_high v']);
    assert.deepEqual(keysOf(after(table, 'sort after', 'sort before')), ['creation_time v']);
    const sized = after(table, 'sort', typed('size'), 'enter', 'add sort', typed('status'), 'enter');
    assert.deepEqual(keysOf(after(sized, 'turn sort')), ['size ^', 'status ^']);
    assert.deepEqual(keysOf(after(sized, 'sort after')), ['creation_time v']);
    assert.deepEqual(keysOf(after(sized, 'sort before', 'sort after')), ['size v']);
  });

  test('brings the column into sight that is sorted by, however it was chosen, and stays at the last', () => {
    const steps = Array.from({ length: 12 }, () => 'sort after' as const);
    const last = after(table, ...steps);
    assert.deepEqual(keysOf(last), ['storage_tier ^']);
    assert.match(frame(last).split('\n')[4] ?? '', /^< {2}Snapshot ID .* Tier \^/);
    assert.equal(after(last, 'sort after'), last);
    const listed = after(table, 'sort', typed('tier'), 'enter');
    assert.match(frame(listed).split('\n')[4] ?? '', /^< {2}Snapshot ID .* Tier \^/);
    const back = after(last, { type: 'sort chosen', column: 'region', descending: null, add: false });
    assert.match(frame(back).split('\n')[4] ?? '', /^ {3}Snapshot ID +Region \^/);
  });

  test('shows a column that is not on screen while the rows are sorted by it, also where others are scrolled', () => {
    const sorted = after(table, 'sort', typed('description'), 'enter');
    assert.match(frame(sorted).split('\n')[4] ?? '', /^ {3}Snapshot ID +Description \^ +Region /);
    assert.match(
      frame(after(sorted, 'right', 'right')).split('\n')[4] ?? '',
      /^< {2}Snapshot ID +Description \^ +Size /,
    );
    assert.doesNotMatch(frame(after(sorted, 'sort', typed('size'), 'enter')), /Description/);
  });

  test('begins with the usual order, which is turned round as any other', () => {
    assert.deepEqual(keysOf(table), ['creation_time v']);
    assert.match(frame(table).split('\n')[3] ?? '', /sorted by Created v/);
    assert.deepEqual(keysOf(after(table, 'turn sort')), ['creation_time ^']);
  });

  test('offers the columns on screen first, then the others', () => {
    const listed = frame(after(table, 'sort')).split('\n');
    const first = listed.findIndex((line) => line.includes('type to narrow')) + 1;
    assert.deepEqual(
      listed.slice(first, first + 6).map((line) => line.replace(/^│ | +│$/g, '').trim()),
      [
        'Snapshot ID',
        'Region',
        'Source',
        'Size',
        '>Created  in use, downwards; Enter turns it round',
        'Delete?',
      ],
    );
  });
});
