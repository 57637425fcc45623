/** Where in a JSON text a value stands, for whoever has to mend it. */

/** A place in a text, both counted from 1. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** A part of JSON's grammar: blanks, a text, a sign, or a word or number. */
const TOKEN = /\s+|"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/gy;

/**
 * The place of the value that the keys lead to, of a text so many characters on; null where there is none. The JSON is
 * one that was read already.
 */
export function placeInJson(
  text: string,
  keys: readonly (string | number)[],
  characters: number,
): TextPlace | null {
  const path: (string | number)[] = [];
  let key: string | null = null;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const last = path.at(-1);
    const isValue = typeof last === 'number' || (key !== null && last === key);
    const isMeant = isValue && path.join('\n') === keys.join('\n');
    if (isMeant && /[^\s\]}:,]/.test(token))
      return placeAt(text, index + (token.startsWith('"') ? offsetIn(token, characters) : 0));
    if (token === '{') path.push('');
    else if (token === '[') path.push(0);
    else if (token === '}' || token === ']') path.pop();
    else if (token === ',' && typeof last === 'number') path[path.length - 1] = last + 1;
    else if (token === ',') key = null;
    else if (token === ':') path[path.length - 1] = key ?? '';
    else if (token.startsWith('"') && !isValue) key = String(JSON.parse(token));
  }
  return null;
}

/** How far on in a text, as it is written, so many of its characters are. */
function offsetIn(token: string, characters: number): number {
  const written = token.slice(1, -1).match(/\\u[\da-fA-F]{4}|\\.|[^\\]/gs) ?? [];
  return 1 + written.slice(0, characters).join('').length;
}

function placeAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
}
