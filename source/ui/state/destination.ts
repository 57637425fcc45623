import { columnsOfTab } from '../../kinds/registry.ts';
import type { TableQuery } from '../../model/table-query.ts';
import { isValue } from '../../store/filter/write-terms.ts';
import type { SummaryListId } from './summary-state.ts';
import { NO_FILTER, type TableFilter } from './table.ts';

/** Where Enter on a number or a link leads. */
export type Destination =
  /** The rows of a table that pass a filter. */
  | { readonly to: 'table'; readonly tab: string; readonly filter: TableFilter }
  /** One row in full, in front of the table that holds just it. */
  | { readonly to: 'row'; readonly tab: string; readonly filter: TableFilter; readonly row: number }
  /** Every table, all narrowed down by a text that each of them understands, this one in front. */
  | { readonly to: 'tables'; readonly tab: string; readonly text: string }
  /** A list behind the Summary. */
  | { readonly to: 'list'; readonly list: SummaryListId };

/** A table filtered by a text in the filter language; within a region and a kind where those are given. */
export function rowsOf(
  tab: string,
  text: string,
  within: Partial<Pick<TableFilter, 'region' | 'kind'>> = {},
): Destination {
  return { to: 'table', tab, filter: { ...NO_FILTER, ...within, text } };
}

/** As `isValue` for a column of a tab; where the tab has no such column its rows all have the unknown one. */
export function isValueIn(tab: string, column: string, value: string | null): string {
  return value === null && !columnsOfTab(tab).some(({ id }) => id === column) ? '' : isValue(column, value);
}

/** The table with just the rows of a query. */
export function rowsOfQuery({ tab, filter = '', finding }: TableQuery): Destination {
  return {
    to: 'table',
    tab,
    filter: { ...NO_FILTER, text: filter, ...(finding === undefined ? {} : { finding }) },
  };
}
