/** So many go together, or as many as are found in so many milliseconds: whoever shows them shows the first at once. */
const MOST = 500;
const PATIENCE_MS = 50;

/** What is found one by one, some at a time: to wait for each would take longer than to find it. */
export function* batches<Found>(found: Iterable<Found>): Generator<readonly Found[], void, undefined> {
  let some: Found[] = [];
  let since = performance.now();
  for (const one of found) {
    some.push(one);
    if (some.length < MOST && performance.now() - since < PATIENCE_MS) continue;
    yield some;
    some = [];
    since = performance.now();
  }
  if (some.length > 0) yield some;
}
