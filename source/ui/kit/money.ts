import { formatMoney, formatWholeDollars, shortCount } from '../../model/format.ts';

/** Dollars in so many cells: to the cent, else whole, else rounded to thousands or millions, down where it is at least so much. */
export function moneyWithin(dollars: number, width: number, isLeast = false): string {
  const short = `$${shortCount(dollars, isLeast)}`;
  return [formatMoney(dollars), formatWholeDollars(dollars)].find((form) => form.length <= width) ?? short;
}
