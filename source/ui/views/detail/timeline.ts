import { type DatedSnapshot, type Timeline, timelineOf } from '../../../analysis/relations-timeline.ts';
import {
  type ByteUnit,
  formatAge,
  formatBytes,
  formatDay,
  formatInstantSeconds,
} from '../../../model/format.ts';
import { counted } from '../../../model/words.ts';
import { sparkline } from '../../kit/charts.ts';
import { cut, fitted } from '../../kit/text.ts';

/** Lines of a timeline, also while it is being read: nothing below it moves when it arrives. */
export const TIMELINE_LINES = 4;
const WIDEST = 100;
const SECOND = 1000;
/** A snapshot whose size is not known. */
const NO_SIZE = '·';

/** What is known of the snapshots of a source. */
export interface TimelineGiven {
  /** Null while they are being read. */
  readonly snapshots: readonly DatedSnapshot[] | null;
  /** The row that the timeline is looked at from. */
  readonly row: number;
  /** Older ones that are not among them. */
  readonly leftOut: number;
  /** What is said where none was found at all; absent: there are some, be it that none has a time. */
  readonly noneWords?: string | undefined;
}

/** The sizes of a source's snapshots over time, where this one is, and where none was made for long. */
export function timelineLines(given: TimelineGiven, unit: ByteUnit, width: number): readonly string[] {
  const room = Math.min(width, WIDEST);
  // A lone snapshot has nothing to draw, and its fields have use for the lines.
  if (given.snapshots?.length === 1) return textLines(given, unit, room).map((text) => cut(text, width));
  return Array.from({ length: TIMELINE_LINES }, (_, line) =>
    cut(textLines(given, unit, room)[line] ?? '', width),
  );
}

function textLines(
  { snapshots, row, leftOut, noneWords }: TimelineGiven,
  unit: ByteUnit,
  room: number,
): readonly string[] {
  if (snapshots === null) return ['reading'];
  const timeline = timelineOf(snapshots, row, room);
  if (timeline === null) return [noneWords ?? 'AWS gave no time for any of them'];
  if (snapshots.length === 1)
    return [`one snapshot, of ${formatDay(timeline.first)}, ${sizeWords(timeline, unit)}`];
  const marker = timeline.at === null ? '' : `${' '.repeat(timeline.at)}^`;
  const left = leftOut > 0 ? [`${counted(leftOut, 'older one')} left out`] : [];
  return [
    drawn(timeline),
    marker,
    axis(timeline, sizeWords(timeline, unit)),
    [...gapWords(timeline), ...left].join('; '),
  ];
}

/** The days of the first and the last snapshot under their columns, and words between them. */
function axis({ columns, first, last }: Timeline, words: string): string {
  const [from, to] = [formatDay(first), formatDay(last)];
  const room = Math.max(columns.length, from.length + words.length + to.length + 2) - from.length - to.length;
  const before = Math.floor((room - words.length) / 2);
  return from + ' '.repeat(before) + fitted(words, room - before) + to;
}

function drawn({ columns }: Timeline): string {
  const bars = sparkline(columns.map((column) => column?.size ?? null));
  return [...bars]
    .map((bar, index) => (columns[index] !== null && columns[index]?.size === null ? NO_SIZE : bar))
    .join('');
}

function gapWords({ usualGap, longestGap }: Timeline): readonly string[] {
  if (longestGap === null) return [];
  if (longestGap.to - longestGap.from < SECOND)
    return [`made within a second of each other, ${formatInstantSeconds(longestGap.from)}`];
  const span = (milliseconds: number) => formatAge(0, milliseconds);
  const longest = `longest gap ${span(longestGap.to - longestGap.from)} from ${formatDay(longestGap.from)}`;
  if (usualGap === null) return [longest];
  return [usualGap < SECOND ? 'mostly several in a second' : `usually every ${span(usualGap)}`, longest];
}

function sizeWords({ shows, least, most }: Timeline, unit: ByteUnit): string {
  if (least === null || most === null) return 'sizes not known';
  const words =
    least === most ? formatBytes(most, unit) : `${formatBytes(least, unit)} to ${formatBytes(most, unit)}`;
  return `${shows} ${words}`;
}
