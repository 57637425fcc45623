/**
 * Lets several readers walk through one asynchronous sequence: each item is asked for once, by the reader that is
 * furthest, and kept for the others; all of them see items as they arrive. How it ended (an error too) is seen by
 * every reader, late ones as well. A reader that leaves early does not end it for the others.
 */
export function sharedSequence<Item>(source: AsyncIterable<Item>): AsyncIterable<Item> {
  const kept: { readonly item: Item }[] = [];
  let iterator: AsyncIterator<Item> | undefined;
  let asking: Promise<void> | undefined;
  let ended: { readonly failure?: { readonly error: unknown } } | undefined;

  const ask = async (): Promise<void> => {
    try {
      iterator ??= source[Symbol.asyncIterator]();
      const next = await iterator.next();
      if (next.done === true) ended = {};
      else kept.push({ item: next.value });
    } catch (error) {
      ended = { failure: { error } };
    }
    asking = undefined;
  };

  return {
    async *[Symbol.asyncIterator]() {
      for (let position = 0; ; position += 1) {
        let entry = kept[position];
        while (entry === undefined) {
          if (ended !== undefined) {
            if (ended.failure !== undefined) throw ended.failure.error;
            return;
          }
          asking ??= ask();
          await asking;
          entry = kept[position];
        }
        yield entry.item;
      }
    },
  };
}
