import type { CollectContext } from '../define/collect-context.ts';

/**
 * Pages that a collector holds while the listings it joins are still coming. The next one is under way beside them,
 * so two keep the service busy; a page of 1,000 takes a megabyte and more, in every region at once.
 */
export const PAGES_HELD = 2;

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

/**
 * A listing that is asked for when a row first needs it, and then once: a region without such rows costs no call.
 * Undefined where it failed, which makes the cell partial.
 */
export function joinOnDemand<Result>(
  context: CollectContext,
  what: string,
  ask: () => Promise<Result>,
): () => Promise<Result | undefined> {
  let asked: Promise<Result | undefined> | undefined;
  return () => {
    asked ??= context.optional(what, ask());
    return asked;
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
      const next = await context.optional(what, pages.next(), 'rows');
      if (next === undefined || next.done === true) return;
      yield next.value;
    }
  } finally {
    await pages.return();
  }
}

/** Keeps what several listings have in common once: the first with its ARN; what has none is always kept. */
export function firstOf<Item>(arnOf: (item: Item) => string | undefined): (item: Item) => boolean {
  const seen = new Set<string>();
  return (item) => {
    const arn = arnOf(item);
    if (arn === undefined) return true;
    const isFirst = !seen.has(arn);
    seen.add(arn);
    return isFirst;
  };
}

/** A source of `merged`. */
export interface MergedSource<Item> {
  readonly start: () => AsyncGenerator<Item, void, undefined>;
  /** How much of the room it takes while it is under way. */
  readonly weight: number;
}

/**
 * Items of several sources as they come. As many sources are under way as have room together, those that come first
 * first, and one at least. An error of one ends it all, so sources that may fail alone go through `optionalPages`.
 */
export async function* merged<Item>(
  sources: readonly MergedSource<Item>[],
  room: number,
): AsyncGenerator<Item, void, undefined> {
  type Source = AsyncGenerator<Item, void, undefined>;
  let waiting = [...sources];
  const open = new Map<Source, number>();
  const asked = new Map<Source, Promise<{ source: Source; next: IteratorResult<Item, void> }>>();
  const ask = (source: Source): void => {
    const answer = source.next().then((next) => ({ source, next }));
    // Another source's error may end everything before this one is looked at.
    answer.catch(() => undefined);
    asked.set(source, answer);
  };
  const begin = (): void => {
    let left = room;
    for (const weight of open.values()) left -= weight;
    waiting = waiting.filter(({ start, weight }) => {
      if (open.size > 0 && weight > left) return true;
      left -= weight;
      const source = start();
      open.set(source, weight);
      ask(source);
      return false;
    });
  };
  try {
    for (begin(); open.size > 0; ) {
      const { source, next } = await Promise.race(asked.values());
      asked.delete(source);
      if (next.done === true) {
        open.delete(source);
        begin();
      } else {
        yield next.value;
        ask(source);
      }
    }
  } finally {
    await Promise.all([...open.keys()].map((source) => source.return()));
  }
}
