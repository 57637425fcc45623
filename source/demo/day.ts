/**
 * The same company some days on. Its estate is built once, around the last of the days that can be asked for, so that
 * what it holds has the same ids and times on all of them; of the answers is left what is there on a day: what was made
 * by then, and has not been deleted or left since.
 */
import { instantOfDay, LAST_DAY } from './days.ts';
import type { Row, Value } from './estate/collection.ts';
import type { RegionEstate } from './estate/index.ts';
import type { Answer, Call } from './protocols/call.ts';
import { isList } from './protocols/xml.ts';
import { hashText } from './random.ts';

const DAY_MS = 86_400_000;

/** A day, counted from the first one. */
export interface DemoDay {
  readonly day: number;
  readonly now: Date;
}

/** When a row was made: the first of these that it has. */
const MADE = [
  ...['StartTime', 'SnapshotCreateTime', 'SnapshotCreationTime', 'CreationDate', 'BackupCreationDateTime'],
  ...['CreationTime', 'CreateTime', 'snapshotCreateTime', 'snapshotCreationTime', 'RecycleBinEnterTime'],
];

/** When it leaves by itself. */
const LEAVES = ['DeleteAt', 'BackupExpiryDateTime', 'ExpiryTime', 'RecycleBinExitTime'];

/** What else may lie ahead of a day. */
const PLANNED = [
  ...LEAVES,
  ...[
    'MoveToColdStorageAt',
    'RestoreExpiryTime',
    'LockExpiresOn',
    'CoolOffPeriodExpiresOn',
    'DeprecationTime',
  ],
];

/** What moves on with the clock. */
const MOVES = [
  ...['LatestRestorableTime', 'LatestTime', 'EarliestTime', 'LastLaunchedTime', 'LastBackupTime'],
  'LastConnectionTime',
];

/** Of a hundred rows of a list so many are deleted by somebody on one of the days. */
const DELETED: Readonly<Record<string, number>> = {
  Snapshots: 2,
  DBSnapshots: 3,
  Volumes: 3,
  DBInstances: 5,
  RecoveryPoints: 1,
};

/** What of a row tells it from all others. */
const IDS = [
  ...['SnapshotId', 'DBSnapshotArn', 'VolumeId', 'DBInstanceArn', 'RecoveryPointArn', 'TaskExecutionArn'],
  'FileSystemId',
];

/** An answer as it is on a day. */
export function onDay(answer: Answer, call: Call, region: RegionEstate, { day, now }: DemoDay): Answer {
  const { page, body } = answer;
  if (page === undefined) return { ...answer, body: quietTask(moved(body, now)) };
  const rows = body[page.list];
  if (!isList(rows)) return answer;
  const there = rows.filter(isRow).filter((row) => isThere(row, call, region, { day, now }));
  const shown = there.map((row) => quietTask(changed(moved(row, now), page.list, day)));
  return { ...answer, body: { ...body, [page.list]: shown } };
}

function isRow(value: Value): value is Row {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}

function isThere(row: Row, call: Call, region: RegionEstate, { day, now }: DemoDay): boolean {
  const execution = row.TaskExecutionArn;
  if (typeof execution === 'string') return isRunThere(execution, region, now);
  const made = timeOf(row, MADE);
  if (made !== undefined && made > now.getTime()) return false;
  const leaves = timeOf(row, LEAVES);
  if (leaves !== undefined && leaves <= now.getTime()) return false;
  if (made !== undefined && now.getTime() - made > keptDays(row) * DAY_MS) return false;
  return !isDeleted(row, call, day);
}

/** AWS remembers runs for thirty days; of a hundred two were never begun, and those under way are of the last day. */
function isRunThere(arn: string, region: RegionEstate, now: Date): boolean {
  const run = region.datasync.executionByArn(arn);
  const began = run?.StartTime instanceof Date ? run.StartTime.getTime() : Number.NaN;
  const isOver = run?.Status === 'SUCCESS' || run?.Status === 'ERROR';
  return isOver && began <= now.getTime() && began > now.getTime() - 30 * DAY_MS && hashText(arn) % 50 !== 0;
}

