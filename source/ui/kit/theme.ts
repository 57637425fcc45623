/**
 * Colours by meaning. Only the sixteen colours that every terminal has (and its user chose) are used; a sign or a word
 * always says the same, so that nothing is lost without colour.
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
  | 'selected';

/** A setting of the terminal: how it is turned on and off. */
export interface Code {
  readonly on: string;
  readonly off: string;
}

/** How text is painted in each tone. */
export interface Theme {
  readonly styles: Readonly<Record<Tone, readonly Code[]>>;
}

const BOLD: Code = { on: '\u001B[1m', off: '\u001B[22m' };
const DIM: Code = { on: '\u001B[2m', off: '\u001B[22m' };
const INVERSE: Code = { on: '\u001B[7m', off: '\u001B[27m' };

function colour(code: number): Code {
  return { on: `\u001B[${code}m`, off: '\u001B[39m' };
}

/** For terminals with colour. */
export const COLOUR_THEME: Theme = {
  styles: {
    plain: [],
    quiet: [colour(90)],
    title: [BOLD],
    heading: [BOLD, colour(34)],
    accent: [colour(36)],
    good: [colour(32)],
    busy: [colour(36)],
    warning: [colour(33)],
    bad: [BOLD, colour(31)],
    selected: [INVERSE],
  },
};

/** For light backgrounds, on which yellow and cyan cannot be read. */
export const LIGHT_THEME: Theme = {
  styles: {
    ...COLOUR_THEME.styles,
    accent: [colour(34)],
    busy: [colour(34)],
    warning: [colour(35)],
  },
};

/** For `NO_COLOR`: bold, dim and inverse only, which are no colours. */
export const PLAIN_THEME: Theme = {
  styles: {
    plain: [],
    quiet: [DIM],
    title: [BOLD],
    heading: [BOLD],
    accent: [],
    good: [],
    busy: [],
    warning: [],
    bad: [BOLD],
    selected: [INVERSE],
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
    // A blank looks the same in every tone but the inverse one.
    const wanted =
      isBlank(text) && !current.includes(INVERSE) && tone !== 'selected' ? current : theme.styles[tone];
    line += change(current, wanted) + text;
    current = wanted;
  }
  return line + change(current, []);
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
