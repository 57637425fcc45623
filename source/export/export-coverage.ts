/** Coverage as an export writes it: how every cell ended, and under a filter how many of its rows are kept. */
import { COVERAGE_COLUMNS, coverageValues, unreadValues } from '../analysis/coverage-table.ts';
import { keptText, lackingLines } from '../analysis/filter-table.ts';
import { publicAccessByCell } from '../analysis/public-access.ts';
import { accountsNotRead } from '../analysis/scan-parts.ts';
import type { Column, Value } from '../model/columns.ts';
import { isOfSourcesAlone, keptRows } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';

/** `COVERAGE_COLUMNS`, and under a filter what it kept and its text. */
export function coverageColumns({ filter }: ExportInput): readonly Pick<Column, 'header' | 'type'>[] {
  if (filter === null) return COVERAGE_COLUMNS;
  return [...COVERAGE_COLUMNS, { header: 'Rows Kept', type: 'integer' }, { header: 'Filter', type: 'text' }];
}

/** A line a cell under `coverageColumns`, and behind them one an account of which nothing was read. */
export function* coverageLines(source: ExportInput): Generator<readonly Value[], void, undefined> {
  const { filter } = source;
  const access = publicAccessByCell(source.database);
  for (const cell of source.cells) {
    const values = coverageValues(cell, access.get(cell.id) ?? null);
    yield filter === null ? values : [...values, keptRows(source, cell), filter.text];
  }
  for (const account of accountsNotRead(source.accounts)) {
    const values = unreadValues(account);
    yield filter === null ? values : [...values, isOfSourcesAlone(source) ? null : 0, filter.text];
  }
}

/** What the filter kept, as names and values to stand among the facts of the scan. */
export function filterFactLines({ filter }: ExportInput): readonly (readonly [string, string])[] {
  if (filter === null) return [];
  return [
    ['Filter', filter.text],
    ['Rows Kept', keptText(filter.kinds)],
    ...lackingLines(filter).map((line): readonly [string, string] => ['Left Out', line]),
  ];
}
