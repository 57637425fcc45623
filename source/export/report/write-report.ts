/** Writes a report of a scan, or of what differs between two: the whole of it at once, for it is small. */
import type { ScanDiff } from '../../analysis/diff/scan-diff.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { ChangeCounts } from '../../model/diff.ts';
import type { ByteUnit } from '../../model/format.ts';
import type { ExportInput } from '../export-input.ts';
import type { Sink } from '../text/sink.ts';
import { gatherDiff } from './diff-gathered.ts';
import { diffReport } from './diff-report.ts';
import { htmlReport } from './html/html-report.ts';
import { markdownReport } from './markdown/markdown-report.ts';
import { scanReport } from './scan-report.ts';

const WRITERS = { html: htmlReport, markdown: markdownReport } as const;

/** How what was scanned is written; `hasCsv`: where it is cut, all rows are in csv files beside it. */
interface ScanReportOptions {
  readonly format: keyof typeof WRITERS;
  readonly hasCsv: boolean;
}

/** Writes what was scanned; the answer is whether some of its tables had to be cut. */
export async function writeScanReport(
  source: ExportInput,
  { format, hasCsv }: ScanReportOptions,
  sink: Sink,
  summary: SummaryReport,
): Promise<boolean> {
  const report = await scanReport(source, summary, hasCsv);
  const { text, isCut } = WRITERS[format](report, source.byteUnit);
  await sink.write(text);
  await sink.flush();
  return isCut;
}

/** Writes what differs; the answer is how many rows became what. */
export async function writeDiffReport(
  format: keyof typeof WRITERS,
  diff: ScanDiff,
  sink: Sink,
  byteUnit: ByteUnit,
): Promise<ChangeCounts> {
  const gathered = await gatherDiff(diff);
  await sink.write(WRITERS[format](diffReport(diff, gathered, byteUnit), byteUnit).text);
  await sink.flush();
  return gathered.tally.total();
}
