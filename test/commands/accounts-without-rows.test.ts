import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutRowsLines } from '../../source/commands/accounts-without-rows.ts';

test('accounts without files of rows are named, many of them counted', () => {
  assert.deepEqual(withoutRowsLines({}), []);
  assert.deepEqual(
    withoutRowsLines({
      withoutRows: [
        { id: '000000000042', name: 'pay\u001b[2J' },
        { id: '700000000001', name: null },
      ],
    }),
    [
      'no csv of rows for 2 accounts, of which nothing was read: pay\ufffd[2J 000000000042, 700000000001; coverage says why',
    ],
  );
  const withoutRows = Array.from({ length: 12 }, (_, index) => ({ id: `id-${index}`, name: null }));
  assert.match(
    withoutRowsLines({ withoutRows })[0] ?? '',
    /^no csv of rows for 12 accounts.* id-9 and 2 more; /,
  );
});
