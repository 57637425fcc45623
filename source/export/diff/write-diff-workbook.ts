/** The differences between two scans as a workbook: an overview, and a sheet for each sort of difference. */
import { PassThrough, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ChangeTally } from '../../analysis/diff/change-tally.ts';
import { diffTitle } from '../../analysis/diff/diff-text.ts';
import type { ScanDiff } from '../../analysis/diff/scan-diff.ts';
import { sectionWords } from '../../analysis/diff/section-words.ts';
import { wrapped } from '../../analysis/text-table.ts';
import { findKind } from '../../kinds/registry.ts';
import type { Value } from '../../model/columns.ts';
import {
  type ChangeCounts,
  type DifferingRow,
  isDifferingRow,
  isFindingChange,
  isProtectionChange,
  ROW_CHANGES,
  type ScanChange,
} from '../../model/diff.ts';
import { type ByteUnit, formatCount, shownValue } from '../../model/format.ts';
import { addPage, plainFooter } from '../excel/add-sheet.ts';
import { startingWith, type TableColumn, writeTable } from '../excel/excel-table.ts';
import { excelHeader } from '../excel/excel-values.ts';
import { newContext } from '../excel/new-context.ts';
import { overviewRow, SheetRows, textRow, type WorkbookContext } from '../excel/sheet-rows.ts';
import { SheetTotals } from '../excel/sheet-totals.ts';
import { failureOf } from '../text/sink.ts';
import { ChangeSpool } from './change-spool.ts';

const PLACE: readonly TableColumn[] = ['Kind', 'Account', 'Region', 'Key'].map((header) => ({
  header,
  type: 'text',
}));

const text = (header: string): TableColumn => ({ header, type: 'text' });

/** The sheets behind the first, in their order. */
const SHEETS: Readonly<Record<string, readonly TableColumn[]>> = {
  New: [...PLACE, text('Why')],
  Gone: [...PLACE, text('Why')],
  Changed: [...PLACE, text('Column'), text('Old'), text('New')],
  Unknown: [...PLACE, text('Why')],
  'Aged Out': [...PLACE, text('Why')],
  Verdicts: [...PLACE, text('Old'), text('New')],
  Findings: [text('Finding'), ...PLACE, text('Change')],
  Protection: [...PLACE, text('Service'), text('Old'), text('New'), text('Reason')],
};

const SHEET_OF: Readonly<Record<Exclude<DifferingRow['change'], 'changed'>, string>> = {
  new: 'New',
  gone: 'Gone',
  unknown: 'Unknown',
  'aged-out': 'Aged Out',
};

/** Writes it and leaves the output open. Rejects with what that failed with, or a ReaderGone. */
export async function writeDiffWorkbook(
  diff: ScanDiff,
  output: Writable,
  byteUnit: ByteUnit,
): Promise<ChangeCounts> {
  // exceljs ends what it writes to; standard output must stay open.
  const through = new PassThrough();
  const failure = failureOf(output);
  failure.check();
  const arrived = pipeline(through, output, { end: false });
  const spool = new ChangeSpool();
  try {
    const written = writeSheets(diff, through, spool, byteUnit);
    await Promise.race([Promise.all([arrived, written]), failure.happens]);
    return await written;
  } finally {
    spool.close();
  }
}

async function writeSheets(
  diff: ScanDiff,
  output: Writable,
  spool: ChangeSpool,
  byteUnit: ByteUnit,
): Promise<ChangeCounts> {
  const tally = new ChangeTally();
  for await (const some of diff.changes({ thenSums: true })) {
    for (const found of some) {
      tally.add(found);
      spoolLines(found, spool, byteUnit);
    }
  }
  const created = new Date(diff.sides.new.facts.startedAt);
  const context = newContext(output, { created, byteUnit, footer: plainFooter(diffTitle(diff)) });
  await writeOverview(context, diff, tally);
  for (const [name, columns] of Object.entries(SHEETS)) {
    const lines = spool.lines(name);
    const first = lines.next();
    if (first.done !== true) await writeTable(context, name, columns, startingWith(first.value, lines));
  }
  await context.settled(context.workbook.commit());
  return tally.total();
}

