import type { DescribeTaskExecutionCommandOutput, TaskExecutionListEntry } from '@aws-sdk/client-datasync';
import type { ColumnSpec, GivenValue, ListItem } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { answering, hidden, shown } from './datasync-columns.ts';
import {
  durationOf,
  type Execution,
  enhancedCount,
  failedCount,
  listedCount,
  phaseDuration,
  progressOf,
  throughputOf,
  timeLeftOf,
} from './datasync-execution-measures.ts';

/** The value from the described execution, unknown where the describe failed. */
const told =
  (value: (execution: Execution, now: Date) => GivenValue): ColumnSpec<ExecutionRow>['value'] =>
  ({ described, now }) =>
    described && value(described, now);

const OLD: readonly ColumnSpec<ExecutionRow>[] = [
  hidden(
    'Task Execution ARN',
    'arn',
    40,
    'The ARN of the execution.',
    ({ listed }) => listed.TaskExecutionArn,
  ),
  hidden(
    'Task ARN',
    'arn',
    40,
    "The ARN of its task, which leads the execution's own.",
    ({ taskArn }) => taskArn,
  ),
  shown(
    'Status',
    'enum',
    12,
    'QUEUED, LAUNCHING, PREPARING, TRANSFERRING, VERIFYING, CANCELLING, SUCCESS or ERROR.',
    ({ listed, described }) => described?.Status ?? listed.Status,
  ),
  shown(
    'Start Time',
    'instant',
    16,
    'When the execution was requested (StartTime); Launch Time says when it began.',
    told((execution) => execution.StartTime),
    { label: 'Started' },
  ),
  shown(
    'Duration',
    'duration',
    9,
    "How long it ran: AWS's TotalDuration, else from launch to end; under way: from launch to the scan's start.",
    told(durationOf),
    { noChange: 'moves' },
  ),
  shown(
    'Files Transferred',
    'integer',
    11,
    'Files sent over the network; in Basic mode folders count too.',
    told((execution) => execution.FilesTransferred),
    { label: 'Files' },
  ),
  shown(
    'Bytes Transferred',
    'bytes',
    11,
    'Bytes sent over the network, before compression.',
    told((execution) => execution.BytesTransferred),
    { label: 'Bytes' },
  ),
  shown(
    'Files Failed',
    'integer',
    8,
    'Files that could not be prepared, transferred, verified or deleted; blank in Basic mode, which does not count them.',
    told((execution) => failedCount(execution, 'FilesFailed')),
    { label: 'Failed' },
  ),
  shown(
    'Error Code',
    'text',
    18,
    'Why it failed.',
    told((execution) => execution.Result?.ErrorCode),
  ),
  hidden(
    'Error Detail',
    'text',
    40,
    'Why it failed, in words.',
    told((execution) => execution.Result?.ErrorDetail),
  ),
  shown('Region', 'text', 15, 'The region of the execution.', (_row, place) => place.region),
];

