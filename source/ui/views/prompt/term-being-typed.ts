/**
 * The term of a filter that is still being typed. On its way to `size>1GiB` or `status:completed` it reads as a word or
 * a value that no row has: then the table goes on with the other terms, until the term fits some row or is taken as it
 * is.
 */

import { columnsOfTab } from '../../../kinds/registry.ts';
import { isListType } from '../../../model/columns.ts';
import { begins, filterFields, findField, normalName } from '../../../store/filter/fields.ts';
import { scanFilter } from '../../../store/filter/scan-filter.ts';
import type { RawTerm } from '../../../store/filter/scan-terms.ts';
import { isFlat, leavesOf } from '../../../store/filter/tree.ts';
import type { InputState } from '../../state/input-state.ts';
import { cursorUnits } from './input.ts';

/** The term at the cursor, if it may be the beginning of a field's name or of a value; else null. */
export function termBeingTyped(tab: string, { line }: Pick<InputState, 'line'>): RawTerm | null {
  const scanned = scanFilter(line.text);
  // Within alternatives the others go on by themselves.
  if ('error' in scanned || !isFlat(scanned.ok)) return null;
  const cursor = cursorUnits(line);
  const term = leavesOf(scanned.ok).find(({ end }) => end === cursor);
  return term !== undefined && !term.negated && mayGoOn(tab, term) ? term : null;
}

function mayGoOn(tab: string, { field, operator, values }: RawTerm): boolean {
  const fields = filterFields(columnsOfTab(tab));
  const value = values.at(-1);
  if (value === undefined || value.quoted) return false;
  if (field === null) return fields.some((one) => begins(one, normalName(value.text)));
  const found = findField(field.name, fields);
  if (found.found !== 'field' || (operator !== ':' && operator !== '=')) return false;
  const { type } = found.field;
  const isText = type === 'text' || type === 'arn' || type === 'enum' || type === 'tag' || isListType(type);
  return isText && !`${value.text}${value.value?.text ?? ''}`.includes('*');
}

/** What of a typed filter narrows the table down: all of it, or the other terms where no row fits the unfinished one. */
export function appliedText(tab: string, input: InputState): string {
  const { line, barren } = input;
  const term = termBeingTyped(tab, input);
  if (barren === null || term === null) return line.text;
  // What a word does not find, a longer one does not either; a value may be whole with the next letter.
  const isLonger = line.text.slice(0, term.end).startsWith(barren) && term.start < barren.length;
  return isLonger && term.field === null ? withoutTerm(line.text, term) : line.text;
}

/** The filter without one of its terms. */
export function withoutTerm(text: string, { start, end }: RawTerm): string {
  return `${text.slice(0, start).trimEnd()} ${text.slice(end).trimStart()}`.trim();
}
