/**
 * Lists as SQL, tags among them: their items as they are shown, as `model/list-items.ts` has it. Those of tags are arrays:
 * pairs, or one text alone (`not checked`); in older files texts.
 */
import { quoted, type StoredColumn } from './schema.ts';

/** An item as it is shown, from a `json_each` of this name over the column. */
export function itemSql({ type }: Pick<StoredColumn, 'type'>, each = 'json_each'): string {
  if (type !== 'tags') return `${each}.value`;
  return `iif(${each}.type = 'array', (${each}.value ->> 0) || ifnull('=' || (${each}.value ->> 1), ''), ${each}.value)`;
}

/** A list as it is shown. The short ways work where no item holds a quote or backslash, which JSON escapes. */
export function listText(column: StoredColumn): string {
  const name = quoted(column.id);
  const ofPairs = `replace(replace(substr(${name}, 4, length(${name}) - 6), '"],["', ', '), '","', '=')`;
  return `CASE WHEN ${name} IS NULL THEN NULL WHEN ${name} = '[]' THEN ''
    WHEN instr(${name}, '\\') > 0 THEN (SELECT group_concat(${itemSql(column)}, ', ') FROM json_each(${name}))
    ${column.type === 'tags' ? `WHEN substr(${name}, 1, 2) = '[[' THEN ${ofPairs}` : ''}
    ELSE replace(substr(${name}, 3, length(${name}) - 4), '","', ', ') END`;
}

/** Words that occur in a list as shown just where they occur in its JSON: without the signs that either adds. */
const SAME_IN_JSON = { list: /^[^"\\,[\]\p{Cc}]*$/u, tags: /^[^"\\,[\]=\p{Cc}]*$/u } as const;

/** A text that holds the word where the list as shown does: its JSON where that will do, which costs less. */
export function listToSearch(
  column: StoredColumn & { readonly type: 'list' | 'tags' },
  word: string,
): string {
  return SAME_IN_JSON[column.type].test(word) ? quoted(column.id) : listText(column);
}
