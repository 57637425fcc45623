import { type Fault, faultOf } from '../../aws/errors.ts';
import type { ListItem, Tag } from '../../model/columns.ts';
import { type AskedLater, idToAsk, NOT_CHECKED } from '../define/asked-later.ts';
import type { CollectContext } from '../define/collect-context.ts';

/** A part of a row that may fail without the row: what AWS answered, or in one line why it did not. */
export interface Part<Result> {
  readonly answer?: Result | undefined;
  readonly problem?: string | undefined;
}

/** Waits for a part of a row; where it fails, the cell becomes partial and the line for the row says what failed. */
export async function partOf<Result>(
  context: CollectContext,
  what: string,
  part: Promise<Result>,
): Promise<Part<Result>> {
  let problem: string | undefined;
  const noted = part.catch((error: unknown) => {
    const fault = faultBehind(error);
    problem = `${what}: ${fault.code}: ${fault.message}`;
    throw error;
  });
  const answer = await context.optional(what, noted);
  return { answer, problem };
}

/** The problems of a row's parts as one, undefined where every part was answered. */
export function problemOf(...parts: readonly Part<unknown>[]): string | undefined {
  const problems = parts.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
  return problems.length > 0 ? problems.join('; ') : undefined;
}

/** The tags of DataSync's resources, each by its ARN in this column: a call, or more where there are many tags. */
export function datasyncTags(arn: string): AskedLater {
  return {
    id: 'tags',
    column: 'tags',
    reads: [arn],
    fills: ['tags'],
    derives: [],
    calls: () => 1,
    asker: (context) => async (row) => [await askTags(context, idToAsk(row, arn))],
  };
}

/** The tags of a resource, asked for only with `--tags`. */
export async function tagsOf(
  context: CollectContext,
  arn: string | undefined,
): Promise<Part<readonly ListItem[]>> {
  if (!context.options.tags) return { answer: NOT_CHECKED };
  if (arn === undefined) return {};
  return await partOf(context, `tags of ${lastId(arn)}`, askTags(context, arn));
}

async function askTags(context: CollectContext, arn: string): Promise<readonly Tag[]> {
  const { listTagsForResource } = await import('../../aws/datasync.ts');
  const tags: Tag[] = [];
  for await (const page of context.pages(listTagsForResource, { ResourceArn: arn })) {
    for (const { Key, Value } of page.Tags ?? []) tags.push([Key ?? '', Value ?? '']);
  }
  return tags;
}

/** The last part of an ARN: `task-0123`, `exec-0123`. */
export function lastId(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

/** What AWS's own error behind a failed call means: the engine throws that one as the cause of its own. */
export function faultBehind(error: unknown): Fault {
  return faultOf(error instanceof Error && error.name === 'CallFailed' ? error.cause : error);
}

/** Whether AWS refused the question itself, so that asking in another way may be answered. */
export function isRefusal(error: unknown): boolean {
  const fault = faultBehind(error).class;
  return fault === 'denied' || fault === 'denied-by-organization' || fault === 'invalid';
}
