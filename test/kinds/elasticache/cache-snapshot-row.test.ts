import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  clusterSnapshotRow,
  serverlessSnapshotRow,
} from '../../../source/kinds/elasticache/cache-snapshot-row.ts';
import { bytesOf } from '../../../source/kinds/snapshots/plain-snapshot.ts';

const [EARLY, LATE] = [new Date('2026-09-01T03:00:00Z'), new Date('2026-09-01T03:01:00Z')];
const NONE: ReadonlySet<string> = new Set();

describe('a snapshot of a cluster', () => {
  it('takes what its nodes take together, and is of the time of the earliest', () => {
    const row = clusterSnapshotRow(
      {
        SnapshotName: 's',
        ReplicationGroupId: 'sessions',
        CacheClusterId: 'sessions-001',
        NodeSnapshots: [
          { CacheSize: '6 MB', SnapshotCreateTime: LATE },
          { CacheSize: '1.5 GB', SnapshotCreateTime: EARLY },
          { CacheSize: '0 B' },
        ],
      },
      [new Set(['sessions']), NONE],
    );
    assert.deepEqual(
      [row.source, row.sourceExists, row.size, row.createdAt, row.shards],
      ['sessions', 'yes', 6 * 1024 ** 2 + 1.5 * 1024 ** 3, EARLY, 3],
    );
  });

  it('has no size where one of its nodes has none, and no time where none has one', () => {
    const sizes = (NodeSnapshots: readonly object[]) => {
      const row = clusterSnapshotRow({ NodeSnapshots: [...NodeSnapshots] }, [NONE, NONE]);
      return [row.size, row.createdAt, row.shards];
    };
    assert.deepEqual(sizes([{ CacheSize: '6 MB' }, {}]), [undefined, undefined, 2]);
    assert.deepEqual(sizes([]), [undefined, undefined, undefined]);
    assert.deepEqual(sizes([{ SnapshotCreateTime: new Date('?') }]), [undefined, undefined, 1]);
    assert.equal(clusterSnapshotRow({ NumNodeGroups: 3 }, [NONE]).shards, 3);
  });

  it('is of a cache that is there by its name in either listing, and never gone where one failed', () => {
    const exists = (source: string | undefined, ...listings: readonly (ReadonlySet<string> | undefined)[]) =>
      clusterSnapshotRow(source === undefined ? {} : { CacheClusterId: source }, listings).sourceExists;
    assert.equal(exists('one', NONE, new Set(['one'])), 'yes');
    assert.equal(exists('one', undefined, new Set(['one'])), 'yes');
    assert.equal(exists('one', NONE, NONE), 'no');
    assert.equal(exists('one', NONE, undefined), null);
    assert.equal(exists(undefined, NONE, NONE), 'unknown');
  });

  it("says who made it in any of AWS's words, and nothing of a word that is not known", () => {
    const origin = (SnapshotSource: string) => clusterSnapshotRow({ SnapshotSource }, [NONE]).origin;
    assert.deepEqual(['automated', 'system', 'manual', 'user', 'streamed'].map(origin), [
      'automated',
      'automated',
      'manual',
      'manual',
      null,
    ]);
  });
});

describe('a snapshot of a serverless cache', () => {
  it('has its size in digits, and none where AWS gives something else', () => {
    const size = (BytesUsedForCache: string | undefined) =>
      serverlessSnapshotRow(BytesUsedForCache === undefined ? {} : { BytesUsedForCache }, NONE).size;
    assert.deepEqual(['73400320', '0', '', 'plenty', '-1', undefined].map(size), [
      ...[73_400_320, 0],
      ...[undefined, undefined, undefined, undefined],
    ]);
  });

  it('says of a size that is none that it cannot be read, and nothing of one that is not given', () => {
    const problem = (BytesUsedForCache: string) => serverlessSnapshotRow({ BytesUsedForCache }, NONE).problem;
    assert.deepEqual(['12', '', 'plenty'].map(problem), [undefined, undefined, 'its size cannot be read']);
    const ofNodes = (...sizes: readonly string[]) =>
      clusterSnapshotRow({ NodeSnapshots: sizes.map((CacheSize) => ({ CacheSize })) }, [NONE]).problem;
    assert.deepEqual([ofNodes('6 MB', ''), ofNodes('6 MB', 'six')], [undefined, 'its size cannot be read']);
  });

  it('is of the cache that its configuration names', () => {
    const row = serverlessSnapshotRow(
      {
        ServerlessCacheConfiguration: {
          ServerlessCacheName: 'quotes',
          Engine: 'valkey',
          MajorEngineVersion: '8',
        },
      },
      new Set(['quotes']),
    );
    assert.deepEqual(
      [row.source, row.sourceExists, row.engine, row.engineVersion],
      ['quotes', 'yes', 'valkey', '8'],
    );
    assert.equal(serverlessSnapshotRow({}, undefined).sourceExists, 'unknown');
  });
});

describe('a size of a node', () => {
  it('is read in every unit, and is unknown where it is none', () => {
    assert.deepEqual(['12 B', '2 KB', '6 MB', '3GB', ' 1 tb '].map(bytesOf), [
      ...[12, 2048, 6 * 1024 ** 2, 3 * 1024 ** 3, 1024 ** 4],
    ]);
    for (const text of ['', 'MB', '-6 MB', '6 XB', 'six MB', undefined])
      assert.equal(bytesOf(text), undefined);
  });
});
