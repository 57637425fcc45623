/** What a filter does to an export: which rows it holds, and what is said of the others. */
import type { SummaryReport } from '../analysis/summary.ts';
import { summarize } from '../analysis/summary-from-scan-file.ts';
import { hasListedSources } from '../kinds/define/sources.ts';
import { SOURCE_COLUMNS, SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import type { CellState } from '../model/cell.ts';
import type { Column } from '../model/columns.ts';
import { FilterError } from '../store/filter/expression.ts';
import { filterOfKindsAndSources } from '../store/filter/filter-of-kinds.ts';
import { type FilterOutcome, storedKinds } from '../store/filter/keep-rows.ts';
import type { ExportInput } from './export-input.ts';
import { hasSources, keptSources, withSources } from './source-rows.ts';

/** A filter as given; undefined where it is none. */
export function givenFilter(filter: string | undefined): string | undefined {
  return filter === undefined || filter.trim() === '' ? undefined : filter;
}

/** Throws a FilterError where a filter is wrong for what this scan file holds. */
export function checkFilter(
  { database, kinds }: Pick<ExportInput, 'database' | 'kinds'>,
  given: string | undefined,
): void {
  const filter = givenFilter(given);
  if (filter === undefined) return;
  const read = filterOfKindsAndSources(filter, storedKinds(database, kinds), columnsOfSources(kinds));
  if ('error' in read) throw new FilterError(read.error);
}

/** The columns of sources; null where these kinds list none. */
export function columnsOfSources(kinds: ExportInput['kinds']): readonly Column[] | null {
  return kinds.some(hasListedSources) ? SOURCE_COLUMNS : null;
}

/** The rows of a cell that the export holds. */
export function exportedRows({ filter }: Pick<ExportInput, 'filter'>, cell: CellState): number {
  return filter === null ? cell.rows : (filter.keptByCell.get(cell.id) ?? 0);
}

/** True for an export of sources alone: none of the rows of kinds are asked for. */
export function isOfSourcesAlone({ sources }: Pick<ExportInput, 'sources'>): boolean {
  return typeof sources !== 'string';
}

/** As `exportedRows`; null where no rows of cells are asked for, of which none are left out then. */
export function keptRows(source: Pick<ExportInput, 'filter' | 'sources'>, cell: CellState): number | null {
  return isOfSourcesAlone(source) ? null : exportedRows(source, cell);
}

/** What the filter kept, to be said beside what was exported. */
export function outcomeOf(source: ExportInput): { readonly filter?: FilterOutcome } {
  const { filter } = source;
  if (filter === null) return {};
  const { text, kinds } = filter;
  const sources = source.sources === 'all' ? { sources: keptSources(source) } : {};
  return { filter: { text, kinds, ...sources } };
}

/** Totals of the rows that the export holds. */
export function summaryOf(source: ExportInput): SummaryReport {
  const { protection, protectionByAccount, ...all } = summarize(withSources(source).database, source.kinds);
  // What is protected hangs on all rows, not on those that are kept.
  const isOfAll = source.filter === null;
  const ofAll = {
    ...(isOfAll && protection !== undefined ? { protection } : {}),
    ...(isOfAll && protectionByAccount !== undefined ? { protectionByAccount } : {}),
  };
  const findings = hasSources(source) ? all.findings : all.findings.filter(({ tab }) => tab !== SOURCES_TAB);
  const report = { ...all, findings, ...ofAll, ...outcomeOf(source) };
  if (source.order !== 'selected') return report;
  const ids = source.kinds.map(({ id }) => id);
  return { ...report, kinds: report.kinds.filter(({ kind }) => ids.includes(kind)) };
}
