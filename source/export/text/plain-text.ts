import type { Column, Value } from '../../model/columns.ts';
import { isoInstant } from '../../model/format.ts';
import { itemTexts } from '../../model/list-items.ts';

/** What stands at the end of a text that was cut. */
const CUT_MARK = '… (cut)';

/** Text of at most so many UTF-16 units, with a mark at its end where it was longer. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text;
  return `${text.slice(0, longest - CUT_MARK.length).replace(/[\ud800-\udbff]$/, '')}${CUT_MARK}`;
}

/**
 * A value as JSON has it: instants ISO 8601 in UTC, bytes, integers and durations (milliseconds) numbers, booleans
 * true and false, lists arrays of texts, the unknown null.
 */
export function jsonValue(column: Pick<Column, 'type'>, value: Value): Value {
  if (typeof value === 'object') return itemTexts(value);
  if (typeof value !== 'number') return value;
  if (!Number.isFinite(value)) return null;
  if (column.type !== 'instant') return value;
  return isoInstant(value) || null;
}
