/** The snapshots of one source over time: where they lie, how large they are, and where none was made for long. */

/** A snapshot on the timeline. */
export interface DatedSnapshot {
  readonly row: number;
  /** Milliseconds since 1970 UTC. */
  readonly time: number;
  /** Bytes; null: not known. */
  readonly size: number | null;
  readonly fullSize: number | null;
}

/** What stands in one column of a timeline; null: no snapshot was made in its span. */
export type TimelineColumn = {
  /** The largest known size in bytes; null: none is known. */
  readonly size: number | null;
} | null;

/** A timeline in columns of equal spans. */
export interface Timeline {
  readonly columns: readonly TimelineColumn[];
  /** The column of the snapshot that is asked about; null where it is not on the line. */
  readonly at: number | null;
  /** Milliseconds since 1970 UTC. */
  readonly first: number;
  readonly last: number;
  /** Whether columns hold full sizes (what was written) or, where none is known, sizes. */
  readonly shows: 'full size' | 'size';
  /** Bytes; null where no size is known. */
  readonly least: number | null;
  readonly most: number | null;
  /** The middle one of all spans from a snapshot to the next, in milliseconds; null with less than two of them. */
  readonly usualGap: number | null;
  /** The longest span without any; null with less than two snapshots. */
  readonly longestGap: { readonly from: number; readonly to: number } | null;
}

/** Draws snapshots, oldest first, into at most so many columns; null where there is none. `row`: the one asked about. */
export function timelineOf(snapshots: readonly DatedSnapshot[], row: number, width: number): Timeline | null {
  const [first, last] = [snapshots[0], snapshots.at(-1)];
  if (first === undefined || last === undefined) return null;
  const shows = snapshots.some(({ fullSize }) => fullSize !== null) ? 'full size' : 'size';
  const sizeOf = (snapshot: DatedSnapshot) => (shows === 'full size' ? snapshot.fullSize : snapshot.size);
  const columnAt = (time: number) => place(time, first.time, last.time, width);
  const columns: TimelineColumn[] = Array.from({ length: columnAt(last.time) + 1 }, () => null);
  for (const snapshot of snapshots) {
    const at = columnAt(snapshot.time);
    columns[at] = { size: larger(columns[at]?.size ?? null, sizeOf(snapshot)) };
  }
  const sizes = snapshots.map(sizeOf).filter((size) => size !== null);
  const asked = snapshots.find((snapshot) => snapshot.row === row);
  return {
    columns,
    at: asked === undefined ? null : columnAt(asked.time),
    first: first.time,
    last: last.time,
    shows,
    least: sizes.length === 0 ? null : Math.min(...sizes),
    most: sizes.length === 0 ? null : Math.max(...sizes),
    ...gapsOf(snapshots.map(({ time }) => time)),
  };
}

function place(time: number, first: number, last: number, width: number): number {
  if (last <= first || width < 2) return 0;
  return Math.round(((time - first) / (last - first)) * (width - 1));
}

function larger(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}

function gapsOf(times: readonly number[]): Pick<Timeline, 'usualGap' | 'longestGap'> {
  const gaps = times.slice(1).map((to, index) => ({ from: times[index] ?? to, to }));
  const spans = gaps.map(({ from, to }) => to - from).sort((one, other) => one - other);
  const longest = gaps.reduce<Timeline['longestGap']>(
    (most, gap) => (most === null || gap.to - gap.from > most.to - most.from ? gap : most),
    null,
  );
  const middle = spans[Math.floor((spans.length - 1) / 2)];
  return { usualGap: spans.length < 2 ? null : (middle ?? null), longestGap: longest };
}
