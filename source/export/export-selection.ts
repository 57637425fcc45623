/** Narrows an export to a part of one tab's rows: what a table shows, or single rows of it. */
import type { DatabaseSync } from 'node:sqlite';
import { safeText } from '../base/safe-text.ts';
import { rowsWithin, tabsOfTable } from '../kinds/joined-rows.ts';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import { isOfTable } from '../kinds/tables.ts';
import { TABS } from '../kinds/tabs.ts';
import type { CellState } from '../model/cell.ts';
import type { ByteUnit } from '../model/format.ts';
import type { TableOrder } from '../model/table-query.ts';
import type { AppliedFilter } from '../store/filter/keep-rows.ts';
import { queryFilter } from '../store/filter/query-filter.ts';
import { registerFunctions } from '../store/filter/sql-functions.ts';
import { narrowRows } from '../store/old-verdicts.ts';
import { quoted } from '../store/schema.ts';
import { storedTable } from '../store/stored-table.ts';
import { orderSteps } from '../store/table-order.ts';
import type { ExportInput } from './export-input.ts';
import type { ExportSelection } from './export-request.ts';

/** Throws a FilterError where the query of a selection has a wrong filter. */
export function checkSelection(
  { database, byteUnit }: Pick<ExportInput, 'database' | 'byteUnit'>,
  { query }: ExportSelection,
): void {
  const table = storedTable(database, query.tab);
  if (table !== undefined) queryFilter(database, table, query.filter, byteUnit);
}

/** The cells whose rows are on the tab of a selection. */
export function cellsOfSelection(
  cells: Iterable<CellState>,
  { query }: ExportSelection,
): Iterable<CellState> {
  return {
    *[Symbol.iterator]() {
      for (const cell of cells) if (isOfTable(cell.kind, query.tab)) yield cell;
    },
  };
}

/**
 * Lets a connection see only the selected rows of their tab: from now on its table is a view of them, for this
 * connection alone; `selectedRows` names the table of their places. `cells`: those of the tab. Throws a FilterError
 * where the query's filter is wrong.
 */
export function keepSelection(
  database: DatabaseSync,
  selection: ExportSelection,
  cells: Iterable<CellState>,
  unit: ByteUnit,
): AppliedFilter {
  const { tab } = selection.query;
  registerFunctions(database);
  if (tab === SOURCES_TAB) {
    // They are no rows of a kind: what is written of them goes by the query itself.
    const { rows, total } = orderOfQuery(database, selection, unit);
    hideOtherTabs(database, tab);
    const kept = selection.sources?.length ?? rows.length;
    const kinds = [{ kind: tab, found: total, kept, lacking: [] }];
    return { text: safeText(selection.words), kinds, keptByCell: new Map() };
  }
  const rows = Uint32Array.from(selection.rows ?? orderOfQuery(database, selection, unit).rows);
  const keptByCell = new Map<number, number>();
  for (const { tab: own, base } of tabsOfTable(tab)) {
    if (storedTable(database, own) === undefined) continue;
    keepRowsOfTab(database, own, rowsWithin(rows, base));
    const counts = database.prepare(`SELECT cell, count(*) AS rows FROM ${quoted(own)} GROUP BY cell`).all();
    for (const line of counts) keptByCell.set(Number(line.cell), Number(line.rows));
  }
  hideOtherTabs(database, tab);
  const kinds = new Map<string, { found: number; kept: number }>();
  for (const { id, kind, rows: found } of cells) {
    const before = kinds.get(kind) ?? { found: 0, kept: 0 };
    kinds.set(kind, { found: before.found + found, kept: before.kept + (keptByCell.get(id) ?? 0) });
  }
  const ofKinds = [...kinds].map(([kind, sums]) => ({ kind, ...sums, lacking: [] }));
  return { text: safeText(selection.words), kinds: ofKinds, keptByCell };
}

function keepRowsOfTab(database: DatabaseSync, tab: string, rows: Uint32Array): void {
  const kept = selectedRows(tab);
  database.exec(`CREATE TABLE ${kept} (place INTEGER PRIMARY KEY, row INTEGER NOT NULL UNIQUE)`);
  database
    .prepare(`INSERT OR IGNORE INTO ${kept} (row) SELECT value FROM json_each(?) ORDER BY key`)
    .run(`[${rows.join(',')}]`);
  narrowRows(database, tab, `row IN (SELECT row FROM ${kept})`);
}

/** Sums and findings of a part are about its rows: what is on other tabs is none of them. */
function hideOtherTabs(database: DatabaseSync, tab: string): void {
  const own = new Set(tabsOfTable(tab).map((of) => of.tab));
  for (const { id } of TABS) {
    if (own.has(id) || storedTable(database, id) === undefined) continue;
    narrowRows(database, id, '0');
  }
}

/** The table of a selection's rows by their places, as SQL. */
export function selectedRows(tab: string): string {
  return `temp.${quoted(`selected ${tab}`)}`;
}

/** The rows that a query finds in their order, and how many its table has. */
export function orderOfQuery(
  database: DatabaseSync,
  { query }: ExportSelection,
  unit: ByteUnit,
): Pick<TableOrder, 'rows' | 'total'> {
  const table = storedTable(database, query.tab);
  if (table === undefined) return { rows: new Uint32Array(), total: 0 };
  const filter = queryFilter(database, table, query.filter, unit);
  const steps = orderSteps(database, table, query, filter);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}
