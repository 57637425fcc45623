import { mapConcurrently } from '../../base/map-concurrently.ts';
import type { CollectedRow, Page } from '../define/define-resource.ts';

/** What one page of a listing holds: entries that know little more than their ARN. */
export interface ListedPage<Entry> {
  readonly entries: readonly Entry[];
  readonly cursor: string | null;
}

/** How the entries of a listing become rows. */
export interface Describing<Entry, Row extends CollectedRow> {
  readonly arnOf: (entry: Entry) => string | undefined;
  /** ARNs listed so far: an entry whose ARN is in it is not described again. Grows as pages arrive. */
  readonly seen?: Set<string>;
  /** Undefined: the entry is not wanted. */
  readonly toRow: (entry: Entry) => Promise<Row | undefined>;
}

/** Entries begun and not yet handed out: enough to keep every allowed call in flight, few enough for flat memory. */
const WINDOW = 300;

/**
 * Turns each entry of a listing into its row while further pages are on their way, and hands out the rows page by
 * page in the listing's order. Where the listing or a row ends it all, the rows before it are handed out first.
 */
export async function* describedPages<Entry, Row extends CollectedRow>(
  pages: AsyncIterable<ListedPage<Entry>>,
  { arnOf, seen = new Set(), toRow }: Describing<Entry, Row>,
): AsyncGenerator<Page<Row>, void, undefined> {
  const steps = mapConcurrently(stepsOf(pages, arnOf, seen), WINDOW, async (step) =>
    'cursor' in step ? step : { row: await toRow(step.entry) },
  );
  let rows: Row[] = [];
  try {
    for await (const step of steps) {
      if ('cursor' in step) {
        yield { rows, cursor: step.cursor };
        rows = [];
      } else if (step.row !== undefined) {
        rows.push(step.row);
      }
    }
  } catch (error) {
    if (rows.length > 0) yield { rows, cursor: null };
    throw error;
  }
}

type Step<Entry> = { readonly entry: Entry } | { readonly cursor: string | null };

/** The entries of all pages, each ARN once, and a mark behind each page's last. */
async function* stepsOf<Entry>(
  pages: AsyncIterable<ListedPage<Entry>>,
  arnOf: (entry: Entry) => string | undefined,
  seen: Set<string>,
): AsyncGenerator<Step<Entry>, void, undefined> {
  for await (const page of pages) {
    for (const entry of page.entries) {
      const arn = arnOf(entry);
      if (arn !== undefined) {
        if (seen.has(arn)) continue;
        seen.add(arn);
      }
      yield { entry };
    }
    yield { cursor: page.cursor };
  }
}
