/** A facet: how often the values of one column occur in the open table; with a second column, a pivot. */

import type { ColumnType } from '../../../model/columns.ts';
import { isListType } from '../../../model/columns.ts';
import { type ByteUnit, shownValue } from '../../../model/format.ts';
import type { FacetCost, FacetGroup, FacetQuery } from '../../../model/table-query.ts';
import { isOneOf, isValue } from '../../../store/filter/write-terms.ts';
import { costColumnsOf, facetColumns, measureOf } from '../../kit/facet-columns.ts';
import { columnName } from '../../kit/table-columns.ts';
import type { FacetOrder, FacetState } from '../../state/facet-state.ts';
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
  const nothing = { report: null, counted: null, error: null, marked: new Set<string | null>() };
  return { tab, columns, by, ...nothing, cursor: 0, top: 0, column: 0 };
}

/** What the values can be sorted by, in the turn of the key that sorts. */
export function facetOrders(tab: string): readonly FacetOrder[] {
  return [
    'count',
    ...(measureOf(tab) === null ? [] : (['size'] as const)),
    ...(costColumnsOf(tab) === null ? [] : (['cost'] as const)),
  ];
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
  const costs = costColumnsOf(tab);
  return {
    ...{ query: queryOf(table), columns, measure: measureOf(tab)?.id ?? null, limit: MOST_GROUPS },
    ...(costs === null ? {} : { costs }),
  };
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

/**
 * Terms that keep just the rows with one of these values; null where none can say it: what is unknown, and a list without
 * items, have terms of their own.
 */
export function keepTerms(tab: string, id: string, values: readonly (string | null)[]): string | null {
  const [first = null, ...more] = values;
  if (more.length === 0) return keepTerm(tab, id, first);
  const type = typeOf(tab, id);
  switch (type) {
    case 'boolean':
    case 'instant':
      return `${id}:${values.map((value) => value ?? '?').join(',')}`;
    case 'duration':
    case 'integer':
    case 'bytes':
    case 'money': {
      const unit = type === 'duration' ? 'ms' : '';
      // In quotes, since a comma between bare digits may be one of a large number.
      return `${id}=${values.map((value) => (value === null ? '?' : `"${value}${unit}"`)).join(',')}`;
    }
    default: {
      const known = values.flatMap((value) =>
        value === null || (value === '' && isListType(type)) ? [] : [value],
      );
      return known.length === values.length ? isOneOf(id, known) : null;
    }
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
  for (const group of groups) {
    const value = group.values[index] ?? null;
    const line = lines.get(value) ?? { value, count: 0, bytes: null, unknownSizes: 0 };
    lines.set(value, {
      value,
      count: line.count + group.count,
      bytes: group.bytes === null ? line.bytes : (line.bytes ?? 0) + group.bytes,
      unknownSizes: line.unknownSizes + group.unknownSizes,
      cost: summedCost(line.cost, group.cost),
    });
  }
  return [...lines.values()];
}

function summedCost(one: FacetCost | undefined, other: FacetCost | undefined): FacetCost | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return {
    low: one.low + other.low,
    high: one.high + other.high,
    withoutLow: one.withoutLow + other.withoutLow,
    withoutHigh: one.withoutHigh + other.withoutHigh,
  };
}

function sorted(lines: readonly FacetLine[], by: FacetOrder): readonly FacetLine[] {
  if (by === 'count') return lines.toSorted((one, other) => other.count - one.count);
  const amount = (line: FacetLine) => (by === 'size' ? line.bytes : costOf(line)) ?? -1;
  return lines.toSorted((one, other) => amount(other) - amount(one) || other.count - one.count);
}

/** The high bound of what the rows of a line cost a month; null where it is known of none of them. */
export function costOf({ cost, count }: Pick<FacetLine, 'cost' | 'count'>): number | null {
  return cost === undefined || cost.withoutHigh === count ? null : cost.high;
}
