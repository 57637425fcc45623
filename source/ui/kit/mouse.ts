/**
 * What a terminal tells of its mouse, and how it is asked to: SGR reports of buttons, or the three characters of
 * older terminals (GNU screen), which know no other form.
 */

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
const OLD_REPORT = /^\[M(.)(.)(.)$/su;
/** What the numbers of an old report are added to. */
const OLD_BASE = 32;
/** What stands for a place that no character could be sent for. */
const UNSENT = '\ufffd';
/** The button of an old report for any button that is let go. */
const LET_GO = 3;
const WHEEL = 64;
/** Bits of the button for Shift, Alt and Ctrl. */
const MODIFIERS = 4 + 8 + 16;

/**
 * A report without its Escape: null where it is none; undefined for one that means nothing here,
 * such as a button that is let go.
 */
export function mouseEvent(input: string): MouseEvent | null | undefined {
  const report = reportOf(input);
  if (report === null || report === undefined) return report;
  const place = { column: report.column - 1, line: report.line - 1 };
  const code = report.button & ~MODIFIERS;
  if (code === WHEEL) return { kind: 'wheel up', ...place };
  if (code === WHEEL + 1) return { kind: 'wheel down', ...place };
  return code === 0 && !report.isLetGo ? { kind: 'click', ...place } : undefined;
}

interface Report {
  readonly button: number;
  /** Places count from 1. */
  readonly column: number;
  readonly line: number;
  readonly isLetGo: boolean;
}

function reportOf(input: string): Report | null | undefined {
  const [, button = '', column = '', line = '', final = ''] = REPORT.exec(input) ?? [];
  if (final !== '')
    return { button: Number(button), column: Number(column), line: Number(line), isLetGo: final === 'm' };
  const old = OLD_REPORT.exec(input);
  if (old === null) return null;
  if (old.includes(UNSENT)) return undefined;
  const [was = 0, at = 0, on = 0] = old.slice(1).map((character) => character.charCodeAt(0) - OLD_BASE);
  return { button: was, column: at, line: on, isLetGo: (was & LET_GO) === LET_GO };
}
