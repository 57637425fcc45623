import type { DescribeTaskCommandOutput, FilterRule, TaskListEntry } from '@aws-sdk/client-datasync';
import type { ColumnSpec, ListItem } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { answering, hidden, shown } from './datasync-columns.ts';

/** The option's value, unknown where the task could not be described. */
const option =
  (name: keyof NonNullable<DescribeTaskCommandOutput['Options']>): ColumnSpec<TaskRow>['value'] =>
  ({ described }) =>
    described?.Options?.[name];

const OLD: readonly ColumnSpec<TaskRow>[] = [
  shown(
    'Task Name',
    'text',
    28,
    'The name of the task; blank where it has none.',
    ({ listed, described }) => described?.Name ?? listed.Name,
  ),
  hidden('Task ARN', 'arn', 40, 'The ARN of the task.', ({ listed }) => listed.TaskArn),
  shown(
    'Status',
    'enum',
    11,
    'AVAILABLE (ready), QUEUED, RUNNING, CREATING or UNAVAILABLE.',
    ({ listed, described }) => described?.Status ?? listed.Status,
  ),
  hidden(
    'Source Location ARN',
    'arn',
    40,
    'Where the task reads.',
    ({ described }) => described?.SourceLocationArn,
  ),
  hidden(
    'Destination Location ARN',
    'arn',
    40,
    'Where the task writes.',
    ({ described }) => described?.DestinationLocationArn,
  ),
  shown(
    'Schedule',
    'text',
    20,
    'The schedule as a cron or rate expression; blank where the task has none. Schedule Status says whether it is on.',
    ({ described }) => described?.Schedule?.ScheduleExpression,
  ),
  hidden(
    'CloudWatch Log Group',
    'arn',
    40,
    'The ARN of the log group that the task writes to.',
    ({ described }) => described?.CloudWatchLogGroupArn,
  ),
  shown(
    'Current Status',
    'enum',
    12,
    'The status of the execution under way (from DescribeTaskExecution); blank where the task is neither running nor queued.',
    ({ currentStatus }) => currentStatus,
    { label: 'Now', noChange: 'tells of others' },
  ),
  shown(
    'Creation Time',
    'instant',
    16,
    'When the task was created.',
    ({ described }) => described?.CreationTime,
    { label: 'Created' },
  ),
  hidden('Verify Mode', 'enum', 24, 'Which files are verified at the end.', option('VerifyMode')),
  hidden(
    'Overwrite Mode',
    'enum',
    9,
    'Whether files at the destination are overwritten.',
    option('OverwriteMode'),
  ),
  hidden('Atime', 'enum', 11, 'Whether times of last access are kept.', option('Atime')),
  hidden('Mtime', 'enum', 8, 'Whether times of last change are kept.', option('Mtime')),
  hidden('UID', 'enum', 9, "Whether the files' user ids are kept.", option('Uid')),
  hidden('GID', 'enum', 9, "Whether the files' group ids are kept.", option('Gid')),
  hidden(
    'Preserve Deleted Files',
    'enum',
    8,
    'Whether files that the source no longer has stay at the destination.',
    option('PreserveDeletedFiles'),
  ),
  hidden(
    'Filter Rules',
    'text',
    26,
    'How many patterns include and exclude files.',
    ({ described }) => described && filterRules(described),
  ),
  shown('Region', 'text', 15, 'The region of the task.', (_row, place) => place.region),
];

