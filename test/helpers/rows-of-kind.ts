import type { TableRow } from '../../source/model/table-query.ts';
import type { ScanReader } from '../../source/store/scan-reader.ts';

/** Every row of a kind in a scan file, whole, in the order found. */
export function rowsOfKind(reader: ScanReader, kind: string): readonly TableRow[] {
  const tabs = reader.select('SELECT tab FROM kind WHERE id = ?', kind).map(({ tab }) => String(tab));
  return tabs.flatMap((tab) =>
    [...reader.order({ tab, kind, sort: null }).rows].flatMap((row) => reader.row(tab, row) ?? []),
  );
}
