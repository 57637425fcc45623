import { findKind } from '../../../kinds/registry.ts';
import type { TableRow } from '../../../model/table-query.ts';
import { tableColumns } from '../../kit/table-columns.ts';

/** The ARN or id of a row; null where AWS gave none. */
export function identityOf(tab: string, { values, kind }: Pick<TableRow, 'values' | 'kind'>): string | null {
  const [first] = tableColumns(tab, false);
  const value = values[findKind(kind)?.identity ?? ''] ?? values[first?.id ?? ''] ?? null;
  return typeof value === 'string' && value !== '' ? value : null;
}
