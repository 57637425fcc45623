/**
 * Text from AWS is untrusted: names and tags may hold escape sequences, newlines, bidirectional marks or lone
 * surrogates. Every text is made safe once, where it enters the scan file.
 */

const PRINTABLE_ASCII = /^[\x20-\x7e]*$/;

/** Controls, formats (bidi marks, zero-width), surrogates, line and paragraph separators, non-characters. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\ufffe\uffff]/gu;

/** More combining marks on one character than any script needs: they would flood the rows above and below. */
const COMBINING_FLOOD = /(\p{M}{4})\p{M}+/gu;

/** What stands in for a character that must not be shown: present, visible, one cell wide. */
export const REPLACEMENT = '\ufffd';

/** The text with every control, format and lone surrogate character replaced by U+FFFD, tabs by a space. */
export function safeText(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text.replaceAll('\t', ' ').replace(UNSAFE, REPLACEMENT).replace(COMBINING_FLOOD, '$1');
}
