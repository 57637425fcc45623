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

type Style = readonly [on: string, off: string];

/** How text is painted in each tone. */
export interface Theme {
  readonly styles: Readonly<Record<Tone, Style>>;
}

const PLAIN: Style = ['', ''];
const BOLD: Style = ['\u001B[1m', '\u001B[22m'];
const DIM: Style = ['\u001B[2m', '\u001B[22m'];
const INVERSE: Style = ['\u001B[7m', '\u001B[27m'];

function colour(code: number): Style {
  return [`\u001B[${code}m`, '\u001B[39m'];
}

/** For terminals with colour. */
export const COLOUR_THEME: Theme = {
  styles: {
    plain: PLAIN,
    quiet: colour(90),
    title: BOLD,
    heading: ['\u001B[1;34m', '\u001B[22;39m'],
    accent: colour(36),
    good: colour(32),
    busy: colour(36),
    warning: colour(33),
    bad: ['\u001B[1;31m', '\u001B[22;39m'],
    selected: INVERSE,
  },
};

/** For `NO_COLOR`: bold, dim and inverse only, which are no colours. */
export const PLAIN_THEME: Theme = {
  styles: {
    plain: PLAIN,
    quiet: DIM,
    title: BOLD,
    heading: BOLD,
    accent: PLAIN,
    good: PLAIN,
    busy: PLAIN,
    warning: PLAIN,
    bad: BOLD,
    selected: INVERSE,
  },
};

/** A piece of a line: text, and what it is. */
export type Piece = readonly [text: string, tone: Tone];

/** The text in a tone. */
export function paint(theme: Theme, text: string, tone: Tone): string {
  const [on, off] = theme.styles[tone];
  return text === '' || on === '' ? text : `${on}${text}${off}`;
}

/** A line from its pieces; neighbours of one tone share their escape sequences. */
export function paintPieces(theme: Theme, pieces: readonly Piece[]): string {
  let line = '';
  let text = '';
  let tone: Tone = 'plain';
  for (const [next, nextTone] of pieces) {
    if (nextTone === tone || next.trim() === '') {
      // A blank looks the same in every tone but the inverse one.
      if (nextTone === tone || (tone !== 'selected' && nextTone !== 'selected')) {
        text += next;
        continue;
      }
    }
    line += paint(theme, text, tone);
    text = next;
    tone = nextTone;
  }
  return line + paint(theme, text, tone);
}
