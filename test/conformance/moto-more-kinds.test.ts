/** The kinds beside the usual ones, of which moto has what they list: made and listed by boto3, scanned by snapdeck. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { runSnapdeck, startPython } from './children.ts';
import { Comparison, type JsonRow, jsonRow, jsonRows, only, sortedBy } from './rows.ts';

const made = v.object({
  url: v.string(),
  moto: v.string(),
  boto3: v.string(),
  region: v.string(),
  tables: v.array(v.string()),
  backups: v.array(jsonRow),
  clusters: v.array(jsonRow),
  snapshots: v.array(jsonRow),
  cacheSnapshots: v.array(jsonRow),
  /** Replication groups and clusters, by what tells them. */
  caches: v.array(v.string()),
  memorySnapshots: v.array(jsonRow),
  memoryClusters: v.array(v.string()),
  images: v.array(jsonRow),
  instances: v.array(jsonRow),
});

type Made = v.InferOutput<typeof made>;

const tagList = v.array(v.object({ Key: v.string(), Value: v.string() }));

const memoryCluster = v.object({
  Name: v.string(),
  EngineVersion: v.optional(v.string()),
  NodeType: v.string(),
  NumShards: v.number(),
  Shards: v.array(v.object({ Size: v.literal('11 MB'), SnapshotCreationTime: v.string() })),
});

const image = v.object({
  ImageId: v.string(),
  Name: v.string(),
  State: v.string(),
  Description: v.string(),
  CreationDate: v.string(),
  Public: v.boolean(),
  Architecture: v.string(),
  SourceInstanceId: v.optional(v.string()),
  BlockDeviceMappings: v.array(v.object({ Ebs: v.object({ SnapshotId: v.string() }) })),
  Tags: v.optional(tagList),
  launchPermissions: v.array(v.object({ UserId: v.optional(v.string()), Group: v.optional(v.string()) })),
});

const instance = v.object({
  InstanceId: v.string(),
  ImageId: v.string(),
  State: v.object({ Name: v.string() }),
  Tags: v.optional(tagList),
});

