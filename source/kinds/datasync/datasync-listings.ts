/** The DataSync listings and descriptions that several kinds of one region share: each is asked for once. */
import type {
  DescribeTaskCommandOutput,
  DescribeTaskExecutionCommandOutput,
  ListLocationsCommandOutput,
  ListTasksCommandOutput,
  TaskListEntry,
} from '@aws-sdk/client-datasync';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import { sharedSequence } from '../define/shared-sequence.ts';
import type { ListedPage } from './datasync-described-pages.ts';

/** The pages of ListTasks. */
export const taskPages = sharedInRegion((context) => sharedSequence(listTaskPages(context)));

/** The pages of ListLocations. */
export const locationPages = sharedInRegion((context) => sharedSequence(listLocationPages(context)));

/** One task in full, by its ARN. */
export const describedTask = sharedInRegion((context) =>
  oncePerKey(async (arn): Promise<DescribeTaskCommandOutput> => {
    const { describeTask } = await import('../../aws/datasync.ts');
    return context.call(describeTask, { TaskArn: arn });
  }),
);

/**
 * One execution in full, by its ARN, kept for whoever else asks: meant for those under way (a task's current one),
 * not for the tens of thousands that are over.
 */
export const describedCurrentExecution = sharedInRegion((context) =>
  oncePerKey((arn) => describeExecution(context, arn)),
);

/** One execution in full, not kept. */
export async function describeExecution(
  context: CollectContext,
  arn: string,
): Promise<DescribeTaskExecutionCommandOutput> {
  const { describeTaskExecution } = await import('../../aws/datasync.ts');
  return context.call(describeTaskExecution, { TaskExecutionArn: arn });
}

/** All tasks of the region by ARN, from the shared listing. */
export async function tasksByArn(context: CollectContext): Promise<ReadonlyMap<string, TaskListEntry>> {
  const tasks = new Map<string, TaskListEntry>();
  for await (const page of taskPages(context)) {
    for (const task of page.Tasks ?? []) if (task.TaskArn !== undefined) tasks.set(task.TaskArn, task);
  }
  return tasks;
}

/** The URI of every location of the region by ARN, from the shared listing. */
export async function locationUris(context: CollectContext): Promise<ReadonlyMap<string, string>> {
  const uris = new Map<string, string>();
  for await (const page of locationPages(context)) {
    for (const { LocationArn, LocationUri } of page.Locations ?? []) {
      if (LocationArn !== undefined && LocationUri !== undefined) uris.set(LocationArn, LocationUri);
    }
  }
  return uris;
}

/** The pages of a listing as the entries they hold. */
export async function* entriesOf<Answer extends { readonly NextToken?: string | undefined }, Entry>(
  pages: AsyncIterable<Answer>,
  entries: (page: Answer) => readonly Entry[] | undefined,
): AsyncGenerator<ListedPage<Entry>, void, undefined> {
  for await (const page of pages) yield { entries: entries(page) ?? [], cursor: page.NextToken ?? null };
}

async function* listTaskPages(context: CollectContext): AsyncGenerator<ListTasksCommandOutput> {
  const { listTasks } = await import('../../aws/datasync.ts');
  yield* context.pages(listTasks, {});
}

async function* listLocationPages(context: CollectContext): AsyncGenerator<ListLocationsCommandOutput> {
  const { listLocations } = await import('../../aws/datasync.ts');
  yield* context.pages(listLocations, {});
}

function oncePerKey<Result>(ask: (key: string) => Promise<Result>): (key: string) => Promise<Result> {
  const asked = new Map<string, Promise<Result>>();
  return (key) => {
    const answer = asked.get(key) ?? ask(key);
    asked.set(key, answer);
    return answer;
  };
}
