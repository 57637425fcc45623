import { formatMoney, formatWholeDollars, shortCount } from '../../model/format.ts';

/** Dollars in so many cells: to the cent, else whole, else rounded to thousands or millions. */
export function moneyWithin(dollars: number, width: number): string {
  const short = `$${shortCount(dollars)}`;
  return [formatMoney(dollars), formatWholeDollars(dollars)].find((form) => form.length <= width) ?? short;
}
