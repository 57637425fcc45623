/**
 * Maps items with at most `limit` mappings begun and not yet handed out, and hands the results out in the order of
 * the items. Items are taken from the source while results are awaited, and never more of them than the limit, so
 * that memory stays flat however long the source is. Where the source ends with an error, the results of what it
 * gave before are handed out first; where a mapping fails, the results before it are.
 */
export async function* mapConcurrently<Item, Result>(
  items: AsyncIterable<Item> | Iterable<Item>,
  limit: number,
  map: (item: Item) => Promise<Result>,
): AsyncGenerator<Result, void, undefined> {
  const source = Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  const begun: Promise<Settled<Result>>[] = [];
  let exhausted: { readonly failure?: Failure } | undefined;
  let taking: Promise<void> | undefined;

  const take = async (): Promise<void> => {
    try {
      const next = await source.next();
      if (next.done === true) exhausted = {};
      else begun.push(settled(map(next.value)));
    } catch (error) {
      exhausted = { failure: { error } };
    }
  };
  const refill = (): void => {
    if (taking !== undefined || exhausted !== undefined || begun.length >= limit) return;
    taking = take().then(() => {
      taking = undefined;
      refill();
    });
  };

  try {
    while (true) {
      refill();
      const first = begun[0];
      if (first === undefined) {
        if (taking === undefined) break;
        await taking;
        continue;
      }
      const outcome = await first;
      begun.shift();
      if ('failure' in outcome) throw outcome.failure.error;
      yield outcome.result;
    }
    if (exhausted?.failure !== undefined) throw exhausted.failure.error;
  } finally {
    exhausted ??= {};
    await source.return?.();
  }
}

interface Failure {
  readonly error: unknown;
}

type Settled<Result> = { readonly result: Result } | { readonly failure: Failure };

/** Never rejects: a mapping that fails before its turn must not count as an unhandled rejection. */
async function settled<Result>(promise: Promise<Result>): Promise<Settled<Result>> {
  try {
    return { result: await promise };
  } catch (error) {
    return { failure: { error } };
  }
}
