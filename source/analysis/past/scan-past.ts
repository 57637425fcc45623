/** What a scan is looked at against: the whole scans before it of the same accounts, regions and kinds. */
import { factsOfFile } from '../../store/facts-of-file.ts';
import { listKeptScans, outlineOf } from '../../store/history/kept-scans.ts';
import { openForReading } from '../../store/scan-file.ts';
import type { SummaryReport } from '../summary.ts';
import { summarize } from '../summary-from-scan-file.ts';
import { comparableBefore, type PastScan } from './comparable.ts';

/** The last scan before one that it can be compared with, and all its totals. */
export interface ScanBefore extends PastScan {
  readonly report: SummaryReport;
}

/** The past of a scan. */
export interface ScanPast {
  /** The scans that can be compared with one another, the oldest first and the scan itself last; at most `MOST_POINTS`. */
  readonly trend: readonly PastScan[];
  /** With the executions of all scans it has more rows than any of them: it is compared with none. */
  readonly hasAllRuns: boolean;
  /** Null: no scan is kept that it can be compared with, or it is none that can be compared. */
  readonly before: ScanBefore | null;
}

/** A year of daily scans and a day. */
const MOST_POINTS = 366;

/**
 * Reads the past of the scan in a file, which need not be among those that are kept. The totals of the scan before are
 * added up anew. Throws a ScanFileError where the scan itself cannot be read.
 */
export function readPast(scanFile: string): ScanPast {
  const scans = listKeptScans();
  const own = scans.find(({ file }) => file === scanFile);
  const outline = own?.scan ?? outlineOf(scanFile);
  const isCopy = factsOfFile(scanFile).options.runs === 'all';
  const earlier = isCopy ? [] : comparableBefore(scans, outline);
  const trend = earlier.slice(0, MOST_POINTS - 1).toReversed();
  return {
    trend: [...trend, { id: own?.id ?? null, file: scanFile, outline }],
    hasAllRuns: isCopy,
    before: firstThatCanBeRead(earlier),
  };
}

/** One may be removed meanwhile: the next one is as good. */
function firstThatCanBeRead(earlier: readonly PastScan[]): ScanBefore | null {
  for (const scan of earlier) {
    const report = totalsOf(scan.file);
    if (report !== null) return { ...scan, report };
  }
  return null;
}

function totalsOf(file: string): SummaryReport | null {
  try {
    const database = openForReading(file);
    try {
      return summarize(database);
    } finally {
      database.close();
    }
  } catch {
    return null;
  }
}
