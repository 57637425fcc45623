/** What is worked out from an execution's times and counts. Unknown stays undefined, never zero. */
import type { DescribeTaskExecutionCommandOutput } from '@aws-sdk/client-datasync';
import { EXECUTION_STATUSES } from './datasync-facts.ts';
import { averageRate, type TransferCounts, transferPercent, transferTimeLeft } from './transfer-progress.ts';

/** An execution as DescribeTaskExecution tells it. */
export type Execution = DescribeTaskExecutionCommandOutput;

/** Whether an execution with this status has ended. */
export function isOver(status: string | undefined): boolean {
  return [...EXECUTION_STATUSES.good, ...EXECUTION_STATUSES.failed].some((end) => end === status);
}

/**
 * How long it ran, in milliseconds: AWS's TotalDuration, else from launch to end; under way: from launch to the
 * scan's start. Undefined where it was not launched (before the scan), or AWS gives neither.
 */
export function durationOf(execution: Execution, scanStart: Date): number | undefined {
  const launch = execution.LaunchTime?.getTime();
  if (!isOver(execution.Status)) {
    return launch === undefined || launch > scanStart.getTime() ? undefined : scanStart.getTime() - launch;
  }
  const total = execution.Result?.TotalDuration;
  if (total !== undefined && total !== 0) return total;
  const end = execution.EndTime?.getTime();
  return launch === undefined || end === undefined ? total : end - launch;
}

/** Bytes transferred for each second of the duration, rounded to whole bytes. */
export function throughputOf(execution: Execution, scanStart: Date): number | undefined {
  const duration = durationOf(execution, scanStart);
  const bytes = execution.BytesTransferred;
  return bytes === undefined || duration === undefined || duration <= 0
    ? undefined
    : Math.round((bytes * 1000) / duration);
}

function countsOf(execution: Execution): TransferCounts {
  return {
    bytes: execution.BytesTransferred ?? null,
    expectedBytes: execution.EstimatedBytesToTransfer ?? null,
    files: execution.FilesTransferred ?? null,
    expectedFiles: execution.EstimatedFilesToTransfer ?? null,
  };
}

/** Percent of what is expected while it is under way. Undefined before AWS expects anything, and when it is over. */
export function progressOf(execution: Execution): number | undefined {
  return isOver(execution.Status) ? undefined : (transferPercent(countsOf(execution)) ?? undefined);
}

/**
 * Milliseconds that the transfer still takes at its average rate since it was prepared. Only while it is
 * transferring: AWS says nothing that queueing, preparing, verifying or cancelling could be measured by.
 */
export function timeLeftOf(execution: Execution, now: Date): number | undefined {
  const elapsed = durationOf(execution, now);
  if (execution.Status !== 'TRANSFERRING' || elapsed === undefined) return undefined;
  const transferring = elapsed - (phaseDuration(execution, 'PrepareDuration') ?? 0);
  const counts = countsOf(execution);
  return transferTimeLeft(counts, averageRate(counts, transferring)) ?? undefined;
}

type EnhancedCounts =
  | 'FilesPrepared'
  | 'FoldersTransferred'
  | 'FoldersSkipped'
  | 'FoldersDeleted'
  | 'FoldersVerified'
  | 'FoldersPrepared'
  | 'EstimatedFoldersToTransfer'
  | 'EstimatedFoldersToDelete';

/** A count that only Enhanced mode keeps: in Basic mode there is none, whatever AWS fills in. */
export function enhancedCount(execution: Execution, count: EnhancedCounts): number | undefined {
  return execution.TaskMode === 'BASIC' ? undefined : execution[count];
}

/** The sum of the counts by phase of what failed; only Enhanced mode keeps them. */
export function failedCount(execution: Execution, of: 'FilesFailed' | 'FoldersFailed'): number | undefined {
  if (execution.TaskMode === 'BASIC') return undefined;
  const counts = Object.values(execution[of] ?? {}).filter((count) => count !== undefined);
  return counts.length === 0 ? undefined : counts.reduce((sum, count) => sum + count, 0);
}

/** How many were found at the source; only Enhanced mode counts that. */
export function listedCount(execution: Execution, of: 'FilesListed' | 'FoldersListed'): number | undefined {
  return execution.TaskMode === 'BASIC' ? undefined : execution[of]?.AtSource;
}

/** How long a phase took, in milliseconds. Enhanced mode has no phases one after another: AWS always says 0 there. */
export function phaseDuration(
  execution: Execution,
  phase: 'PrepareDuration' | 'TransferDuration' | 'VerifyDuration',
): number | undefined {
  return execution.TaskMode === 'ENHANCED' ? undefined : execution.Result?.[phase];
}
