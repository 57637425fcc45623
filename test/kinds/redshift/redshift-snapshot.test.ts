/** Redshift snapshots, by what AWS may answer, and over the real SDK and protocol from the simulated account. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import type { Snapshot } from '@aws-sdk/client-redshift';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedHandler } from '../../../source/aws/checked-handler.ts';
import type { ClientConfig, Operation } from '../../../source/aws/operation.ts';
import { SILENT_LOGGER } from '../../../source/aws/silent-logger.ts';
import { type DemoServer, type Fault, startDemoServer } from '../../../source/demo/server.ts';
import { redshiftSnapshot } from '../../../source/kinds/redshift/redshift-snapshot.ts';
import { BACKUP_NOT_ASKED, BACKUP_NOT_ASKED_GIVEN } from '../../helpers/backup-not-asked.ts';
import {
  awsError,
  collectAll,
  FAKE_SCAN_START,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';

const ARN = 'arn:aws:redshift:us-east-1:123456789012:snapshot:warehouse/before-upgrade';
const KEY = 'arn:aws:kms:us-east-1:123456789012:key/k';
const CREATED = new Date('2026-09-01T04:00:00Z');
const SINCE = new Date('2024-02-03T04:05:06.789Z');
const MIB = 1024 ** 2;

const SNAPSHOT: Snapshot = {
  SnapshotIdentifier: 'before-upgrade',
  ClusterIdentifier: 'warehouse',
  SnapshotCreateTime: CREATED,
  ClusterCreateTime: SINCE,
  Status: 'available',
  SnapshotType: 'manual',
  NodeType: 'ra3.4xlarge',
  NumberOfNodes: 3,
  DBName: 'dev',
  Encrypted: true,
  KmsKeyId: KEY,
  AccountsWithRestoreAccess: [{ AccountId: '210987654321' }],
  OwnerAccount: '123456789012',
  TotalBackupSizeInMegaBytes: 1500.5,
  ActualIncrementalBackupSizeInMegaBytes: 20,
  ManualSnapshotRemainingDays: 12,
  Tags: [
    { Key: 'Name', Value: 'upgrade' },
    { Key: 'team', Value: 'kpi' },
  ],
  SnapshotArn: ARN,
};

function region(
  snapshots: FakeContextSettings['answers'][string],
  clusters: FakeContextSettings['answers'][string] = [
    { Clusters: [{ ClusterIdentifier: 'warehouse', ClusterCreateTime: SINCE }] },
  ],
  options: FakeContextSettings['options'] = {},
) {
  return fakeContext({
    answers: { DescribeClusterSnapshots: snapshots, DescribeClusters: clusters },
    options,
  });
}

/** One snapshot's values. */
async function valuesOf(change: object, clusters?: FakeContextSettings['answers'][string]) {
  const fake = region([{ Snapshots: [{ ...SNAPSHOT, ...change }] }], clusters);
  const { rows, error } = await collectAll(redshiftSnapshot, fake);
  assert.equal(error, undefined);
  const [row] = rows;
  assert.ok(row !== undefined);
  return { ...row, missing: fake.missing };
}

test('every column of a snapshot has its value', async () => {
  const { rows, error } = await collectAll(redshiftSnapshot, region([{ Snapshots: [SNAPSHOT] }]));
  assert.equal(error, undefined);
  assert.deepEqual(rows, [
    {
      key: ARN,
      problem: null,
      values: {
        service: 'Redshift',
        region: 'us-east-1',
        type: 'manual',
        snapshot_id: 'before-upgrade',
        source: 'warehouse',
        source_name: 'warehouse',
        size: 1500.5 * MIB,
        status: 'available',
        creation_time: CREATED.getTime(),
        encrypted: true,
        account: '123456789012',
        name: 'upgrade',
        source_exists: 'yes',
        origin: 'manual',
        incremental_size: 20 * MIB,
        remaining_days: 12,
        public: false,
        shared_with: ['210987654321'],
        sharing: null,
        node_type: 'ra3.4xlarge',
        nodes: 3,
        database: 'dev',
        kms_key: KEY,
        source_region: null,
        source_cluster: 'us-east-1/warehouse of 2024-02-03T04:05:06Z',
        source_account: '123456789012',
        across_accounts: null,
        snapshot_arn: ARN,
        ...BACKUP_NOT_ASKED,
        tags: [
          ['Name', 'upgrade'],
          ['team', 'kpi'],
        ],
        owner: null,
        deletability: null,
        deletability_reasons: null,
        monthly_cost_low: null,
        monthly_cost_high: null,
      },
    },
  ]);
});

test('a cluster that is not listed is gone; one of its name of another time may be another one', async () => {
  const exists = async (clusters: readonly object[], change: object = {}) =>
    (await valuesOf(change, [{ Clusters: clusters }])).values.source_exists;
  assert.equal(await exists([]), 'no');
  const now = { ClusterIdentifier: 'warehouse', ClusterCreateTime: new Date('2025-01-01T00:00:00Z') };
  assert.equal(await exists([now]), 'unknown');
  assert.equal(await exists([{ ClusterIdentifier: 'warehouse' }]), 'yes', 'AWS did not say when');
  assert.equal(await exists([now], { ClusterCreateTime: undefined }), 'yes', 'nor of the snapshot');
  assert.equal(await exists([now], { ClusterCreateTime: new Date(Number.NaN) }), 'yes');
});

