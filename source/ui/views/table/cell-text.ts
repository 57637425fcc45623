import type { Column } from '../../../model/columns.ts';
import { formatWholeDollars, shownValue } from '../../../model/format.ts';
import type { TableRow } from '../../../model/table-query.ts';
import { DAY_WIDTH, GONE, MINUTE_WIDTH } from '../../kit/table-columns.ts';
import { cut, textWidth } from '../../kit/text.ts';
import { transferText } from '../../live/transfer.ts';
import type { AppState } from '../../state/app-state.ts';

/**
 * The text of a value in so many cells. A source that is gone says so, whatever has to be cut for it; where there is
 * little room instants lose their time, amounts their cents.
 */
export function cellText(
  row: TableRow,
  column: Column,
  room: number,
  { live, setting }: Pick<AppState, 'live' | 'setting'>,
): string {
  const unit = setting.byteUnit;
  const samples = live.samples.get(row.row) ?? [];
  const moving = transferText(row, column.id, room, { samples, unit });
  if (moving !== null) return moving;
  const text = shownValue(column, row.values[column.id] ?? null, unit);
  if (column.type === 'instant' && room < MINUTE_WIDTH) return text.slice(0, DAY_WIDTH);
  const value = row.values[column.id];
  if (column.type === 'money' && textWidth(text) > room && typeof value === 'number') return dollars(value);
  if (column.id !== 'source' || text === '' || row.values.source_exists !== 'no') return text;
  return `${cut(text, room - GONE.length)}${GONE}`;
}

/** Without cents; what is not nothing does not read as nothing. */
function dollars(amount: number): string {
  return amount > 0 && amount < 0.5 ? '<$1' : formatWholeDollars(amount);
}
