import type { Ask } from './caller.ts';
import { RepeatedPageError } from './errors.ts';
import type { PagedOperation } from './operation.ts';

/**
 * All pages of a listing, one call each. The next page is asked for as soon as its token is known, while the page
 * before it is being worked on. An empty page with a token is legal and paging goes on; a token that came before
 * would never end.
 */
export async function* pagesOf<Input, Output>(
  call: (operation: PagedOperation<Input, Output>, input: Input) => Promise<Output>,
  operation: PagedOperation<Input, Output>,
  input: Input,
): AsyncGenerator<Output, void, undefined> {
  const seen = new Set<string>();
  let next: Promise<Output> | undefined = call(operation, operation.pageInput(input, undefined));
  while (next !== undefined) {
    const page: Output = await next;
    const token = operation.nextToken(page);
    next = undefined;
    let repeated = false;
    if (token !== undefined && token !== '') {
      repeated = seen.has(token);
      seen.add(token);
      if (!repeated) {
        next = call(operation, operation.pageInput(input, token));
        // Whoever stops reading never awaits it: its failure must not count as unhandled.
        next.catch(() => {});
      }
    }
    yield page;
    if (repeated) throw new RepeatedPageError();
  }
}

/** All pages of a listing that is asked for in one region. */
export function pagesIn<Input, Output>(
  ask: Ask,
  operation: PagedOperation<Input, Output>,
  input: Input,
  region: string,
): AsyncGenerator<Output, void, undefined> {
  return pagesOf((one, given) => ask(one, given, region), operation, input);
}
