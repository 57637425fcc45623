/** Executions that have not ended: each at a stage, and as far as the server's clock has brought it. */
import type { Random } from '../random.ts';
import type { Row } from './collection.ts';
import { isHome, minutesAfter, type RegionContext } from './context.ts';
import type { TaskHistory } from './datasync-rare-cases.ts';

type Status = NonNullable<TaskHistory['latest']>;

const gibibyte = 1024 ** 3;
const minute = 60_000;

/** Minutes since an execution at this stage was started, at least and at most: only the one that verifies seems stuck. */
const ages: Readonly<Record<Status, readonly [number, number]>> = {
  QUEUED: [2, 9],
  LAUNCHING: [1, 2],
  PREPARING: [4, 14],
  TRANSFERRING: [25, 58],
  CANCELLING: [30, 58],
  VERIFYING: [150, 300],
};

/** Minutes that a transfer has still to go, at least: tests set the server's clock on by hours. */
const LEAST_LEFT = 190;

/** What an execution moves and how fast. */
interface Load {
  /** Minutes since it was started. */
  readonly age: number;
  readonly bytes: number;
  readonly files: number;
  /** Bytes a millisecond. */
  readonly rate: number;
  /** The share that was moved when it was cancelled. */
  readonly cancelledAt: number;
}

/** The first task where the company began has the most to move: 4,000 GiB at 250 MB/s, started 21 minutes ago. */
const largest: Load = { age: 21, bytes: 4000 * gibibyte, files: 1_250_000, rate: 250_000, cancelledAt: 1 };

function loadOf(status: Status, stream: Random): Load {
  const [youngest, oldest] = ages[status];
  const age = youngest + (oldest - youngest) * stream.next();
  const rate = stream.between(70, 310) * 1000;
  // The transfer begins a minute after the start, and this share of it is done by now.
  const most = status === 'TRANSFERRING' ? age / (age + LEAST_LEFT) : 1;
  const share = status === 'VERIFYING' ? 1.2 : Math.min(most, stream.between(8, 92) / 100);
  const bytes = Math.floor((rate * Math.max(1, age - 1) * minute) / share);
  const files = Math.ceil(bytes / (stream.between(300, 4000) * 1024));
  return { age, bytes, files, rate, cancelledAt: stream.between(15, 70) / 100 };
}

/** Which execution it is. */
interface UnderWay {
  readonly arn: string;
  readonly status: Status;
  readonly enhanced: boolean;
  /** It is of the first task of its region. */
  readonly isFirst: boolean;
  readonly stream: Random;
}

/** The part of it that is done: nothing before files are moved, all when they are verified. */
function sentOf(status: Status, { bytes, rate, cancelledAt }: Load, elapsed: number): number {
  if (status === 'VERIFYING') return bytes;
  if (status === 'CANCELLING') return Math.floor(bytes * cancelledAt);
  return status === 'TRANSFERRING' ? Math.min(bytes, Math.max(0, elapsed) * rate) : 0;
}

export function underWay(context: RegionContext, { arn, status, enhanced, isFirst, stream }: UnderWay): Row {
  const { now, clock } = context;
  const load = isFirst && isHome(context) ? largest : loadOf(status, stream);
  const { age, bytes, files, rate } = load;
  const StartTime = minutesAfter(now, -age);
  const LaunchTime = status === 'QUEUED' ? undefined : minutesAfter(StartTime, Math.min(1, age));
  const elapsed = LaunchTime === undefined ? 0 : clock().getTime() - LaunchTime.getTime();
  const moving = status === 'TRANSFERRING' || status === 'VERIFYING' || status === 'CANCELLING';
  const sent = sentOf(status, load, elapsed);
  const filesDone = Math.floor((files * sent) / bytes);
  const hasEnded = status === 'TRANSFERRING' && sent === bytes;
  // Verifying reads at four times the pace of moving.
  const verified = Math.min(0.97, Math.max(0, elapsed - bytes / rate) / (bytes / (4 * rate)));
  return {
    TaskExecutionArn: arn,
    Status: hasEnded ? 'SUCCESS' : status,
    TaskMode: enhanced ? 'ENHANCED' : 'BASIC',
    StartTime,
    LaunchTime,
    EndTime:
      hasEnded && LaunchTime !== undefined
        ? new Date(Math.ceil(LaunchTime.getTime() + bytes / rate))
        : undefined,
    Options: { VerifyMode: 'ONLY_FILES_TRANSFERRED', OverwriteMode: 'ALWAYS', TransferMode: 'CHANGED' },
    Includes: [],
    Excludes: [],
    EstimatedFilesToTransfer: moving ? files : 0,
    EstimatedBytesToTransfer: moving ? bytes : 0,
    EstimatedFilesToDelete: 0,
    FilesTransferred: filesDone,
    FilesDeleted: 0,
    FilesSkipped: 0,
    FilesVerified: status === 'VERIFYING' ? Math.floor(files * verified) : 0,
    BytesTransferred: sent,
    BytesWritten: sent,
    BytesCompressed: Math.floor(sent * 0.8),
    Result: {
      PrepareDuration: enhanced ? 0 : moving ? 42_000 : undefined,
      PrepareStatus: moving ? 'SUCCESS' : 'PENDING',
      TransferStatus: hasEnded || status === 'VERIFYING' ? 'SUCCESS' : 'PENDING',
      VerifyStatus: hasEnded ? 'SUCCESS' : 'PENDING',
    },
    ...(enhanced ? enhancedCounts(files, filesDone, moving ? stream.between(0, 2) : 0) : {}),
  };
}

/** What only the Enhanced mode counts. */
export function enhancedCounts(listed: number, done: number, failed: number): Row {
  const folders = Math.floor(listed / 40);
  return {
    FilesListed: { AtSource: listed, AtDestinationForDelete: 0 },
    FilesPrepared: done,
    FilesFailed: { Prepare: 0, Transfer: failed, Verify: 0, Delete: 0 },
    EstimatedFoldersToTransfer: folders,
    EstimatedFoldersToDelete: 0,
    FoldersListed: { AtSource: folders, AtDestinationForDelete: 0 },
    FoldersPrepared: folders,
    FoldersTransferred: folders,
    FoldersSkipped: 0,
    FoldersVerified: folders,
    FoldersDeleted: 0,
    FoldersFailed: { List: 0, Prepare: 0, Transfer: 0, Verify: 0, Delete: 0 },
  };
}
