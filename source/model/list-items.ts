/** The items of lists, tags among them: the one place that says how they read. */
import type { ListItem, Tag, Value } from './columns.ts';

/** True for what may be an item of a list. */
export function isListItem(given: unknown): given is ListItem {
  if (typeof given === 'string') return true;
  return Array.isArray(given) && given.length === 2 && given.every((part) => typeof part === 'string');
}

/** An item as it is shown: a tag as `key=value`. */
export function itemText(item: ListItem): string {
  return typeof item === 'string' ? item : `${item[0]}=${item[1]}`;
}

/** All items of a list in one text. */
export function joinedItems(items: readonly ListItem[]): string {
  return items.map(itemText).join(', ');
}

/** The items of a list as they are shown; null for what is unknown, or no list. */
export function itemTexts(value: Value | undefined): readonly string[] | null {
  return value === null || typeof value !== 'object' ? null : value.map(itemText);
}

/** The tags among the items of a list; null for what is unknown, or no list. */
export function tagsIn(value: Value | undefined): readonly Tag[] | null {
  if (value === null || typeof value !== 'object') return null;
  return value.filter((item) => typeof item !== 'string');
}
