import type { CellState, ScanState } from '../../../model/cell.ts';
import { formatDuration } from '../../../model/format.ts';
import { cellText, cellTone, countText, countWithin } from '../../kit/cells.ts';
import type { HotPiece } from '../../kit/drawing.ts';
import { type KindFacts, kindFacts } from '../../kit/kinds.ts';
import { fitted, textWidth } from '../../kit/text.ts';
import type { Piece, Tone } from '../../kit/theme.ts';
import { cellTextWithChanges } from '../../live/live-words.ts';
import { isShortCell } from '../../state/counted-cells.ts';
import type { LiveState } from '../../state/live-data.ts';

/** A sum at the right of the grid. */
type Sum = 'Rows' | 'Calls' | 'Time';

/** The columns of the grid for one width of the terminal; they depend on nothing that changes while a scan runs. */
export interface GridColumns {
  readonly region: number;
  readonly kinds: readonly { readonly facts: KindFacts; readonly width: number; readonly first: boolean }[];
  readonly sums: readonly { readonly name: Sum; readonly width: number }[];
}

const SUM_WIDTHS: readonly { readonly name: Sum; readonly width: number }[] = [
  { name: 'Rows', width: 7 },
  { name: 'Calls', width: 6 },
  { name: 'Time', width: 7 },
];
const WIDEST_CELL = 10;
/** Enough for every sign with a count, `denied` and `failed`. */
const GOOD_CELL = 6;
const NARROWEST_CELL = 4;

/** Lays the grid out: the sums go first where it is narrow, then the cells get narrower. */
export function gridColumns(scan: ScanState, width: number): GridColumns {
  const kinds = scan.kinds.map(kindFacts);
  const region = Math.max(6, ...scan.regions.map((name) => name.length));
  return { region, ...(kindColumns(kinds, region, width) ?? withoutSums(kinds)) };
}

/**
 * The columns of kinds and sums beside so many leading cells; null: there is no room, for the cells or for so many
 * sums beside good ones.
 */
export function kindColumns(
  kinds: readonly KindFacts[],
  leading: number,
  width: number,
  leastSums = 0,
): Pick<GridColumns, 'kinds' | 'sums'> | null {
  for (let count = SUM_WIDTHS.length; count >= leastSums; count -= 1) {
    const sums = SUM_WIDTHS.slice(0, count);
    const cell = widestCell(kinds, width - leading - 1 - sumsWidth(sums));
    if (cell >= (count === 0 ? NARROWEST_CELL : GOOD_CELL)) return { kinds: withWidths(kinds, cell), sums };
  }
  return null;
}

function withoutSums(kinds: readonly KindFacts[]): Pick<GridColumns, 'kinds' | 'sums'> {
  return { kinds: withWidths(kinds, NARROWEST_CELL), sums: [] };
}

function widestCell(kinds: readonly KindFacts[], room: number): number {
  for (let cell = WIDEST_CELL; cell > NARROWEST_CELL; cell -= 1) {
    const taken = withWidths(kinds, cell).reduce((sum, { width, first }) => sum + width + (first ? 3 : 1), 0);
    if (taken <= room) return cell;
  }
  return NARROWEST_CELL;
}

/** Headers in full from a good width on; `first` is the first kind of a group but the first group. */
function withWidths(kinds: readonly KindFacts[], cell: number): GridColumns['kinds'] {
  return kinds.map((facts, index) => ({
    facts,
    width: cell >= GOOD_CELL ? Math.max(cell, textWidth(facts.gridHeader)) : cell,
    first: index > 0 && kinds[index - 1]?.group !== facts.group,
  }));
}

function sumsWidth(sums: GridColumns['sums']): number {
  return sums.reduce((sum, { width }) => sum + width + 1, sums.length > 0 ? 2 : 0);
}