const ADDED: readonly ColumnSpec<ExecutionRow>[] = [
  shown(
    'Task Name',
    'text',
    20,
    "The name of its task, from the region's task listing; blank for a task that is gone or has none.",
    ({ taskName }) => taskName,
    { label: 'Task', noChange: 'tells of others' },
  ),
  shown(
    'Task Mode',
    'enum',
    8,
    'BASIC or ENHANCED.',
    ({ listed, described }) => described?.TaskMode ?? listed.TaskMode,
    { label: 'Mode' },
  ),
  hidden(
    'Launch Time',
    'instant',
    16,
    'When it really began, after waiting in the queue.',
    told((execution) => execution.LaunchTime),
  ),
  hidden(
    'End Time',
    'instant',
    16,
    'When it ended; blank while it is under way.',
    told((execution) => execution.EndTime),
  ),
  shown('Throughput per Second', 'bytes', 11, 'Bytes Transferred divided by Duration.', told(throughputOf), {
    label: 'Per second',
    noChange: 'moves',
  }),
  shown(
    'Progress (%)',
    'integer',
    15,
    'While it is under way: percent of the expected bytes, of the expected files where bytes are not known; blank before DataSync expects any. In Enhanced mode the expectation grows while it prepares.',
    told(progressOf),
    { label: 'Progress', unit: '%', noChange: 'moves' },
  ),
  shown(
    'Time Left',
    'duration',
    9,
    'While it is transferring: how long the rest takes at the rate so far; an estimate, blank where nothing moves.',
    told(timeLeftOf),
    { label: 'Left', noChange: 'moves' },
  ),
  hidden(
    'Bytes Written',
    'bytes',
    11,
    'Bytes written at the destination.',
    told((execution) => execution.BytesWritten),
  ),
  hidden(
    'Bytes Compressed',
    'bytes',
    11,
    'Bytes sent over the network, after compression.',
    told((execution) => execution.BytesCompressed),
  ),
  hidden(
    'Estimated Bytes',
    'bytes',
    11,
    'Bytes that DataSync expects to write.',
    told((execution) => execution.EstimatedBytesToTransfer),
  ),
  hidden(
    'Estimated Files',
    'integer',
    11,
    'Files that DataSync expects to transfer.',
    told((execution) => execution.EstimatedFilesToTransfer),
  ),
  hidden(
    'Estimated Files to Delete',
    'integer',
    11,
    'Files that DataSync expects to delete at the destination.',
    told((execution) => execution.EstimatedFilesToDelete),
  ),
  hidden(
    'Files Deleted',
    'integer',
    11,
    'Files deleted at the destination because the source no longer has them.',
    told((execution) => execution.FilesDeleted),
  ),
  hidden(
    'Files Skipped',
    'integer',
    11,
    'Files that were left out.',
    told((execution) => execution.FilesSkipped),
  ),
  hidden(
    'Files Verified',
    'integer',
    11,
    'Files compared at the end.',
    told((execution) => execution.FilesVerified),
  ),
  hidden(
    'Files Listed',
    'integer',
    11,
    'Files found at the source; Enhanced mode only.',
    told((execution) => listedCount(execution, 'FilesListed')),
  ),
  hidden(
    'Files Prepared',
    'integer',
    11,
    'Files to be transferred after comparing; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'FilesPrepared')),
  ),
  hidden(
    'Folders Listed',
    'integer',
    11,
    'Folders found at the source; Enhanced mode only.',
    told((execution) => listedCount(execution, 'FoldersListed')),
  ),
  hidden(
    'Folders Prepared',
    'integer',
    11,
    'Folders to be transferred after comparing; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'FoldersPrepared')),
  ),
  hidden(
    'Folders Transferred',
    'integer',
    11,
    'Folders transferred; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'FoldersTransferred')),
  ),
  hidden(
    'Folders Skipped',
    'integer',
    11,
    'Folders left out; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'FoldersSkipped')),
  ),
  hidden(
    'Folders Deleted',
    'integer',
    11,
    'Folders deleted at the destination; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'FoldersDeleted')),
  ),
  hidden(
    'Folders Verified',
    'integer',
    11,
    'Folders compared at the end; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'FoldersVerified')),
  ),
  hidden(
    'Folders Failed',
    'integer',
    11,
    'Folders that failed in any phase; Enhanced mode only.',
    told((execution) => failedCount(execution, 'FoldersFailed')),
  ),
  hidden(
    'Estimated Folders',
    'integer',
    11,
    'Folders that DataSync expects to transfer; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'EstimatedFoldersToTransfer')),
  ),
  hidden(
    'Estimated Folders to Delete',
    'integer',
    11,
    'Folders that DataSync expects to delete; Enhanced mode only.',
    told((execution) => enhancedCount(execution, 'EstimatedFoldersToDelete')),
  ),
  hidden(
    'Prepare Status',
    'enum',
    9,
    'PENDING, SUCCESS or ERROR.',
    told((execution) => execution.Result?.PrepareStatus),
  ),
  hidden(
    'Prepare Duration',
    'duration',
    9,
    'How long preparing took; blank in Enhanced mode, whose phases overlap.',
    told((execution) => phaseDuration(execution, 'PrepareDuration')),
  ),
  hidden(
    'Transfer Status',
    'enum',
    9,
    'PENDING, SUCCESS or ERROR.',
    told((execution) => execution.Result?.TransferStatus),
  ),
  hidden(
    'Transfer Duration',
    'duration',
    9,
    'How long transferring took; blank in Enhanced mode, whose phases overlap.',
    told((execution) => phaseDuration(execution, 'TransferDuration')),
  ),
  hidden(
    'Verify Status',
    'enum',
    9,
    'PENDING, SUCCESS or ERROR.',
    told((execution) => execution.Result?.VerifyStatus),
  ),
  hidden(
    'Verify Duration',
    'duration',
    9,
    'How long verifying took; blank in Enhanced mode, whose phases overlap.',
    told((execution) => phaseDuration(execution, 'VerifyDuration')),
  ),
  hidden(
    'Report Result',
    'enum',
    9,
    'Whether the task report was made: PENDING, SUCCESS or ERROR; blank where none was asked for.',
    told((execution) => execution.ReportResult?.Status),
  ),
  hidden(
    'Report Error',
    'text',
    30,
    'Why the task report was not made.',
    told((execution) => execution.ReportResult?.ErrorDetail ?? execution.ReportResult?.ErrorCode),
  ),
  hidden('Tags', 'tags', 30, 'Tags as key=value; `not checked` without --tags.', ({ tags }) => tags),
];

/** The columns of an execution: the old export's, then ours. */
export const EXECUTION_COLUMNS = [...answering('Recent Executions', OLD), ...ADDED];

/** An execution: what the listing said, its describe where AWS gave it, and its task's name. */
export interface ExecutionRow extends CollectedRow {
  readonly listed: TaskExecutionListEntry;
  readonly described: DescribeTaskExecutionCommandOutput | undefined;
  readonly taskArn: string | undefined;
  readonly taskName: string | undefined;
  readonly tags: readonly ListItem[] | undefined;
  /** The scan's start: what an execution under way is measured against. */
  readonly now: Date;
}
