import type { DescribeTaskCommandOutput, TaskListEntry } from '@aws-sdk/client-datasync';
import type { CollectContext } from '../define/collect-context.ts';
import { lastPart } from '../define/console-page.ts';
import { defineResource } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { describedPages } from './datasync-described-pages.ts';
import { TASK_STATUSES, TASKS_TAB } from './datasync-facts.ts';
import {
  describedCurrentExecution,
  describedTask,
  entriesOf,
  locationUris,
  taskPages,
} from './datasync-listings.ts';
import { datasyncTags, lastId, partOf, problemOf, tagsOf } from './datasync-parts.ts';
import { TASK_RELATIONS } from './datasync-relations.ts';
import { taskSample } from './datasync-samples.ts';
import { TASK_COLUMNS, type TaskRow } from './datasync-task-columns.ts';
import { TASK_FINDINGS } from './findings-datasync.ts';

type LocationUris = ReadonlyMap<string, string> | undefined;

/** Statuses of a task whose current execution is under way, not its last one. */
const UNDER_WAY: readonly (string | undefined)[] = ['RUNNING', 'QUEUED'];

/**
 * DataSync tasks. The names of their two locations come from the region's location listing, which is one call a
 * page and shared with the locations; in a region without tasks it is not asked for.
 */
export const datasyncTask = defineResource<TaskRow>({
  id: 'datasync-task',
  title: 'DataSync tasks',
  noun: 'task',
  group: 'datasync',
  service: 'DataSync',
  byDefault: true,
  gridHeader: 'Tasks',
  tab: TASKS_TAB,
  sheets: [
    { name: 'Tasks', position: 2 },
    { name: 'Active Tasks', position: 6, where: { column: 'status', oneOf: ['AVAILABLE'] } },
  ],
  columns: TASK_COLUMNS,
  key: ({ listed }) => listed.TaskArn,
  identity: 'task_arn',
  telling: ['task_name', 'status'],
  actions: [
    'datasync:ListTasks',
    'datasync:DescribeTask',
    'datasync:DescribeTaskExecution',
    'datasync:ListLocations',
  ],
  optionalActions: { tags: ['datasync:ListTagsForResource'] },
  askedLater: [datasyncTags('task_arn')],
  derivation: 'none',
  refresh: 'none',
  statuses: TASK_STATUSES,
  sources: 'none',
  relations: TASK_RELATIONS,
  findings: TASK_FINDINGS,
  consolePage: (text, region) =>
    lastPart(text('task_arn'), (id) => `datasync/home?region=${region}#/tasks/${id}`),
  leftOut: 'none',
  leavesAt: 'none',
  pricedBy: 'none',
  deleteCommand: 'none',
  describeCommands: [describedBy('datasync', 'describe-task', '--task-arn', 'task_arn')],
  recoveryPoints: 'none',
  loads: () => import('../../aws/datasync.ts'),
  sample: taskSample,
  collect: (context) => {
    let asked: Promise<LocationUris> | undefined;
    const uris = (): Promise<LocationUris> => {
      asked ??= context.optional('source and destination URIs', locationUris(context));
      return asked;
    };
    return describedPages(
      entriesOf(taskPages(context), (page) => page.Tasks),
      { arnOf: (task) => task.TaskArn, toRow: (task) => taskRow(context, task, uris()) },
    );
  },
});

async function taskRow(
  context: CollectContext,
  listed: TaskListEntry,
  askedUris: Promise<LocationUris>,
): Promise<TaskRow> {
  const [details, tags, uris] = await Promise.all([
    taskDetails(context, listed.TaskArn),
    tagsOf(context, listed.TaskArn),
    askedUris,
  ]);
  const uriOf = (arn: string | undefined) => (arn === undefined ? undefined : uris?.get(arn));
  return {
    listed,
    described: details.described,
    currentStatus: details.currentStatus,
    sourceUri: uriOf(details.described?.SourceLocationArn),
    destinationUri: uriOf(details.described?.DestinationLocationArn),
    tags: tags.answer,
    problem: problemOf(details, tags),
  };
}

interface TaskDetails {
  readonly described?: DescribeTaskCommandOutput | undefined;
  readonly currentStatus?: string | undefined;
  readonly problem?: string | undefined;
}

async function taskDetails(context: CollectContext, arn: string | undefined): Promise<TaskDetails> {
  if (arn === undefined) return {};
  const task = await partOf(context, `details of ${lastId(arn)}`, describedTask(context)(arn));
  const current = task.answer?.CurrentTaskExecutionArn;
  if (current === undefined || !UNDER_WAY.includes(task.answer?.Status)) {
    return { described: task.answer, problem: task.problem };
  }
  const execution = await partOf(
    context,
    `status of ${lastId(current)}`,
    describedCurrentExecution(context)(current),
  );
  return {
    described: task.answer,
    currentStatus: execution.answer?.Status,
    problem: problemOf(task, execution),
  };
}
