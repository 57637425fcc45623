import { findKind } from '../../../source/kinds/registry.ts';
import type { Value } from '../../../source/model/columns.ts';
import type { TableRow } from '../../../source/model/table-query.ts';
import { SCAN_START } from './fake-scan.ts';

const GIB = 2 ** 30;
const DAY = 86_400_000;

/** A row of a kind: the values that are named, all others unknown. */
export function fakeRow(
  row: number,
  kind: string,
  values: Readonly<Record<string, Value>>,
  more: Partial<TableRow> = {},
): TableRow {
  const columns = findKind(kind)?.columns ?? [];
  const unknown = Object.keys(values).filter((id) => !columns.some((column) => column.id === id));
  if (unknown.length > 0) throw new Error(`${kind} has no column ${unknown.join(', ')}`);
  const region = more.region ?? 'us-east-1';
  const place = { region, account: '123456789012' };
  const all = columns.map(({ id }) => [
    id,
    values[id] ?? (id in place ? Object.entries(place).find(([name]) => name === id)?.[1] : null),
  ]);
  return {
    row,
    account: '123456789012',
    region,
    kind,
    problem: null,
    values: Object.fromEntries(all),
    ...more,
  };
}

/** 40 snapshots in us-east-1 and 2 in eu-west-1, with the oddities that AWS data has. */
function ebsRows(): readonly TableRow[] {
  const rows = Array.from({ length: 42 }, (_, index) =>
    fakeRow(
      index + 1,
      'ebs-snapshot',
      {
        snapshot_id: `snap-${String(index + 1).padStart(17, '0')}`,
        source: index % 5 === 4 ? null : `vol-${String((index % 7) + 1).padStart(17, '0')}`,
        source_exists: index % 7 === 1 ? 'no' : 'yes',
        size: index % 6 === 5 ? null : ((index * 7) % 40) * 10 * GIB + 8 * GIB,
        status: index === 2 ? 'pending' : index === 3 ? 'error' : 'completed',
        creation_time: index === 2 ? null : SCAN_START - index * 3 * DAY,
        encrypted: index % 3 !== 0,
        name:
          index === 0
            ? 'データベースのバックアップ'
            : index === 1
              ? 'a name that is much longer than its column'
              : 'web-data',
        origin: index % 2 === 0 ? 'manual' : 'AMI',
        storage_tier: 'standard',
        deletability:
          index === 2
            ? 'unknown'
            : (['candidate', 'in use', 'last backup', 'managed by AWS Backup'][index % 4] ?? null),
        monthly_cost_low: index % 6 === 5 ? null : 0,
        monthly_cost_high: index % 6 === 5 ? null : ((index * 7) % 40) * 0.5 + 0.4,
      },
      { region: index < 40 ? 'us-east-1' : 'eu-west-1' },
    ),
  );
  return rows.map((row, index) => (index === 4 ? { ...row, problem: 'Size is negative' } : row));
}

const DATASYNC = 'arn:aws:datasync:us-east-1:123456789012';
const NIGHTLY = `${DATASYNC}:task/task-0123456789abcdef0`;
const RDS_TIME = SCAN_START - 12 * DAY;

/** Rows by tab, as the finished scan of `fake-scan.ts` counts them. */
export function fakeRows(): Readonly<Record<string, readonly TableRow[]>> {
  made ??= makeRows();
  return made;
}

/** Made once: nobody changes them, and hundreds of apps are opened over them. */
let made: Readonly<Record<string, readonly TableRow[]>> | undefined;

function makeRows(): Readonly<Record<string, readonly TableRow[]>> {
  return {
    tasks: [
      fakeRow(1, 'datasync-task', {
        task_name: 'nas-to-s3-nightly',
        task_arn: NIGHTLY,
        source_location_arn: `${DATASYNC}:location/loc-0aa0aa0aa0aa0aa0a`,
        destination_location_arn: `${DATASYNC}:location/loc-0bb0bb0bb0bb0bb0b`,
        latest_execution_arn: `${NIGHTLY}/execution/exec-0123456789abcdef1`,
        status: 'AVAILABLE',
        schedule: 'cron(0 2 * * ? *)',
        schedule_status: 'ENABLED',
        creation_time: SCAN_START - 200 * DAY,
      }),
      fakeRow(2, 'datasync-task', {
        task_name: 'fileserver-migration',
        status: 'RUNNING',
        current_status: 'TRANSFERRING',
      }),
    ],
    locations: [
      fakeRow(1, 'datasync-location', {
        location_arn: `${DATASYNC}:location/loc-0bb0bb0bb0bb0bb0b`,
        agent_arns: [`${DATASYNC}:agent/agent-0123456789abcdef0`],
        location_type: 'S3',
        location_uri: 's3://migration-landing/exports/',
        subdirectory: '/exports/',
        creation_time: SCAN_START - 30 * DAY,
      }),
    ],
    agents: [
      fakeRow(1, 'datasync-agent', {
        agent_arn: `${DATASYNC}:agent/agent-0123456789abcdef0`,
        agent_name: 'dc1',
        status: 'OFFLINE',
        last_heartbeat: SCAN_START - 9 * DAY,
      }),
    ],
    executions: [
      fakeRow(1, 'datasync-execution', {
        task_execution_arn: `${NIGHTLY}/execution/exec-0123456789abcdef1`,
        task_arn: NIGHTLY,
        task_name: 'nas-to-s3-nightly',
        status: 'SUCCESS',
        start_time: SCAN_START - DAY,
        duration: 3_912_000,
        files_transferred: 90_000,
        bytes_transferred: 300 * GIB,
      }),
      fakeRow(2, 'datasync-execution', {
        task_execution_arn: `${NIGHTLY}/execution/exec-0123456789abcdef2`,
        task_arn: NIGHTLY,
        task_name: 'nas-to-s3-nightly',
        status: 'ERROR',
        start_time: SCAN_START - 2 * DAY,
        error_code: 'OpNotSupp',
      }),
    ],
    ebs: ebsRows(),
    rds: [
      fakeRow(1, 'rds-snapshot', {
        snapshot_id: 'rds:orders-2026-11-09',
        source: 'orders',
        engine: 'postgres',
        size: 100 * GIB,
        status: 'available',
        creation_time: RDS_TIME,
        encrypted: true,
        source_type: 'Instance',
      }),
      fakeRow(2, 'rds-cluster-snapshot', {
        snapshot_id: 'ledger-final',
        source: 'ledger',
        engine: 'aurora-mysql',
        status: 'available',
        creation_time: RDS_TIME,
        encrypted: false,
        source_type: 'Cluster',
      }),
    ],
    efs: [
      fakeRow(1, 'efs-recovery-point', {
        snapshot_id: '5c321c1d-46e2-9804-4de3-72ed39e3d406',
        source: 'fs-0c44105d66595ecb6',
        size: 79 * GIB,
        status: 'COMPLETED',
        creation_time: RDS_TIME,
        encrypted: true,
      }),
    ],
  };
}
