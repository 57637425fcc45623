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
  /** Columns of both tables: only rows with the same values there. */
  readonly alsoSame: readonly string[];
  /** Only rows of the account that the value, an ARN, names; there is no such relation where that is the row's own. */
  readonly inAccountOfValue: boolean;
  /**
   * What is known of where something is that was not found: an `arn` names its account and region, an id that is
   * unique `anywhere` names none. Null: it is in the accounts of the scan.
   */
  readonly placed: 'arn' | 'anywhere' | null;
  /** There is no such relation where the row does not say. */
  readonly onlyIfGiven: boolean;
  /** In how many accounts they are is worth telling. */
  readonly tellsAccounts: boolean;
  /** The column of the row that names what they have in common (a volume, a vault). */
  readonly subject: string | null;
  /** What the row tells of who else may make them; there is no such relation where nothing of `of` uses it. Null: nothing. */
  readonly shared: SharedBy | null;
}

/** The columns that tell with whom something which uses a row is shared. */
export interface SharedBy {
  /** A list of their ids. */
  readonly of: string;
  /** A list of those that they are shared with. */
  readonly with: string;
  readonly isPublic: string;
  /** The column of the related rows that tells what was made, and what those are in the plural: `volumes`. */
  readonly made: { readonly column: string; readonly title: string };
}

/** A relation as it is declared: what is not said is false or null. */
type Given = Pick<Relation, 'id' | 'title' | 'tab' | 'column' | 'from'> & Partial<Relation>;

/** A relation out of what differs from the usual. */
export function relation(given: Given): Relation {
  return {
    ...{ sameRegion: false, newest: null, orNewestOf: null, subject: null, shared: null, blankIsNone: false },
    ...{ alsoSame: [], inAccountOfValue: false, placed: null, onlyIfGiven: false, tellsAccounts: false },
    ...given,
  };
}

/** The relation that leads from a copy to what it was copied from. */
export const COPIED_FROM = 'copied-from';

/** Leads from a copy to what it was copied from, wherever that is. */
export function copiedFrom(
  given: Pick<Relation, 'tab' | 'column' | 'from'> & Partial<Relation>,
  placed: NonNullable<Relation['placed']>,
): Relation {
  return relation({ id: COPIED_FROM, title: 'Copied from', placed, onlyIfGiven: true, ...given });
}

/** Leads to the copies of something, wherever they are. */
export function copies(given: Pick<Relation, 'tab' | 'column' | 'from'> & Partial<Relation>): Relation {
  return relation({
    ...{ id: 'copies', title: 'Copies of it', newest: 'creation_time', tellsAccounts: true },
    ...given,
  });
}

/** Leads to what the account of its source has of the same source, where that is another account. */
export function atSource(tab: string, { id }: Pick<SourceFacts, 'id'>): Relation {
  return relation({
    ...{ id: AT_SOURCE, title: 'At its source', tab, column: id, from: [id], newest: 'creation_time' },
    ...{ inAccountOfValue: true, placed: 'arn', onlyIfGiven: true },
  });
}

/** The relation that tells whether a source in another account is still there. */
export const AT_SOURCE = 'at-source';

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
