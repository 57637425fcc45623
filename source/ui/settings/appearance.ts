import type { KeyBinding } from '../kit/key-binding.ts';
import type { OwnTheme, ToneLooks } from './colors.ts';

/** How the app looks and is handled, as far as config.json decides it. */
export interface Appearance {
  /** The name of a theme that there is, or of one of `themes`. */
  readonly theme: string;
  readonly themes: Readonly<Record<string, OwnTheme>>;
  readonly colors: ToneLooks;
  readonly bindings: readonly KeyBinding[];
  /** Ids of the columns that tables begin with, by tab. */
  readonly columns: Readonly<Record<string, readonly string[]>>;
  /** The terminal tells of clicks and the wheel. */
  readonly mouse: boolean;
}
