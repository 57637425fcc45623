import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memorydbSnapshot } from '../../../source/kinds/memorydb/memorydb-snapshot.ts';
import { memorydbSnapshotRow } from '../../../source/kinds/memorydb/memorydb-snapshot-row.ts';
import { awsError, collectAll, fakeContext, inPages } from '../../helpers/fake-context.ts';

const [EARLY, LATE] = [new Date('2026-09-01T03:00:00Z'), new Date('2026-09-01T03:01:00Z')];

const page = (...names: readonly string[]) => ({
  Snapshots: names.map((Name) => ({
    ...{ Name, Source: 'automated', Status: 'available' },
    ClusterConfiguration: { Name: 'stock', Shards: [{ Size: '6 MB', SnapshotCreationTime: EARLY }] },
  })),
});
const pages = () => inPages([page('a', 'b'), page('c')], { ask: 'NextToken', answer: 'NextToken' });

describe('MemoryDB snapshots', () => {
  it('are listed in detail over all pages, with whether their cluster is there', async () => {
    const fake = fakeContext({
      answers: { DescribeSnapshots: pages(), DescribeClusters: [{ Clusters: [{ Name: 'stock' }, {}] }] },
    });
    const { rows, error } = await collectAll(memorydbSnapshot, fake);
    assert.equal(error, undefined);
    assert.deepEqual(
      rows.map(({ key, values }) => [key, values.source, values.source_exists, values.origin, values.size]),
      ['a', 'b', 'c'].map((id) => [id, 'stock', 'yes', 'automated', 6 * 1024 ** 2]),
    );
    assert.deepEqual(
      fake.calls
        .filter(({ action }) => action.endsWith(':DescribeSnapshots'))
        .map(({ input }) => input.ShowDetail),
      [true, true],
    );
  });

  it('keep their rows where clusters are denied, which leaves open whether those exist', async () => {
    const fake = fakeContext({
      answers: { DescribeSnapshots: pages(), DescribeClusters: [awsError('AccessDenied')] },
    });
    const { rows } = await collectAll(memorydbSnapshot, fake);
    assert.deepEqual(
      rows.map(({ values }) => values.source_exists),
      [null, null, null],
    );
    assert.deepEqual(
      fake.missing.map(({ what }) => what),
      ['clusters'],
    );
  });

  it('are kept by --since', async () => {
    const answers = { DescribeSnapshots: pages(), DescribeClusters: [{ Clusters: [] }] };
    const { rows } = await collectAll(
      memorydbSnapshot,
      fakeContext({ answers, options: { since: EARLY.getTime() + 1 } }),
    );
    assert.deepEqual(rows, []);
  });
});

describe('a MemoryDB snapshot', () => {
  const shards = (...Shards: readonly object[]) => {
    const { size, createdAt, shards, problem } = memorydbSnapshotRow(
      { ClusterConfiguration: { Shards: [...Shards] } },
      new Set(),
    );
    return [size, createdAt, shards, problem];
  };

  it('takes what its shards take together, and is of the time of the earliest', () => {
    assert.deepEqual(
      shards({ Size: '6 MB', SnapshotCreationTime: LATE }, { Size: '1 GB', SnapshotCreationTime: EARLY }),
      [6 * 1024 ** 2 + 1024 ** 3, EARLY, 2, undefined],
    );
  });

  it('has no size where a shard has none, and says so where it cannot be read', () => {
    assert.deepEqual(shards({ Size: '6 MB' }, {}), [undefined, undefined, 2, undefined]);
    assert.deepEqual(shards({ Size: 'plenty' }), [undefined, undefined, 1, 'its size cannot be read']);
    assert.deepEqual(shards(), [undefined, undefined, undefined, undefined]);
  });
});
