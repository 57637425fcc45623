/**
 * Colours by meaning: views name tones, and a theme says how each looks. A sign or a word always says the same, so that
 * nothing is lost without colour.
 */

/** What a piece of text is, which decides how it looks. */
export type Tone =
  | 'plain'
  /** Secondary: hints, separators, queued cells. */
  | 'quiet'
  | 'title'
  | 'heading'
  /** Names and keys that stand out. */
  | 'accent'
  | 'good'
  /** At work now. */
  | 'busy'
  | 'warning'
  | 'bad'
  /** Under the cursor. */
  | 'selected'
  /** The page that is open, in the tab line. */
  | 'tab'
  /** Lines around and between. */
  | 'border'
  | Heat;

/** A shade behind a number: the higher, the more. */
export type Heat = 'heat1' | 'heat2' | 'heat3' | 'heat4' | 'heat5';

/** All shades, the faintest first. */
export const HEATS: readonly Heat[] = ['heat1', 'heat2', 'heat3', 'heat4', 'heat5'];

/** The shade of a number by its digits, so that it stays as others grow; nothing for none. */
export function heatOf(count: number): Tone {
  if (count < 1) return 'plain';
  return HEATS[Math.min(Math.floor(Math.log10(count)), HEATS.length - 1)] ?? 'plain';
}

/** A setting of the terminal: how it is turned on and off. */
export interface Code {
  readonly on: string;
  readonly off: string;
}

/** How text is painted in each tone. */
export interface Theme {
  readonly styles: Readonly<Record<Tone, readonly Code[]>>;
}

/** Settings that are no colours. */
export const BOLD: Code = { on: '\u001B[1m', off: '\u001B[22m' };
export const DIM: Code = { on: '\u001B[2m', off: '\u001B[22m' };
export const UNDERLINE: Code = { on: '\u001B[4m', off: '\u001B[24m' };
export const INVERSE: Code = { on: '\u001B[7m', off: '\u001B[27m' };

/** What turns off that which is seen on blanks too: inverse, a line below, a background. */
const SEEN_ON_BLANKS = new Set([INVERSE.off, UNDERLINE.off, '\u001B[49m']);

/** For `NO_COLOR`: bold, dim and inverse only, which are no colours. */
export const PLAIN_THEME: Theme = {
  styles: {
    ...{
      plain: [],
      quiet: [DIM],
      title: [BOLD],
      heading: [BOLD],
      accent: [],
      good: [],
      busy: [],
      warning: [],
    },
    ...{ bad: [BOLD], selected: [INVERSE], tab: [INVERSE], border: [DIM] },
    ...{ heat1: [], heat2: [], heat3: [], heat4: [], heat5: [] },
  },
};

/** A piece of a line: text, and what it is. */
export type Piece = readonly [text: string, tone: Tone];

/** The text in a tone. */
export function paint(theme: Theme, text: string, tone: Tone): string {
  return paintPieces(theme, [[text, tone]]);
}

/**
 * A line from its pieces. It has just the escape sequences that Ink would write itself: a line that differs from
 * that is taken apart once more on every frame.
 */
export function paintPieces(
  theme: Theme,
  pieces: readonly (readonly [text: string, tone: Tone, ...unknown[]])[],
): string {
  let line = '';
  let current: readonly Code[] = [];
  for (const [text, tone] of pieces) {
    if (text === '') continue;
    const style = theme.styles[tone];
    // A blank looks the same in every tone that has nothing behind its text.
    const wanted = isBlank(text) && !isSeenOnBlanks(current) && !isSeenOnBlanks(style) ? current : style;
    line += change(current, wanted) + text;
    current = wanted;
  }
  return line + change(current, []);
}

function isSeenOnBlanks(style: readonly Code[]): boolean {
  return style.some(({ off }) => SEEN_ON_BLANKS.has(off));
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** Turns off what is not wanted any more, last first, and on what is new; one colour replaces another. */
function change(from: readonly Code[], to: readonly Code[]): string {
  if (from === to) return '';
  const off = from.filter((code) => !to.some((other) => other.off === code.off)).toReversed();
  const on = to.filter((code) => !from.some((other) => other.on === code.on));
  return off.map((code) => code.off).join('') + on.map((code) => code.on).join('');
}
