import type { ValueCount } from '../../model/table-query.ts';
import { type FieldType, type FilterField, quotedText, type Span } from './expression.ts';
import { begins, type FilterColumn, filterFields, findField, normalName } from './fields.ts';

/** Something that may stand at the cursor. */
export interface Suggestion {
  /** What to put into the text in place of the completion's span. */
  readonly insert: string;
  /** What it is called in a list. */
  readonly label: string;
  /** Rows that have the value; absent for fields and for examples. */
  readonly count?: number;
}

/** What may stand at the cursor, best first; empty: nothing to suggest. The span is what a suggestion replaces. */
export interface Completion extends Span {
  readonly of: 'fields' | 'values' | 'nothing';
  readonly suggestions: readonly Suggestion[];
}

/** Looks values of a field up that begin with a text, as `ScanQueries.values` does. */
export type ValuesOf = (field: string, prefix: string) => Promise<readonly ValueCount[]>;

/** The term that the cursor stands in, up to the cursor. */
const FIELD_VALUE = /^!?([A-Za-z][\w-]*)(>=|<=|[:=<>])([\s\S]*)$/;

/**
 * What may stand at the cursor of a filter line: fields at the beginning of a term, else values of the term's field.
 * Rejects with what `valuesOf` rejects with.
 */
export async function completeFilter(
  text: string,
  cursor: number,
  columns: readonly FilterColumn[],
  valuesOf: ValuesOf,
): Promise<Completion> {
  const start = termStart(text, cursor);
  const typed = text.slice(start, cursor);
  const fields = filterFields(columns);
  const [, name = '', operator = '', values = ''] = FIELD_VALUE.exec(typed) ?? [];
  if (operator === '') return fieldCompletion(typed, start, cursor, fields);
  const found = findField(name, fields);
  const value = lastValue(values);
  const from = cursor - value.length;
  if (found.found !== 'field') return { of: 'nothing', start: from, end: cursor, suggestions: [] };
  const end = valueEnd(text, cursor, value.startsWith('"'));
  const suggestions = await valueSuggestions(found.field, operator, value, valuesOf);
  return { of: 'values', start: from, end, suggestions };
}

/** Where the term at the cursor begins: behind the last blank or bracket that stands outside double quotes. */
function termStart(text: string, cursor: number): number {
  let start = 0;
  let quoted = false;
  for (let at = 0; at < cursor; at += 1) {
    const character = text.charAt(at);
    if (quoted && character === '\\') at += 1;
    else if (character === '"' && (quoted || /^$|[\s:=<>,!()]/.test(text.charAt(at - 1)))) quoted = !quoted;
    else if (!quoted && /[\s()]/.test(character)) start = at + 1;
  }
  return Math.min(start, cursor);
}

/** The value that the cursor stands in: what follows the last comma outside double quotes. */
function lastValue(values: string): string {
  let start = 0;
  let quoted = false;
  for (let at = 0; at < values.length; at += 1) {
    const character = values.charAt(at);
    if (quoted && character === '\\') at += 1;
    else if (character === '"' && (quoted || at === start)) quoted = !quoted;
    else if (!quoted && character === ',') start = at + 1;
  }
  return values.slice(start);
}

function valueEnd(text: string, cursor: number, quoted: boolean): number {
  const rest = (quoted ? /^(?:\\.|[^"\\])*"?/ : /^[^\s,()]*/).exec(text.slice(cursor))?.[0] ?? '';
  // A quote that nobody has closed yet does not reach over the terms behind it.
  return quoted && !rest.endsWith('"') ? cursor : cursor + rest.length;
}

function fieldCompletion(
  typed: string,
  start: number,
  cursor: number,
  fields: readonly FilterField[],
): Completion {
  const from = typed.startsWith('!') ? start + 1 : start;
  const wanted = normalName(typed.slice(from - start));
  const near = fields.filter((field) => begins(field, wanted));
  return {
    of: near.length > 0 ? 'fields' : 'nothing',
    start: from,
    end: cursor,
    suggestions: near
      .map((field) => ({ insert: field.id + usualOperator(field.type), label: field.id }))
      .sort((one, other) => rank(one.label, wanted) - rank(other.label, wanted)),
  };
}

function rank(id: string, wanted: string): number {
  return id === wanted ? 0 : id.startsWith(wanted) ? 1 : 2;
}

function usualOperator(type: FieldType): string {
  switch (type) {
    case 'text':
    case 'arn':
    case 'enum':
    case 'list':
    case 'tags':
    case 'tag':
    case 'boolean':
      return ':';
    case 'instant':
      return '<';
    default:
      return '>';
  }
}

/** Values to begin with where those of the rows help nobody. */
const EXAMPLES: Readonly<Partial<Record<string, readonly string[]>>> = {
  boolean: ['yes', 'no'],
  bytes: ['1GiB', '10GiB', '100GiB', '1TiB'],
  age: ['7d', '30d', '90d', '180d', '1y'],
  duration: ['1m', '10m', '1h', '12h'],
};

async function valueSuggestions(
  field: FilterField,
  operator: string,
  typed: string,
  valuesOf: ValuesOf,
): Promise<readonly Suggestion[]> {
  const prefix = typed.startsWith('"') ? typed.slice(1).replace(/\\(["\\])/g, '$1') : typed;
  const isEquality = operator === ':' || operator === '=';
  const values = isEquality || field.type === 'integer' ? await valuesOf(field.id, prefix) : [];
  const write = field.type === 'tag' ? tagAsWritten : asWritten;
  const known = values.map(({ value, count }) => ({ insert: write(value), label: value, count }));
  if (known.length > 0) return known;
  return (EXAMPLES[field.type] ?? [])
    .filter((example) => example.toLowerCase().startsWith(prefix.toLowerCase()))
    .map((example) => ({ insert: example, label: example }));
}

/** A value as it stands in a filter: in double quotes where the language would read it otherwise. */
export function asWritten(value: string): string {
  return /[\s",()]|^$|^\?$|^unknown$/i.test(value) ? quotedText(value) : value;
}

/** A key, or a key and its value. */
function tagAsWritten(tag: string): string {
  const end = tag.indexOf('=');
  return end < 0 ? asWritten(tag) : `${asWritten(tag.slice(0, end))}=${asWritten(tag.slice(end + 1))}`;
}
