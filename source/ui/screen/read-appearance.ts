/** How the app looks and is handled, as far as config.json decides it. */

import { TABLES } from '../../kinds/tabs.ts';
import { columnsOf } from '../kit/table-columns.ts';
import type { Tone } from '../kit/theme.ts';
import type { Appearance } from '../settings/appearance.ts';
import { readColor, type ThemeName, TONES, type ToneCodes } from '../settings/colors.ts';
import { withKeys } from './bindings.ts';
import { KEY_BINDINGS } from './keys.ts';

/** Without any configuration. */
export const DEFAULT_APPEARANCE: Appearance = {
  theme: 'dark',
  colors: {},
  bindings: KEY_BINDINGS,
  columns: {},
  mouse: true,
};

/** The keys of config.json that it is made of. */
export interface AppearanceConfig {
  readonly theme: ThemeName;
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
export function readAppearance({ theme, colors, keys, columns, mouse }: AppearanceConfig): Appearance {
  const bound = withKeys(keys);
  if ('wrong' in bound) throw new AppearanceError(`keys.${bound.place}`, bound.wrong);
  checkColumns(columns);
  return { theme, colors: readColors(colors), bindings: bound.bindings, columns, mouse };
}

function readColors(colors: AppearanceConfig['colors']): ToneCodes {
  const entries = Object.entries(colors).map(([name, text]) => {
    const tone: Tone | undefined = TONES.find((known) => known === name);
    if (tone === undefined) throw new AppearanceError(`colors.${name}`, `is not one of ${TONES.join(', ')}`);
    const codes = readColor(text);
    if ('wrong' in codes) throw new AppearanceError(`colors.${name}`, codes.wrong);
    return [tone, codes];
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
