/** The table of transfers: each task of DataSync with when it runs, and how its runs go. Its rows are worked out from those of DataSync. */
import { type Column, type ColumnFacts, columnId } from '../../model/columns.ts';
import type { SortKey } from '../../model/table-query.ts';
import type { TabSpec } from '../define/tab.ts';

const facts =
  (isShown: boolean) =>
  (
    header: string,
    type: ColumnFacts['type'],
    width: number,
    about: string,
    more: Partial<ColumnFacts> = {},
  ): ColumnFacts => ({ header, type, width, shown: isShown, about, ...more });
const [shown, hidden] = [facts(true), facts(false)];

const FACTS: readonly ColumnFacts[] = [
  shown('Task Name', 'text', 28, 'The name of the task; blank where it has none.', { label: 'Task' }),
  shown('Region', 'text', 14, 'The region of the task.'),
  hidden('Account', 'text', 12, 'The account of the task.'),
  shown(
    'Schedule in Words',
    'text',
    26,
    'When it runs, in UTC; blank without a schedule. Of a rate AWS tells no phase: about.',
    {
      label: 'Schedule',
    },
  ),
  shown(
    'Next Run',
    'instant',
    16,
    'When its schedule starts it next; of a rate about then: its last start and the rate. Blank where it is not scheduled, its schedule is off, over, or not understood.',
    { mayBeFuture: true },
  ),
  shown(
    'Last Run',
    'instant',
    16,
    'When its newest execution was requested (Started), of those in the window of the scan.',
  ),
  shown('Last Status', 'enum', 12, 'How that went.', { label: 'Status' }),
  shown(
    'Missed',
    'boolean',
    6,
    'Whether a scheduled run did not start, in the window of the scan: blank where that is not known. A run near the time fills its place; likely skipped ones do not count.',
  ),
  shown(
    'Stuck',
    'boolean',
    5,
    'Whether it runs for much longer than its good runs do; blank where that is not known.',
  ),
  shown(
    'Queued Behind',
    'list',
    18,
    'Where it waits: other tasks that run on an agent of its own, or its own run before.',
  ),
  hidden(
    'Collides With',
    'list',
    18,
    'Other tasks on an agent of its own whose last runs were under way while its last one was.',
  ),
  hidden('Reason', 'text', 40, 'Why it is judged so, with the facts.'),
  hidden('Missed Runs', 'integer', 6, 'How many scheduled runs did not start; of a rate about so many.'),
  hidden('Last Missed', 'instant', 16, 'When the last of them was due.'),
  hidden(
    'Likely Skipped',
    'integer',
    7,
    'Scheduled runs that did not start while the run before still went on.',
  ),
  shown('Last Duration', 'duration', 9, 'How long the last run took, or takes.', { label: 'Duration' }),
  hidden('Median Duration', 'duration', 9, 'The median of its good runs in the window.'),
  hidden(
    'Duration Trend (%)',
    'integer',
    8,
    'The last good run against the median of those before it; blank under three of those.',
    { unit: '%', mayBeNegative: true },
  ),
  shown('Last Bytes', 'bytes', 10, 'What the last run moved.', { label: 'Bytes' }),
  hidden('Bytes Trend (%)', 'integer', 8, 'As Duration Trend, of the bytes moved.', {
    unit: '%',
    mayBeNegative: true,
  }),
  hidden('Throughput per Second', 'bytes', 10, 'Of the last run.', { label: 'Per second' }),
  shown('Files Failed', 'integer', 7, 'In the last run; blank in Basic mode, which does not count them.', {
    label: 'Failed',
  }),
  hidden('Verify Mode', 'enum', 22, 'What is verified at the end; NONE: nothing.'),
  hidden('Verify Status', 'enum', 9, 'How verifying ended in the last run.'),
  hidden(
    'Data Left',
    'bytes',
    10,
    'What the run under way has still to move, as DataSync expects it: an estimate, which grows in Enhanced mode.',
  ),
  hidden(
    'Agents',
    'list',
    24,
    'The agents that it needs, with their states; none: it needs none. Blank where that is not known.',
  ),
  hidden('Discontinued Agents', 'list', 20, 'Those of them with a version that AWS has discontinued (1.x).'),
  hidden('Log Group', 'enum', 8, 'set or none; blank where the task could not be described.'),
  hidden(
    'Report',
    'enum',
    9,
    'Whether the last run made a task report: SUCCESS, ERROR; blank: none was asked for, or it is not known.',
  ),
  hidden(
    'Runs',
    'integer',
    5,
    'Its executions in the window of the scan; blank where they were not all read.',
  ),
  hidden('Failed Runs', 'integer', 6, 'How many of those failed.'),
  hidden('Schedule', 'text', 24, 'The expression as AWS has it.', { label: 'Expression' }),
  hidden('Schedule Status', 'enum', 9, 'ENABLED or DISABLED.'),
  hidden('Task Mode', 'enum', 8, 'BASIC or ENHANCED.'),
  hidden('Task ARN', 'arn', 40, 'The ARN of the task.'),
  hidden('Source Location ARN', 'arn', 40, 'Where the task reads.'),
  hidden('Destination Location ARN', 'arn', 40, 'Where the task writes.'),
  hidden('Last Execution ARN', 'arn', 40, 'Its newest execution.'),
];

/** The table, which is a view too. Its rows are those of tasks, seen otherwise: they have their numbers. */
export const TRANSFERS_TABLE: Pick<TabSpec, 'id' | 'title' | 'glance'> & { readonly order: SortKey } = {
  id: 'transfers',
  title: 'Transfers',
  glance: [
    'task_name',
    'region',
    'schedule_in_words',
    'next_run',
    'last_run',
    'last_status',
    'missed',
    'stuck',
  ],
  order: { column: 'missed', descending: true },
};

/** The name of the table, of its sheet and of its view. */
export const TRANSFERS_TAB = TRANSFERS_TABLE.id;

export const TRANSFER_COLUMNS: readonly Column[] = FACTS.map((column) => ({
  ...column,
  id: columnId(column.header),
}));
