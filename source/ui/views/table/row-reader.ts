import type { TableRow } from '../../../model/table-query.ts';
import type { ScanQueries } from '../../../queries/scan-queries.ts';

/** The rows at these places of an order by their numbers; null for those that are gone. */
export async function readRows(
  ask: ScanQueries,
  tab: string,
  order: Uint32Array,
  from: number,
  to: number,
): Promise<ReadonlyMap<number, TableRow | null>> {
  const numbers = [...order.subarray(Math.max(0, from), Math.min(to, order.length))];
  const rows = new Map<number, TableRow | null>(numbers.map((number) => [number, null]));
  if (numbers.length === 0) return rows;
  for (const row of await ask.window(tab, numbers)) rows.set(row.row, row);
  return rows;
}