const ADDED: readonly ColumnSpec<TaskRow>[] = [
  shown(
    'Schedule Status',
    'enum',
    8,
    'ENABLED or DISABLED; blank where the task has no schedule or AWS does not say.',
    ({ described }) => described?.Schedule?.Status,
    { label: 'Sched' },
  ),
  hidden(
    'Disabled By',
    'enum',
    8,
    'Who disabled the schedule: USER, or SERVICE after repeated failures.',
    ({ described }) => described?.ScheduleDetails?.DisabledBy,
  ),
  hidden(
    'Disabled Reason',
    'text',
    30,
    'Why DataSync disabled the schedule.',
    ({ described }) => described?.ScheduleDetails?.DisabledReason,
  ),
  hidden(
    'Schedule Status Changed',
    'instant',
    16,
    'When the schedule was last turned on or off.',
    ({ described }) => described?.ScheduleDetails?.StatusUpdateTime,
  ),
  shown(
    'Task Mode',
    'enum',
    8,
    'BASIC or ENHANCED.',
    ({ listed, described }) => described?.TaskMode ?? listed.TaskMode,
    { label: 'Mode' },
  ),
  shown(
    'Source URI',
    'text',
    36,
    "The source location's URI, from the region's location listing.",
    ({ sourceUri }) => sourceUri,
    { label: 'Source', noChange: 'tells of others' },
  ),
  shown(
    'Destination URI',
    'text',
    36,
    "The destination location's URI, from the region's location listing.",
    ({ destinationUri }) => destinationUri,
    { label: 'Destination', noChange: 'tells of others' },
  ),
  hidden(
    'Latest Execution ARN',
    'arn',
    40,
    'The most recent execution, as DescribeTask names it (CurrentTaskExecutionArn).',
    ({ described }) => described?.CurrentTaskExecutionArn,
    { noChange: 'moves' },
  ),
  hidden(
    'Transfer Mode',
    'enum',
    8,
    'CHANGED copies what differs, ALL copies everything.',
    option('TransferMode'),
  ),
  hidden(
    'Bandwidth Limit per Second',
    'bytes',
    11,
    'The most bytes a second that the task may use; blank where there is no limit.',
    ({ described }) => bandwidthLimit(described?.Options?.BytesPerSecond),
  ),
  hidden('Task Queueing', 'enum', 9, 'Whether executions wait for each other.', option('TaskQueueing')),
  hidden('Log Level', 'enum', 9, 'OFF, BASIC or TRANSFER.', option('LogLevel')),
  hidden('POSIX Permissions', 'enum', 9, 'Whether permissions are kept.', option('PosixPermissions')),
  hidden('Preserve Devices', 'enum', 9, 'Whether special devices are kept.', option('PreserveDevices')),
  hidden(
    'Security Descriptor Copy Flags',
    'enum',
    16,
    'What of the Windows permissions is copied.',
    option('SecurityDescriptorCopyFlags'),
  ),
  hidden('Object Tags', 'enum', 9, 'Whether the tags of objects are kept.', option('ObjectTags')),
  hidden(
    'Include Patterns',
    'list',
    30,
    'Patterns of what is transferred; none: everything.',
    ({ described }) => described && patterns(described.Includes),
  ),
  hidden(
    'Exclude Patterns',
    'list',
    30,
    'Patterns of what is left out.',
    ({ described }) => described && patterns(described.Excludes),
  ),
  hidden(
    'Error Code',
    'text',
    20,
    'What is wrong with the task itself, where something is.',
    ({ described }) => described?.ErrorCode,
  ),
  hidden('Error Detail', 'text', 40, 'The same in words.', ({ described }) => described?.ErrorDetail),
  hidden('Tags', 'tags', 30, 'Tags as key=value; `not checked` without --tags.', ({ tags }) => tags),
];

/** The columns of a task: the old export's, then ours. */
export const TASK_COLUMNS = [...answering('Tasks', OLD), ...ADDED];

/** Patterns of filter rules: each rule joins several with `|` (DataSync, FilterRule). */
export function patterns(rules: readonly FilterRule[] | undefined): readonly string[] {
  return (rules ?? []).flatMap((rule) => (rule.Value ?? '').split('|').filter((pattern) => pattern !== ''));
}

function filterRules(task: DescribeTaskCommandOutput): string {
  return `Includes: ${patterns(task.Includes).length}, Excludes: ${patterns(task.Excludes).length}`;
}

/** AWS says -1 for "no limit". */
function bandwidthLimit(bytesPerSecond: number | undefined): number | undefined {
  return bytesPerSecond === -1 ? undefined : bytesPerSecond;
}

/** A task: what the listing said, and as far as AWS told it what its describe and its neighbours say. */
export interface TaskRow extends CollectedRow {
  readonly listed: TaskListEntry;
  readonly described: DescribeTaskCommandOutput | undefined;
  /** Status of the execution under way; undefined where none is, or it is not known. */
  readonly currentStatus: string | undefined;
  readonly sourceUri: string | undefined;
  readonly destinationUri: string | undefined;
  readonly tags: readonly ListItem[] | undefined;
}
