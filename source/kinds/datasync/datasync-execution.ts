import type {
  DescribeTaskExecutionCommandOutput,
  TaskExecutionListEntry,
  TaskListEntry,
} from '@aws-sdk/client-datasync';
import type { CollectContext } from '../define/collect-context.ts';
import type { ConsolePage } from '../define/console-page.ts';
import { defineResource } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { describedPages } from './datasync-described-pages.ts';
import { EXECUTION_COLUMNS, type ExecutionRow } from './datasync-execution-columns.ts';
import { executionPages, taskArnOf } from './datasync-execution-listing.ts';
import { isOver } from './datasync-execution-measures.ts';
import { EXECUTION_STATUSES, EXECUTIONS_TAB } from './datasync-facts.ts';
import { describedCurrentExecution, describeExecution, tasksByArn } from './datasync-listings.ts';
import { datasyncTags, lastId, type Part, partOf, problemOf, tagsOf } from './datasync-parts.ts';
import { EXECUTION_RELATIONS } from './datasync-relations.ts';
import { executionSample } from './datasync-samples.ts';
import { EXECUTION_FINDINGS } from './findings-datasync.ts';

const DAY_MS = 24 * 60 * 60_000;

const executionPage: ConsolePage = (text, region) => {
  const [, task, execution] =
    /:task\/([^/]+)\/execution\/([^/]+)$/.exec(text('task_execution_arn') ?? '') ?? [];
  return task === undefined || execution === undefined
    ? null
    : `datasync/home?region=${region}#/history/${encodeURIComponent(task)}/${encodeURIComponent(execution)}`;
};

/**
 * DataSync executions of the last days. A listing carries no time, so each is described once and those from before
 * the window are dropped after that; one that is under way, or whose start is not known, is always kept.
 */
export const datasyncExecution = defineResource<ExecutionRow>({
  id: 'datasync-execution',
  title: 'DataSync executions',
  noun: 'execution',
  group: 'datasync',
  service: 'DataSync',
  byDefault: true,
  gridHeader: 'Execs',
  tab: EXECUTIONS_TAB,
  sheets: [
    { name: 'Recent Executions', position: 5 },
    { name: 'Failed Executions', position: 7, where: { column: 'status', oneOf: ['ERROR'] } },
  ],
  columns: EXECUTION_COLUMNS,
  key: ({ listed }) => listed.TaskExecutionArn,
  identity: 'task_execution_arn',
  telling: ['status', 'start_time', 'duration'],
  actions: [
    'datasync:ListTaskExecutions',
    'datasync:DescribeTaskExecution',
    'datasync:ListTasks',
    'datasync:DescribeTask',
  ],
  optionalActions: { tags: ['datasync:ListTagsForResource'] },
  askedLater: [datasyncTags('task_execution_arn')],
  derivation: 'none',
  statuses: EXECUTION_STATUSES,
  sources: 'none',
  relations: EXECUTION_RELATIONS,
  findings: EXECUTION_FINDINGS,
  consolePage: executionPage,
  leftOut: { by: 'days', column: 'start_time' },
  leavesAt: 'none',
  pricedBy: 'none',
  deleteCommand: 'none',
  describeCommands: [
    describedBy('datasync', 'describe-task-execution', '--task-execution-arn', 'task_execution_arn'),
  ],
  recoveryPoints: 'none',
  loads: () => import('../../aws/datasync.ts'),
  sample: executionSample,
  refresh: { row: refreshedRow, keeps: ['task_name', 'tags'] },
  async *collect(context) {
    const tasks = context.optional('names of tasks, check that no execution is missing', tasksByArn(context));
    // Read later; until then a failure must not count as unhandled.
    void tasks.catch(() => undefined);
    const seen = new Set<string>();
    yield* describedPages(executionPages(context, tasks, seen), {
      arnOf: (execution) => execution.TaskExecutionArn,
      seen,
      toRow: (execution) => executionRow(context, execution, tasks),
    });
  },
});

async function executionRow(
  context: CollectContext,
  listed: TaskExecutionListEntry,
  tasks: Promise<ReadonlyMap<string, TaskListEntry> | undefined>,
): Promise<ExecutionRow | undefined> {
  const arn = listed.TaskExecutionArn;
  const described = await describedPart(context, listed);
  if (!isWanted(listed, described.answer, context)) return undefined;
  const tags = await tagsOf(context, arn);
  const taskArn = arn === undefined ? undefined : taskArnOf(arn);
  return {
    listed,
    described: described.answer,
    taskArn,
    taskName: taskArn === undefined ? undefined : (await tasks)?.get(taskArn)?.Name,
    tags: tags.answer,
    now: context.scanStart,
    problem: problemOf(described, tags),
  };
}

/** An execution as it is now, by its ARN: one call. Its task's name and its tags are not asked for. */
async function refreshedRow(context: CollectContext, arn: string): Promise<ExecutionRow> {
  const described = await describeExecution(context, arn);
  return {
    listed: { TaskExecutionArn: arn, Status: described.Status, TaskMode: described.TaskMode },
    described,
    taskArn: taskArnOf(arn),
    taskName: undefined,
    tags: undefined,
    now: context.scanStart,
  };
}

async function describedPart(
  context: CollectContext,
  { TaskExecutionArn: arn, Status }: TaskExecutionListEntry,
): Promise<Part<DescribeTaskExecutionCommandOutput>> {
  if (arn === undefined) return {};
  // One under way is its task's current execution too, which the tasks ask for: described once for both.
  const answer = isOver(Status) ? describeExecution(context, arn) : describedCurrentExecution(context)(arn);
  return await partOf(context, `details of ${lastId(arn)}`, answer);
}

function isWanted(
  listed: TaskExecutionListEntry,
  described: DescribeTaskExecutionCommandOutput | undefined,
  { scanStart, options }: CollectContext,
): boolean {
  if (!isOver(described?.Status ?? listed.Status)) return true;
  const start = described?.StartTime;
  return start === undefined || start.getTime() >= scanStart.getTime() - options.executionDays * DAY_MS;
}
