import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { docdbElasticRow } from '../../../source/kinds/docdb-elastic/docdb-elastic-row.ts';
import { docdbElasticSnapshot } from '../../../source/kinds/docdb-elastic/docdb-elastic-snapshot.ts';
import { awsError, collectAll, fakeContext } from '../../helpers/fake-context.ts';

const HERE = 'arn:aws:docdb-elastic:us-east-1:123456789012';
const CLUSTER = `${HERE}:cluster/one`;
const TIME = '2026-09-01T04:00:00Z';

const snapshot = (snapshotName: string) => ({
  ...{ snapshotName, snapshotArn: `${HERE}:cluster-snapshot/${snapshotName}`, clusterArn: CLUSTER },
  ...{ status: 'ACTIVE', snapshotCreationTime: TIME },
});

/** By hand made is `m`; over two pages, `a` and `b` are what DocumentDB made by itself. */
const byType = ({ snapshotType, nextToken }: Record<string, unknown>): object => {
  if (snapshotType === 'manual') return { snapshots: [snapshot('m')] };
  return nextToken === undefined
    ? { snapshots: [snapshot('a')], nextToken: 'more' }
    : { snapshots: [snapshot('b')] };
};

describe('snapshots of elastic clusters', () => {
  it('are listed type by type, since AWS does not say of what type one is', async () => {
    const fake = fakeContext({
      answers: {
        ListClusterSnapshots: byType,
        ListClusters: [{ clusters: [{ clusterArn: CLUSTER, clusterName: 'orders' }, {}] }],
      },
    });
    const { rows, error } = await collectAll(docdbElasticSnapshot, fake);
    assert.equal(error, undefined);
    assert.deepEqual(
      rows
        .map(({ values: { snapshot_id, source, source_name, source_exists, origin, size } }) =>
          [snapshot_id, source, source_name, source_exists, origin, size].map(String).join(' '),
        )
        .sort(),
      ['a one orders yes automated null', 'b one orders yes automated null', 'm one orders yes manual null'],
    );
    assert.deepEqual(
      (await fake.sources())?.map(({ key, name, arn }) => [key, name, arn]),
      [['one', 'orders', CLUSTER]],
    );
  });

  it('keep their rows where clusters are denied, which leaves open whether those exist', async () => {
    const fake = fakeContext({
      answers: { ListClusterSnapshots: byType, ListClusters: [awsError('AccessDeniedException')] },
    });
    const { rows } = await collectAll(docdbElasticSnapshot, fake);
    assert.deepEqual(
      rows.map(({ values }) => [values.source_exists, values.source_name]),
      [
        [null, null],
        [null, null],
        [null, null],
      ],
    );
    assert.deepEqual(
      fake.missing.map(({ what }) => what),
      ['elastic clusters'],
    );
  });
});

describe('the time of a snapshot of an elastic cluster', () => {
  const created = (snapshotCreationTime: string) => {
    const row = docdbElasticRow({ type: 'manual', snapshot: { snapshotCreationTime } }, new Map());
    return row.problem ?? row.createdAt?.toISOString();
  };

  it('is read in every form that AWS may mean by "in UTC"', () => {
    for (const text of [TIME, '2026-09-01 04:00:00', '2026-09-01T04:00:00.000+00:00', '2026-09-01 04:00 UTC'])
      assert.equal(created(text), '2026-09-01T04:00:00.000Z', text);
  });

  it('is unknown where it cannot be read, and the row says so', () => {
    for (const text of ['', 'yesterday', '2026-02-31T99:00:00Z'])
      assert.equal(created(text), `its time cannot be read: ${text}`, text);
  });
});
