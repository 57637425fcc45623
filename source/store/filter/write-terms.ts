/** Terms of the filter language for values that are known exactly: links are written with them. */
import { quotedText } from './expression.ts';
import { scanFilter } from './scan-filter.ts';

/** A term that holds for just this value of a field, letter for letter; null: for the unknown. */
export function isValue(field: string, value: string | null): string {
  return value === null ? `${field}:?` : isOneOf(field, [value]);
}

/** A term that holds for just these values of a field, letter for letter; for a list, where it holds one of them. */
export function isOneOf(field: string, values: readonly string[]): string {
  return `${field}=${values.map(written).join(',')}`;
}

/** A filter of which each of these holds. */
export function allFilters(filters: readonly string[]): string {
  const given = filters.map((filter) => filter.trim()).filter((filter) => filter !== '');
  return given.length < 2 ? given.join(' ') : given.map(asOne).join(' ');
}

/** In brackets where others beside it would belong to its last alternative alone. */
function asOne(filter: string): string {
  const scanned = scanFilter(filter);
  return 'ok' in scanned && 'any' in scanned.ok ? `(${filter})` : filter;
}

/** A value as the filter language takes it: in double quotes where it would be read otherwise. */
function written(value: string): string {
  return /^[^\s",!()]+$/.test(value) ? value : quotedText(value);
}
