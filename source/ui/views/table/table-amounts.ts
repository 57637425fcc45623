/** What the listed and the marked rows of a table come to, as its lower border says it. */
import { SOURCES_TAB, SOURCES_TABLE } from '../../../kinds/sources/source-columns.ts';
import {
  type ByteUnit,
  formatBytes,
  formatCount,
  formatMoney,
  formatWholeDollars,
} from '../../../model/format.ts';
import type { Amounts, AmountsQuery, KnownSum } from '../../../model/table-query.ts';
import { counted } from '../../../model/words.ts';
import { AT_LEAST } from '../../kit/cells.ts';
import { costColumnsOf, measureOf } from '../../kit/facet-columns.ts';
import { stateTone } from '../../kit/state-tones.ts';
import { textWidth } from '../../kit/text.ts';
import type { Piece } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { isShortTable } from '../../state/scan-totals.ts';
import type { TableState } from '../../state/table.ts';
import { queryOf, sameQuery } from '../../state/table-state.ts';

/** From so many dollars on cents say less than the room they take. */
const WHOLE_FROM = 1000;

/** How a table is added up: the columns that it has for that. */
export function amountsQuery(tab: string, rows: Uint32Array | null): AmountsQuery {
  const costs = costColumnsOf(tab);
  return {
    tab,
    rows,
    size: measureOf(tab)?.id ?? null,
    low: costs?.low ?? null,
    high: costs?.high ?? null,
    ...(tab === SOURCES_TAB ? { counted: SOURCES_TABLE.order.column } : {}),
  };
}

/** True for a table with something to add up. */
export function hasAmounts(tab: string): boolean {
  const { size, high } = amountsQuery(tab, null);
  return size !== null || high !== null;
}

/** What is said of the rows that are listed and of those that are marked, in so many cells; none: there is nothing. */
export function amountPieces(state: AppState, table: TableState, width: number): readonly Piece[] {
  if (!hasAmounts(table.tab) || table.error !== null || table.order === null) return [];
  const unit = state.setting.byteUnit;
  const marked = markedWords(table, unit);
  const listed = listedWords(table, unit, isShortTable(state.scan, table.tab, table.filter));
  const choices: readonly (readonly Piece[])[] =
    marked === null
      ? listed.map((words) => [[` ${words} `, 'quiet']])
      : [
          ...marked.flatMap((own) =>
            listed.map((words): readonly Piece[] => [
              [` ${own} `, 'accent'],
              ['─', 'quiet'],
              [` ${words} `, 'quiet'],
            ]),
          ),
          ...marked.map((own): readonly Piece[] => [[` ${own} `, 'accent']]),
        ];
  return choices.find((pieces) => cellsOf(pieces) <= width - 2) ?? choices.at(-1) ?? [];
}

function cellsOf(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
}

/** What the title of the table of sources counts, the one to look at first before the others. */
const COUNTED = ['unprotected', 'late', 'unknown', 'exempt'];

/**
 * How many of the listed sources are protected how badly; while rows are added those counted last, so that nothing jumps, and
 * none where others are listed by now.
 */
export function protectionNotes(table: TableState): readonly Piece[] {
  const { listedAmounts } = table;
  if (listedAmounts === null || !sameQuery(listedAmounts.of.query, queryOf(table))) return [];
  const { counts = {} } = listedAmounts.amounts;
  return COUNTED.flatMap((name): readonly Piece[] => {
    const count = counts[name] ?? 0;
    return count === 0 ? [] : [[`${formatCount(count)} ${name}`, stateTone(name) ?? 'plain']];
  });
}

/** From the longest words to the shortest; null: nothing is marked. */
function markedWords({ marked, markedAmounts }: TableState, unit: ByteUnit): readonly string[] | null {
  if (marked.size === 0) return null;
  const start = `${formatCount(marked.size)} marked`;
  if (markedAmounts?.of !== marked) return [`${start}: adding up`];
  return forms(markedAmounts.amounts, unit, false).map((words) => `${start}: ${words}`);
}

