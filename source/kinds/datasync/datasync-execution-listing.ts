/**
 * Which executions a region has. They are listed for the region as a whole; no document confirms that this listing
 * is complete, so it is checked against the tasks, and where it falls short every task is asked for its own.
 */
import type { TaskExecutionListEntry, TaskListEntry } from '@aws-sdk/client-datasync';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedPage } from './datasync-described-pages.ts';
import { describedTask, entriesOf } from './datasync-listings.ts';
import { faultBehind, isRefusal, lastId } from './datasync-parts.ts';

type Entries = readonly TaskExecutionListEntry[];

/** Tasks whose listings are under way at once: each may be several pages. */
const TASKS_AT_ONCE = 8;

/** The ARN of the task that an execution belongs to: it leads the execution's own ARN. */
export function taskArnOf(executionArn: string): string {
  return executionArn.replace(/\/execution\/.*$/, '');
}

/**
 * The executions of the region, page by page: what AWS lists for the region, then, where the check against the
 * tasks says that something is missing, what it lists by task (executions seen before come again).
 *
 * `seen` are the ARNs that the reader has taken from earlier pages; `tasks` are the region's tasks, undefined where
 * they could not be listed, so that nothing can be checked.
 */
export async function* executionPages(
  context: CollectContext,
  tasks: Promise<ReadonlyMap<string, TaskListEntry> | undefined>,
  seen: ReadonlySet<string>,
): AsyncGenerator<ListedPage<TaskExecutionListEntry>, void, undefined> {
  const { listTaskExecutions } = await import('../../aws/datasync.ts');
  try {
    yield* entriesOf(context.pages(listTaskExecutions, {}), (page) => page.TaskExecutions);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    yield* insteadOfRefused(context, await tasks, error);
    return;
  }
  const known = await tasks;
  if (known === undefined || known.size === 0) return;
  if (seen.size === 0 || (await lacksCurrentExecution(context, known, seen))) {
    yield* byTask(context, known, new Map());
    return;
  }
  const sample = fewestExecutions([...known.keys()], seen);
  const own = await context.optional(
    `check that no execution of ${lastId(sample)} is missing`,
    executionsOf(context, sample),
  );
  if (own !== undefined && differs(own, sample, seen)) {
    yield* byTask(context, known, new Map([[sample, own]]));
  }
}

/** Where AWS refuses to list a region's executions it may list a task's; where it refuses that too, nothing is known. */
async function* insteadOfRefused(
  context: CollectContext,
  tasks: ReadonlyMap<string, TaskListEntry> | undefined,
  refusal: unknown,
): AsyncGenerator<ListedPage<TaskExecutionListEntry>, void, undefined> {
  const [first] = tasks?.keys() ?? [];
  if (tasks === undefined || first === undefined) {
    // The service wants a task named, and there is none: no task, no execution.
    if (tasks !== undefined && faultBehind(refusal).code === 'InvalidRequestException') return;
    throw refusal;
  }
  let own: Entries;
  try {
    own = await executionsOf(context, first);
  } catch (error) {
    throw isRefusal(error) ? refusal : error;
  }
  yield* byTask(context, tasks, new Map([[first, own]]));
}

/** Each task's own listing, in the order of the tasks; those at hand are not asked for again. */
async function* byTask(
  context: CollectContext,
  tasks: ReadonlyMap<string, TaskListEntry>,
  atHand: ReadonlyMap<string, Entries>,
): AsyncGenerator<ListedPage<TaskExecutionListEntry>, void, undefined> {
  const listings = mapConcurrently(
    tasks.keys(),
    TASKS_AT_ONCE,
    async (arn) =>
      atHand.get(arn) ?? (await context.optional(`executions of ${lastId(arn)}`, executionsOf(context, arn))),
  );
  for await (const entries of listings) {
    if (entries !== undefined && entries.length > 0) yield { entries, cursor: null };
  }
}

async function executionsOf(context: CollectContext, taskArn: string): Promise<Entries> {
  const { listTaskExecutions } = await import('../../aws/datasync.ts');
  const executions: TaskExecutionListEntry[] = [];
  for await (const page of context.pages(listTaskExecutions, { TaskArn: taskArn })) {
    executions.push(...(page.TaskExecutions ?? []));
  }
  return executions;
}

/** Whether a task that is at work names an execution that the region's listing does not have. */
async function lacksCurrentExecution(
  context: CollectContext,
  tasks: ReadonlyMap<string, TaskListEntry>,
  seen: ReadonlySet<string>,
): Promise<boolean> {
  const atWork = [...tasks].filter(([, { Status }]) => Status === 'RUNNING' || Status === 'QUEUED');
  const described = await Promise.all(
    atWork.map(([arn]) =>
      context.optional(`check that no execution of ${lastId(arn)} is missing`, describedTask(context)(arn)),
    ),
  );
  return described.some(
    (task) => task?.CurrentTaskExecutionArn !== undefined && !seen.has(task.CurrentTaskExecutionArn),
  );
}

/** The task that the region's listing says least about: where executions are missing it shows soonest. */
function fewestExecutions(taskArns: readonly string[], seen: ReadonlySet<string>): string {
  const counts = new Map(taskArns.map((arn) => [arn, 0]));
  for (const arn of seen) {
    const task = taskArnOf(arn);
    const count = counts.get(task);
    if (count !== undefined) counts.set(task, count + 1);
  }
  const [fewest] = [...counts].reduce((least, next) => (next[1] < least[1] ? next : least));
  return fewest;
}

function differs(own: Entries, taskArn: string, seen: ReadonlySet<string>): boolean {
  const ownArns = new Set(own.map(({ TaskExecutionArn }) => TaskExecutionArn));
  const regionArns = new Set([...seen].filter((arn) => taskArnOf(arn) === taskArn));
  return ownArns.size !== regionArns.size || [...regionArns].some((arn) => !ownArns.has(arn));
}
