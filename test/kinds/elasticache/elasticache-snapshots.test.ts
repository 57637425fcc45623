import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ResourceKind } from '../../../source/kinds/define/define-resource.ts';
import { elasticacheServerlessSnapshot } from '../../../source/kinds/elasticache/elasticache-serverless-snapshot.ts';
import { elasticacheSnapshot } from '../../../source/kinds/elasticache/elasticache-snapshot.ts';
import {
  awsError,
  collectAll,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';

const CREATED = new Date('2026-09-01T03:00:00Z');

/** Two pages of snapshots of a kind, in the shape of its listing. */
interface Listing {
  readonly kind: ResourceKind;
  readonly operation: string;
  readonly page: (...ids: readonly string[]) => object;
  readonly token: string;
  readonly sources: FakeContextSettings['answers'];
  readonly missing: readonly string[];
}

const LISTINGS: readonly Listing[] = [
  {
    kind: elasticacheSnapshot,
    operation: 'DescribeSnapshots',
    token: 'Marker',
    page: (...ids) => ({
      Snapshots: ids.map((SnapshotName) => ({
        ...{ SnapshotName, ReplicationGroupId: 'sessions', SnapshotSource: 'manual' },
        NodeSnapshots: [{ CacheSize: '6 MB', SnapshotCreateTime: CREATED }],
      })),
    }),
    sources: {
      DescribeReplicationGroups: [{ ReplicationGroups: [{ ReplicationGroupId: 'sessions' }, {}] }],
      DescribeCacheClusters: [{ CacheClusters: [{ CacheClusterId: 'sessions-001' }, {}] }],
    },
    missing: ['replication groups', 'cache clusters'],
  },
  {
    kind: elasticacheServerlessSnapshot,
    operation: 'DescribeServerlessCacheSnapshots',
    token: 'NextToken',
    page: (...ids) => ({
      ServerlessCacheSnapshots: ids.map((ServerlessCacheSnapshotName) => ({
        ...{ ServerlessCacheSnapshotName, CreateTime: CREATED, SnapshotType: 'manual' },
        ServerlessCacheConfiguration: { ServerlessCacheName: 'sessions' },
      })),
    }),
    sources: {
      DescribeServerlessCaches: [{ ServerlessCaches: [{ ServerlessCacheName: 'sessions' }, {}] }],
    },
    missing: ['serverless caches'],
  },
];

for (const { kind, operation, page, token, sources, missing } of LISTINGS) {
  const pages = () => inPages([page('a', 'b'), page('c')], { ask: token, answer: token });

  describe(kind.title, () => {
    it('are listed over all pages, with whether their cache is there', async () => {
      const { rows, error } = await collectAll(
        kind,
        fakeContext({ answers: { [operation]: pages(), ...sources } }),
      );
      assert.equal(error, undefined);
      assert.deepEqual(
        rows.map(({ key, values }) => [
          key,
          values.source,
          values.source_exists,
          values.origin,
          values.creation_time,
        ]),
        ['a', 'b', 'c'].map((id) => [id, 'sessions', 'yes', 'manual', CREATED.getTime()]),
      );
    });

    it('keep their rows where their caches are denied, which leaves open whether those exist', async () => {
      const denied = Object.fromEntries(
        Object.keys(sources).map((name) => [name, [awsError('AccessDenied')]]),
      );
      const fake = fakeContext({ answers: { [operation]: pages(), ...denied } });
      const { rows } = await collectAll(kind, fake);
      assert.deepEqual(
        rows.map(({ values }) => values.source_exists),
        [null, null, null],
      );
      assert.deepEqual(
        fake.missing.map(({ what }) => what),
        missing,
      );
    });

    it('lack nothing where there are none and their caches are denied', async () => {
      const denied = Object.fromEntries(
        Object.keys(sources).map((name) => [name, [awsError('AccessDenied')]]),
      );
      const fake = fakeContext({ answers: { [operation]: [page()], ...denied } });
      const { rows, error } = await collectAll(kind, fake);
      assert.deepEqual([rows, error, fake.missing], [[], undefined, []]);
    });

    it('are kept by --since and --until, those of unknown time too', async () => {
      const answers = { [operation]: pages(), ...sources };
      const found = async (since: number) => {
        const { rows } = await collectAll(kind, fakeContext({ answers, options: { since } }));
        return rows.length;
      };
      assert.equal(await found(CREATED.getTime()), 3);
      assert.equal(await found(CREATED.getTime() + 1), 0);
    });
  });
}
