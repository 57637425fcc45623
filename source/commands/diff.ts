import fs from 'node:fs';
import { type DiffQuestion, openScanDiff, type ScanDiff } from '../analysis/diff/scan-diff.ts';
import { safeText } from '../base/safe-text.ts';
import { UsageError } from '../base/usage-error.ts';
import {
  DIFF_FORMATS,
  type DiffFormat,
  writeDiffCsv,
  writeDiffJson,
  writeDiffNdjson,
} from '../export/diff/write-diff.ts';
import { writeDiffText } from '../export/diff/write-diff-text.ts';
import { ReaderGone, type Sink, sinkTo } from '../export/text/sink.ts';
import type { ChangeCounts } from '../model/diff.ts';
import type { ByteUnit } from '../model/format.ts';
import { asFilterUsage, filterOf } from './filter-flag.ts';
import type { Flags } from './flags.ts';
import { checkKinds } from './kind-names.ts';
import { namedScanFile } from './scan-files.ts';
import type { Session } from './session.ts';

/** Formats for people say themselves what is not compared. */
const TELLS_NOTES: readonly DiffFormat[] = ['text', 'xlsx', 'html', 'markdown'];

/** What `--exit-code` ends with where something is new, gone or changed. */
const DIFFERS = 5;

/** Tells what differs between two scan files: `snapdeck diff OLD [NEW]`. */
export async function diffCommand(session: Session, words: readonly string[]): Promise<number> {
  const { flags, found } = session;
  const format = diffFormat(flags);
  const [old, now] = await filesOf(words);
  const byteUnit = flags.byteUnit ?? found.config.byte_unit;
  const { filter } = filterOf(flags);
  const diff = opened({
    old,
    new: now,
    kinds: flags.kind.length === 0 ? null : checkKinds(flags.kind, '--kind'),
    columns: flags.columns,
    filter: filter === undefined ? null : { text: filter, byteUnit },
  });
  try {
    if (!TELLS_NOTES.includes(format) && !flags.quiet)
      for (const note of diff.notes) process.stderr.write(`${safeText(note)}\n`);
    const sink = sinkTo(process.stdout, new AbortController().signal);
    const counts = await written(format, diff, sink, byteUnit);
    const differs = counts.new + counts.gone + counts.changed > 0;
    return flags.exitCode && differs ? DIFFERS : 0;
  } catch (error) {
    // Whoever read has seen enough (| head).
    if (error instanceof ReaderGone) return 0;
    throw error;
  } finally {
    diff.close();
  }
}

/** A filter that was not understood is bad usage. */
function opened(question: DiffQuestion): ScanDiff {
  try {
    return openScanDiff(question);
  } catch (error) {
    throw asFilterUsage(question.filter?.text, error);
  }
}

async function writeDiffReport(
  format: 'html' | 'markdown',
  ...task: Parameters<typeof writeDiffText>
): Promise<ChangeCounts> {
  const { writeDiffReport: write } = await import('../export/report/write-report.ts');
  return await write(format, ...task);
}

async function writeDiffXlsx(diff: ScanDiff, byteUnit: ByteUnit): Promise<ChangeCounts> {
  const { writeDiffWorkbook } = await import('../export/diff/write-diff-workbook.ts');
  return await writeDiffWorkbook(diff, process.stdout, byteUnit);
}

function written(format: DiffFormat, diff: ScanDiff, sink: Sink, byteUnit: ByteUnit): Promise<ChangeCounts> {
  switch (format) {
    case 'text':
      return writeDiffText(diff, sink, byteUnit);
    case 'json':
      return writeDiffJson(diff, sink);
    case 'csv':
      return writeDiffCsv(diff, sink);
    case 'ndjson':
      return writeDiffNdjson(diff, sink);
    case 'xlsx':
      return writeDiffXlsx(diff, byteUnit);
    case 'html':
    case 'markdown':
      return writeDiffReport(format, diff, sink, byteUnit);
  }
}

/** The two files; the new one is the newest scan where none is named. */
async function filesOf([first, second]: readonly string[]): Promise<readonly [old: string, now: string]> {
  if (first === undefined)
    throw new UsageError('snapdeck diff needs the older scan file: snapdeck diff OLD [NEW].');
  const [old, now] = [await namedScanFile(first), await namedScanFile(second)];
  if (isSameFile(old, now))
    throw new UsageError(`OLD and NEW are one scan file, ${old}: there is nothing to compare.`);
  return [old, now];
}

/**
 * The scan file of this name, to be compared with that one.
 * @throws UsageError where there is none, or they are the same
 */
export async function otherScanFile(name: string, than: string): Promise<string> {
  const file = await namedScanFile(name);
  if (isSameFile(file, than)) throw new UsageError(`${name} is this scan: there is nothing to compare.`);
  return file;
}

/** Also by another name. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((file) => fs.statSync(file, { throwIfNoEntry: false }));
  return first !== undefined && first.ino === second?.ino && first.dev === second.dev;
}

function diffFormat({ format }: Pick<Flags, 'format'>): DiffFormat {
  const [first = 'text', ...more] = format;
  const known = DIFF_FORMATS.find((one) => one === first);
  if (known === 'html' && process.stdout.isTTY)
    throw new UsageError(
      'Cannot write html to a terminal, which shows text: choose --format markdown, or a file (> FILE.html).',
    );
  if (known === 'xlsx' && process.stdout.isTTY)
    throw new UsageError('Cannot write xlsx to a terminal, which shows text: name a file (> FILE.xlsx).');
  if (known !== undefined && more.length === 0) return known;
  throw new UsageError(
    `snapdeck diff takes one --format of ${DIFF_FORMATS.join(', ')} (given: ${format.join(',')}).`,
  );
}
