/** Writes the differences between two scans for programs. */
import { isDifferingRow, type ScanDiff } from '../../analysis/diff/scan-diff.ts';
import { type ChangeCounts, type DifferingRow, NO_CHANGES, type VerdictChange } from '../../model/diff.ts';
import { isoInstant } from '../../model/format.ts';
import { BYTE_ORDER_MARK, csvField, csvRecord, csvText } from '../text/csv.ts';
import type { Sink } from '../text/sink.ts';
import { changeObject, countsObject, objectText } from './row-objects.ts';

/** What a difference can be written as. */
export const DIFF_FORMATS = ['text', 'json', 'csv', 'ndjson'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

/** Counts rows as they pass. */
export function changeCounter(): {
  readonly count: (found: DifferingRow | VerdictChange) => void;
  readonly counts: () => ChangeCounts;
} {
  const counts = { ...NO_CHANGES };
  return {
    count: (found) => {
      if (isDifferingRow(found)) counts[found.change] += 1;
    },
    counts: () => counts,
  };
}

/** One object a line, the counts last. */
export async function writeDiffNdjson(diff: ScanDiff, sink: Sink): Promise<ChangeCounts> {
  const { count, counts } = changeCounter();
  for (const found of diff.rows()) {
    count(found);
    const full = sink.write(`${objectText(changeObject(found))}\n`);
    if (full !== undefined) await full;
  }
  await sink.write(`${objectText({ kind: 'summary', ...countsObject(counts()) })}\n`);
  await sink.flush();
  return counts();
}

/** One document: `{"old", "new", "notes", "rows", "summary"}`. */
export async function writeDiffJson(diff: ScanDiff, sink: Sink): Promise<ChangeCounts> {
  const { count, counts } = changeCounter();
  const sideOf = ({ file, facts }: ScanDiff['sides']['old']): object => ({
    file,
    started_at: isoInstant(facts.startedAt),
    complete: facts.complete,
  });
  const { old, new: now } = diff.sides;
  const head = objectText({ old: sideOf(old), new: sideOf(now), notes: diff.notes });
  await sink.write(`${head.slice(0, -1)},\n"rows":[`);
  let separator = '\n';
  for (const found of diff.rows()) {
    count(found);
    const full = sink.write(separator + objectText(changeObject(found)));
    if (full !== undefined) await full;
    separator = ',\n';
  }
  await sink.write(`],\n"summary":${objectText(countsObject(counts()))}}\n`);
  await sink.flush();
  return counts();
}

const CSV_HEADERS = ['Kind', 'Account', 'Region', 'Key', 'Change', 'Column', 'Old', 'New', 'Why'];

/** A record a row, of a changed one a record a column. */
export async function writeDiffCsv(diff: ScanDiff, sink: Sink): Promise<ChangeCounts> {
  const { count, counts } = changeCounter();
  await sink.write(BYTE_ORDER_MARK + csvRecord(CSV_HEADERS));
  for (const found of diff.rows()) {
    count(found);
    if (!isDifferingRow(found)) continue;
    for (const record of csvRecords(found)) {
      const full = sink.write(record);
      if (full !== undefined) await full;
    }
  }
  await sink.flush();
  return counts();
}

function csvRecords({ kind, account, region, key, change, values, why }: DifferingRow): readonly string[] {
  const place = [kind, account, region, key, change].map(csvText);
  if (values.length === 0) return [csvRecord([...place, '', '', '', csvText(why ?? '')])];
  return values.map(({ column, type, old, new: now }) =>
    csvRecord([...place, csvText(column), csvField(type, old), csvField(type, now), csvText(why ?? '')]),
  );
}
