import { columnsOfTab } from '../../kinds/registry.ts';
import type { Column } from '../../model/columns.ts';
import { type ByteUnit, formatBytes } from '../../model/format.ts';
import { textWidth } from './text.ts';

/** A column with the cells it gets on screen. */
export interface DrawnColumn<Drawable extends Column = Column> {
  readonly column: Drawable;
  readonly width: number;
}

/** Which columns are on screen, and whether there are more at either side. */
export interface ColumnLayout<Drawable extends Column = Column> {
  readonly columns: readonly DrawnColumn<Drawable>[];
  readonly gap: number;
  readonly moreLeft: boolean;
  readonly moreRight: boolean;
}

/** From this width on, two blanks stand between columns. */
const ROOMY = 140;
/** What stands behind a source that is no longer there. */
export const GONE = ' gone';
/** A column is drawn narrower than it wants only down to this width. */
const LEAST_PART = 8;
/** Text columns take room that is left over up to this many times their width. */
const MOST_GROWTH = 2;

/**
 * The columns of a tab as they stand on screen: the first one shown, which stays, then the others. `chosen`: ids in
 * their order; null: those that are shown by default. `all`: the rest of them, too.
 */
export function tableColumns(
  tab: string,
  all: boolean,
  chosen: readonly string[] | null = null,
): readonly Column[] {
  const columns = columnsOfTab(tab);
  if (chosen !== null) {
    const first = chosen.flatMap((id) => columns.find((column) => column.id === id) ?? []);
    if (first.length > 0) return all ? [...first, ...columns.filter((one) => !first.includes(one))] : first;
  }
  const shown = columns.filter((column) => column.shown);
  if (!all) return shown.length > 0 ? withEarlyFirst(shown) : columns;
  const [key] = shown;
  return key === undefined ? columns : [key, ...columns.filter((column) => column !== key)];
}

/** Columns that are wanted at a glance stand right behind the one that stays. */
function withEarlyFirst([key, ...others]: readonly Column[]): readonly Column[] {
  const early = others.filter((column) => column.early === true);
  return key === undefined ? [] : [key, ...early, ...others.filter((column) => column.early !== true)];
}

/** Lays columns out in so many cells: the first, then from `off` on as many as fit. */
export function layoutColumns<Drawable extends Column>(
  columns: readonly Drawable[],
  off: number,
  width: number,
  unit: ByteUnit,
): ColumnLayout<Drawable> {
  const gap = width >= ROOMY ? 2 : 1;
  const wantedWidth = (column: Column) => Math.max(labelWidth(column), leastWidth(column, unit));
  const [key, ...others] = columns;
  if (key === undefined) return { columns: [], gap, moreLeft: false, moreRight: false };
  const drawn: DrawnColumn<Drawable>[] = [
    { column: key, width: Math.min(wantedWidth(key), Math.floor(width / 2)) },
  ];
  // One cell at the left for the cursor, one at the right for the sign that there is more.
  let room = width - 2 - (drawn[0]?.width ?? 0);
  const rest = others.slice(off);
  for (const column of rest) {
    const wanted = wantedWidth(column);
    const given = room - gap >= wanted ? wanted : room - gap;
    if (given < wanted && (given < LEAST_PART || !isText(column))) break;
    drawn.push({ column, width: given });
    room -= gap + given;
  }
  const moreRight = drawn.length - 1 < rest.length;
  return { columns: moreRight ? drawn : grown(drawn, room), gap, moreLeft: off > 0, moreRight };
}

/** No size is ever cut: `1,023.9 GiB`, and in a fixed unit whatever a terabyte comes to. */
function leastWidth(column: Column, unit: ByteUnit): number {
  if (column.type !== 'bytes') return 0;
  return unit === 'auto' ? 11 : Math.max(11, textWidth(formatBytes(9e13, unit)));
}

/** Wide enough for the header with its sort mark, too. */
function labelWidth(column: Column): number {
  // The source of a snapshot is followed by whether it is gone.
  const wanted = column.id === 'source' ? column.width + GONE.length : column.width;
  return Math.max(wanted, Math.min(textWidth(columnLabel(column)) + 2, column.width + 4));
}

/** Gives the room that is left over to the columns of text, evenly. */
function grown<Drawable extends Column>(
  drawn: readonly DrawnColumn<Drawable>[],
  room: number,
): readonly DrawnColumn<Drawable>[] {
  const texts = drawn.filter(({ column }) => isText(column)).length;
  if (texts === 0 || room <= 0) return drawn;
  const share = Math.floor(room / texts);
  return drawn.map((one) =>
    isText(one.column) ? { ...one, width: Math.min(one.width + share, one.width * MOST_GROWTH) } : one,
  );
}

function isText(column: Column): boolean {
  return column.type === 'text' || column.type === 'arn' || column.type === 'list';
}

/** The header of a column on screen; instants say that they are UTC where there is room. */
export function columnLabel(column: Column): string {
  const label = column.label ?? column.header;
  const utc = `${label} (UTC)`;
  return column.type === 'instant' && textWidth(utc) <= column.width ? utc : label;
}
