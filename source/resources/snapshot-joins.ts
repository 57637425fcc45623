import type { CollectContext } from './collect-context.ts';

/**
 * Pages that a collector reads ahead while the listings it joins are still coming: enough to keep the service busy,
 * few enough that memory stays flat in every region at once.
 */
export const PAGES_AHEAD = 3;

/** A listing that rows are joined with. */
export interface Join<Result> {
  /** Waits for it; undefined where it failed, which makes the cell partial. */
  readonly result: () => Promise<Result | undefined>;
  /** Resolves when its last call is over, however it ended. */
  readonly over: Promise<unknown>;
}

/**
 * A listing that is under way already, while the rows it belongs to are being listed. That it failed is noted only
 * once a row needs it: a region without rows lacks nothing.
 */
export function join<Result>(context: CollectContext, what: string, part: Promise<Result>): Join<Result> {
  const over = part.then(
    () => undefined,
    () => undefined,
  );
  let asked: Promise<Result | undefined> | undefined;
  return {
    result: () => {
      asked ??= context.optional(what, part);
      return asked;
    },
    over,
  };
}

/** The pages of a listing that others can do without: it ends early, noted on the cell, where a page fails. */
export async function* optionalPages<Output>(
  context: CollectContext,
  what: string,
  pages: AsyncGenerator<Output, void, undefined>,
): AsyncGenerator<Output, void, undefined> {
  try {
    for (;;) {
      const next = await context.optional(what, pages.next());
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    await pages.return();
  }
}

/**
 * Items of several sources as they come, at most `atOnce` sources under way. An error of one ends it all, so sources
 * that may fail alone go through `optionalPages`.
 */
export async function* merged<Item>(
  sources: readonly (() => AsyncGenerator<Item, void, undefined>)[],
  atOnce: number,
): AsyncGenerator<Item, void, undefined> {
  type Source = AsyncGenerator<Item, void, undefined>;
  const waiting = [...sources];
  const open = new Set<Source>();
  const asked = new Map<Source, Promise<{ source: Source; next: IteratorResult<Item, void> }>>();
  const ask = (source: Source): void => {
    const answer = source.next().then((next) => ({ source, next }));
    // Another source's error may end everything before this one is looked at.
    answer.catch(() => undefined);
    open.add(source);
    asked.set(source, answer);
  };
  try {
    for (;;) {
      for (const start of waiting.splice(0, atOnce - open.size)) ask(start());
      if (open.size === 0) return;
      const { source, next } = await Promise.race(asked.values());
      asked.delete(source);
      if (next.done === true) {
        open.delete(source);
      } else {
        yield next.value;
        ask(source);
      }
    }
  } finally {
    await Promise.all([...open].map((source) => source.return()));
  }
}
