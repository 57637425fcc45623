/**
 * What the app keeps of data that moves: the watch, what its rounds changed since the person last looked, and how
 * fast transfers under way are. Pure data, changed only by `liveReduced`.
 *
 * - round: the chosen cells, each read once more with its rows in sight.
 * - mark: what the rounds did to a row since the table with it was last looked at.
 */
import { withSample } from '../../kinds/datasync/transfer-progress.ts';
import type { CellRescan, RowChanges } from '../../model/cell.ts';
import type { TableRow } from '../../model/table-query.ts';
import type { LiveEvent } from '../state/events.ts';
import type { LiveState, Mark } from '../state/live-data.ts';
import { countsOf, isUnderWay } from './transfer.ts';

/** The live part after an event. */
export function liveReduced(live: LiveState, event: LiveEvent): LiveState {
  switch (event.type) {
    case 'watch changed':
      return event.watch === null
        ? { ...live, watch: null, failures: new Map() }
        : { ...live, watch: event.watch };
    case 'reading again': {
      const others = [...live.rereading].filter((id) => !event.cells.includes(id));
      return { ...live, rereading: new Set(event.on ? [...others, ...event.cells] : others) };
    }
    case 'round ended':
      return afterRound(live, event.results);
    case 'looked at':
      return afterLook(live, event.cells);
    case 'rows changed':
      return { ...live, version: live.version + 1 };
    case 'rows refreshed':
      return {
        ...live,
        samples: withSamples(live.samples, event.rows, event.at),
        refreshedAt: event.at,
        refreshFailure: event.failure,
        version: live.version + 1,
      };
  }
}

function afterRound(live: LiveState, results: readonly CellRescan[]): LiveState {
  const marks = new Map(live.marks);
  const failures = new Map(live.failures);
  for (const { cellId, changes, failure } of results) {
    if (failure === null) failures.delete(cellId);
    else failures.set(cellId, failure);
    if (changes === null) continue;
    const next = withChanges(marks.get(cellId) ?? new Map(), changes);
    if (next.size > 0) marks.set(cellId, next);
    else marks.delete(cellId);
  }
  const renewed = results.some(({ changes }) => changes !== null);
  return { ...live, marks, failures, version: live.version + (renewed ? 1 : 0) };
}

/** A row that came and went between two looks was never there; one that is new stays new however it changes. */
function withChanges(before: ReadonlyMap<number, Mark>, changes: RowChanges): ReadonlyMap<number, Mark> {
  const marks = new Map(before);
  for (const row of changes.added) marks.set(row, 'new');
  for (const row of changes.changed) if (marks.get(row) !== 'new') marks.set(row, 'changed');
  for (const row of changes.gone) {
    if (marks.get(row) === 'new') marks.delete(row);
    else marks.set(row, 'gone');
  }
  return marks;
}

function afterLook(live: LiveState, cells: readonly number[]): LiveState {
  const seen = cells.filter((id) => live.marks.has(id));
  if (seen.length === 0) return live;
  return { ...live, marks: new Map([...live.marks].filter(([id]) => !seen.includes(id))) };
}

/** Samples of the executions that are still under way; those of others are of no use any more. */
function withSamples(
  samples: LiveState['samples'],
  rows: ReadonlyMap<number, TableRow>,
  at: number,
): LiveState['samples'] {
  const underWay = [...rows.values()].filter(isUnderWay);
  return new Map(
    underWay.map((row) => [row.row, withSample(samples.get(row.row) ?? [], { ...countsOf(row), at })]),
  );
}

/** How many rows of a cell are new, changed and gone since the last look. */
export interface ChangeCounts {
  readonly added: number;
  readonly changed: number;
  readonly gone: number;
}

/** Counted once a round, not once a frame: a cell that was denied before may have a million new rows. */
const COUNTED = new WeakMap<ReadonlyMap<number, Mark>, ChangeCounts>();

function countsOfMarks(marks: ReadonlyMap<number, Mark>): ChangeCounts {
  const known = COUNTED.get(marks);
  if (known !== undefined) return known;
  const counts = { new: 0, changed: 0, gone: 0 };
  for (const mark of marks.values()) counts[mark] += 1;
  const { new: added, changed, gone } = counts;
  COUNTED.set(marks, { added, changed, gone });
  return { added, changed, gone };
}

/** The sums over the marks of these cells; null where there are none. */
export function changeCounts(live: LiveState, cells: readonly number[]): ChangeCounts | null {
  const marked = cells.flatMap((id) => live.marks.get(id) ?? []);
  if (marked.length === 0) return null;
  const sum = { added: 0, changed: 0, gone: 0 };
  for (const counts of marked.map(countsOfMarks)) {
    sum.added += counts.added;
    sum.changed += counts.changed;
    sum.gone += counts.gone;
  }
  return sum;
}

/** The mark of a row of these cells (those of one table, whose rows are numbered together). */
export function markOf(live: LiveState, cells: readonly number[], row: number): Mark | null {
  for (const id of cells) {
    const mark = live.marks.get(id)?.get(row);
    if (mark !== undefined) return mark;
  }
  return null;
}
