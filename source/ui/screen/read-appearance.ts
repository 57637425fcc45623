/** How the app looks and is handled, as far as config.json decides it. */

import { TABLES } from '../../kinds/tabs.ts';
import { columnsOf } from '../kit/table-columns.ts';
import type { Tone } from '../kit/theme.ts';
import type { Appearance } from '../settings/appearance.ts';
import { BASES, type OwnTheme, readColor, THEME_NAMES, TONES, type ToneLooks } from '../settings/colors.ts';
import { withKeys } from './bindings.ts';
import { KEY_BINDINGS } from './keys.ts';

/** Without any configuration. */
export const DEFAULT_APPEARANCE: Appearance = {
  theme: 'auto',
  themes: {},
  colors: {},
  bindings: KEY_BINDINGS,
  columns: {},
  mouse: true,
};

/** The keys of config.json that it is made of. */
export interface AppearanceConfig {
  readonly theme: string;
  /** Tones by name, and `base`. */
  readonly themes: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly colors: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, readonly string[]>>;
  readonly columns: Readonly<Record<string, readonly string[]>>;
  readonly mouse: boolean;
}

/** A wrong setting: its place in config.json, and what is wrong with it. */
export class AppearanceError extends Error {
  override readonly name = 'AppearanceError';

  constructor(place: string, wrong: string) {
    super(`${place} ${wrong}`);
  }
}

/** Reads it. Throws an AppearanceError at the first setting that makes no sense. */
export function readAppearance(config: AppearanceConfig): Appearance {
  const { theme, colors, keys, columns, mouse } = config;
  const bound = withKeys(keys);
  if ('wrong' in bound) throw new AppearanceError(`keys.${bound.place}`, bound.wrong);
  checkColumns(columns);
  const themes = readThemes(config.themes);
  const names = [...THEME_NAMES, ...Object.keys(themes)];
  if (!names.includes(theme)) throw new AppearanceError('theme', `must be one of ${names.join(', ')}`);
  return { theme, themes, colors: readColors(colors, 'colors'), bindings: bound.bindings, columns, mouse };
}

function readThemes(themes: AppearanceConfig['themes']): Appearance['themes'] {
  const entries = Object.entries(themes).map(
    ([name, { base: named = 'dark', ...colors }]): [string, OwnTheme] => {
      const place = `themes.${name}`;
      if (!/^[a-z0-9][a-z0-9-]*$/.test(name))
        throw new AppearanceError(place, 'must be named by small letters, digits and hyphens');
      if (THEME_NAMES.some((known) => known === name))
        throw new AppearanceError(place, 'is a theme that there is already: choose another name');
      const base = BASES.find((known) => known === named);
      if (base === undefined)
        throw new AppearanceError(`${place}.base`, `must be one of ${BASES.join(', ')}`);
      return [name, { base, looks: readColors(colors, place) }];
    },
  );
  return Object.fromEntries(entries);
}

function readColors(colors: AppearanceConfig['colors'], place: string): ToneLooks {
  const entries = Object.entries(colors).map(([name, text]) => {
    const tone: Tone | undefined = TONES.find((known) => known === name);
    if (tone === undefined)
      throw new AppearanceError(`${place}.${name}`, `is not one of ${TONES.join(', ')}`);
    const look = readColor(text);
    if ('wrong' in look) throw new AppearanceError(`${place}.${name}`, look.wrong);
    return [tone, look];
  });
  return Object.fromEntries(entries);
}

function checkColumns(columns: AppearanceConfig['columns']): void {
  for (const [tab, ids] of Object.entries(columns)) {
    if (!TABLES.some(({ id }) => id === tab))
      throw new AppearanceError(
        `columns.${tab}`,
        `is no table (there are ${TABLES.map(({ id }) => id).join(', ')})`,
      );
    const known = columnsOf(tab, true).map(({ id }) => id);
    const unknown = ids.findIndex((id) => !known.includes(id));
    if (unknown >= 0)
      throw new AppearanceError(
        `columns.${tab}.${unknown}`,
        `names no column with "${ids[unknown]}" (there are ${known.join(', ')})`,
      );
    if (ids.length === 0) throw new AppearanceError(`columns.${tab}`, 'must name at least one column');
  }
}
