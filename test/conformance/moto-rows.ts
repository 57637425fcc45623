/** snapdeck's rows as they follow from what boto3 lists: its fields, in AWS's names, worked out a second time. */
import * as v from 'valibot';
import { type JsonRow, jsonRow } from './rows.ts';

const rows = v.object({ rows: v.array(jsonRow) });
const gap = v.object({ error: v.string() });

/** A listing that the emulator has, or the code of the error that it answers with. */
const mayBeMissing = v.union([rows, gap]);

/** What boto3 lists of one region of the emulator's world. */
export const motoRegion = v.object({
  describe_snapshots: rows,
  describe_volumes: rows,
  describe_images: rows,
  public_snapshots: rows,
  describe_db_snapshots: rows,
  describe_db_instances: rows,
  describe_db_cluster_snapshots: rows,
  describe_db_clusters: rows,
  describe_file_systems: rows,
  list_backup_vaults: rows,
  recovery_points: v.array(mayBeMissing),
  list_tasks: rows,
  list_locations: rows,
  list_agents: mayBeMissing,
  list_task_executions: mayBeMissing,
  describe_task: v.array(jsonRow),
  describe_location: v.array(jsonRow),
});

export type MotoRegion = v.InferOutput<typeof motoRegion>;

const GIBIBYTE = 1024 ** 3;

const tagList = v.array(v.object({ Key: v.string(), Value: v.string() }));

/** Text as it was given; nothing where it is empty. */
export function shown(text: unknown): string | null {
  if (typeof text !== 'string' || text === '') return null;
  return text;
}

function given(value: unknown): unknown {
  return value ?? null;
}

function gibibytes(size: unknown, unknown: readonly number[]): number | null {
  return typeof size === 'number' && !unknown.includes(size) ? size * GIBIBYTE : null;
}

function tagsOf(row: JsonRow | undefined): { readonly name: string | null; readonly tags: unknown[] } {
  const tags = v.parse(tagList, row?.Tags ?? row?.TagList ?? []);
  return {
    name: shown(tags.find(({ Key }) => Key === 'Name')?.Value),
    tags: tags.map(({ Key, Value }) => shown(`${Key}=${Value}`)),
  };
}

/** The EBS snapshots of a region, joined with its volumes and images. */
export function ebsRows(region: MotoRegion): readonly JsonRow[] {
  const volumes = new Map(region.describe_volumes.rows.map((row) => [row.VolumeId, row]));
  const isPublic = new Set(region.public_snapshots.rows.map((row) => row.SnapshotId));
  return region.describe_snapshots.rows.map((row) => {
    const isCopy = String(row.Description).startsWith('[Copied snap-');
    const volume = isCopy ? undefined : volumes.get(row.VolumeId);
    return {
      snapshot_id: row.SnapshotId,
      source: isCopy ? null : row.VolumeId,
      source_exists: isCopy ? 'unknown' : volume === undefined ? 'no' : 'yes',
      source_name: tagsOf(volume).name,
      volume_type: given(volume?.VolumeType),
      volume_iops: given(volume?.Iops),
      volume_throughput: given(volume?.Throughput),
      size: gibibytes(row.VolumeSize, []),
      full_size: null,
      status: row.State,
      progress: 100,
      creation_time: row.StartTime,
      encrypted: row.Encrypted,
      kms_key: given(row.KmsKeyId),
      description: shown(row.Description),
      public: isPublic.has(row.SnapshotId),
      ami_ids: imagesOf(region, row.SnapshotId),
      ...tagsOf(row),
    };
  });
}

const blockDevices = v.array(v.object({ Ebs: v.optional(v.object({ SnapshotId: v.optional(v.string()) })) }));

function imagesOf(region: MotoRegion, snapshotId: unknown): readonly unknown[] {
  return region.describe_images.rows
    .filter((image) =>
      v.parse(blockDevices, image.BlockDeviceMappings).some(({ Ebs }) => Ebs?.SnapshotId === snapshotId),
    )
    .map((image) => image.ImageId);
}

/** The snapshots of DB instances; their source is there where an instance has its resource id. */
export function rdsRows(region: MotoRegion): readonly JsonRow[] {
  const resourceIds = new Set(region.describe_db_instances.rows.map((row) => row.DbiResourceId));
  return region.describe_db_snapshots.rows.map((row) => ({
    snapshot_id: row.DBSnapshotIdentifier,
    snapshot_arn: row.DBSnapshotArn,
    service: 'RDS',
    source: row.DBInstanceIdentifier,
    source_type: 'Instance',
    source_resource_id: row.DbiResourceId,
    source_exists: resourceIds.has(row.DbiResourceId) ? 'yes' : 'no',
    size: gibibytes(row.AllocatedStorage, [0]),
    encrypted: row.Encrypted,
    original_creation_time: given(row.OriginalSnapshotCreateTime),
    ...databaseFields(row),
  }));
}

