import type { KeyBinding } from '../kit/key-binding.ts';
import type { ThemeName, ToneCodes } from './colors.ts';

/** How the app looks and is handled, as far as config.json decides it. */
export interface Appearance {
  readonly theme: ThemeName;
  readonly colors: ToneCodes;
  readonly bindings: readonly KeyBinding[];
  /** Ids of the columns that tables begin with, by tab. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** The terminal tells of clicks and the wheel. */
  readonly mouse: boolean;
}
