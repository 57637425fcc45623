import { setTimeout as pause } from 'node:timers/promises';
import type { TerminalSession } from '../test/helpers/pty.ts';
import { type BudgetLine, budgetLine } from './budget.ts';
import { percentile } from './statistics.ts';

/** The cursor's row in a table's title: `row 1,041 of 8,112`. */
const ROW = /row ([\d,]+) of/;

const ALL = /row [\d,]+ of ([\d,]+)/;

/** A key that does nothing for this long is lost. */
const LOST_MS = 5000;

/** A key, and the screen that shows its effect. */
export interface Stroke {
  /** The key, or which one it is on this screen. */
  readonly key: string | ((lines: readonly string[]) => string);
  readonly what: string;
  readonly isShown: (lines: readonly string[], before: readonly string[]) => boolean;
}

/** A key that moves the cursor of a table to another row. */
export function toAnotherRow(key: string): Stroke {
  return {
    key,
    what: 'another row',
    isShown: (lines, before) => {
      const row = cursorRow(lines);
      return row !== '' && row !== cursorRow(before);
    },
  };
}

/** A key that moves the cursor up or down, whichever leads away from the end that is nearer. */
export function towardsMiddle(up: string, down: string): Stroke {
  const isUpper = (lines: readonly string[]): boolean => {
    const [row = 0, all = 0] = [ROW, ALL].map((pattern) => numberIn(lines, pattern));
    return row <= all / 2;
  };
  return { ...toAnotherRow(down), key: (lines) => (isUpper(lines) ? down : up) };
}

function numberIn(lines: readonly string[], pattern: RegExp): number {
  return Number((pattern.exec(lines.join('\n'))?.[1] ?? '').replaceAll(',', ''));
}

/** The cursor's row; empty where no table is on the screen. */
export function cursorRow(lines: readonly string[]): string {
  return ROW.exec(lines.join('\n'))?.[1] ?? '';
}

/**
 * Milliseconds from each key's byte to the screen that shows its effect. The keys come in turn, so many in all;
 * `between` is what goes on meanwhile, and is not timed.
 */
export async function timeStrokes(
  terminal: TerminalSession,
  strokes: readonly Stroke[],
  keys: number,
  between: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let index = 0; index < keys; index += 1) {
    const stroke = strokes[index % strokes.length];
    if (stroke === undefined) throw new RangeError('No keys to press');
    await between();
    const before = terminal.screen();
    const key = typeof stroke.key === 'string' ? stroke.key : stroke.key(before);
    const sent = performance.now();
    terminal.press(key);
    await terminal.waitFor(`${stroke.what} after ${key}`, (lines) => stroke.isShown(lines, before), {
      timeoutMs: LOST_MS,
    });
    times.push(performance.now() - sent);
    // Uneven, so that keys fall on every moment between two redraws.
    await pause(3 + ((index * 7) % 11));
  }
  return times;
}

/** The line of a benchmark for so many keys. */
export function keyLine(
  when: string,
  values: readonly number[],
  limit: { readonly text: string; readonly most: number },
  reference: { readonly what: string; readonly values: readonly number[] },
  notes: readonly string[] = [],
): BudgetLine {
  const of = (share: number): string => percentile(values, share).toFixed(1);
  return budgetLine({
    what: `p99 of ${values.length} keys, ${when}`,
    unit: 'ms',
    values,
    figure: percentile(values, 0.99),
    reference,
    limit: { ...limit, of: 'value' },
    notes: [`p50 ${of(0.5)} ms, p90 ${of(0.9)} ms, p95 ${of(0.95)} ms`, ...notes],
  });
}
