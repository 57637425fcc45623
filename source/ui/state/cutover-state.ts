import type { CutoverTask, CutoverWindow } from '../../analysis/transfers/cutover.ts';

/** Final runs in a window, while they are shown. */
export interface CutoverState {
  readonly window: CutoverWindow;
  /** What the table of transfers was narrowed down by when they were asked for; empty: all tasks are among them. */
  readonly filter: string;
  /** Null until they were read. */
  readonly tasks: readonly CutoverTask[] | null;
  readonly error: string | null;
  readonly cursor: number;
  readonly top: number;
}
