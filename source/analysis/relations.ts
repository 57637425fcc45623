/**
 * What leads from one resource to others, as data: a task to its locations and executions, a snapshot to all of its
 * source's. A relation is by value: a column of the row holds what a column of the other table holds.
 */

import type { Relation } from '../kinds/define/relation.ts';
import { accountOfArn } from '../kinds/snapshots/across-accounts.ts';
import type { Value } from '../model/columns.ts';
import { itemTexts } from '../model/list-items.ts';
import type { TableQuery, TableRow } from '../model/table-query.ts';
import { isOneOf } from '../store/filter/write-terms.ts';

/** What a row gives to start from. */
type Start = Pick<TableRow, 'values' | 'problem'>;

/** A row to start from, with where it is. */
type PlacedStart = Pick<TableRow, 'account' | 'region' | 'values' | 'problem'>;

/** True where there is such a relation of a row: some are only where the row says something. */
export function isRelationOf(relation: Relation, start: PlacedStart): boolean {
  const { shared } = relation;
  if (shared !== null && (valuesIn([shared.of], start.values) ?? []).length === 0) return false;
  if (!relation.onlyIfGiven) return true;
  const values = startingValues(relation, start);
  if (values === null || !relation.inAccountOfValue) return values !== null;
  const account = accountOfArn(values[0]);
  return account !== null && account !== start.account;
}

/** The values that a row starts from; null where none of its columns is known. */
export function startingValues(relation: Relation, { values, problem }: Start): readonly string[] | null {
  const { from, through, blankIsNone, alsoSame } = relation;
  if (alsoSame.some((column) => typeof values[column] !== 'string')) return null;
  return valuesIn(from, values) ?? (blankIsNone && through === undefined && problem === null ? [] : null);
}

/** The values that a row between gives. */
export function valuesBetween(
  { blankIsNone }: Relation,
  take: string,
  { values, problem }: Start,
): readonly string[] | null {
  return valuesIn([take], values) ?? (blankIsNone && problem === null ? [] : null);
}

function valuesIn(
  columns: readonly string[],
  values: Readonly<Record<string, Value>>,
): readonly string[] | null {
  const known = columns.flatMap((column) => {
    const value = values[column] ?? null;
    if (typeof value === 'string') return [[value]];
    const texts = itemTexts(value);
    return texts === null ? [] : [texts];
  });
  return known.length === 0 ? null : [...new Set(known.flat())];
}

/** The question for the rows of which the newest is meant where a row does not say; null: none is. */
export function newestQuery(relation: Relation, start: PlacedStart): TableQuery | null {
  const column = relation.orNewestOf;
  const shared = column === null ? null : (start.values[column] ?? null);
  if (column === null || typeof shared !== 'string') return null;
  return relatedQuery({ ...relation, column }, [shared], start);
}

/** What names the newest row in the relation's column; null where its time is not known, so that it may not be the newest. */
export function newestValue({ column, newest }: Relation, { values }: Start): string | null {
  const value = values[column] ?? null;
  const isDated = newest !== null && (values[newest] ?? null) !== null;
  return isDated && typeof value === 'string' ? value : null;
}

/** The filter that leaves just the related rows. `values`: what is looked for, at least one. */
export function relatedFilter(relation: Relation, values: readonly string[], start: Start): string {
  const account = relation.inAccountOfValue ? accountOfArn(values[0]) : null;
  return [
    isOneOf(relation.column, values),
    ...relation.alsoSame.map((column) => isOneOf(column, valuesIn([column], start.values) ?? [])),
    ...(account === null ? [] : [isOneOf('account', [account])]),
  ].join(' ');
}

/** The question for the related rows, those first that come first. */
export function relatedQuery(relation: Relation, values: readonly string[], start: PlacedStart): TableQuery {
  const { tab, sameRegion, newest } = relation;
  return {
    tab,
    filter: relatedFilter(relation, values, start),
    ...(sameRegion ? { region: start.region } : {}),
    sort: newest === null ? null : { column: newest, descending: true },
  };
}
