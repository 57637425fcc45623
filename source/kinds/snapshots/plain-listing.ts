import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { Page } from '../define/define-resource.ts';
import type { PlainSnapshot } from './plain-snapshot.ts';
import { type Join, PAGES_HELD } from './snapshot-joins.ts';
import { isWanted } from './snapshot-values.ts';

/** A listing of snapshots with those of what they were made of. */
interface PlainListing<Output, Item, Row, Sources> {
  readonly pages: AsyncGenerator<Output, void, undefined>;
  readonly itemsOf: (output: Output) => readonly Item[] | undefined;
  readonly cursorOf: (output: Output) => string | undefined;
  readonly sources: readonly Join<Sources>[];
  /** `listed`: each of `sources`, in their order; undefined where it could not be listed. */
  readonly rowOf: (item: Item, listed: readonly (Sources | undefined)[]) => Row;
}

/** Sources are listed beside the snapshots; that one listing failed counts only where there is a snapshot. */
export async function* plainPages<Output, Item, Row extends PlainSnapshot, Sources>(
  context: CollectContext,
  { pages, itemsOf, cursorOf, sources, rowOf }: PlainListing<Output, Item, Row, Sources>,
): AsyncGenerator<Page<Row>, void, undefined> {
  const rowsOf = async (output: Output): Promise<Page<Row>> => {
    const cursor = cursorOf(output) ?? null;
    const listed = itemsOf(output) ?? [];
    if (listed.length === 0) return { rows: [], cursor };
    const names = await Promise.all(sources.map((source) => source.result()));
    const rows = listed.map((item) => rowOf(item, names));
    return { rows: rows.filter(({ createdAt }) => isWanted(createdAt, context.options)), cursor };
  };
  yield* mapConcurrently(pages, PAGES_HELD, rowsOf);
  await Promise.all(sources.map(({ over }) => over));
}