/** How long what made a row keeps it. */
function keptDays(row: Row): number {
  if (row.SnapshotType === 'automated') return 7;
  const tags = isList(row.Tags) ? row.Tags.filter(isRow) : [];
  const schedule = tags.find(({ Key }) => Key === 'aws:dlm:lifecycle-schedule-name')?.Value;
  return schedule === 'daily, keep 35' ? 35 : Number.POSITIVE_INFINITY;
}

/** Nobody deletes what an image is made of, and the last day has all the others. */
function isDeleted(row: Row, call: Call, day: number): boolean {
  const list = LISTS[call.operation];
  const share = list === undefined ? undefined : DELETED[list];
  const id = IDS.map((name) => row[name]).find((value) => typeof value === 'string');
  if (share === undefined || typeof id !== 'string' || /^Created by/.test(String(row.Description)))
    return false;
  const hash = hashText(`${id}/deleted`);
  return hash % 100 < share && 1 + (Math.floor(hash / 100) % LAST_DAY) <= day;
}

const LISTS: Readonly<Record<string, string>> = {
  DescribeSnapshots: 'Snapshots',
  DescribeDBSnapshots: 'DBSnapshots',
  DescribeVolumes: 'Volumes',
  DescribeDBInstances: 'DBInstances',
  ListRecoveryPointsByBackupVault: 'RecoveryPoints',
};

/** What somebody changes of a row, or what grows. */
function changed(row: Row, list: string, day: number): Row {
  if (list === 'Snapshots' && typeof row.SnapshotId === 'string') return retagged(row, row.SnapshotId, day);
  if (list !== 'FileSystems' || !isRow(row.SizeInBytes)) return row;
  const { Value: bytes } = row.SizeInBytes;
  const grown = typeof bytes === 'number' ? Math.round(bytes * (1 + 0.004 * day)) : bytes;
  return { ...row, SizeInBytes: { ...row.SizeInBytes, Value: grown } };
}

/** Of a hundred snapshots one gets a tag on one of the days. */
function retagged(row: Row, id: string, day: number): Row {
  const hash = hashText(`${id}/tagged`);
  if (hash % 100 !== 0 || 1 + (Math.floor(hash / 100) % LAST_DAY) > day) return row;
  const tags = isList(row.Tags) ? row.Tags : [];
  return { ...row, Tags: [...tags, { Key: 'Review', Value: 'keep until the audit' }] };
}

/** What the last day's clock has moved on is as far behind this day's; what has not happened by then has not. */
function moved(row: Row, now: Date): Row {
  const late = instantOfDay(LAST_DAY).getTime() - now.getTime();
  const on = (name: string, value: Value): Value => {
    if (isRow(value)) return moved(value, now);
    if (!(value instanceof Date) || value <= now || PLANNED.includes(name)) return value;
    return MOVES.includes(name) ? new Date(value.getTime() - late) : undefined;
  };
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, on(name, value)]));
}

/** A task whose run is not there is at rest. */
function quietTask(row: Row): Row {
  if (typeof row.TaskArn !== 'string' || !['RUNNING', 'QUEUED'].includes(String(row.Status))) return row;
  const { CurrentTaskExecutionArn: _, ...rest } = row;
  return { ...rest, Status: 'AVAILABLE' };
}

/** The first of these times that a row has; of a cache its first part has them. */
function timeOf(row: Row, names: readonly string[]): number | undefined {
  for (const name of names) {
    const value = row[name];
    const time =
      value instanceof Date ? value.getTime() : typeof value === 'string' ? Date.parse(value) : Number.NaN;
    if (!Number.isNaN(time)) return time;
  }
  for (const value of Object.values(row)) {
    const parts: Value = isList(value) ? value[0] : value;
    if (parts === undefined || !isRow(parts)) continue;
    const time = timeOf(parts, names);
    if (time !== undefined) return time;
  }
  return undefined;
}