const SERVICES: readonly (readonly [engine: string, service: string, sourceType: string])[] = [
  ['aurora', 'Aurora', 'Aurora cluster'],
  ['neptune', 'Neptune', 'Neptune cluster'],
  ['docdb', 'DocumentDB', 'DocumentDB cluster'],
  ['', 'RDS', 'Multi-AZ cluster'],
];

/** The snapshots of clusters; 0 or 1 GiB stands for a size that is not known. */
export function clusterRows(region: MotoRegion): readonly JsonRow[] {
  const resourceIds = new Set(region.describe_db_clusters.rows.map((row) => row.DbClusterResourceId));
  return region.describe_db_cluster_snapshots.rows.map((row) => {
    const named = SERVICES.find(([engine]) => String(row.Engine).startsWith(engine));
    const id = row.DbClusterResourceId;
    return {
      snapshot_id: row.DBClusterSnapshotIdentifier,
      snapshot_arn: row.DBClusterSnapshotArn,
      service: named?.[1],
      source: row.DBClusterIdentifier,
      source_type: named?.[2],
      source_resource_id: given(id),
      source_exists: id === undefined ? 'unknown' : resourceIds.has(id) ? 'yes' : 'no',
      size: gibibytes(row.AllocatedStorage, [0, 1]),
      encrypted: row.StorageEncrypted,
      original_creation_time: null,
      ...databaseFields(row),
    };
  });
}

/** What is called the same in both. */
function databaseFields(row: JsonRow): JsonRow {
  return {
    type: row.SnapshotType,
    engine: row.Engine,
    engine_version: row.EngineVersion,
    status: row.Status,
    creation_time: row.SnapshotCreateTime,
    kms_key: given(row.KmsKeyId),
    full_size: null,
    progress: given(row.PercentProgress),
    ...tagsOf(row),
  };
}

const taskOptions = v.object({
  VerifyMode: v.string(),
  OverwriteMode: v.string(),
  BytesPerSecond: v.number(),
});

/** What moto says of an execution the first time; it moves on each time that it is described. */
const FIRST_STATUS = 'INITIALIZING';

/** The DataSync tasks; those under way with their execution's status. */
export function taskRows(region: MotoRegion): readonly JsonRow[] {
  const uris = new Map(region.list_locations.rows.map((row) => [row.LocationArn, row.LocationUri]));
  return region.describe_task.map((row) => {
    const options = v.parse(taskOptions, row.Options);
    return {
      task_arn: row.TaskArn,
      task_name: shown(row.Name),
      status: row.Status,
      current_status: row.Status === 'RUNNING' ? FIRST_STATUS : null,
      latest_execution_arn: given(row.CurrentTaskExecutionArn),
      source_location_arn: row.SourceLocationArn,
      source_uri: shown(uris.get(row.SourceLocationArn)),
      destination_location_arn: row.DestinationLocationArn,
      destination_uri: shown(uris.get(row.DestinationLocationArn)),
      verify_mode: options.VerifyMode,
      overwrite_mode: options.OverwriteMode,
      bandwidth_limit_per_second: options.BytesPerSecond,
      exclude_patterns: ['/tmp', '/cache'],
      filter_rules: 'Includes: 0, Excludes: 2',
      creation_time: given(row.CreationTime),
      schedule: null,
    };
  });
}

const s3Config = v.optional(v.object({ BucketAccessRoleArn: v.string() }));

/** The S3 and SMB locations, their host or bucket taken out of the URI. */
export function locationRows(region: MotoRegion): readonly JsonRow[] {
  return region.describe_location.map((row) => {
    const [scheme = '', rest = ''] = String(row.LocationUri).split('://');
    const isS3 = scheme === 's3';
    const host = rest.slice(0, rest.indexOf('/'));
    return {
      location_arn: row.LocationArn,
      location_uri: shown(row.LocationUri),
      location_type: isS3 ? 'S3' : 'SMB',
      creation_time: given(row.CreationTime),
      bucket_arn: isS3 ? `arn:aws:s3:::${host}` : null,
      access_role_arn: v.parse(s3Config, row.S3Config)?.BucketAccessRoleArn ?? null,
      server_hostname: isS3 ? null : host,
      user: given(row.User),
      agent_arns: given(row.AgentArns),
    };
  });
}