/** What a kind's rows must be, worked out of what boto3 lists a second time. */
const KINDS: Readonly<Record<string, (world: Made) => readonly JsonRow[]>> = {
  'dynamodb-backup': ({ backups, tables }) =>
    backups.map((backup) => ({
      snapshot_id: String(backup.BackupArn).split('/').at(-1),
      backup_arn: backup.BackupArn,
      name: backup.BackupName,
      source: backup.TableName,
      table_id: backup.TableId ?? null,
      source_exists: tables.includes(String(backup.TableName)) ? 'yes' : 'no',
      size: backup.BackupSizeBytes,
      status: backup.BackupStatus,
      creation_time: backup.BackupCreationDateTime,
      type: 'manual',
      origin: 'manual',
    })),
  'redshift-snapshot': ({ snapshots, clusters }) =>
    snapshots.map((snapshot) => {
      const tags = v.parse(tagList, snapshot.Tags);
      const isThere = clusters.some(({ ClusterIdentifier: id }) => id === snapshot.ClusterIdentifier);
      return {
        snapshot_id: snapshot.SnapshotIdentifier,
        source: snapshot.ClusterIdentifier,
        source_exists: isThere ? 'yes' : 'no',
        status: snapshot.Status,
        creation_time: snapshot.SnapshotCreateTime,
        type: snapshot.SnapshotType,
        origin: snapshot.SnapshotType,
        encrypted: snapshot.Encrypted,
        node_type: snapshot.NodeType,
        nodes: snapshot.NumberOfNodes,
        database: snapshot.DBName,
        // moto tells no size.
        size: null,
        shared_with: snapshot.SnapshotType === 'manual' ? [] : ['not shareable'],
        name: tags.find(({ Key }) => Key === 'Name')?.Value ?? null,
        tags: tags.map(({ Key, Value }) => `${Key}=${Value}`),
      };
    }),
  'elasticache-snapshot': ({ cacheSnapshots, caches }) =>
    cacheSnapshots.map((snapshot) => {
      const source = String(snapshot.ReplicationGroupId ?? snapshot.CacheClusterId);
      return {
        snapshot_id: snapshot.SnapshotName,
        snapshot_arn: snapshot.ARN,
        source,
        source_exists: caches.includes(source) ? 'yes' : 'no',
        status: snapshot.SnapshotStatus,
        type: snapshot.SnapshotSource,
        origin: snapshot.SnapshotSource,
        engine: snapshot.Engine ?? null,
        engine_version: snapshot.EngineVersion ?? null,
        node_type: snapshot.CacheNodeType ?? null,
        // moto tells nothing of nodes, so neither a time nor a size.
        ...{ creation_time: null, size: null },
      };
    }),
  ami: ({ images, instances }) => {
    const there = v.parse(v.array(instance), instances).filter(({ State }) => State.Name !== 'terminated');
    return v.parse(v.array(image), images).map((own) => {
      const source = there.find(({ InstanceId }) => InstanceId === own.SourceInstanceId);
      const gone = own.SourceInstanceId === undefined ? 'unknown' : 'no';
      return {
        snapshot_id: own.ImageId,
        ...{ name: own.Name, status: own.State, description: own.Description },
        creation_time: own.CreationDate,
        ...{ architecture: own.Architecture, public: own.Public },
        source: own.SourceInstanceId ?? null,
        source_name: source?.Tags?.find(({ Key }) => Key === 'Name')?.Value ?? null,
        source_exists: source === undefined ? gone : 'yes',
        snapshot_ids: own.BlockDeviceMappings.map(({ Ebs }) => Ebs.SnapshotId),
        snapshots: own.BlockDeviceMappings.length,
        instances: there.flatMap(({ ImageId, InstanceId }) => (ImageId === own.ImageId ? [InstanceId] : [])),
        launch_templates: own.Name === 'unused' ? ['fleet'] : [],
        shared_with: own.launchPermissions.map(({ UserId, Group }) => UserId ?? Group ?? ''),
        tags: (own.Tags ?? []).map(({ Key, Value }) => `${Key}=${Value}`),
        // Nobody launched the one that came of a copy, and all are of today.
        deletability: { golden: 'in use', unused: 'in use' }[own.Name] ?? 'unknown',
        ...{ size: null, last_launched: null, origin: 'manual' },
      };
    });
  },
  'memorydb-snapshot': ({ memorySnapshots, memoryClusters }) =>
    memorySnapshots.map((snapshot) => {
      const { Name, EngineVersion, NodeType, NumShards, Shards } = v.parse(
        memoryCluster,
        snapshot.ClusterConfiguration,
      );
      return {
        snapshot_id: snapshot.Name,
        snapshot_arn: snapshot.ARN,
        source: Name,
        source_exists: memoryClusters.includes(Name) ? 'yes' : 'no',
        status: snapshot.Status,
        type: snapshot.Source ?? null,
        origin: snapshot.Source ?? null,
        engine_version: EngineVersion ?? null,
        node_type: NodeType,
        shards: NumShards,
        size: 11 * 1024 ** 2 * Shards.length,
        creation_time: Shards.map(({ SnapshotCreationTime }) => SnapshotCreationTime).sort()[0],
      };
    }),
};

/** moto goes on listing a cache that was deleted, and names no instance of a copy. */
const EXISTS: Readonly<Record<string, readonly string[]>> = {
  'elasticache-snapshot': ['yes'],
  ami: ['no', 'unknown', 'yes'],
};

test('rows of DynamoDB, Redshift, ElastiCache, MemoryDB and own AMIs equal what boto3 lists of moto', async (context) => {
  const world = v.parse(made, await startPython(context, 'moto_more_kinds.py'));
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-moto-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const ended = await runSnapdeck(folder, [
    ...['scan', '--endpoint-url', world.url, '--region', world.region, '--kind', Object.keys(KINDS).join()],
    '--attributes',
    ...['--format', 'ndjson', '--output', '-', '--scan-file', path.join(folder, 'scan.sqlite')],
  ]);
  assert.equal(ended.code, 0, ended.stderr);
  const lines = jsonRows(ended.stdout);
  const comparison = new Comparison();
  for (const [kind, expectedOf] of Object.entries(KINDS)) {
    const expected = expectedOf(world);
    assert.ok(expected.length > 0, `boto3 lists no ${kind}`);
    const rows = lines.filter((line) => line.kind === kind);
    comparison.same(
      sortedBy('snapshot_id', rows).map((row) => only(row, Object.keys(expected[0] ?? {}))),
      sortedBy('snapshot_id', expected),
      kind,
    );
    const exists = new Set(rows.map((row) => row.source_exists));
    assert.deepEqual([...exists].sort(), EXISTS[kind] ?? ['no', 'yes']);
  }
  context.diagnostic(`moto ${world.moto}, boto3 ${world.boto3}: ${comparison} equal`);
});
