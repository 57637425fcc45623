/**
 * Which columns of a table are on screen, and how wide. Widths go by what stands in the columns: `content` is the widest
 * text seen so far in each. What answers at a glance gets narrower before any of it goes.
 */

import { columnsOfTab, glanceOf } from '../../kinds/registry.ts';
import { ACCOUNT_COLUMNS } from '../../model/account-columns.ts';
import type { Column } from '../../model/columns.ts';
import { isListType } from '../../model/columns.ts';
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

/** What a layout goes by besides the columns and the room. */
export interface LayoutOptions {
  readonly unit: ByteUnit;
  /** Columns that are scrolled off at the left, behind those that stay. */
  readonly off: number;
  /** Columns at the left that stay; 1 where it is not said. */
  readonly stay?: number;
  /** Ids of the columns that get narrower before one of them goes; none where it is not said. */
  readonly glance?: readonly string[];
  /** The widest text seen in each column, by id, in cells; absent: not known, the declared widths serve. */
  readonly content?: Readonly<Record<string, number>>;
  /** Ids of the columns that the rows are sorted by: a mark stands behind their headers. */
  readonly sorted?: readonly string[];
}

/** From this width on, two blanks stand between columns. */
const ROOMY = 140;
/** Cells in front of the first column: for the sign of the row, and a blank. */
export const SIGN_CELLS = 2;
/** Cells behind the last column: a blank, and the sign that there is more. */
const MORE_CELLS = 2;
/** What stands behind a source that is no longer there. */
export const GONE = ' gone';
/** A column is drawn narrower than it wants only down to this width. */
const LEAST_PART = 8;
/** Texts that are declared no wider than this are codes, which say nothing once they are cut. */
const WIDEST_CODE = 16;
/** Longer texts give way to the time of day. */
const LONG_TEXT = 24;
const [LEAST_KEY, LEAST_TEXT, LEAST_ENUM] = [11, 10, 8];
/** Cells of the mark behind the header of a column that the rows are sorted by. */
const SORT_MARK = 2;
/** Cells of a date, of a date with its time but without its year, and with it. */
export const [DAY_WIDTH, YEARLESS_WIDTH, MINUTE_WIDTH] = [10, 11, 16];
/** The cents of an amount and their point. */
const CENTS = 3;
/** Without a width by content, text columns take room that is left over up to this many times their width. */
const MOST_GROWTH = 2;
/** No text needs more. */
export const WIDEST = 80;

/**
 * The columns of a tab as they stand on screen: the first one, which stays, then the others. `chosen`: ids in their
 * order; null: what answers at a glance, then those that are shown by default. `all`: the rest of them, too.
 */
export function tableColumns(
  tab: string,
  all: boolean,
  chosen: readonly string[] | null = null,
  many = false,
): readonly Column[] {
  const columns = columnsOf(tab, many);
  const named = (ids: readonly string[]) =>
    ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);
  const first = named(chosen ?? []);
  if (first.length > 0) return all ? withRest(first, columns) : first;
  const glance = named(glanceIds(tab, many));
  if (all) return withRest(glance.slice(0, 1), columns);
  const usual = withRest(
    glance,
    columns.filter(({ shown }) => shown),
  );
  return usual.length > 0 ? usual : columns;
}

/** Every column of a tab; with those of accounts where its rows are of many. */
export function columnsOf(tab: string, many: boolean): readonly Column[] {
  return many ? [...columnsOfTab(tab), ...ACCOUNT_COLUMNS] : columnsOfTab(tab);
}

/** Ids of the columns that answer at a glance; whose a row is stands behind what it is. */
export function glanceIds(tab: string, many: boolean): readonly string[] {
  const [first, ...rest] = glanceOf(tab);
  return many && first !== undefined ? [first, 'account_name', ...rest] : glanceOf(tab);
}

function withRest(first: readonly Column[], columns: readonly Column[]): readonly Column[] {
  return [...first, ...columns.filter((column) => !first.includes(column))];
}

/** A column while it is laid out: the cells it has, at least needs, and could use. */
interface Fitting<Drawable extends Column> {
  readonly column: Drawable;
  readonly least: number;
  readonly most: number;
  width: number;
}

/** Lays columns out in so many cells: those that stay, then from `off` on as many as fit. */
export function layoutColumns<Drawable extends Column>(
  columns: readonly Drawable[],
  width: number,
  options: LayoutOptions,
): ColumnLayout<Drawable> {
  const { off, stay = 1, glance = [] } = options;
  const gap = width >= ROOMY ? 2 : 1;
  const room = width - SIGN_CELLS - MORE_CELLS;
  const all = [...columns.slice(0, stay), ...columns.slice(stay + off)].map((column, index) =>
    fitting(column, index === 0, room, options),
  );
  const drawn = needed(all, glance, stay, room, gap);
  squeeze(drawn, room, gap);
  const rest = all.slice(drawn.length);
  for (const one of rest) {
    const left = room - taken(drawn, gap) - gap;
    if (left < one.width && (left < LEAST_PART || !isText(one.column) || !isCuttable(one))) break;
    one.width = Math.min(one.width, left);
    drawn.push(one);
  }
  const moreRight = drawn.length < all.length;
  if (!moreRight || options.content !== undefined) grow(drawn, room - taken(drawn, gap));
  return {
    columns: drawn.map(({ column, width: cells }) => ({ column, width: cells })),
    gap,
    moreLeft: off > 0,
    moreRight,
  };
}