/** What was found as lines of its sheets. */
function spoolLines(found: ScanChange, spool: ChangeSpool, unit: ByteUnit): void {
  const place = [findKind(found.kind)?.title ?? found.kind, found.account, found.region];
  if (isDifferingRow(found)) {
    spoolRow(found, [...place, found.key], spool, unit);
  } else if (isFindingChange(found)) {
    spool.add('Findings', [found.title, ...place, found.key, found.change]);
  } else if (isProtectionChange(found)) {
    const { source, service, old, new: now, reason } = found;
    spool.add('Protection', [...place, source, service, old, now, reason]);
  } else {
    spool.add('Verdicts', [...place, found.key, found.old, found.new]);
  }
}

function spoolRow(
  { change, values, why }: DifferingRow,
  place: readonly string[],
  spool: ChangeSpool,
  unit: ByteUnit,
): void {
  if (change !== 'changed') {
    spool.add(SHEET_OF[change], [...place, why]);
    return;
  }
  for (const { column, type, old, new: now } of values) {
    // Values of many types stand below one header: as texts, exact where a size or a sum would be rounded.
    const shown = (value: Value): Value =>
      typeof value === 'number' && type === 'bytes'
        ? `${formatCount(value)} B`
        : shownValue({ type }, value, unit);
    spool.add('Changed', [...place, column, shown(old), shown(now)]);
  }
}

const OVERVIEW: readonly TableColumn[] = [
  text('Kind'),
  ...['New', 'Gone', 'Changed', 'Unknown', 'Aged Out'].map(
    (header) => ({ header, type: 'integer' }) as const,
  ),
  { header: 'Bytes (exact change)', type: 'integer' },
  { header: 'Cost Low (change)', type: 'money' },
  { header: 'Cost High (change)', type: 'money' },
];

/** The widths of its columns, in characters, and the longest line of a sentence across them. */
const [WIDTHS, LINE] = [[34, 12, 12, 12, 12, 12, 22, 20, 20], 140] as const;

async function writeOverview(context: WorkbookContext, diff: ScanDiff, tally: ChangeTally): Promise<void> {
  const sheet = addPage(context, 'Summary');
  sheet.columns = WIDTHS.map((width) => ({ width }));
  const rows = new SheetRows(context, sheet);
  const [heading, named, note] = [
    textRow(context),
    textRow(context, { bold: 1 }),
    textRow(context, { bold: 0 }),
  ];
  await rows.add(heading, ['Differences', diffTitle(diff)]);
  await rows.add(named, ['Old', diff.sides.old.file]);
  await rows.add(named, ['New', diff.sides.new.file]);
  for (const line of diff.notes) for (const part of wrapped(line, LINE)) await rows.add(note, [part]);
  rows.skip();
  const lines = diff.kinds.map((kind): readonly Value[] => {
    const [counts, sums] = [tally.countsOf(kind.id), diff.sums(kind)];
    return [
      kind.title,
      ...ROW_CHANGES.map((change) => counts[change]),
      // As in the text: nothing more may be nothing known.
      ...[sums?.size, sums?.low, sums?.high].map((sum) => (sum === undefined || sum === 0 ? null : sum)),
    ];
  });
  await rows.add(heading, OVERVIEW.map(excelHeader));
  const typed = overviewRow(context, OVERVIEW, lines);
  const first = rows.last + 1;
  const totals = new SheetTotals(OVERVIEW, true);
  for (const line of lines) {
    totals.add(line);
    await rows.add(typed, line);
  }
  await totals.write(context, rows, first);
  rows.skip();
  for (const { name, words } of sectionWords(tally))
    for (const [index, part] of wrapped(words, LINE - 34).entries())
      await rows.add(named, [index === 0 ? name : '', part]);
  await rows.finish();
  sheet.commit();
}
