import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkedValue } from '../../../source/kinds/define/checked-value.ts';

test('a clock of AWS may be a quarter of an hour ahead of ours; a later time is kept and said to lie in the future', () => {
  const column = { header: 'Creation Time', type: 'instant', width: 16, shown: true, about: '' } as const;
  const now = Date.parse('2026-03-04T05:00:00.000Z');
  const ahead = now + 15 * 60_000;
  const checked = (given: number, facts = {}) => checkedValue({ ...column, ...facts }, given, new Date(now));
  assert.deepEqual(checked(ahead), { value: ahead });
  assert.deepEqual(checked(ahead + 1), { value: ahead + 1, problem: 'Creation Time lies in the future' });
  assert.deepEqual(checked(ahead + 1, { mayBeFuture: true }), { value: ahead + 1 });
});
