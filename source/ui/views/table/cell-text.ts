import type { Column } from '../../../model/columns.ts';
import { formatWholeDollars, shownValue } from '../../../model/format.ts';
import type { TableRow } from '../../../model/table-query.ts';
import { DAY_WIDTH, GONE, MINUTE_WIDTH, YEARLESS_WIDTH } from '../../kit/table-columns.ts';
import { cut, textWidth } from '../../kit/text.ts';
import { transferText } from '../../live/transfer.ts';
import type { AppState } from '../../state/app-state.ts';

/** What the text of a cell depends on besides its value. */
interface CellSurroundings extends Pick<AppState, 'live' | 'setting' | 'now'> {
  /** The rows are sorted by its column: of an instant the time tells their order, not the year. */
  readonly isSorted?: boolean;
}

/**
 * The text of a value in so many cells. A source that is gone says so, whatever has to be cut for it; where there is
 * little room instants lose their time, or the year where that is plain, amounts their cents.
 */
export function cellText(
  row: TableRow,
  column: Column,
  room: number,
  { live, setting, now, isSorted = false }: CellSurroundings,
): string {
  const unit = setting.byteUnit;
  const samples = live.samples.get(row.row) ?? [];
  const moving = transferText(row, column.id, room, { samples, unit });
  if (moving !== null) return moving;
  const text = shownValue(column, row.values[column.id] ?? null, unit);
  const value = row.values[column.id];
  if (column.type === 'instant' && room < MINUTE_WIDTH) {
    const isYoung = typeof value === 'number' && Math.abs(now - value) < YEARLESS_MS;
    return isSorted && isYoung && room >= YEARLESS_WIDTH ? text.slice(YEAR_CELLS) : text.slice(0, DAY_WIDTH);
  }
  if (column.type === 'money' && textWidth(text) > room && typeof value === 'number') return dollars(value);
  if (column.id !== 'source' || text === '' || row.values.source_exists !== 'no') return text;
  const left = room - GONE.length;
  // Where there is no room for it, that it is a volume goes before the id does.
  return `${cut(textWidth(text) > left && left < LEAST_ID ? text.replace(KIND_OF_ID, '') : text, left)}${GONE}`;
}

/** What is younger needs no year. */
const YEARLESS_MS = 300 * 86_400_000;
/** Cells of the year that is left out, with its hyphen. */
const YEAR_CELLS = 5;
/** Cells of an id with the word before it from which on it tells one from others. */
const LEAST_ID = 10;
const KIND_OF_ID = /^(?:vol|fs)-(?=[0-9a-f]{8})/;

/** Without cents; what is not nothing does not read as nothing. */
function dollars(amount: number): string {
  return amount > 0 && amount < 0.5 ? '<$1' : formatWholeDollars(amount);
}
