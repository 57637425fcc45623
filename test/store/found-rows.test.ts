/** Rows of accounts, regions and kinds: however they are looked for, they are the same, and by an index where they are few. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import { queryFilter } from '../../source/store/filter/query-filter.ts';
import { foundRows } from '../../source/store/found-rows.ts';
import { openScanReader, type ScanReader } from '../../source/store/scan-reader.ts';
import { storedTable } from '../../source/store/stored-table.ts';
import { madeAccount, makeScanFile } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { kinds } from './kinds.ts';

const [WEB, PAY, LAB] = ['111111111111', '222222222222', '333333333333'];
const REGIONS = ['us-east-1', 'eu-west-1'];

/** Three accounts with two rows of `thing` and one of `other` in each region, `a1` to `a18`; or the caller's own with those of one. */
function opened(accounts: readonly string[] = [WEB, PAY, LAB]) {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  let named = 0;
  const row = () => {
    named += 1;
    return { name: `a${named}`, key: `a${named}` };
  };
  makeScanFile(file, {
    kinds,
    accounts:
      accounts.length === 1
        ? []
        : [
            madeAccount(WEB, { name: 'web', ou: 'Work/Prod' }),
            madeAccount(PAY, { name: 'pay', ou: 'Work/Test' }),
            madeAccount(LAB, { ou: '' }),
          ],
    cells: accounts.flatMap((account) =>
      REGIONS.flatMap((region) => [
        { account, region, kind: 'thing', outcome: 'done', rows: [row(), row()] } as const,
        { account, region, kind: 'other', outcome: 'done', rows: [row()] } as const,
        { account, region, kind: 'list', outcome: 'done', rows: [{ name: 'on another tab' }] } as const,
      ]),
    ),
  });
  const reader = openScanReader(file);
  return {
    reader,
    [Symbol.dispose]: () => {
      reader.close();
      folder[Symbol.dispose]();
    },
  };
}

type Limits = NonNullable<Parameters<typeof foundRows>[3]>;

/** The rows of `ebs` that the filter keeps, looked for within these limits. */
function found({ database }: ScanReader, filter: string, limits?: Limits): readonly number[] {
  const table = storedTable(database, 'ebs');
  assert.ok(table !== undefined);
  const condition = queryFilter(database, table, filter);
  assert.ok(condition !== null);
  const steps = foundRows(database, table, condition, ...(limits === undefined ? [] : [limits]));
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  return [...step.value.copy()];
}

const all = Array.from({ length: 18 }, (_, index) => index + 1);
const but = (...rows: readonly number[]) => all.filter((row) => !rows.includes(row));
const from = (first: number, last: number) => all.slice(first - 1, last);

const CASES: readonly (readonly [filter: string, rows: readonly number[]])[] = [
  [`account:${PAY}`, from(7, 12)],
  [`!account:${PAY}`, but(...from(7, 12))],
  [`account:${WEB},lab*,${LAB}`, [...from(1, 6), ...from(13, 18)]],
  ['account:PAY', from(7, 12)],
  [`account=${LAB}`, from(13, 18)],
  ['account:?', []],
  ['account_name:w*', from(1, 6)],
  [`account_name:${LAB}`, from(13, 18)],
  ['ou:work/*', from(1, 12)],
  ['ou:?', from(13, 18)],
  ['!ou:work/prod', from(7, 18)],
  [`account:${PAY} region:eu-*`, [10, 11, 12]],
  [`account:${PAY} !region:eu-* kind:thing`, [7, 8]],
  [`account:${PAY} name:*1*`, [10, 11, 12]],
  [`account:${PAY} a8`, [8]],
  [`account:${PAY} !a8`, [7, 9, 10, 11, 12]],
  [`account:${PAY} eu-west a1`, [10, 11, 12]],
  ['eu-west', [4, 5, 6, 10, 11, 12, 16, 17, 18]],
  ['!eu-west', [1, 2, 3, 7, 8, 9, 13, 14, 15]],
  ['!eu-west kind:other', [3, 9, 15]],
  ['kind:thing,other', all],
  ['region:mars-*', []],
  ['!region:mars-*', all],
  ['a1', [1, ...from(10, 18)]],
];

/** Ways to look, each forced. */
const WAYS: Readonly<Record<string, Limits>> = {
  'by cells': { byCells: 1000, named: 1000 },
  'in the whole table': { byCells: -1, named: 1000 },
  'in the whole table, by the fewer cells': { byCells: -1, named: 0 },
};

describe('a filter keeps the same rows', () => {
  for (const [way, limits] of Object.entries(WAYS)) {
    test(`looked for ${way}`, () => {
      using scan = opened();
      for (const [filter, rows] of CASES) assert.deepEqual(found(scan.reader, filter, limits), rows, filter);
    });
  }

  test('of a scan of the caller’s own, which keeps no account', () => {
    using scan = opened([WEB]);
    const cases: typeof CASES = [
      [`account:${WEB}`, from(1, 6)],
      [`account:${PAY}`, []],
      [`!account:${PAY}`, from(1, 6)],
      [`account_name:${WEB} region:eu-*`, [4, 5, 6]],
      ['ou:?', from(1, 6)],
      ['ou:*', []],
    ];
    for (const [filter, rows] of cases) assert.deepEqual(found(scan.reader, filter), rows, filter);
  });
});

describe('rows of one of many accounts', () => {
  for (const filter of [`account:${PAY}`, 'account_name:pay', 'ou:*/test', `account:${PAY} name:a8`]) {
    test(`are looked up, neither cells nor rows are gone through: ${filter}`, (context) => {
      using scan = opened();
      const { database } = scan.reader;
      const prepared = context.mock.method(database, 'prepare');
      assert.ok(found(scan.reader, filter).length > 0);
      const asked = prepared.mock.calls.map((call) => String(call.arguments[0]));
      prepared.mock.restore();
      const plans = asked.map((sql) =>
        database
          .prepare(`EXPLAIN QUERY PLAN ${sql}`)
          .all()
          .map(({ detail }) => String(detail))
          .join('\n'),
      );
      const [cells = '', rows = ''] = ['FROM cell WHERE', 'FROM "ebs"'].map(
        (part) => plans[asked.findIndex((sql) => sql.includes(part))],
      );
      // Behind it stands what is done for a scan that keeps no account.
      assert.match(cells, /^SEARCH cell USING INDEX sqlite_autoindex_cell_1 \(account=\?\)/);
      assert.match(rows, /SEARCH ebs USING COVERING INDEX ebs by cell \(cell=\?\)/);
      for (const plan of plans) assert.doesNotMatch(plan, /^SCAN cell|SCAN ebs/);
    });
  }
});
