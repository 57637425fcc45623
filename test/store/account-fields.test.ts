import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import { openScanReader, type ScanReader } from '../../source/store/scan-reader.ts';
import { madeAccount, makeScanFile } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { kinds } from './kinds.ts';

const [PAY, WEB, BARE] = ['000000000042', '700000001111', '700000002222'];

/** Four rows: two of `pay-prod`, one of `web`, one of an account whose name nobody knows. */
function withReader(check: (reader: ScanReader) => void, change: (file: string) => void = () => {}): void {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const cell = (account: string, ...names: readonly string[]) => ({
    ...{ account, region: 'eu-west-1', kind: 'thing', outcome: 'done' as const },
    rows: names.map((name) => ({ name })),
  });
  makeScanFile(file, {
    kinds,
    accounts: [
      madeAccount(PAY, { name: 'pay-prod', ou: 'Workloads/Prod' }),
      madeAccount(WEB, { name: 'web', ou: '' }),
      madeAccount(BARE),
    ],
    cells: [cell(PAY, 'a', 'b'), cell(WEB, 'c'), cell(BARE, 'd')],
  });
  change(file);
  const reader = openScanReader(file);
  try {
    check(reader);
  } finally {
    reader.close();
  }
}

function found(reader: ScanReader, filter: string, sort: string | null = null): readonly string[] {
  const key = sort === null ? null : { column: sort, descending: false };
  const { rows } = reader.order({ tab: 'ebs', filter, sort: key });
  return reader.window('ebs', [...rows]).map(({ values }) => String(values.name));
}

describe('rows of many accounts', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [`account:${PAY}`, ['a', 'b']],
    ['account:pay-prod', ['a', 'b']],
    ['account:PAY-*', ['a', 'b']],
    ['!account:pay-prod', ['c', 'd']],
    ['account=web', ['c']],
    [`account_name:${BARE}`, ['d']],
    ['ou:workloads/*', ['a', 'b']],
    ['ou:?', ['c', 'd']],
    ['ou:*', ['a', 'b']],
    ['account:nobody', []],
  ];
  for (const [filter, rows] of cases)
    test(`are found by ${filter}`, () => {
      withReader((reader) => assert.deepEqual(found(reader, filter), rows));
    });

  test('are sorted by the names of accounts, those without one by their ids, and by units with the unknown last', () => {
    withReader((reader) => {
      assert.deepEqual(found(reader, '', 'account_name'), ['d', 'a', 'b', 'c']);
      assert.deepEqual(found(reader, '', 'ou'), ['a', 'b', 'c', 'd']);
    });
  });

  test('carry the name and the unit of their account', () => {
    withReader((reader) => {
      const [, , web, bare] = reader.window('ebs', [1, 2, 3, 4]);
      assert.deepEqual(
        [web, bare].map((row) => [row?.account, row?.values.account_name, row?.values.ou]),
        [
          [WEB, 'web', null],
          [BARE, BARE, null],
        ],
      );
    });
  });

  test('are counted by name and by unit, and these are suggested', () => {
    withReader((reader) => {
      const groups = (column: string) => {
        const query = { tab: 'ebs', sort: null };
        const steps = reader.facetSteps({ query, columns: [column], measure: null, limit: 9 });
        let step = steps.next();
        while (step.done !== true) step = steps.next();
        return step.value.groups.map(({ values, count }) => [...values, count]);
      };
      assert.deepEqual(groups('account_name'), [
        ['pay-prod', 2],
        [BARE, 1],
        ['web', 1],
      ]);
      assert.deepEqual(groups('ou'), [
        ['Workloads/Prod', 2],
        [null, 2],
      ]);
      const suggested = reader.valueSteps('ebs', 'account_name', 'p', 9);
      let step = suggested.next();
      while (step.done !== true) step = suggested.next();
      assert.deepEqual(step.value, [{ value: 'pay-prod', count: 2 }]);
    });
  });

  test('of a file that knows no accounts are found by id, and have no names', () => {
    const forget = (file: string) => {
      const database = new DatabaseSync(file);
      database.exec('DROP TABLE account');
      database.close();
    };
    withReader((reader) => {
      assert.deepEqual(found(reader, `account:${PAY}`), ['a', 'b']);
      assert.deepEqual(found(reader, 'ou:*'), []);
      assert.deepEqual(reader.accounts(), []);
      assert.equal(reader.window('ebs', [1])[0]?.values.account_name, undefined);
    }, forget);
  });
});
