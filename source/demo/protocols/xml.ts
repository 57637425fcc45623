import type { Row, Value } from '../estate/collection.ts';

/** How a query protocol names what the rows call by AWS's field names. */
export interface XmlNames {
  readonly element: (field: string) => string;
  /** The element of one member of a list. */
  readonly item: (field: string) => string;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const special = /[&<>"\u0000-\u001f\u007f-\u009f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const specials = /[&<>"\u0000-\u001f\u007f-\u009f]/g;
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text.replace(
    specials,
    (character) => entities[character] ?? `&#x${character.charCodeAt(0).toString(16)};`,
  );
}

/** The members of a row as elements; what is undefined is left out, as AWS does. */
export function writeMembers(row: Row, names: XmlNames): string {
  let text = '';
  for (const field in row) {
    const value = row[field];
    if (value !== undefined) text += writeElement(names.element(field), value, field, names);
  }
  return text;
}

function writeElement(
  element: string,
  value: Exclude<Value, undefined>,
  field: string,
  names: XmlNames,
): string {
  if (typeof value === 'string') return `<${element}>${escapeXml(value)}</${element}>`;
  if (typeof value !== 'object') return `<${element}>${value}</${element}>`;
  if (value instanceof Date) return `<${element}>${value.toISOString()}</${element}>`;
  if (!isList(value)) return `<${element}>${writeMembers(value, names)}</${element}>`;
  if (value.length === 0) return `<${element}/>`;
  const item = names.item(field);
  let items = '';
  for (const member of value) {
    if (member !== undefined) items += writeElement(item, member, item, names);
  }
  return `<${element}>${items}</${element}>`;
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}
