/**
 * Text from AWS is untrusted: names and tags may hold escape sequences, newlines, bidirectional marks or lone
 * surrogates. The scan file keeps it as AWS gave it, and filters match that; it is made safe where it comes out, in the
 * way that place needs: drawn, spoken, logged, copied (`safeText`), or written into a sheet or a table (`fileText`).
 */

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Controls, formats (bidi marks, zero-width), surrogates, line and paragraph separators, non-characters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufdd0-\ufdef\ufffe\uffff]/gu;

/** More combining marks on one character than any script needs: they would flood the rows above and below. */
const COMBINING_FLOOD = /(\p{M}{4})\p{M}+/gu;

/** What stands in for a character that must not be shown: present, visible, one cell wide. */
export const REPLACEMENT = '\ufffd';

/** The text as a terminal may have it: every control, format and lone surrogate character replaced by U+FFFD, tabs by a space. */
export function safeText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replaceAll('\t', ' ').replace(UNSAFE, REPLACEMENT).replace(COMBINING_FLOOD, '$1');
}

/**
 * What no sheet or table should hold: controls but tabs and the ends of lines, what turns the direction of the text
 * behind it, surrogates, non-characters. What joins the parts of an emoji or the letters of a word is none of these.
 */
const UNSAFE_IN_FILES =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029\p{Cs}\ufdd0-\ufdef\ufffe\uffff]/gu;

/** The text as a sheet or a table may have it: what acts in one is replaced by U+FFFD, all else is as it was. */
export function fileText(text: string): string {
  return PRINTABLE_ASCII.test(text) ? text : text.replace(UNSAFE_IN_FILES, REPLACEMENT);
}

/** As `UNSAFE`, but for surrogates, of which pairs make one character and `JSON.stringify` writes lone ones out. */
const TO_ESCAPE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ufdd0-\ufdef\ufffe\uffff]/gu;

/** A JSON text that says the same without a character that would act on a terminal: those are written as `\u001b`. */
export function jsonText(json: string): string {
  return PRINTABLE_ASCII.test(json) ? json : json.replace(TO_ESCAPE, escaped);
}

function escaped(character: string): string {
  return Array.from(
    { length: character.length },
    (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
  ).join('');
}
