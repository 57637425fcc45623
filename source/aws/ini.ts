import { split } from 'shlex';

/** The keys of one section; a key of a nested block is written `ec2.endpoint_url`. */
export type Section = ReadonlyMap<string, string>;

/** The sections of one of AWS's files, by their headers as they stand between the brackets. */
export type Sections = ReadonlyMap<string, Section>;

/** As Python reads it, on which the AWS CLI stands: up to the last bracket of the line. */
const HEADER = /^\[(.+)\]/;

/**
 * Reads the format of `~/.aws/config` and `~/.aws/credentials`. Section names may hold anything; lines that say nothing
 * are passed over; a section that comes twice is one.
 */
export function parseIni(text: string): Sections {
  const sections = new Map<string, Map<string, string>>();
  let section: Map<string, string> | null = null;
  let block: { readonly name: string; readonly indent: number } | null = null;
  for (const line of text.replace(/^\ufeff/, '').split(/\r\n?|\n/)) {
    const trimmed = line.trim();
    if (trimmed === '' || /^[#;]/.test(trimmed)) continue;
    const header = HEADER.exec(trimmed)?.[1];
    if (header !== undefined) {
      section = sections.get(header) ?? new Map<string, string>();
      sections.set(header, section);
      block = null;
      continue;
    }
    const [key, value] = assignment(trimmed);
    if (section === null || key === '') continue;
    const indent = line.length - line.trimStart().length;
    if (block !== null && indent <= block.indent) block = null;
    if (value === '' && block === null) block = { name: key, indent };
    else section.set(block === null ? key : `${block.name}.${key}`, value);
  }
  return sections;
}

/** Keys are the same in capitals; a comment may follow a value behind a blank. */
function assignment(line: string): readonly [key: string, value: string] {
  const at = line.search(/[=:]/);
  if (at < 1) return ['', ''];
  const value = line.slice(at + 1).replace(/(^|\s)[;#].*$/, '');
  return [line.slice(0, at).trim().toLowerCase(), value.trim()];
}

/** The name in a header such as `profile "My Mac"`; undefined where it is of another sort, or no name. */
export function nameInHeader(header: string, sort: string): string | undefined {
  if (!header.startsWith(sort)) return undefined;
  try {
    const [word, name, ...more] = split(header);
    return word === sort && more.length === 0 ? name : undefined;
  } catch {
    // A quote that does not end.
    return undefined;
  }
}
