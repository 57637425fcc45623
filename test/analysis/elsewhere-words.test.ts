import assert from 'node:assert/strict';
import { test } from 'node:test';
import { elsewhereLines } from '../../source/analysis/elsewhere-words.ts';

const OWNER = '111111111111';
const NAMES = [
  { id: OWNER, name: 'hub\u001b[31m' },
  { id: '222222222222', name: null },
];

test('rows that one more account sees are told with both accounts, names made safe', () => {
  assert.deepEqual(elsewhereLines([{ account: '222222222222', owner: OWNER, rows: 1 }], NAMES), [
    `1 row of ${OWNER} hub\ufffd[31m seen in 222222222222 as well: counted once, at their owner`,
  ]);
});

test('rows that many accounts see are told in one sentence an owner, five of the accounts by name', () => {
  const seen = Array.from({ length: 7 }, (_, index) => ({
    account: `acc-${index}`,
    owner: OWNER,
    rows: index,
  }));
  assert.deepEqual(elsewhereLines([...seen, { account: OWNER, owner: 'x', rows: 1204 }], []), [
    `up to 6 rows of ${OWNER} seen in acc-0, acc-1, acc-2, acc-3, acc-4 and 2 more as well: counted once, at their owner`,
    `1,204 rows of x seen in ${OWNER} as well: counted once, at their owner`,
  ]);
});

test('nothing is told where every row has one account', () => {
  assert.deepEqual(elsewhereLines([], NAMES), []);
});