/** `isShort`: there may be more rows than were read. */
function listedWords(table: TableState, unit: ByteUnit, isShort: boolean): readonly string[] {
  const { order, listedAmounts } = table;
  if (order === null || order.rows.length === 0) return [];
  if (listedAmounts === null || !sameQuery(listedAmounts.of.query, queryOf(table))) return ['adding up'];
  const { amounts, of } = listedAmounts;
  const start = isShort ? `${formatCount(amounts.count)}${AT_LEAST} rows` : counted(amounts.count, 'row');
  // What changes in rows that are there (a transfer) is added up again within a second: that is not worth a word.
  const end = of.rows.length === order.rows.length ? '' : ', adding up';
  return forms(amounts, unit, isShort).map((words) => `${start}: ${words}${end}`);
}

/** Size and cost, with what is not known of them in full, then shorter. */
function forms({ count, size, low, high }: Amounts, unit: ByteUnit, isShort: boolean): readonly string[] {
  const bytes = size === null ? null : sizeWords(size, count, unit, isShort);
  const cost = high === null ? null : costText(low, high, count, isShort);
  const joined = (parts: readonly (string | undefined)[]) =>
    parts.filter((part) => part !== undefined).join(' · ');
  const lacking = size?.unknown ?? 0;
  const both = lacking > 0 && lacking < count && lacking === high?.unknown;
  return [
    joined([bytes?.full, cost?.full]),
    // Mostly it is the rows without a size whose cost is not known.
    ...(both
      ? [`${joined([bytes?.known, cost?.known])}, ${formatCount(lacking)} of unknown size and cost`]
      : []),
    joined([bytes?.short, cost?.short]),
  ];
}

/** A size with of how many rows it is not known; `AT_LEAST` stands for that where there is little room. */
function sizeWords({ sum, unknown }: KnownSum, count: number, unit: ByteUnit, isShort: boolean): SumWords {
  if (count > 0 && unknown === count) return alike('size unknown');
  const bytes = formatBytes(sum, unit);
  const text = isShort ? bytes + AT_LEAST : bytes;
  if (unknown === 0) return alike(text);
  return {
    known: text,
    full: `${text}, ${formatCount(unknown)} of unknown size`,
    short: `${bytes}${AT_LEAST}`,
  };
}

/** A sum: what is known of it; with of how many rows it is not; and with the mark that stands for that. */
type SumWords = Readonly<Record<'known' | 'full' | 'short', string>>;

function alike(text: string): SumWords {
  return { known: text, full: text, short: text };
}

/** Both bounds of a cost; one that nothing is known of is unknown, not zero. */
function costText(low: KnownSum | null, high: KnownSum, count: number, isShort: boolean): SumWords {
  const bound = (known: KnownSum | null, isMarked: (unknown: number) => boolean) =>
    known === null || (count > 0 && known.unknown === count)
      ? null
      : dollars(known.sum) + (isMarked(known.unknown) ? AT_LEAST : '');
  const amount = (isMarked: (unknown: number) => boolean) => {
    const [least, most] = [bound(low, isMarked), bound(high, isMarked)];
    return most === null
      ? null
      : `${least === null || least === most ? most : `${least} to ${most}`} a month`;
  };
  const short = amount((unknown) => isShort || unknown > 0);
  if (short === null) return alike('cost unknown');
  // Of how many the high bound is not known is said in words where there is room; the low one lacks those as well.
  const known = amount((unknown) => isShort || unknown > high.unknown) ?? short;
  if (high.unknown === 0) return alike(known);
  return { known, full: `${known}, ${formatCount(high.unknown)} of unknown cost`, short };
}

function dollars(amount: number): string {
  return amount >= WHOLE_FROM ? formatWholeDollars(amount) : formatMoney(amount);
}
