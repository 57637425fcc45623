import type { Suggestion } from '../../store/filter/completion.ts';
import type { FilterFault } from '../../store/filter/expression.ts';
import type { Line } from '../kit/line.ts';

/** What may stand at the cursor of a line, and which of it was put there. */
export interface Hints {
  /** The line that these hints are for. */
  readonly line: Line;
  /** The part of its text that a suggestion replaces, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
  /** Best first; empty: nothing to suggest. */
  readonly suggestions: readonly Suggestion[];
  /** The suggestion that Tab put into the line; null: none yet. */
  readonly taken: number | null;
}

/** A line that is being typed: the filter of the open table, what narrows the accounts down, or a command. */
export interface InputState {
  readonly kind: 'filter' | 'accounts' | 'command';
  readonly line: Line;
  /** Which earlier line is shown; the history's length: the new one. */
  readonly recalled: number;
  /** What is wrong with the typed filter, and where; the table keeps the last good one. */
  readonly fault: FilterFault | null;
  /** The filter up to its unfinished term that no row fits, which is left out until it is finished; null: none is. */
  readonly barren: string | null;
  /** True after Enter on a line that is wrong: what is wrong is said whatever could be suggested. */
  readonly insisted: boolean;
  /** Null while they are being looked up. */
  readonly hints: Hints | null;
  /** Tab was pressed before the hints were there: the first of them is taken when they come. */
  readonly tabbed: boolean;
}

/** A line as it opens with this text in it. `recalled`: the length of its history. */
export function openedInput(kind: InputState['kind'], line: Line, recalled: number): InputState {
  return { kind, line, recalled, fault: null, barren: null, insisted: false, hints: null, tabbed: false };
}
