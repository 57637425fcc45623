/** How a tone looks, as themes and config.json say it, and the codes for that by how many colours the terminal has. */
import { BOLD, type Code, DIM, INVERSE, type Tone, UNDERLINE } from '../kit/theme.ts';

/** The colours that every terminal has, by name; which they are is its user's choice. */
export const COLOR_NAMES = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;

/** One of the sixteen by its number, or red, green and blue as `#rrggbb`. */
export type Color = number | `#${string}`;

/** How a tone looks; nothing said: as the terminal writes by itself. */
export interface Look {
  readonly text?: Color;
  readonly behind?: Color;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

/** How each tone looks. */
export type Palette = Readonly<Record<Tone, Look>>;

/** How many bits a colour has in the terminal: 1 is none, 4 the sixteen, 8 the 256, 24 all. */
export type ColorDepth = 1 | 4 | 8 | 24;

/** The codes of a look. A colour that the terminal does not have becomes the nearest of its 256; under that it is left out. */
export function codesOf(
  { text, behind, bold, dim, underline, inverse }: Look,
  depth: ColorDepth,
): readonly Code[] {
  return [
    ...(bold === true ? [BOLD] : []),
    ...(dim === true ? [DIM] : []),
    ...(underline === true ? [UNDERLINE] : []),
    ...(inverse === true ? [INVERSE] : []),
    ...colorCode(text, depth, 0),
    ...colorCode(behind, depth, 10),
  ];
}

/** `step`: 0 for what is written, 10 for what is behind it. */
function colorCode(color: Color | undefined, depth: ColorDepth, step: 0 | 10): readonly Code[] {
  if (color === undefined) return [];
  const parameters = parametersOf(color, depth, step);
  return parameters === null ? [] : [{ on: `\u001B[${parameters}m`, off: `\u001B[${39 + step}m` }];
}

function parametersOf(color: Color, depth: ColorDepth, step: 0 | 10): string | null {
  if (typeof color === 'number') return String((color < 8 ? 30 : 82) + color + step);
  if (depth < 8) return null;
  const rgb = rgbOf(color);
  return depth === 24 ? `${38 + step};2;${rgb.join(';')}` : `${38 + step};5;${nearestOf256(rgb)}`;
}

type Rgb = readonly [red: number, green: number, blue: number];

function rgbOf(color: string): Rgb {
  const part = (at: number): number => Number.parseInt(color.slice(at, at + 2), 16);
  return [part(1), part(3), part(5)];
}

/** The values that a part of a colour can have in the cube of 216 colours. */
const CUBE = [0, 95, 135, 175, 215, 255];
const FIRST_OF_CUBE = 16;
const FIRST_GRAY = 232;
const GRAYS = 24;

/** The number of the nearest colour of those that all terminals of 256 have alike: the cube and the grays. */
export function nearestOf256(rgb: Rgb): number {
  const places = rgb.map((value) => nearestIndex(CUBE, value));
  const [red = 0, green = 0, blue = 0] = places;
  const mean = rgb.reduce((sum, value) => sum + value, 0) / rgb.length;
  const gray = Math.min(GRAYS - 1, Math.max(0, Math.round((mean - 8) / 10)));
  const shade = 8 + 10 * gray;
  const cube = distance(
    rgb,
    places.map((place) => CUBE[place] ?? 0),
  );
  if (distance(rgb, [shade, shade, shade]) < cube) return FIRST_GRAY + gray;
  return FIRST_OF_CUBE + 36 * red + 6 * green + blue;
}

function nearestIndex(values: readonly number[], value: number): number {
  const distances = values.map((one) => Math.abs(one - value));
  return distances.indexOf(Math.min(...distances));
}

function distance(one: readonly number[], other: readonly number[]): number {
  return one.reduce((sum, value, index) => sum + (value - (other[index] ?? 0)) ** 2, 0);
}