test('where the clusters cannot be listed the cell is partial and nobody knows whether one is there', async () => {
  const denied = [awsError('AccessDenied')];
  const { values, missing } = await valuesOf({}, denied);
  assert.deepEqual([values.source_exists, values.source_name], [null, null]);
  assert.deepEqual(missing, [{ what: 'source clusters', reason: 'AccessDenied' }]);
  const none = region([{ Snapshots: [] }], denied);
  await collectAll(redshiftSnapshot, none);
  assert.deepEqual(none.missing, [], 'a region without snapshots lacks nothing');
});

test('a copy names where it is from, and of its cluster nothing is known here', async () => {
  const { values } = await valuesOf({ SourceRegion: 'eu-west-1' });
  assert.deepEqual(
    [values.origin, values.source_exists, values.source_region, values.source_cluster],
    ['copy', 'unknown', 'eu-west-1', 'eu-west-1/warehouse of 2024-02-03T04:05:06Z'],
  );
  const automated = await valuesOf({ SourceRegion: 'eu-west-1', SnapshotType: 'automated' });
  assert.equal(automated.values.origin, 'automated', 'Redshift made the copy, and deletes it');
  const here = await valuesOf({ SourceRegion: 'us-east-1' });
  assert.deepEqual([here.values.origin, here.values.source_exists], ['manual', 'yes']);
  const ofAnother = await valuesOf({ OwnerAccount: '999988887777' });
  assert.equal(ofAnother.values.source_exists, 'unknown', 'of another account');
});

test('what made it is told by its type, by the name and the tags of AWS Backup, or not at all', async () => {
  const originOf = async (change: object) => (await valuesOf(change)).values.origin;
  assert.equal(await originOf({ SnapshotType: 'automated' }), 'automated');
  assert.equal(await originOf({ SnapshotIdentifier: 'awsbackup:job-1' }), 'AWS Backup');
  assert.equal(await originOf({ Tags: [{ Key: 'aws:backup:source-resource', Value: 'x' }] }), 'AWS Backup');
  assert.equal(await originOf({ SnapshotType: 'continuous' }), null);
});

test('who may restore it is known without a call, and where AWS names nobody it is nobody', async () => {
  const sharedWith = async (change: object) => (await valuesOf(change)).values.shared_with;
  const nobody = { AccountsWithRestoreAccess: undefined };
  assert.deepEqual(await sharedWith(nobody), []);
  assert.deepEqual(await sharedWith({ AccountsWithRestoreAccess: [] }), []);
  assert.deepEqual(await sharedWith({ ...nobody, SnapshotType: 'automated' }), ['not shareable']);
  assert.equal(await sharedWith({ ...nobody, SnapshotType: undefined }), null);
  const support = { AccountsWithRestoreAccess: [{ AccountAlias: 'amazon-redshift-support' }] };
  assert.deepEqual(await sharedWith(support), ['amazon-redshift-support']);
});

test('sizes and days that Redshift does not know yet, or that do not apply, are blank', async () => {
  const { values, problem } = await valuesOf({
    TotalBackupSizeInMegaBytes: -1,
    ActualIncrementalBackupSizeInMegaBytes: -1,
    ManualSnapshotRemainingDays: -1,
  });
  assert.deepEqual([values.size, values.incremental_size, values.remaining_days], [null, null, null]);
  assert.equal(problem, null);
  assert.equal((await valuesOf({ TotalBackupSizeInMegaBytes: 0 })).values.size, 0);
  assert.equal((await valuesOf({ ManualSnapshotRemainingDays: 0 })).values.remaining_days, 0);
});

test('what AWS leaves out stays unknown', async () => {
  const { rows } = await collectAll(redshiftSnapshot, region([{ Snapshots: [{ SnapshotIdentifier: 's' }] }]));
  const [row] = rows;
  assert.deepEqual([row?.key, row?.problem], ['s', null]);
  const given = Object.entries(row?.values ?? {}).filter(([, value]) => value !== null);
  assert.deepEqual(Object.fromEntries(given), {
    ...BACKUP_NOT_ASKED_GIVEN,
    service: 'Redshift',
    region: 'us-east-1',
    snapshot_id: 's',
    account: '123456789012',
    source_exists: 'unknown',
    public: false,
    tags: [],
  });
  const nameless = await collectAll(redshiftSnapshot, region([{ Snapshots: [{}] }]));
  assert.equal(nameless.rows[0]?.problem, 'AWS gave no identifier');
});

