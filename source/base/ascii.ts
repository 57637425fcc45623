/**
 * Text for terminals that do not take UTF-8: every character beyond ASCII becomes one or several of ASCII that take
 * as many cells, so that columns stay where they are.
 */
import stringWidth from 'string-width';

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Glyphs that tables, charts and sentences are drawn with. Those that stand beside each other stay told apart. */
const GLYPHS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '…': '~',
    '·': '-',
    '\ufffd': '?',
    '\u00a0': ' ',
    '─━–—−': '-',
    '│┃': '|',
    '█': '@',
    '▓': '%',
    '▒': '%',
    '░': '.',
    '▉▊▋▌': '@',
    '▍▎▏': ':',
    '▁': '_',
    '▂': '.',
    '▃': '-',
    '▄': '=',
    '▅': '+',
    '▆': '*',
    '▇': '%',
    '←◀◂‹◄«': '<',
    '→▶▸›►»': '>',
    '↑▲▴': '^',
    '↓▼▾': 'v',
    '↕↔': '|',
    '•●◆■◼': '*',
    '○◇□◻': 'o',
    '✓✔': '+',
    '✗✘×': 'x',
    '‘’': "'",
    '“”': '"',
    '≈': '~',
    '≤': '<',
    '≥': '>',
    '±': '+',
    '°': 'o',
  }).flatMap(([glyphs, ascii]) => [...glyphs].map((glyph) => [glyph, ascii] as const)),
);

const CORNERS = /^[\u2500-\u257f]$/;
const SPINNERS = /^[\u2800-\u28ff]$/;

/** What stands in for a glyph that is drawn by us; undefined for any other character. */
export function glyphInAscii(character: string): string | undefined {
  return (
    GLYPHS.get(character) ?? (CORNERS.test(character) ? '+' : SPINNERS.test(character) ? '*' : undefined)
  );
}

/** A whole character of so many cells in ASCII: a letter without its accents, or question marks. */
export function characterInAscii(character: string, cells: number): string {
  if (!BEYOND_ASCII.test(character)) return character;
  const [first = ''] = character.normalize('NFKD');
  const stands = glyphInAscii(character) ?? (!BEYOND_ASCII.test(first) && cells === 1 ? first : '?');
  return stands.repeat(Math.max(0, cells));
}

/** Lines of text in ASCII. */
export function textInAscii(text: string): string {
  if (!BEYOND_ASCII.test(text)) return text;
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  let ascii = '';
  for (const { segment } of segmenter.segment(text)) ascii += characterInAscii(segment, stringWidth(segment));
  return ascii;
}
