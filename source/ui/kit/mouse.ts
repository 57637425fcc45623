/** What a terminal tells of its mouse (SGR reports of buttons), and how it is asked to. */

/** Asks for presses and the wheel, with places beyond column 223. */
export const MOUSE_ON = '\u001B[?1000h\u001B[?1006h';
/** Gives clicks and the wheel back to the terminal. */
export const MOUSE_OFF = '\u001B[?1006l\u001B[?1000l';

/** A press or a turn of the wheel; places count from 0. */
export interface MouseEvent {
  readonly kind: 'click' | 'wheel up' | 'wheel down';
  readonly column: number;
  readonly line: number;
}

const REPORT = /^\[<(\d+);(\d+);(\d+)([Mm])$/;
const WHEEL = 64;
/** Bits of the button for Shift, Alt and Ctrl. */
const MODIFIERS = 4 + 8 + 16;

/**
 * A report without its Escape: null where it is none; undefined for one that means nothing here,
 * such as a button that is let go.
 */
export function mouseEvent(input: string): MouseEvent | null | undefined {
  const [, button = '', column = '', line = '', final = ''] = REPORT.exec(input) ?? [];
  if (final === '') return null;
  const place = { column: Number(column) - 1, line: Number(line) - 1 };
  const code = Number(button) & ~MODIFIERS;
  if (code === WHEEL) return { kind: 'wheel up', ...place };
  if (code === WHEEL + 1) return { kind: 'wheel down', ...place };
  return code === 0 && final === 'M' ? { kind: 'click', ...place } : undefined;
}
