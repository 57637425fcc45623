import type { SQLInputValue, SQLOutputValue } from 'node:sqlite';
import type { ColumnType, ListItem, Value } from '../model/columns.ts';
import { isListItem } from '../model/list-items.ts';

/** The farthest a JavaScript date reaches from 1970, in milliseconds. */
const DATE_LIMIT = 8.64e15;

/** A column's value as it is bound. An instant that is no date, and a number that is none, are unknown. */
export function toStored(type: ColumnType, value: Value): SQLInputValue {
  if (value === null) return null;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    const limit = type === 'instant' || type === 'boolean' ? DATE_LIMIT : Number.MAX_VALUE;
    return Math.abs(value) <= limit ? value : null;
  }
  return JSON.stringify(type === 'tags' ? value.map(storedTag) : value);
}

/** A text among tags is an array, too, but of one: whoever takes an item's key meets arrays only. */
function storedTag(item: ListItem): readonly string[] {
  return typeof item === 'string' ? [item] : item;
}

const EMPTY: readonly ListItem[] = Object.freeze([]);

function parsedList(stored: SQLOutputValue): readonly ListItem[] | null {
  if (stored === '[]') return EMPTY;
  try {
    const parsed: unknown = JSON.parse(String(stored));
    return Array.isArray(parsed) ? parsed.map(readItem).filter(isListItem) : null;
  } catch {
    return null;
  }
}

function readItem(stored: unknown): unknown {
  return Array.isArray(stored) && stored.length === 1 ? stored[0] : stored;
}

/** A column's value from what the scan file holds; what cannot be is unknown. */
export function fromStored(type: ColumnType, stored: SQLOutputValue | undefined): Value {
  if (stored === undefined || stored === null) return null;
  // Tags of older files are lists of texts.
  if (type === 'list' || type === 'tags') return parsedList(stored);
  if (type === 'boolean') return stored === 1;
  return typeof stored === 'string' || typeof stored === 'number' ? stored : null;
}

/** A text out of a result column, null where it holds none. */
export function textOrNull(stored: SQLOutputValue | undefined): string | null {
  return typeof stored === 'string' ? stored : null;
}

/** A number out of a result column, null where it holds none. */
export function numberOrNull(stored: SQLOutputValue | undefined): number | null {
  return typeof stored === 'number' ? stored : null;
}
