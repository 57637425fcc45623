import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AppEvent } from '../../source/ui/state/events.ts';
import { nextKeys } from '../../source/ui/state/sorting.ts';
import { queryOf, type Sort } from '../../source/ui/state/table-state.ts';
import { finishedScan } from './helpers/fake-scan.ts';
import { frame } from './helpers/frame.tsx';
import { after, opened, withRowsOf } from './helpers/states.ts';

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
});
