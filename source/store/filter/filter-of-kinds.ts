/** One filter over several resource kinds, as headless scans and exports take it. */
import type { Column } from '../../model/columns.ts';
import type { FilterExpression, FilterFault, FilterField } from './expression.ts';
import { type FoundField, filterFields, findField } from './fields.ts';
import { parseFilter, parseTerms, severalFields, unknownField } from './parse-filter.ts';
import { scanFilter } from './scan-filter.ts';
import type { RawTerm } from './scan-terms.ts';
import { Fault, faultOr } from './scan-values.ts';
import { leavesOf, possiblePart } from './tree.ts';

/** What is needed of a kind: its id and the columns that are kept of it. */
export interface FilteredKind {
  readonly id: string;
  readonly columns: readonly Pick<Column, 'id' | 'type' | 'label'>[];
}

/** The filter as one kind understands it. */
export interface KindFilter {
  readonly kind: string;
  /** Null: the kind lacks fields that the filter names, so no row of it passes. */
  readonly expression: FilterExpression | null;
  /** The names of those fields, as they were typed. */
  readonly lacking: readonly string[];
}

/**
 * Reads a filter for each of these kinds. It is wrong where no kind has every field that it names, where a value
 * fits not in one of the kinds that have its field, and where the beginning of a name means different fields in
 * different kinds.
 */
export function filterOfKinds(
  text: string,
  kinds: readonly FilteredKind[],
): { readonly ok: readonly KindFilter[] } | { readonly error: FilterFault } {
  const scanned = scanFilter(text);
  if ('error' in scanned) return scanned;
  const terms = leavesOf(scanned.ok);
  const withFields = kinds.map(({ id, columns }) => ({ id, fields: filterFields(columns) }));
  return faultOr(() => {
    const wholeNames = new Set<string>();
    for (const { field } of terms) {
      if (field !== null && isWholeName(field, withFields)) wholeNames.add(field.name);
    }
    const filters = withFields.map(({ id, fields }): KindFilter => {
      const lacks = ({ field }: RawTerm) => field !== null && isLacking(field.name, fields, wholeNames);
      // What a kind lacks a field for holds for none of its rows, and neither does its negation.
      const possible = possiblePart(scanned.ok, (term) => !lacks(term));
      if (possible === null) {
        const lacking = terms.flatMap((term) =>
          term.field !== null && lacks(term) ? [term.field.name] : [],
        );
        return { kind: id, expression: null, lacking: [...new Set(lacking)] };
      }
      const parsed = parseTerms(text, possible, fields);
      if ('error' in parsed) throw new Fault(parsed.error.message, parsed.error.start, parsed.error.end);
      return { kind: id, expression: parsed.ok, lacking: [] };
    });
    if (filters.length > 0 && filters.every(({ expression }) => expression === null))
      throw noKindHasAll(terms);
    return filters;
  });
}

/**
 * As `filterOfKinds`; where every kind lacks a field and sources have all of them, the filter is about sources alone: no
 * row of a kind passes.
 */
export function filterOfKindsAndSources(
  text: string,
  kinds: readonly FilteredKind[],
  sources: readonly Column[] | null,
): ReturnType<typeof filterOfKinds> {
  const read = filterOfKinds(text, kinds);
  if ('ok' in read || sources === null || 'error' in parseFilter(text, sources)) return read;
  const scanned = scanFilter(text);
  if ('error' in scanned) return read;
  const names = leavesOf(scanned.ok).flatMap(({ field }) => (field === null ? [] : [field.name]));
  const filters = kinds.map(({ id, columns }): KindFilter => {
    const fields = filterFields(columns);
    const lacking = names.filter((name) => findField(name, fields).found === 'none');
    return { kind: id, expression: null, lacking: [...new Set(lacking)] };
  });
  return filters.every(({ lacking }) => lacking.length > 0) ? { ok: filters } : read;
}

/** A name that is whole in one kind is the beginning of another one nowhere else. */
function isLacking(name: string, fields: readonly FilterField[], wholeNames: ReadonlySet<string>): boolean {
  const found = findField(name, fields);
  return found.found === 'none' || (found.by === 'beginning' && wholeNames.has(name));
}

/** True for the whole name of a field of any kind. Throws a Fault where a name leads nowhere, or to several fields. */
function isWholeName(
  field: NonNullable<RawTerm['field']>,
  kinds: readonly { readonly fields: readonly FilterField[] }[],
): boolean {
  const found = kinds.map(({ fields }) => findField(field.name, fields));
  if (found.every((one) => one.found === 'none')) {
    throw unknownField(
      field,
      kinds.flatMap(({ fields }) => fields),
    );
  }
  if (found.some((one) => one.found !== 'none' && one.by === 'name')) return true;
  const meant = found.flatMap(fieldsOf);
  if (new Set(meant.map(({ id }) => id)).size > 1) throw severalFields(field, meant);
  return false;
}

function fieldsOf(found: FoundField): readonly FilterField[] {
  if (found.found === 'none') return [];
  return found.found === 'field' ? [found.field] : found.fields;
}

function noKindHasAll(terms: readonly RawTerm[]): Fault {
  const fields = terms.flatMap(({ field }) => (field === null ? [] : [field]));
  const names = [...new Set(fields.map(({ name }) => name))];
  const last = names.pop() ?? '';
  return new Fault(
    `no kind of the scan has all of the fields ${names.join(', ')} and ${last}`,
    fields[0]?.start ?? 0,
    fields.at(-1)?.end ?? 0,
  );
}
