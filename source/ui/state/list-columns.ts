/** Lists of things that are no rows of a table, such as sources: their columns, and their order. */
import type { Column, Value } from '../../model/columns.ts';
import type { Sort } from '../../model/table-query.ts';

/** A column of a list, with its value. */
export interface ListColumn<Item> extends Column {
  readonly read: (item: Item) => Value;
}

/** A column of a list that is always shown. */
export function listColumn<Item>(
  id: string,
  header: string,
  type: Column['type'],
  width: number,
  read: ListColumn<Item>['read'],
): ListColumn<Item> {
  return { id, header, type, width, shown: true, about: header, read };
}

/** The items in the order that was asked for; unknown values come last either way. */
export function sortedItems<Item>(
  items: readonly Item[],
  columns: readonly ListColumn<Item>[],
  sort: Sort | null,
): readonly Item[] {
  const by = columns.find((candidate) => candidate.id === sort?.column);
  if (sort === null || by === undefined) return items;
  const direction = sort.descending ? -1 : 1;
  const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });
  return items.toSorted((one, other) => {
    const first = by.read(one);
    const second = by.read(other);
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    if (typeof first === 'number' && typeof second === 'number') return direction * (first - second);
    return direction * collator.compare(String(first), String(second));
  });
}
