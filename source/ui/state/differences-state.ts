import type { DifferingRow } from '../../model/diff.ts';
import type { DiffReport } from '../../queries/diff-messages.ts';

/** What the open scan is compared with, by the name that was typed. */
export interface DiffAsked {
  readonly name: string;
}

/** What differs between the open scan and another one, over whatever was open. */
export interface DifferencesState {
  readonly asked: DiffAsked;
  /** What was found so far; null: nothing yet. */
  readonly report: Omit<DiffReport, 'rows'> | null;
  /** The rows that were found, by kind. */
  readonly rows: Readonly<Record<string, readonly DifferingRow[]>>;
  readonly isDone: boolean;
  /** Why the scans could not be compared. */
  readonly error: string | null;
  /** The kind whose rows are open; null: the overview is. */
  readonly kind: string | null;
  /** Among the kinds of the overview. */
  readonly cursor: number;
  /** Among the rows of the open kind, and the first one in sight. */
  readonly row: number;
  readonly top: number;
}

/** The comparison as it opens. */
export function openedDifferences(name: string): DifferencesState {
  const nothing = { report: null, rows: {}, isDone: false, error: null };
  return { asked: { name }, ...nothing, kind: null, cursor: 0, row: 0, top: 0 };
}
