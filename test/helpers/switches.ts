/** Modes of a terminal that are on until a program switches them off: autowrap and the cursor. */
const ON_AT_FIRST = new Set(['7', '25']);

/** What a program switches in a terminal, as its output tells. */
export interface Switched {
  /** Every private mode that it touched. */
  readonly touched: readonly string[];
  /** Those that it left otherwise than it found them. */
  readonly left: readonly string[];
}

/** Reads the private modes that this output sets and resets. */
export function switchedBy(output: string): Switched {
  const last = new Map<string, boolean>();
  for (const [, modes = '', final] of output.matchAll(/\[\?([\d;]+)([hl])/g))
    for (const mode of modes.split(';')) last.set(mode, final === 'h');
  const numbers = [...last.keys()].sort((one, other) => Number(one) - Number(other));
  return { touched: numbers, left: numbers.filter((mode) => last.get(mode) !== ON_AT_FIRST.has(mode)) };
}
