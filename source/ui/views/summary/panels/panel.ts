import type { ScanPast } from '../../../../analysis/past/scan-past.ts';
import { unfinishedNotes } from '../../../../analysis/shortfall.ts';
import type { Amount, SummaryReport } from '../../../../analysis/summary.ts';
import { findKind } from '../../../../kinds/registry.ts';
import type { AccountState } from '../../../../model/account.ts';
import type { CellState } from '../../../../model/cell.ts';
import { type ByteUnit, formatBytes } from '../../../../model/format.ts';
import { AT_LEAST, countText } from '../../../kit/cells.ts';
import { fitted } from '../../../kit/text.ts';
import type { Tone } from '../../../kit/theme.ts';
import { isShortCell } from '../../../state/counted-cells.ts';
import type { Destination } from '../../../state/destination.ts';
import { knownBytes } from '../../../state/sources.ts';

/** A number that the cursor can stand on. */
export interface PanelLink {
  /** The same while numbers change, so that the cursor stays where it is. */
  readonly id: string;
  readonly to: Destination;
  /** How many rows it leads to; null where it leads to something else. */
  readonly rows: number | null;
}

/** A piece of a panel's line. */
export type PanelPiece = readonly [text: string, tone: Tone, link?: PanelLink];

/** A line of a panel. */
export type PanelLine = readonly PanelPiece[];

/** A titled block of lines, each within the width that the panel was made for. */
export interface Panel {
  readonly title: string;
  /** Why its numbers may be too small, in a few words; empty: they are whole. */
  readonly note: string;
  /** Lines that it usually has: panels are laid out by that, so that none jumps while numbers come in. */
  readonly usualLines: number;
  readonly lines: readonly PanelLine[];
}

/** What panels are made of. */
export interface PanelContext {
  readonly report: SummaryReport;
  /** The scans before it, as the state of the view has them. */
  readonly past: ScanPast | 'reading' | null;
  readonly pastError: string | null;
  /** The cells of the scan; none where it is not known. */
  readonly cells: readonly CellState[];
  /** Of a scan of many accounts; else none. */
  readonly accounts: readonly AccountState[];
  readonly unit: ByteUnit;
  /** Cells that a line may take. */
  readonly width: number;
  /** For a screen reader: each number stands with all of its words. */
  readonly isReadOut?: true;
}

/** Cells of a count, the blank before it included. */
export const COUNT_WIDTH = 8;
/** Cells of a size with the mark behind it. */
export const SIZE_WIDTH = 11;

/**
 * A count at the right of its column, which the cursor can stand on; nothing to open where it is nothing. `mark` stands
 * behind its digits: `AT_LEAST` or nothing.
 */
export function countCell(
  count: number,
  link: Omit<PanelLink, 'rows'> | null,
  mark = '',
): readonly PanelPiece[] {
  const text = countText(count, COUNT_WIDTH - 1, mark !== '');
  const blank: PanelPiece = [' '.repeat(COUNT_WIDTH - text.length), 'plain'];
  if (count === 0) return [blank, [text, 'quiet']];
  return [blank, link === null ? [text, 'plain'] : [text, 'plain', { ...link, rows: count }]];
}

/** A size at the right of its column; `AT_LEAST` behind it where parts of it are not known, or were not read. */
export function sizeText(amount: Amount, unit: ByteUnit, isShort: boolean): string {
  const size = amount.count === 0 ? '' : formatBytes(knownBytes(amount), unit);
  const isUnknown = amount.count > 0 && amount.count === amount.unknownSizes;
  if (isUnknown) return fitted('unknown ', SIZE_WIDTH, 'right');
  const mark = size !== '' && (isShort || amount.unknownSizes > 0) ? AT_LEAST : ' ';
  return fitted(size + mark, SIZE_WIDTH, 'right');
}

/** Which cells a count is of. */
export interface CountedCells {
  readonly tab?: string;
  readonly kind?: string | undefined;
  readonly region?: string | undefined;
}

/** The cells that numbers are at least for, each list gone through once: every count asks, and they are few. */
const SHORT = new WeakMap<readonly CellState[], readonly CellState[]>();

function shortCellsAmong(cells: readonly CellState[]): readonly CellState[] {
  const short = SHORT.get(cells) ?? cells.filter(isShortCell);
  SHORT.set(cells, short);
  return short;
}

/** The mark behind a count: there may be more of it where one of its cells is not whole. */
export function markOf({ cells }: PanelContext, { tab, kind, region }: CountedCells): string {
  const isShort = shortCellsAmong(cells).some(
    (cell) =>
      (tab === undefined || findKind(cell.kind)?.tab === tab) &&
      (kind === undefined || cell.kind === kind) &&
      (region === undefined || cell.region === region || cell.region === ''),
  );
  return isShort ? AT_LEAST : '';
}

/** Why numbers over these tabs may be too small: `1 region denied`, `3 regions still to come`. */
export function noteOf({ cells }: PanelContext, tabs: readonly string[]): string {
  const theirs = cells.filter((cell) => tabs.includes(findKind(cell.kind)?.tab ?? ''));
  return unfinishedNotes(theirs).join(', ');
}

/** What stands in a panel that has no numbers: that there is nothing, or that nobody knows. */
export function emptyLines(note: string): readonly PanelLine[] {
  if (note === '') return [[[' none', 'quiet']]];
  return [[[' none so far, which does not mean that there are none', 'quiet']], [[' 1 shows why', 'quiet']]];
}
