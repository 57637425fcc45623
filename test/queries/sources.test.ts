import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { openQueries } from '../../source/queries/query-client.ts';
import { madeSource, madeSources, makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from '../store/folders.ts';

const HOUR = 3_600_000;

/** A protected volume, one without a backup, one that is gone, and a database elsewhere that is late. */
function asked() {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const backup = (id: string, hours: number) => ({
    ...{ key: id, snapshot_id: id, creation_time: SCAN_START - hours * HOUR, size: 1024, origin: 'manual' },
  });
  const ebs = { service: 'EBS', status: 'completed', source_exists: 'yes' };
  makeScanFile(file, {
    cells: [
      {
        ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
        rows: [
          { ...backup('snap-1', 400), ...ebs, source: 'vol-1' },
          { ...backup('snap-2', 2), ...ebs, source: 'vol-1' },
          { ...backup('snap-3', 2), ...ebs, source: 'vol-9', source_exists: 'no' },
        ],
        found: madeSources([
          madeSource('vol-1', { name: 'web', size: 4096, tags: [['env', 'prod']] }),
          madeSource('vol-2', { name: 'logs', size: 2048, tags: [['env', 'dev']] }),
        ]),
      },
      {
        ...{ region: 'eu-west-1', kind: 'rds-snapshot', outcome: 'done' },
        rows: [
          {
            ...{ ...backup('rds-1', 90), service: 'RDS', status: 'available', source_exists: 'yes' },
            ...{ source: 'orders', source_resource_id: 'db-1' },
          },
        ],
        found: madeSources([madeSource('db-1', { id: 'orders', service: 'RDS' })]),
      },
    ],
  });
  const queries = openQueries(file);
  return {
    queries,
    idsOf: async (query: { readonly filter?: string; readonly region?: string }) => {
      const sort = { column: 'protection', descending: false };
      const { rows, total } = await queries.order({ tab: 'sources', sort, ...query });
      assert.equal(total, 4);
      const window = await queries.window('sources', [...rows]);
      return window.map(({ values }) => values.source_id);
    },
    [Symbol.asyncDispose]: async () => {
      await queries.close();
      folder[Symbol.dispose]();
    },
  };
}

test('sources are put in order by how much they need a look, and filtered as every table is', async () => {
  await using scan = asked();
  const { idsOf } = scan;
  assert.deepEqual(await idsOf({}), ['vol-2', 'orders', 'vol-1', 'vol-9']);
  assert.deepEqual(await idsOf({ filter: 'protection:unprotected,late' }), ['vol-2', 'orders']);
  assert.deepEqual(await idsOf({ filter: 'tag:env=prod or region:eu-*' }), ['orders', 'vol-1']);
  assert.deepEqual(await idsOf({ filter: 'state:gone' }), ['vol-9']);
  assert.deepEqual(await idsOf({ region: 'eu-west-1' }), ['orders']);
});

test('a source leads to its backups, with when they were made', async () => {
  await using scan = asked();
  const { rows } = await scan.queries.order({ tab: 'sources', filter: 'source_id:vol-1', sort: null });
  const [row = 0] = rows;
  const source = await scan.queries.row('sources', row);
  assert.deepEqual(
    [source?.kind, source?.region, source?.values.protection, source?.values.rule],
    ['source of ebs-snapshot', 'us-east-1', 'protected', 'default'],
  );
  const related = await scan.queries.related('sources', row);
  assert.deepEqual(
    related?.rows.map(({ relation, count, first }) => [relation, count, first?.values.snapshot_id]),
    [['same-source', 2, 'snap-2']],
  );
  assert.deepEqual(
    related?.timeline?.map(({ time }) => (SCAN_START - time) / HOUR),
    [400, 2],
  );
});

test('the values of sources are counted', async () => {
  await using scan = asked();
  const query = { tab: 'sources', sort: null };
  const facet = { query, columns: ['protection'], measure: 'size', limit: 10 };
  const { groups, rows } = await scan.queries.facet(facet);
  assert.equal(rows, 4);
  assert.deepEqual(groups.map(({ values: [value], count }) => [value, count]).toSorted(), [
    ['exempt', 1],
    ['late', 1],
    ['protected', 1],
    ['unprotected', 1],
  ]);
});
