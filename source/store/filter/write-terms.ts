/** Terms of the filter language for values that are known exactly: links are written with them. */
import { quotedText } from './expression.ts';

/** A term that holds for just this value of a field, letter for letter; null: for the unknown. */
export function isValue(field: string, value: string | null): string {
  return value === null ? `${field}:?` : isOneOf(field, [value]);
}

/** A term that holds for just these values of a field, letter for letter; for a list, where it holds one of them. */
export function isOneOf(field: string, values: readonly string[]): string {
  return `${field}=${values.map(written).join(',')}`;
}

/** A value as the filter language takes it: in double quotes where it would be read otherwise. */
function written(value: string): string {
  return /^[^\s",!]+$/.test(value) ? value : quotedText(value);
}
