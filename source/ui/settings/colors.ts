/** Themes and colours as config.json names them, and what they come to on a terminal. */
import type { Ground } from '../kit/ground.ts';
import { HEATS, PLAIN_THEME, type Theme, type Tone } from '../kit/theme.ts';
import { COLOR_NAMES, type Color, type ColorDepth, codesOf, type Look, type Palette } from './looks.ts';
import { ANSI, ANSI_LIGHT, DARK, HIGH_CONTRAST, LIGHT } from './themes.ts';

/** The themes that there are: the first goes by the terminal's ground. */
export const THEME_NAMES = ['auto', 'dark', 'light', 'high-contrast', 'ansi', 'none'] as const;

const PALETTES: Readonly<Record<'dark' | 'light' | 'high-contrast' | 'ansi', Palette>> = {
  dark: DARK,
  light: LIGHT,
  'high-contrast': HIGH_CONTRAST,
  ansi: ANSI,
};

/** The themes that one of a person's own can be made of. */
export const BASES = ['dark', 'light', 'high-contrast', 'ansi'] as const;

/** Tones that look otherwise than a theme says. */
export type ToneLooks = Partial<Palette>;

/** A theme of a person's own: what it does not say is as its base has it. */
export interface OwnTheme {
  readonly base: (typeof BASES)[number];
  readonly looks: ToneLooks;
}

/** What decides how tones look on a terminal, besides the name of the theme. */
export interface LookSettings {
  /** Tones that the configuration paints otherwise in every theme. */
  readonly colors: ToneLooks;
  /** The themes of its own that the configuration has, by name. */
  readonly themes: Readonly<Record<string, OwnTheme>>;
  /** 1 under `NO_COLOR` and `--no-color`. */
  readonly depth: ColorDepth;
}

/** The theme of this name; without colour there is nothing to paint. */
export function themeOf(name: string, ground: Ground, { colors, themes, depth }: LookSettings): Theme {
  if (name === 'none' || depth === 1) return PLAIN_THEME;
  const own = themes[name];
  const base = own?.base ?? BASES.find((known) => known === name) ?? ground;
  // Shades of sixteen colours there are none: those themes become the one that has none.
  const sixteen = base === 'light' ? ANSI_LIGHT : ANSI;
  const palette = depth === 4 ? sixteen : PALETTES[base];
  const looks: Palette = { ...palette, ...own?.looks, ...colors };
  const style = (tone: Tone) => codesOf(looks[tone], depth);
  return {
    styles: {
      ...{ plain: style('plain'), quiet: style('quiet'), title: style('title'), heading: style('heading') },
      ...{ accent: style('accent'), good: style('good'), busy: style('busy'), warning: style('warning') },
      ...{ bad: style('bad'), selected: style('selected'), tab: style('tab'), border: style('border') },
      ...{ heat1: style('heat1'), heat2: style('heat2'), heat3: style('heat3') },
      ...{ heat4: style('heat4'), heat5: style('heat5') },
    },
  };
}

/** The tones that have a name in config.json. */
export const TONES: readonly Tone[] = [
  ...(['plain', 'quiet', 'title', 'heading', 'accent', 'good', 'busy', 'warning', 'bad'] as const),
  ...(['selected', 'tab', 'border'] as const),
  ...HEATS,
];

const NAMES: readonly string[] = COLOR_NAMES;
const MANNERS = ['bold', 'dim', 'underline', 'inverse'] as const;

const WRONG = `must be plain, or a colour (${COLOR_NAMES.join(', ')}, gray, bright-red..., #rrggbb) with bold, dim, underline or inverse; on-red or on-#rrggbb is what is behind it`;

/** Reads `bold red`, `#ff8800 on-black`, `plain`; a text that names none of the colours is answered with what there is. */
export function readColor(given: string): Look | { readonly wrong: string } {
  const words = given
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return { wrong: WRONG };
  let look: Look = {};
  for (const word of words) {
    const part = word === 'plain' ? {} : partOf(word);
    if (part === null || Object.keys(part).some((key) => key in look)) return { wrong: WRONG };
    look = { ...look, ...part };
  }
  return look;
}

/** What a word says of a look; null: nothing. */
function partOf(word: string): Look | null {
  const manner = MANNERS.find((known) => known === word);
  if (manner !== undefined) return { [manner]: true };
  const isBehind = word.startsWith('on-');
  const color = colorOf(isBehind ? word.slice(3) : word);
  if (color === null) return null;
  return isBehind ? { behind: color } : { text: color };
}

function colorOf(word: string): Color | null {
  if (isRgb(word)) return word;
  if (word === 'gray') return COLOR_NAMES.length;
  const isBright = word.startsWith('bright-');
  const place = NAMES.indexOf(isBright ? word.slice(7) : word);
  if (place < 0) return null;
  return isBright ? COLOR_NAMES.length + place : place;
}

function isRgb(word: string): word is `#${string}` {
  return /^#[0-9a-f]{6}$/.test(word);
}
