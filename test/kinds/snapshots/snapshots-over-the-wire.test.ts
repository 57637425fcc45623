/** The snapshot collectors over the real SDK and the real protocols, against what the simulated account holds. */
import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedHandler } from '../../../source/aws/checked-handler.ts';
import type { ClientConfig, Operation } from '../../../source/aws/operation.ts';
import { SILENT_LOGGER } from '../../../source/aws/silent-logger.ts';
import { type Row, rowsOf } from '../../../source/demo/estate/collection.ts';
import type { EstateKind } from '../../../source/demo/estate/index.ts';
import { type DemoServer, startDemoServer } from '../../../source/demo/server.ts';
import type { ResourceKind } from '../../../source/kinds/define/define-resource.ts';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { efsRecoveryPoint } from '../../../source/kinds/efs/efs-recovery-point.ts';
import { rdsClusterSnapshot } from '../../../source/kinds/rds/rds-cluster-snapshot.ts';
import { rdsSnapshot } from '../../../source/kinds/rds/rds-snapshot.ts';
import { collectAll, type FakeContextSettings, fakeContext } from '../../helpers/fake-context.ts';

const NOW = new Date('2026-10-01T12:00:00Z');
const GIB = 1024 ** 3;

suite('the snapshot collectors over the wire', () => {
  let server: DemoServer;
  const requestHandler = checkedHandler(new NodeHttpHandler());

  before(async () => {
    server = await startDemoServer({ size: 'hostile', now: NOW, latency: 0 });
  });
  after(async () => {
    requestHandler.destroy();
    await server.close();
  });

  /** One configuration, so that each service's client is made once. */
  let config: ClientConfig;
  before(() => {
    config = {
      region: 'us-east-1',
      endpoint: server.url,
      credentials: () => Promise.resolve({ accessKeyId: 'AKIASNAPDECKDEMO0000', secretAccessKey: 'none' }),
      maxAttempts: 1,
      requestHandler,
      logger: SILENT_LOGGER,
    };
  });

  const collect = async (kind: ResourceKind, options: FakeContextSettings['options'] = {}) => {
    const send = <Input, Output>(operation: Operation<Input, Output>, input: Input) =>
      operation.send(config, input, { abortSignal: new AbortController().signal });
    const account = server.estate.account.id;
    const fake = fakeContext({ answers: {}, send, options, scanStart: NOW, place: { account } });
    const { rows, error } = await collectAll(kind, fake);
    assert.equal(error, undefined);
    assert.deepEqual(fake.missing, []);
    assert.deepEqual(
      rows.filter(({ problem }) => problem !== null),
      [],
    );
    return {
      byKey: new Map(rows.map((row) => [row.key, row.values])),
      count: rows.length,
      calls: fake.callsOf,
    };
  };
  const truth = (...kinds: EstateKind[]): Row[] =>
    kinds.flatMap((kind) => [...rowsOf(server.estate.rows(kind, 'us-east-1'))]);
  const timeOf = (value: unknown) => (value instanceof Date ? Math.floor(value.getTime() / 1000) : null);
  const seconds = (value: unknown) => (typeof value === 'number' ? Math.floor(value / 1000) : null);

  test('list every EBS snapshot with its volume, its images and whether it is public', async () => {
    const { byKey, count, calls } = await collect(ebsSnapshot);
    const snapshots = truth('snapshots');
    const volumes = new Map(truth('volumes').map((volume) => [volume.VolumeId, volume]));
    assert.equal(count, snapshots.length);
    for (const snapshot of snapshots) {
      const values = byKey.get(String(snapshot.SnapshotId));
      const isCopy = snapshot.VolumeId === 'vol-ffffffff';
      const volume = isCopy ? undefined : volumes.get(snapshot.VolumeId);
      assert.deepEqual(
        {
          source: values?.source,
          source_exists: values?.source_exists,
          size: values?.size,
          status: values?.status,
          created: seconds(values?.creation_time),
          encrypted: values?.encrypted,
          tier: values?.storage_tier,
          volume_type: values?.volume_type,
        },
        {
          source: isCopy ? null : snapshot.VolumeId,
          source_exists: isCopy ? 'unknown' : volume === undefined ? 'no' : 'yes',
          size: Number(snapshot.VolumeSize) * GIB,
          status: snapshot.State,
          created: timeOf(snapshot.StartTime),
          encrypted: snapshot.Encrypted,
          tier: snapshot.StorageTier,
          volume_type: volume?.VolumeType ?? null,
        },
        String(snapshot.SnapshotId),
      );
    }
    const origins = new Set([...byKey.values()].map(({ origin }) => origin));
    assert.deepEqual([...origins].sort(), ['AMI', 'AWS Backup', 'DLM', 'copy', 'manual']);
    assert.ok([...byKey.values()].some((values) => values.public === true));
    const pages = Math.ceil(snapshots.length / 1000) + 1;
    assert.equal(calls('DescribeSnapshots'), pages);
    assert.equal(calls('DescribeSnapshotAttribute'), 0);
  });

  test('list manual, automated and AWS Backup’s RDS snapshots, each once, with who they are shared with', async () => {
    const { byKey, count, calls } = await collect(rdsSnapshot, { attributes: true });
    const snapshots = truth('db-snapshots', 'backup-db-snapshots');
    const instances = new Set(truth('db-instances').map((instance) => instance.DbiResourceId));
    assert.equal(count, snapshots.length);
    for (const snapshot of snapshots) {
      const values = byKey.get(String(snapshot.DBSnapshotArn));
      assert.equal(values?.type, snapshot.SnapshotType, String(snapshot.DBSnapshotArn));
      assert.equal(values?.source, snapshot.DBInstanceIdentifier);
      assert.equal(seconds(values?.creation_time), timeOf(snapshot.SnapshotCreateTime));
      if (values?.source_exists === 'unknown') continue;
      assert.equal(values?.source_exists, instances.has(snapshot.DbiResourceId) ? 'yes' : 'no');
    }
    const manual = snapshots.filter(({ SnapshotType }) => SnapshotType === 'manual').length;
    assert.equal(calls('DescribeDBSnapshotAttributes'), manual);
    assert.ok([...byKey.values()].some((values) => values.public === true));
  });

  test('list cluster snapshots of every engine, with no size where AWS gives none', async () => {
    const { byKey, count } = await collect(rdsClusterSnapshot);
    const snapshots = truth('db-cluster-snapshots');
    assert.equal(count, snapshots.length);
    for (const snapshot of snapshots) {
      const values = byKey.get(String(snapshot.DBClusterSnapshotArn));
      const storage = Number(snapshot.AllocatedStorage);
      assert.equal(values?.engine, snapshot.Engine);
      assert.equal(values?.size, storage > 1 ? storage * GIB : null);
      assert.equal(
        values?.encrypted,
        snapshot.StorageEncrypted === true || snapshot.StorageEncryptionType === 'sse-rds',
      );
    }
    const services = new Set([...byKey.values()].map(({ service }) => service));
    assert.deepEqual([...services].sort(), ['Aurora', 'DocumentDB', 'Neptune', 'RDS']);
  });

  test('list every EFS recovery point of every vault, with its file system or without', async () => {
    const { byKey, count, calls } = await collect(efsRecoveryPoint);
    const points = truth('recovery-points').filter(({ ResourceType }) => ResourceType === 'EFS');
    const fileSystems = new Set(truth('file-systems').map((fileSystem) => fileSystem.FileSystemArn));
    assert.equal(count, points.length);
    for (const point of points) {
      const values = byKey.get(String(point.RecoveryPointArn));
      const size =
        point.Status === 'CREATING' && point.BackupSizeInBytes === 0 ? null : point.BackupSizeInBytes;
      assert.equal(values?.vault, point.BackupVaultName);
      assert.equal(values?.size, size);
      assert.equal(values?.encrypted, point.IsEncrypted);
      assert.equal(values?.source_exists, fileSystems.has(point.ResourceArn) ? 'yes' : 'no');
      assert.equal(seconds(values?.creation_time), timeOf(point.CreationDate));
    }
    const vaults = truth('vaults').length;
    assert.ok(calls('ListRecoveryPointsByBackupVault') >= vaults);
    assert.ok([...byKey.values()].some((values) => values.storage_tier === 'cold'));
  });
});
