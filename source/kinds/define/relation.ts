import type { SourceFacts } from './sources.ts';

/** One way from the rows of a kind to rows of a tab. */
export interface Relation {
  readonly id: string;
  /** What the rows that it leads to are to the one that it starts from. */
  readonly title: string;
  readonly tab: string;
  /** The column of that tab which holds one of the values. */
  readonly column: string;
  /** The columns of the row, texts or lists, that the values come from. */
  readonly from: readonly string[];
  /**
   * A table between the two: of its rows whose `column` holds one of the row's values, the values of `take` (a text
   * or a list) are what is looked for.
   */
  readonly through?: { readonly tab: string; readonly column: string; readonly take: string };
  /** Blank columns of a row that is whole mean that there is none, not that nobody knows. */
  readonly blankIsNone: boolean;
  /** Only rows of the same region: for ids that are unique within a region only. */
  readonly sameRegion: boolean;
  /** The column of instants by which the newest of several comes first; null: in the order found. */
  readonly newest: string | null;
  /** A column of both tables: where the row does not say, the newest row with the same value there is meant. */
  readonly orNewestOf: string | null;
  /** The column of the row that names what they have in common (a volume, a vault). */
  readonly subject: string | null;
}

/** A relation as it is declared: what is not said is false or null. */
type Given = Pick<Relation, 'id' | 'title' | 'tab' | 'column' | 'from'> & Partial<Relation>;

/** A relation out of what differs from the usual. */
export function relation(given: Given): Relation {
  return { sameRegion: false, newest: null, orNewestOf: null, subject: null, blankIsNone: false, ...given };
}

/** The relation over whose rows a timeline is drawn. */
export const SAME_SOURCE = 'same-source';

/** Leads to everything that was made of the same source. */
export function sameSource(
  title: string,
  tab: string,
  { id, sameRegion }: Pick<SourceFacts, 'id' | 'sameRegion'>,
): Relation {
  return relation({
    id: SAME_SOURCE,
    title,
    tab,
    column: id,
    from: [id],
    sameRegion,
    newest: 'creation_time',
    subject: 'source',
  });
}
