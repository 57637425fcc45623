/** Writes what was scanned as a report. */
import type { SummaryReport } from '../../analysis/summary.ts';
import type { ExportInput } from '../export-input.ts';
import type { Sink } from '../text/sink.ts';
import { htmlReport } from './html/html-report.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import { scanReport } from './scan-report.ts';

/** Writes the whole of it at once: it is small, however large the scan is. */
export async function writeScanReport(
  source: ExportInput,
  format: 'html' | 'markdown',
  sink: Sink,
  summary: SummaryReport,
): Promise<void> {
  const report = scanReport(source, summary);
  const write = format === 'html' ? htmlReport : markdownReport;
  await sink.write(write(report, source.byteUnit));
  await sink.flush();
}
