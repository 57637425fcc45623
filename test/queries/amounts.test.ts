import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { Value } from '../../source/model/columns.ts';
import type { Amounts, AmountsQuery } from '../../source/model/table-query.ts';
import { openQueries } from '../../source/queries/query-client.ts';
import { temporaryFolder as folderOf, writeExampleScan } from '../export/example-scan.ts';
import { makeScanFile } from '../helpers/scan-files.ts';
import { temporaryFolder } from '../store/folders.ts';
import { column, madeKind } from '../store/kinds.ts';

const priced = madeKind('thing', 'ebs', [
  column('Size', 'bytes'),
  column('Monthly Cost Low', 'money'),
  column('Monthly Cost High', 'money'),
]);
const COLUMNS = { size: 'size', low: 'monthly_cost_low', high: 'monthly_cost_high' };

/** Questions to a scan file with these rows. */
function asked(rows: readonly Readonly<Record<string, Value>>[]) {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const cell = { region: 'eu-west-1', kind: 'thing', outcome: 'done', rows } as const;
  makeScanFile(file, { kinds: [priced], cells: [cell] });
  const queries = openQueries(file);
  return {
    of: async (query: Partial<AmountsQuery>): Promise<Omit<Amounts, 'cost'>> => {
      const { cost, ...amounts } = await queries.amounts({ tab: 'ebs', rows: null, ...COLUMNS, ...query });
      assert.ok(cost >= 0);
      return amounts;
    },
    queries,
    [Symbol.asyncDispose]: async () => {
      await queries.close();
      folder[Symbol.dispose]();
    },
  };
}

const ROWS = [
  { size: 100, monthly_cost_low: 0, monthly_cost_high: 5 },
  { size: null, monthly_cost_low: null, monthly_cost_high: null },
  { size: 23, monthly_cost_low: 1.5, monthly_cost_high: 2.5 },
];

test('rows are added up in the thread, what is unknown is counted and in no sum', async () => {
  await using scan = asked(ROWS);
  assert.deepEqual(await scan.of({}), {
    count: 3,
    size: { sum: 123, unknown: 1 },
    low: { sum: 1.5, unknown: 1 },
    high: { sum: 7.5, unknown: 1 },
  });
  assert.deepEqual(await scan.of({ rows: Uint32Array.of(2, 3) }), {
    count: 2,
    size: { sum: 23, unknown: 1 },
    low: { sum: 1.5, unknown: 1 },
    high: { sum: 2.5, unknown: 1 },
  });
});

test('rows that are gone, columns that are not there and other tables add up to what there is', async () => {
  await using scan = asked(ROWS);
  assert.deepEqual(await scan.of({ rows: Uint32Array.of(1, 99), low: null, high: 'no_such' }), {
    count: 1,
    size: { sum: 100, unknown: 0 },
    low: null,
    high: null,
  });
  assert.deepEqual(await scan.of({ tab: 'nothing' }), { count: 0, size: null, low: null, high: null });
});

test('sources are counted by how they are protected, all of them or those asked for', async (context) => {
  const rows = [
    { snapshot_id: 'snap-1', source: 'vol-1', status: 'completed' },
    { snapshot_id: 'snap-2', source: 'vol-2', status: 'completed' },
  ];
  const cells = [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }];
  const facts = { kinds: ['ebs-snapshot'] };
  const queries = openQueries(writeExampleScan(folderOf(context), cells, facts, RESOURCE_KINDS));
  context.after(() => queries.close());
  const query = { tab: 'sources', size: null, low: null, high: null, counted: 'protection' };
  const none = { unprotected: 0, late: 0, unknown: 0, protected: 0, exempt: 0 };
  const all = await queries.amounts({ ...query, rows: null });
  assert.deepEqual(all.counts, { ...none, unknown: 2 });
  const { rows: numbers } = await queries.order({ tab: 'sources', filter: 'source_id:vol-2', sort: null });
  const one = await queries.amounts({ ...query, rows: numbers });
  assert.deepEqual(one.counts, { ...none, unknown: 1 });
});

test('many rows are added up whole, and it can be given up', async () => {
  await using scan = asked(Array.from({ length: 120_000 }, () => ({ size: 2 ** 43 })));
  const rows = Uint32Array.from({ length: 120_000 }, (_, index) => index + 1);
  assert.deepEqual((await scan.of({ rows })).size, { sum: 120_000 * 2 ** 43, unknown: 0 });
  const stop = new AbortController();
  const given = scan.queries.amounts({ tab: 'ebs', rows, ...COLUMNS }, stop.signal);
  stop.abort(new Error('superseded'));
  await assert.rejects(given, { message: 'superseded' });
  assert.equal((await scan.of({})).count, 120_000);
});

test('more rows than one step takes are all added up, each once', async () => {
  const rows = Array.from({ length: 16_005 }, (_, index) => ({
    size: 1,
    monthly_cost_low: index % 5 === 0 ? null : 2,
  }));
  await using scan = asked(rows);
  const whole = { count: 16_005, size: { sum: 16_005, unknown: 0 }, low: { sum: 25_608, unknown: 3_201 } };
  const ofAll = await scan.of({});
  assert.deepEqual({ ...ofAll, high: undefined }, { ...whole, high: undefined });
  const listed = await scan.of({ rows: Uint32Array.from(rows, (_, index) => index + 1) });
  assert.deepEqual(listed, ofAll);
});