/** Those that stay, and as many of what answers at a glance as there is room for at their narrowest. */
function needed<Drawable extends Column>(
  all: readonly Fitting<Drawable>[],
  glance: readonly string[],
  stay: number,
  room: number,
  gap: number,
): Fitting<Drawable>[] {
  let count = Math.min(stay, all.length);
  let least = taken(
    all.slice(0, count).map((one) => ({ width: one.least })),
    gap,
  );
  for (const one of all.slice(count)) {
    least += gap + one.least;
    if (!glance.includes(one.column.id) || least > room) break;
    count += 1;
  }
  return all.slice(0, count);
}

/** Makes columns narrower until they fit: long texts first, then dates lose their time, then whatever is widest. */
function squeeze(drawn: readonly Fitting<Column>[], room: number, gap: number): void {
  const over = () => taken(drawn, gap) - room;
  const narrow = (which: (one: Fitting<Column>) => boolean) => {
    while (over() > 0) {
      const candidates = drawn.filter((one) => one.width > one.least && which(one));
      const [widest] = candidates.toSorted((one, other) => other.width - one.width);
      if (widest === undefined) return;
      widest.width -= 1;
    }
  };
  narrow(({ column, width }) => isText(column) && width > LONG_TEXT);
  for (const one of drawn.toReversed()) {
    if (over() > 0 && one.column.type === 'instant') one.width = one.least;
  }
  narrow(({ column }) => column.type !== 'instant');
}

/** Gives the room that is left over to the texts that are cut, evenly. */
function grow(drawn: readonly Fitting<Column>[], room: number): void {
  let left = room;
  for (const one of drawn) {
    if (one.column.type !== 'instant' || one.width >= one.most || one.most - one.width > left) continue;
    left -= one.most - one.width;
    one.width = one.most;
  }
  for (;;) {
    const cut = drawn.filter((one) => one.column.type !== 'instant' && one.width < one.most);
    if (cut.length === 0 || left < cut.length) return;
    const share = Math.floor(left / cut.length);
    for (const one of cut) {
      const more = Math.min(share, one.most - one.width);
      one.width += more;
      left -= more;
    }
  }
}

function taken(drawn: readonly { readonly width: number }[], gap: number): number {
  return drawn.reduce((sum, { width }) => sum + width + gap, -gap);
}

function fitting<Drawable extends Column>(
  column: Drawable,
  isKey: boolean,
  room: number,
  { unit, content, sorted = [] }: LayoutOptions,
): Fitting<Drawable> {
  // With room for the mark, so that nothing moves when the rows are sorted by another column.
  const label = textWidth(columnLabel(column, 0)) + SORT_MARK;
  const declared = column.id === 'source' ? column.width + GONE.length : column.width;
  const seen = content?.[column.id];
  const wide = content === undefined ? Math.max(declared, leastBytes(column, unit)) : (seen ?? 0);
  const most = content === undefined ? declared * MOST_GROWTH : Math.min(wide, WIDEST);
  const wanted = isText(column) ? Math.min(wide, declared) : Math.min(wide, WIDEST);
  const width = Math.max(wanted, content === undefined ? Math.min(label, declared + 4) : label);
  const fitted = isKey ? Math.min(width, Math.floor(room / 2)) : width;
  return {
    column,
    width: fitted,
    least: Math.min(fitted, leastWidth(column, isKey, wanted, sorted.includes(column.id))),
    most: isText(column) ? Math.max(fitted, most) : fitted,
  };
}

/** How narrow a column may get where room is short; `wanted`: what its values take. */
function leastWidth(column: Column, isKey: boolean, wanted: number, isSorted: boolean): number {
  const [word = ''] = columnLabel(column, 0).split(' ');
  const head = textWidth(word) + (isSorted ? SORT_MARK : 0);
  switch (column.type) {
    case 'instant':
      // The order of rows of one day is seen by their time only.
      return Math.max(head, Math.min(wanted, YEARLESS_WIDTH));
    case 'money':
      return Math.max(head, wanted - CENTS);
    case 'enum':
      return Math.max(head, Math.min(wanted, LEAST_ENUM));
    case 'text':
    case 'arn':
    case 'list':
    case 'tags':
      if (column.width <= WIDEST_CODE) return Math.max(head, wanted);
      return Math.min(wanted, isKey ? LEAST_KEY : LEAST_TEXT);
    default:
      return Math.max(head, wanted);
  }
}

/** No size is ever cut: `1,023.9 GiB`, and in a fixed unit whatever a terabyte comes to. */
function leastBytes(column: Column, unit: ByteUnit): number {
  if (column.type !== 'bytes') return 0;
  return unit === 'auto' ? 11 : Math.max(11, textWidth(formatBytes(9e13, unit)));
}

function isText({ type }: Column): boolean {
  return type === 'text' || type === 'arn' || isListType(type);
}

function isCuttable({ column, least, width }: Fitting<Column>): boolean {
  return least < width || column.width > WIDEST_CODE;
}

/** What a column is called on screen, everywhere: a sheet of an export has its header. */
export function columnName({ label, header }: Pick<Column, 'label' | 'header'>): string {
  return label ?? header;
}

/** The name of a column in so many cells; instants say that they are UTC where there is room. */
export function columnLabel(column: Column, width: number): string {
  const label = columnName(column);
  const utc = `${label} (UTC)`;
  return column.type === 'instant' && textWidth(utc) <= width ? utc : label;
}
