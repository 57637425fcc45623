import { columnsOfTab, glanceOf } from '../../kinds/registry.ts';
import type { Column } from '../../model/columns.ts';
import { tableColumns } from './table-columns.ts';

/** What a facet can be made of beside the columns of a tab. */
const ALSO: readonly (readonly [id: string, header: string])[] = [
  ['region', 'Region'],
  ['account', 'Account'],
  ['account_name', 'Account Name'],
  ['ou', 'OU'],
  ['kind', 'Kind'],
  ['problem', 'Problem'],
];

/** A column by which rows can be counted. */
export type FacetColumn = Pick<Column, 'id' | 'header' | 'label' | 'type' | 'shown'>;

/**
 * Every column by which the rows of a tab can be counted: as they stand on screen, then the others; last what tells
 * every row from the others.
 */
export function facetColumns(tab: string, chosen: readonly string[] | null = null): readonly FacetColumn[] {
  const columns = columnsOfTab(tab);
  const shown = tableColumns(tab, false, chosen);
  const key = columns.filter(({ id }) => id === glanceOf(tab)[0]);
  const also = ALSO.filter(([id]) => !columns.some((column) => column.id === id)).map(
    ([id, header]): FacetColumn => ({ id, header, type: 'enum', shown: false }),
  );
  const others = [...shown, ...columns.filter((column) => !shown.includes(column)), ...also];
  return [...others.filter(({ id }) => !key.some((one) => one.id === id)), ...key];
}

/** The columns with the bounds of what a row costs a month. */
const [LOW, HIGH] = ['monthly_cost_low', 'monthly_cost_high'];

/** Ids of the columns of a tab with the bounds of what a row costs a month; null where it has none. */
export function costColumnsOf(tab: string): { readonly low: string; readonly high: string } | null {
  const ids = new Set(columnsOfTab(tab).map(({ id }) => id));
  return ids.has(LOW) && ids.has(HIGH) ? { low: LOW, high: HIGH } : null;
}

/** The column of a tab whose bytes say how large its rows are; null where it has none. */
export function measureOf(tab: string): Column | null {
  const sizes = columnsOfTab(tab).filter(({ type }) => type === 'bytes');
  return sizes.find(({ id }) => id === 'size') ?? sizes.find(({ shown }) => shown) ?? null;
}
