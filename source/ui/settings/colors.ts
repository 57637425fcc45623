/** Colours as config.json names them. */
import { COLOUR_THEME, type Code, LIGHT_THEME, PLAIN_THEME, type Theme, type Tone } from '../kit/theme.ts';

/** Colours for a dark background, for a light one, or none. */
export type ThemeName = 'dark' | 'light' | 'none';

/** All of them, as config.json and `:theme` list them. */
export const THEME_NAMES: readonly ThemeName[] = ['dark', 'light', 'none'];

/** Tones painted otherwise than a theme does. */
export type ToneCodes = Partial<Readonly<Record<Tone, readonly Code[]>>>;

const THEMES: Readonly<Record<ThemeName, Theme>> = {
  dark: COLOUR_THEME,
  light: LIGHT_THEME,
  none: PLAIN_THEME,
};

/** A theme with some tones painted otherwise; without colour there is nothing to paint. */
export function themeOf(name: ThemeName, colors: ToneCodes): Theme {
  const { styles } = THEMES[name];
  return name === 'none' ? THEMES.none : { styles: { ...styles, ...colors } };
}

/** The tones that have a name in config.json. */
export const TONES: readonly Tone[] = [
  'quiet',
  'title',
  'heading',
  'accent',
  'good',
  'busy',
  'warning',
  'bad',
  'selected',
];

const NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'];

const CODES: Readonly<Record<string, Code>> = {
  ...Object.fromEntries(
    NAMES.flatMap((name, index) => [
      [name, colour(30 + index)],
      [`bright-${name}`, colour(90 + index)],
    ]),
  ),
  gray: colour(90),
  bold: { on: '\u001B[1m', off: '\u001B[22m' },
  dim: { on: '\u001B[2m', off: '\u001B[22m' },
  underline: { on: '\u001B[4m', off: '\u001B[24m' },
  inverse: { on: '\u001B[7m', off: '\u001B[27m' },
};

function colour(code: number): Code {
  return { on: `\u001B[${code}m`, off: '\u001B[39m' };
}

/** Reads `bold red`, `bright-blue`, `plain`; a text that names none of the colours is answered with what there is. */
export function readColor(text: string): readonly Code[] | { readonly wrong: string } {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const codes = words.flatMap((word) => CODES[word] ?? []);
  const unknown = words.find((word) => word !== 'plain' && CODES[word] === undefined);
  const colours = codes.filter(({ off }) => off === '\u001B[39m').length;
  if (unknown !== undefined || words.length === 0 || colours > 1) {
    return {
      wrong: `must be plain, or a colour (${NAMES.join(', ')}, gray, bright-red...) with bold, dim, underline or inverse`,
    };
  }
  return codes;
}
