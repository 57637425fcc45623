import type { FilterExpression, FilterFault, FilterField, Term, Test } from './expression.ts';
import { closeFields, type FilterColumn, filterFields, findField } from './fields.ts';
import { readOperands } from './read-operands.ts';
import { scanFilter } from './scan-filter.ts';
import type { RawTerm } from './scan-terms.ts';
import { Fault, faultOr } from './scan-values.ts';
import { mapTree, type Tree } from './tree.ts';

/** A filter that was understood, or what is wrong with it. */
export type ParsedFilter = { readonly ok: FilterExpression } | { readonly error: FilterFault };

/** Reads a filter for a table with these columns. Blank text is a filter that every row passes. */
export function parseFilter(text: string, columns: readonly FilterColumn[]): ParsedFilter {
  const scanned = scanFilter(text);
  return 'error' in scanned ? scanned : parseTerms(text, scanned.ok, filterFields(columns));
}

/** As `parseFilter`, for terms that were split already. */
export function parseTerms(text: string, raw: Tree<RawTerm>, fields: readonly FilterField[]): ParsedFilter {
  return faultOr(() => ({ text, terms: mapTree(raw, (term) => parseTerm(term, fields)) }));
}

function parseTerm(raw: RawTerm, fields: readonly FilterField[]): Term {
  const { start, end, negated } = raw;
  return { start, end, negated, test: parseTest(raw, fields) };
}

function parseTest({ field, operator, values, written }: RawTerm, fields: readonly FilterField[]): Test {
  if (field === null || operator === null) return { on: 'text', word: values[0]?.text ?? '' };
  const found = findField(field.name, fields);
  if (found.found === 'none') throw unknownField(field, fields);
  if (found.found === 'several') throw severalFields(field, found.fields);
  const oneOf = readOperands(found.field, operator, values);
  return { on: 'field', field: found.field, operator, oneOf, written };
}

/** What is said of a field that no table at hand has. */
export function unknownField(field: NonNullable<RawTerm['field']>, fields: readonly FilterField[]): Fault {
  const close = closeFields(field.name, fields);
  const hint =
    close.length === 0 ? 'text with such a sign goes in double quotes' : `close: ${close.join(', ')}`;
  return new Fault(`there is no field ${field.name}; ${hint}`, field.start, field.end);
}

/** What is said of a name that several fields begin with. */
export function severalFields(
  field: NonNullable<RawTerm['field']>,
  fields: readonly { readonly id: string }[],
): Fault {
  const ids = [...new Set(fields.map(({ id }) => id))];
  const shown = ids.length > 6 ? [...ids.slice(0, 6), '…'] : ids;
  return new Fault(`${field.name} may be ${shown.join(', ')}`, field.start, field.end);
}
