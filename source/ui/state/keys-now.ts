import type { KeyBinding } from '../kit/key-binding.ts';
import type { AppState } from './app-state.ts';
import type { Digits } from './digits.ts';

/** Key tables by the digits that are dealt in them: each is made once. */
const DEALT = new WeakMap<
  Digits,
  { readonly from: readonly KeyBinding[]; readonly to: readonly KeyBinding[] }
>();

/** The key table with the digits of this scan; a digit that the configuration gave to something else is left to that. */
export function keysNow({ setting, digits }: Pick<AppState, 'setting' | 'digits'>): readonly KeyBinding[] {
  const { bindings } = setting;
  const known = DEALT.get(digits);
  if (known?.from === bindings) return known.to;
  const taken = new Set(bindings.flatMap(({ dealt, keys }) => (dealt ? [] : keys)));
  const to = bindings.map((binding): KeyBinding => {
    if (!binding.dealt || typeof binding.command === 'string') return binding;
    const digit = digits[binding.command.open];
    const isFree = digit !== undefined && !taken.has(digit);
    return { ...binding, keys: isFree ? [digit] : [], shown: isFree ? digit : '' };
  });
  DEALT.set(digits, { from: bindings, to });
  return to;
}
