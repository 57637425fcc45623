import { columnsOfTab } from '../../kinds/registry.ts';
import type { Column } from '../../model/columns.ts';

/** What a facet can be made of beside the columns of a tab. */
const ALSO: readonly (readonly [id: string, header: string])[] = [
  ['region', 'Region'],
  ['account', 'Account'],
  ['kind', 'Kind'],
  ['problem', 'Problem'],
];

/** A column by which rows can be counted. */
export type FacetColumn = Pick<Column, 'id' | 'header' | 'label' | 'type' | 'shown'>;

/** Every column by which the rows of a tab can be counted, those on screen first. */
export function facetColumns(tab: string): readonly FacetColumn[] {
  const columns: readonly FacetColumn[] = columnsOfTab(tab);
  const also = ALSO.filter(([id]) => !columns.some((column) => column.id === id)).map(
    ([id, header]): FacetColumn => ({ id, header, type: 'enum', shown: false }),
  );
  return [...columns.filter((column) => column.shown), ...columns.filter((column) => !column.shown), ...also];
}

/** The column of a tab whose bytes say how large its rows are; null where it has none. */
export function measureOf(tab: string): Column | null {
  const sizes = columnsOfTab(tab).filter(({ type }) => type === 'bytes');
  return sizes.find(({ id }) => id === 'size') ?? sizes.find(({ shown }) => shown) ?? null;
}
