/** With whom something that uses a row is shared, and what in the accounts of the scan was made of it. */
import type { Relation } from '../kinds/define/relation.ts';
import { type Grantee, granteeOf, isWithin } from '../kinds/snapshots/across-accounts.ts';
import { itemTexts } from '../model/list-items.ts';
import type { TableRow } from '../model/table-query.ts';
import { accountsAround } from '../store/accounts-around.ts';
import type { ScanReader } from '../store/scan-reader.ts';
import { quoted } from '../store/schema.ts';

/** One of those that something is shared with. */
export type SharedWith =
  | {
      readonly is: 'account';
      /** The account's id, and its name where that is known. */
      readonly words: string;
      /** Null: not known. */
      readonly isWithin: boolean | null;
      readonly isScanned: boolean;
    }
  | { readonly is: 'organization' | 'unit'; readonly words: string; readonly isWithin: boolean | null }
  | { readonly is: 'not known' };

/** With whom it is shared; several things that use one row are taken together. */
export interface RelatedSharing {
  /** The ids of what is shared. */
  readonly of: readonly string[];
  /** Null: the listing does not say. */
  readonly isPublic: boolean | null;
  /** Null: it could not be read; `not asked` where nobody asked. */
  readonly with: readonly SharedWith[] | 'not asked' | null;
  /** What was made of it, as far as the scan has something of that, and in how many accounts. */
  readonly made: { readonly title: string; readonly count: number; readonly accounts: number };
}

/** What the row tells of sharing, beside the rows that were found; null: nothing. */
export function relatedSharing(
  reader: ScanReader,
  { shared, tab }: Relation,
  { values }: TableRow,
  rows: Uint32Array,
): RelatedSharing | null {
  if (shared === null) return null;
  const isPublic = values[shared.isPublic];
  return {
    of: itemTexts(values[shared.of]) ?? [],
    isPublic: typeof isPublic === 'boolean' ? isPublic : null,
    with: sharedWith(reader, itemTexts(values[shared.with])),
    made: { title: shared.made.title, ...madeIn(reader, tab, shared.made.column, rows) },
  };
}

function sharedWith(reader: ScanReader, texts: readonly string[] | null): RelatedSharing['with'] {
  if (texts === null) return null;
  if (texts.includes('not checked')) return 'not asked';
  const around = accountsAround(reader.database);
  const told = (grantee: Grantee): readonly SharedWith[] => {
    if (grantee.is === 'everybody') return [];
    if (grantee.is === 'not known') return [{ is: grantee.is }];
    const { is, id } = grantee;
    const within = isWithin(grantee, around);
    if (is !== 'account') return [{ is, words: id, isWithin: within }];
    return [{ is, words: around.words(id), isWithin: within, isScanned: around.isScanned(id) }];
  };
  return texts.map(granteeOf).flatMap(told);
}

/** How many different values a column of these rows has, within each region of each account, and in how many accounts. */
function madeIn(
  reader: ScanReader,
  tab: string,
  column: string,
  rows: Uint32Array,
): { readonly count: number; readonly accounts: number } {
  const [line] = reader.select(
    `SELECT count(DISTINCT account || ' ' || region || ' ' || made) AS count, count(DISTINCT account) AS accounts
     FROM (SELECT cell.account, cell.region, ${quoted(column)} AS made
       FROM ${quoted(tab)} AS tab JOIN cell ON cell.id = tab.cell
       WHERE tab.row IN (SELECT value FROM json_each(?)) AND ${quoted(column)} IS NOT NULL)`,
    `[${rows.join(',')}]`,
  );
  return { count: Number(line?.count ?? 0), accounts: Number(line?.accounts ?? 0) };
}