/** The line of headers; on each is the place of its kind. */
export function gridHead(columns: GridColumns): readonly HotPiece<number>[] {
  const pieces: HotPiece<number>[] = [[` ${fitted('Region', columns.region)}`, 'heading']];
  columns.kinds.forEach(({ facts, width, first }, kind) => {
    if (first) pieces.push([' │', 'border', kind]);
    pieces.push([` ${fitted(facts.gridHeader, width, 'right')}`, 'heading', kind]);
  });
  if (columns.sums.length > 0) pieces.push([' │', 'border']);
  for (const { name, width } of columns.sums) pieces.push([` ${fitted(name, width, 'right')}`, 'heading']);
  return pieces;
}

/**
 * The line of one region; on each cell is the place of its kind. `cursor`: the place of the cell under the cursor, if
 * it is in this line.
 */
export function regionLine(
  region: string,
  cells: ReadonlyMap<string, CellState>,
  columns: GridColumns,
  options: {
    readonly cursor: number | null;
    readonly now: number;
    readonly live: LiveState;
    /** Something that the cells are of was not read. */
    readonly isShort: boolean;
  },
): readonly HotPiece<number>[] {
  const { cursor, now, live, isShort } = options;
  const mark = cursor === null ? ' ' : '>';
  const pieces: HotPiece<number>[] = [
    [mark + fitted(region, columns.region), cursor === null ? 'plain' : 'title'],
  ];
  columns.kinds.forEach(({ facts, width, first }, index) => {
    if (first) pieces.push([' │', 'border', index]);
    const cell = cells.get(facts.id);
    const own = cell === undefined ? '' : cellText(cell, width, isShort);
    const text = cell === undefined ? '' : cellTextWithChanges(own, live, cell.id, width);
    const phase = cell !== undefined && live.rereading.has(cell.id) ? 'running' : cell?.phase;
    const tone: Tone = phase === undefined ? 'plain' : cellTone(phase, cell?.rows ?? 0);
    pieces.push(
      [' ', 'plain', index],
      [fitted(text, width, 'right'), index === cursor ? 'selected' : tone, index],
    );
  });
  if (columns.sums.length > 0) pieces.push([' │', 'border']);
  const all = [...cells.values()];
  for (const { name, width } of columns.sums) {
    pieces.push([` ${fitted(sumText(name, all, width, now, isShort), width, 'right')}`, 'plain']);
  }
  return pieces;
}

function sumText(
  name: Sum,
  cells: readonly CellState[],
  width: number,
  now: number,
  isShort = false,
): string {
  switch (name) {
    case 'Rows':
      return rowsText(cells, width, isShort);
    case 'Calls':
      return countWithin(
        cells.reduce((sum, cell) => sum + cell.calls, 0),
        width,
      );
    case 'Time':
      return regionTime(cells, now);
  }
}

/**
 * The rows of cells; at least so many where one of them ended with a problem, or is of an account of which nothing was
 * read so far.
 */
function rowsText(cells: readonly CellState[], width: number, isShort = false): string {
  const isMore = isShort || cells.some(isShortCell);
  const sum = cells.reduce((total, { rows }) => total + rows, 0);
  return countText(sum, width, isMore);
}

/** What the longest of its cells took, up to now while it is at work: they begin together, but are read again apart. */
function regionTime(cells: readonly CellState[], now: number): string {
  const spans = cells.flatMap(({ startedAt, endedAt }) =>
    startedAt === null ? [] : [(endedAt ?? now) - startedAt],
  );
  if (spans.length === 0) return '';
  const span = Math.max(0, ...spans);
  return span < 60_000 ? `${(span / 1000).toFixed(1)}s` : formatDuration(span);
}

/** The line of totals. */
export function totalLine(cells: readonly CellState[], columns: GridColumns): readonly Piece[] {
  const pieces: Piece[] = [[` ${fitted('Total', columns.region)}`, 'title']];
  for (const { facts, width, first } of columns.kinds) {
    const own = cells.filter(({ kind }) => kind === facts.id);
    if (first) pieces.push([' │', 'border']);
    pieces.push([` ${fitted(rowsText(own, width), width, 'right')}`, 'title']);
  }
  if (columns.sums.length > 0) pieces.push([' │', 'border']);
  for (const { name, width } of columns.sums) {
    if (name === 'Time') continue;
    pieces.push([` ${fitted(sumText(name, cells, width, 0), width, 'right')}`, 'title']);
  }
  return pieces;
}
