import { alikeProblems } from '../analysis/alike-problems.ts';
import type { SummaryReport } from '../analysis/summary.ts';
import type { ByteUnit } from '../model/format.ts';
import { summaryOf } from './export-filter.ts';
import type { ExportInput } from './export-input.ts';
import type { ExportedSummary } from './export-request.ts';
import { openExportInput } from './open-export-input.ts';

/** The totals of what is exported, and the scan that they are of. */
export function exportedSummary(source: ExportInput, report: SummaryReport): ExportedSummary {
  const { facts, accounts, elsewhere } = source;
  return { report, facts, accounts, elsewhere, alike: accounts.length === 0 ? [] : alikeProblems(source) };
}

/** Adds up what an export of a scan file has. Throws a ScanFileError, or a FilterError. */
export function addUp(
  scanFile: string,
  byteUnit: ByteUnit,
  filter: { readonly filter?: string },
): ExportedSummary {
  const source = openExportInput(scanFile, byteUnit, filter);
  try {
    return exportedSummary(source, summaryOf(source));
  } finally {
    source.close();
  }
}
