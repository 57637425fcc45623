/** Writes the differences between two scans for programs. */
import { ChangeTally } from '../../analysis/diff/change-tally.ts';
import type { ScanDiff } from '../../analysis/diff/scan-diff.ts';
import {
  type ChangeCounts,
  type DifferingRow,
  isDifferingRow,
  isFindingChange,
  isProtectionChange,
} from '../../model/diff.ts';
import { isoInstant } from '../../model/format.ts';
import { BYTE_ORDER_MARK, csvField, csvRecord, csvText } from '../text/csv.ts';
import type { Sink } from '../text/sink.ts';
import { changeObject, countsObject, objectText } from './row-objects.ts';

/** What a difference can be written as. */
export const DIFF_FORMATS = ['text', 'json', 'csv', 'ndjson', 'xlsx', 'html', 'markdown'] as const;
export type DiffFormat = (typeof DIFF_FORMATS)[number];

/** One object a line: rows, then findings and protections, last how many rows became what. */
export async function writeDiffNdjson(diff: ScanDiff, sink: Sink): Promise<ChangeCounts> {
  const tally = new ChangeTally();
  for await (const some of diff.changes()) {
    for (const found of some) {
      tally.add(found);
      const full = sink.write(`${objectText(changeObject(found))}\n`);
      if (full !== undefined) await full;
    }
  }
  await sink.write(`${objectText({ kind: 'summary', ...countsObject(tally.total()) })}\n`);
  await sink.flush();
  return tally.total();
}

/** One document: `{"old", "new", "notes", "rows", "verdicts", "findings", "protection", "summary"}`. */
export async function writeDiffJson(diff: ScanDiff, sink: Sink): Promise<ChangeCounts> {
  const tally = new ChangeTally();
  const sideOf = ({ file, facts }: ScanDiff['sides']['old']): object => ({
    file,
    started_at: isoInstant(facts.startedAt),
    complete: facts.complete,
  });
  const { old, new: now } = diff.sides;
  const head = objectText({ old: sideOf(old), new: sideOf(now), notes: diff.notes });
  await sink.write(`${head.slice(0, -1)},\n"rows":[`);
  const [verdicts, findings, protections]: string[][] = [[], [], []];
  let separator = '\n';
  for await (const some of diff.changes()) {
    for (const found of some) {
      tally.add(found);
      const text = objectText(changeObject(found));
      if (isFindingChange(found)) findings?.push(text);
      else if (isProtectionChange(found)) protections?.push(text);
      else if (!isDifferingRow(found)) verdicts?.push(text);
      else {
        const full = sink.write(separator + text);
        if (full !== undefined) await full;
        separator = ',\n';
      }
    }
  }
  for (const [name, texts] of Object.entries({ verdicts, findings, protection: protections })) {
    await sink.write(`],\n"${name}":[`);
    for (const [index, text] of (texts ?? []).entries())
      await sink.write(`${index === 0 ? '\n' : ',\n'}${text}`);
  }
  await sink.write(`],\n"summary":${objectText(countsObject(tally.total()))}}\n`);
  await sink.flush();
  return tally.total();
}

const CSV_HEADERS = ['Kind', 'Account', 'Region', 'Key', 'Change', 'Column', 'Old', 'New', 'Why'];

/** A record a row, of a changed one a record a column. */
export async function writeDiffCsv(diff: ScanDiff, sink: Sink): Promise<ChangeCounts> {
  const tally = new ChangeTally();
  await sink.write(BYTE_ORDER_MARK + csvRecord(CSV_HEADERS));
  for (const found of diff.rows()) {
    tally.add(found);
    if (!isDifferingRow(found)) continue;
    for (const record of csvRecords(found)) {
      const full = sink.write(record);
      if (full !== undefined) await full;
    }
  }
  await sink.flush();
  return tally.total();
}

function csvRecords({ kind, account, region, key, change, values, why }: DifferingRow): readonly string[] {
  const place = [kind, account, region, key, change].map(csvText);
  if (values.length === 0) return [csvRecord([...place, '', '', '', csvText(why ?? '')])];
  return values.map(({ column, type, old, new: now }) =>
    csvRecord([...place, csvText(column), csvField(type, old), csvField(type, now), csvText(why ?? '')]),
  );
}
