import { kindsOfTab } from '../../../kinds/registry.ts';
import type { TableRow } from '../../../model/table-query.ts';
import { tableColumns } from '../../kit/table-columns.ts';

/** The ARN or id of a row; null where AWS gave none. */
export function identityOf(tab: string, { values }: Pick<TableRow, 'values'>): string | null {
  const [first] = tableColumns(tab, false);
  const value = values[kindsOfTab(tab)[0]?.identity ?? ''] ?? values[first?.id ?? ''] ?? null;
  return typeof value === 'string' && value !== '' ? value : null;
}
