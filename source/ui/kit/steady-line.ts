/**
 * A line of the screen, so that it comes out as it was laid out whatever the terminal thinks of a character's width.
 * Terminals do not agree on emoji of several parts, on flags, and on scripts whose letters join. What stands behind
 * such a character in its own cell may shift; the next cell of the line is placed by its column. Where a terminal
 * takes no UTF-8, or draws lines and dots two cells wide, ASCII stands in.
 */
import stringWidth from 'string-width';
import { characterInAscii, glyphInAscii } from '../../base/ascii.ts';
import type { Charset } from '../../base/cursor-probe.ts';

const ESCAPE = '\u001B';
const BELL = '\u0007';
const CONTROLS = '\u0000-\u001f\u007f';
/** Characters that take one cell everywhere: Latin, Greek, Cyrillic, punctuation, arrows, what boxes are drawn with. */
const STEADY = [
  ' -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f',
  '\u2010-\u2027\u2190-\u21ff\u2500-\u259f',
].join('');
const UNSTEADY = new RegExp(`[^${STEADY}${CONTROLS}]`);
const BEYOND_ASCII = /[\u0080-\uffff]/;
/** Sequences and controls, and the text between them. */
const TOKENS = new RegExp(
  [
    `${ESCAPE}\\[[0-?]*[ -/]*[@-~]`,
    `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)`,
    `${ESCAPE}[^[\\]]`,
    `[${CONTROLS}]`,
    `[^${CONTROLS}]+`,
  ].join('|'),
  'g',
);
const CONTROL = new RegExp(`^[${CONTROLS}]`);
/** What only ever stands at the end of a cell. */
const CELL_END = /(?: {2}|… )$/;
const SEGMENTER = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The line made steady. Sequences in it stay as they are. */
export function steadyLine(line: string, charset: Charset = 'all'): string {
  return needsCare(line, charset) ? new Line(charset).drawn(line) : line;
}

/** True where each of its characters takes one cell on every terminal. */
export function isSteady(line: string, charset: Charset): boolean {
  return !needsCare(line, charset) && !UNSTEADY.test(line);
}

/** Whether a terminal could draw this otherwise than it was laid out. */
function needsCare(text: string, charset: Charset): boolean {
  return (charset === 'all' ? UNSTEADY : BEYOND_ASCII).test(text);
}

class Line {
  readonly #charset: Charset;
  #text = '';
  /** Where the cursor is by our count, from 0. */
  #column = 0;
  /** True where it may be elsewhere. */
  #isAdrift = false;
  /** What was drawn last, up to the end of a cell. */
  #last = '';

  constructor(charset: Charset) {
    this.#charset = charset;
  }

  drawn(line: string): string {
    for (const [token] of line.matchAll(TOKENS)) {
      if (CONTROL.test(token)) this.#text += token;
      else for (const { segment } of SEGMENTER.segment(token)) this.#draw(segment);
    }
    return this.#text;
  }

  #draw(character: string): void {
    const { drawn, isSteady, cells } = drawnAs(character, this.#charset);
    if (this.#isAdrift && character !== ' ' && CELL_END.test(this.#last)) {
      this.#text += `${ESCAPE}[${this.#column + 1}G`;
      this.#isAdrift = false;
    }
    this.#text += drawn;
    this.#column += cells;
    this.#isAdrift ||= !isSteady;
    this.#last = this.#last.slice(-1) + character;
  }
}

function drawnAs(
  character: string,
  charset: Charset,
): { readonly drawn: string; readonly isSteady: boolean; readonly cells: number } {
  if (character.length === 1 && !needsCare(character, charset))
    return { drawn: character, isSteady: true, cells: 1 };
  const cells = stringWidth(character);
  if (charset === 'ascii') return { drawn: characterInAscii(character, cells), isSteady: true, cells };
  const glyph = charset === 'no glyphs' ? glyphInAscii(character) : undefined;
  // Where lines and dots are wide, so are other characters that we count as one cell.
  return glyph === undefined
    ? { drawn: character, isSteady: charset === 'all' && !UNSTEADY.test(character), cells }
    : { drawn: glyph, isSteady: true, cells };
}