test('all pages are read, of clusters too, and --since keeps out what lies before', async () => {
  const at = (SnapshotIdentifier: string, day: string) => ({
    ...SNAPSHOT,
    SnapshotIdentifier,
    SnapshotArn: `${ARN}-${SnapshotIdentifier}`,
    SnapshotCreateTime: new Date(day),
  });
  const marker = { ask: 'Marker', answer: 'Marker' };
  const snapshots = inPages(
    [
      { Snapshots: [at('a', '2026-01-01T00:00:00Z'), at('b', '2026-02-01T00:00:00Z')] },
      { Snapshots: [at('c', '2026-03-01T00:00:00Z')] },
    ],
    marker,
  );
  const clusters = inPages(
    [{ Clusters: [] }, { Clusters: [{ ClusterIdentifier: 'warehouse', ClusterCreateTime: SINCE }] }],
    marker,
  );
  const since = Date.parse('2026-02-01T00:00:00Z');
  const { rows, cursors } = await collectAll(redshiftSnapshot, region(snapshots, clusters, { since }));
  assert.deepEqual(
    rows.map(({ values }) => [values.snapshot_id, values.source_exists]),
    [
      ['b', 'yes'],
      ['c', 'yes'],
    ],
  );
  assert.deepEqual(cursors, ['page-1', null]);
});

/** What the row says that a fault befell; -1 is Redshift's word for a size that is not known yet. */
const PROBLEMS = {
  'missing-field': [],
  'unknown-enum': [],
  'missing-id': ['AWS gave no identifier'],
  'nonsense-row': ['Creation Time lies in the future'],
  'malformed-value': [
    'SnapshotCreateTime cannot be read: the day before; TotalBackupSizeInMegaBytes cannot be read: plenty',
  ],
};

suite('Redshift snapshots over the wire', () => {
  let server: DemoServer;
  const requestHandler = checkedHandler(new NodeHttpHandler());
  let config: ClientConfig;
  before(async () => {
    server = await startDemoServer({ size: 'small', now: FAKE_SCAN_START, latency: 0 });
    config = {
      region: 'us-east-1',
      endpoint: server.url,
      credentials: () => Promise.resolve({ accessKeyId: 'AKIASNAPDECKDEMO0000', secretAccessKey: 'none' }),
      maxAttempts: 1,
      requestHandler,
      logger: SILENT_LOGGER,
    };
  });
  after(async () => {
    requestHandler.destroy();
    await server.close();
  });

  const ALL = 2 * 60 + 12 + 7;
  const collect = async (faults: readonly Fault[] = []) => {
    server.setFaults(faults);
    const send = <Input, Output>(operation: Operation<Input, Output>, input: Input) =>
      operation.send(config, input, { abortSignal: new AbortController().signal });
    const fake = fakeContext({ answers: {}, send, place: { account: server.estate.account.id } });
    return { ...(await collectAll(redshiftSnapshot, fake)), missing: fake.missing, callsOf: fake.callsOf };
  };

  test('are listed with pages of a hundred, automated and manual ones, each once', async () => {
    const { rows, error, missing, callsOf } = await collect();
    assert.equal(error, undefined);
    assert.deepEqual(missing, []);
    assert.equal(rows.length, ALL);
    assert.equal(new Set(rows.map(({ key }) => key)).size, ALL);
    assert.equal(callsOf('DescribeClusterSnapshots'), 2);
    const having = (column: string) => [...new Set(rows.map(({ values }) => values[column]))].sort();
    assert.deepEqual(having('origin'), ['AWS Backup', 'automated', 'copy', 'manual', null]);
    assert.deepEqual(having('source_exists'), ['no', 'unknown', 'yes']);
    const ofGone = rows.filter(({ values }) => values.source_exists === 'no');
    assert.deepEqual([...new Set(ofGone.map(({ values }) => values.type))], ['manual']);
    assert.deepEqual(having('status'), ['archiving', 'available', 'creating', 'failed']);
    const shared = rows.filter(({ values }) => String(values.shared_with) === '998877665544');
    assert.equal(shared.length, 12);
    assert.deepEqual(
      rows.flatMap(({ problem }) => problem ?? []),
      [],
    );
  });

  test('are kept where the clusters are denied; a listing of theirs that is denied is no empty one', async () => {
    const denied = await collect([{ service: 'redshift', operation: 'DescribeClusters', effect: 'denied' }]);
    assert.equal(denied.error, undefined);
    assert.deepEqual(denied.missing, [{ what: 'source clusters', reason: 'AccessDenied' }]);
    assert.equal(denied.rows.length, ALL);
    const listing = { service: 'redshift', operation: 'DescribeClusterSnapshots' } as const;
    const refused = await collect([{ ...listing, effect: 'denied' }]);
    assert.ok(refused.error instanceof Error);
    assert.equal(refused.error.name, 'AccessDenied');
  });

  test('are kept with what is wrong with them: a field missing or malformed, a word of tomorrow, no id', async () => {
    for (const effect of [
      'missing-field',
      'unknown-enum',
      'missing-id',
      'nonsense-row',
      'malformed-value',
    ] as const) {
      const operation = 'DescribeClusterSnapshots';
      const odd = await collect([{ service: 'redshift', operation, effect, rows: 'first', times: 1 }]);
      assert.equal(odd.error, undefined, effect);
      assert.equal(odd.rows.length, ALL, effect);
      const problems = odd.rows.flatMap(({ problem }) => problem ?? []);
      assert.deepEqual(problems, PROBLEMS[effect], effect);
    }
  });
});
