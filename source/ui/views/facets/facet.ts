/** A facet: how often the values of one column occur in the open table; with a second column, a pivot. */

import type { ColumnType } from '../../../model/columns.ts';
import { isListType } from '../../../model/columns.ts';
import { type ByteUnit, shownValue } from '../../../model/format.ts';
import type { FacetGroup, FacetQuery } from '../../../model/table-query.ts';
import { isValue } from '../../../store/filter/write-terms.ts';
import { facetColumns, measureOf } from '../../kit/facet-columns.ts';
import { columnName } from '../../kit/table-columns.ts';
import type { FacetState } from '../../state/facet-state.ts';
import type { TableState } from '../../state/table.ts';
import { queryOf } from '../../state/table-state.ts';

/** Groups that are asked for at most. */
const MOST_GROUPS = 5000;

/** A facet as it opens. */
export function openedFacet(
  tab: string,
  columns: readonly string[],
  by: FacetState['by'] = 'count',
): FacetState {
  return { tab, columns, report: null, counted: null, by, error: null, cursor: 0, top: 0, column: 0 };
}

function typeOf(tab: string, id: string): ColumnType {
  return facetColumns(tab).find((column) => column.id === id)?.type ?? 'text';
}

/** What a column is called on screen. */
export function facetHeader(tab: string, id: string): string {
  const column = facetColumns(tab).find((one) => one.id === id);
  return column === undefined ? id : columnName(column);
}

/** What to ask the scan file for. */
export function facetQuery(table: TableState, { columns, tab }: FacetState): FacetQuery {
  return { query: queryOf(table), columns, measure: measureOf(tab)?.id ?? null, limit: MOST_GROUPS };
}

/** A value as people read it. */
export function shownGroup(tab: string, id: string, value: string | null, unit: ByteUnit): string {
  if (value === null) return '(unknown)';
  if (value === '') return '(none)';
  const type = typeOf(tab, id);
  const isNumber = type === 'bytes' || type === 'integer' || type === 'duration' || type === 'money';
  return isNumber ? shownValue({ type }, Number(value), unit) : value;
}

/** Terms of the filter language that keep just the rows with this value. */
export function keepTerm(tab: string, id: string, value: string | null): string {
  if (value === null) return `${id}:?`;
  switch (typeOf(tab, id)) {
    case 'list':
    case 'tags':
      return value === '' ? `!${id}:? !${id}:*` : isValue(id, value);
    case 'boolean':
    case 'instant':
      return `${id}:${value}`;
    case 'duration':
      return `${id}=${value}ms`;
    case 'integer':
    case 'bytes':
    case 'money':
      return `${id}=${value}`;
    default:
      return isValue(id, value);
  }
}

/** The term that leaves out just the rows with this value. */
export function dropTerm(tab: string, id: string, value: string | null): string {
  if (value === '' && isListType(typeOf(tab, id))) return `${id}:?,*`;
  return `!${keepTerm(tab, id, value)}`;
}

/** A value with what its rows come to. */
export type FacetLine = Omit<FacetGroup, 'values'> & { readonly value: string | null };

/** The values of the first column in the order that is asked for. */
export function facetLines(facet: FacetState): readonly FacetLine[] {
  return sorted(sums(facet.report?.groups ?? [], 0), facet.by);
}

/** The values of the second column, in the same order. */
export function pivotColumns(facet: FacetState): readonly FacetLine[] {
  return facet.columns.length < 2 ? [] : sorted(sums(facet.report?.groups ?? [], 1), facet.by);
}

/** The groups of a pivot by their values. */
export function pivotCells(facet: FacetState): ReadonlyMap<string, FacetGroup> {
  return new Map((facet.report?.groups ?? []).map((group) => [cellKey(group.values), group]));
}

/** The key of a pivot's group. */
export function cellKey(values: readonly (string | null)[]): string {
  return JSON.stringify(values);
}

function sums(groups: readonly FacetGroup[], index: number): readonly FacetLine[] {
  const lines = new Map<string | null, FacetLine>();
  for (const { values, count, bytes, unknownSizes } of groups) {
    const value = values[index] ?? null;
    const line = lines.get(value) ?? { value, count: 0, bytes: null, unknownSizes: 0 };
    const sum = bytes === null ? line.bytes : (line.bytes ?? 0) + bytes;
    lines.set(value, {
      value,
      count: line.count + count,
      bytes: sum,
      unknownSizes: line.unknownSizes + unknownSizes,
    });
  }
  return [...lines.values()];
}

function sorted(lines: readonly FacetLine[], by: FacetState['by']): readonly FacetLine[] {
  if (by === 'count') return lines.toSorted((one, other) => other.count - one.count);
  return lines.toSorted((one, other) => (other.bytes ?? -1) - (one.bytes ?? -1) || other.count - one.count);
}
