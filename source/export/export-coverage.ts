/** Coverage as an export writes it: how every cell ended, and under a filter how many of its rows are kept. */
import { COVERAGE_COLUMNS, coverageValues } from '../analysis/coverage-table.ts';
import { keptText, lackingLines } from '../analysis/filter-table.ts';
import type { CellState } from '../model/cell.ts';
import type { Column, Value } from '../model/columns.ts';
import { exportedRows } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';

/** `COVERAGE_COLUMNS`, and under a filter what it kept and its text. */
export function coverageColumns({ filter }: ExportInput): readonly Pick<Column, 'header' | 'type'>[] {
  if (filter === null) return COVERAGE_COLUMNS;
  return [...COVERAGE_COLUMNS, { header: 'Rows Kept', type: 'integer' }, { header: 'Filter', type: 'text' }];
}

/** A cell as a line under `coverageColumns`. */
export function coverageLine(source: ExportInput, cell: CellState): readonly Value[] {
  const values = coverageValues(cell);
  return source.filter === null ? values : [...values, exportedRows(source, cell), source.filter.text];
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
