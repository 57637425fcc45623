import { stripVTControlCharacters } from 'node:util';

/** A line without what is only drawn: bars, rules, branches, padding. */
export function spoken(line: string): string {
  return stripVTControlCharacters(line)
    .replace(/[─│├└▁-▟]+|#{2,}|\.{4,}/g, ' ')
    .replace(/ {2,}/g, ', ')
    .replace(/^[,\s]+|[,\s]+$/g, '');
}
