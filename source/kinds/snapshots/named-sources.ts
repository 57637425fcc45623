/** What plain snapshots are of, as it is listed: by name, and without a size. */
import { valueProblems } from '../../aws/value-problems.ts';
import type { ListedSource } from '../define/listed-source.ts';

/** What a region has of one sort. */
export interface NamedSources {
  readonly names: ReadonlySet<string>;
  readonly sources: readonly ListedSource[];
}

/** Those on the pages of a listing; undefined: it has no name, or is no source. */
export async function namedSources<Output, Item>(
  pages: AsyncIterable<Output>,
  itemsOf: (page: Output) => readonly Item[] | undefined,
  nameOf: (item: Item) => string | undefined,
  sourceOf: (item: Item, name: string) => ListedSource | undefined,
): Promise<NamedSources> {
  const names = new Set<string>();
  const sources: ListedSource[] = [];
  for await (const page of pages) {
    for (const item of itemsOf(page) ?? []) {
      const name = nameOf(item);
      if (name === undefined) continue;
      names.add(name);
      const source = sourceOf(item, name);
      if (source !== undefined) sources.push(source);
    }
  }
  return { names, sources };
}

/** A source of which AWS tells little: neither size nor tags. */
export function namedSource(service: string, name: string, arn: string, listed: object): ListedSource {
  return {
    ...{ key: name, id: name, arn, service, name: undefined, size: undefined, state: undefined },
    ...{ inUseBy: null, restorableFrom: undefined, restorableTo: undefined, encrypted: undefined },
    ...{ tags: [], replicaOf: undefined, problem: valueProblems(listed).join('; ') || null },
  };
}
