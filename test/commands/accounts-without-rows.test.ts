import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withoutRowsLines } from '../../source/commands/accounts-without-rows.ts';

const DENIED = { phase: 'denied', error: { code: 'AccessDenied', message: '' } } as const;
const CLOSED = { phase: 'skipped', error: { code: 'NotActive', message: '' } } as const;

test('accounts without files of rows are named, many of them counted, those that are not active apart', () => {
  assert.deepEqual(withoutRowsLines({}), []);
  assert.deepEqual(
    withoutRowsLines({
      withoutRows: [
        { id: '000000000042', name: 'pay\u001b[2J', ...DENIED },
        { id: '700000000001', name: null, ...DENIED },
        { id: '700000000002', name: 'old', ...CLOSED },
      ],
    }),
    [
      'no csv of rows for 2 accounts, of which nothing was read: pay\ufffd[2J 000000000042, 700000000001; coverage says why',
      'no csv of rows for 1 account, not active: old 700000000002',
    ],
  );
  const withoutRows = Array.from({ length: 12 }, (_, index) => ({
    id: `id-${index}`,
    name: null,
    ...DENIED,
  }));
  assert.match(
    withoutRowsLines({ withoutRows })[0] ?? '',
    /^no csv of rows for 12 accounts.* id-9 and 2 more; /,
  );
});
