/** Which scan file a word means: `last`, `last~2`, a day, a name, an id. */
import path from 'node:path';
import { closest } from '../../base/close-names.ts';
import { oneLine } from '../../base/one-line.ts';
import { UsageError } from '../../base/usage-error.ts';
import type { KeptScan } from '../../model/kept-scan.ts';
import { counted } from '../../model/words.ts';
import { listScanFiles, readScanFileName, scanFolder } from '../scan-folder.ts';
import { listKeptScans } from './kept-scans.ts';
import { DAY, ID, ID_BEGINNING, LAST, SCAN_WORDS, sameName } from './scan-words.ts';

/** How many days with scans are named beside one without. */
const NAMED_DAYS = 3;

/**
 * The scan file that a word means; null where it means none of those that are kept, and may be a path.
 * @throws UsageError where there is none so far back, or of that day, or where it means several
 */
export function findScanFile(word: string): string | null {
  const last = LAST.exec(word);
  if (last !== null) return lastScanFile(Number(last.groups?.back ?? 0));
  if (DAY.test(word)) return scanFileOfDay(word);
  return withId(ID, word) ?? withName(word) ?? withId(ID_BEGINNING, word);
}

function lastScanFile(back: number): string {
  const files = listScanFiles();
  const found = files[back];
  if (found !== undefined) return found;
  if (files.length === 0)
    throw new UsageError(`There is no scan file yet in ${scanFolder()}: run snapdeck scan first.`);
  const oldest = files.length === 1 ? 'last' : `last~${files.length - 1}`;
  throw new UsageError(
    `There is no last~${back}: ${counted(files.length, 'scan file')} in ${scanFolder()}, the oldest is ${oldest}.`,
  );
}

/** The last whole one of that day. */
function scanFileOfDay(day: string): string {
  const time = Date.parse(day);
  if (Number.isNaN(time) || new Date(time).toISOString().slice(0, 10) !== day)
    throw new UsageError(`There is no day ${day}.`);
  const days = new Set(listScanFiles().flatMap((file) => readScanFileName(file)?.day ?? []));
  if (!days.has(day)) throw new UsageError(noScanOf(day, [...days]));
  const ofDay = listKeptScans().filter(({ file }) => readScanFileName(file)?.day === day);
  const found = ofDay.find(({ scan }) => scan?.state === 'whole');
  if (found !== undefined) return found.file;
  const others = ofDay.map(({ id, scan }) => `${id} (${scan?.state ?? 'cannot be read'})`).join(', ');
  throw new UsageError(`No scan of ${day} (UTC) is whole; by its id one may still be named: ${others}.`);
}

function noScanOf(day: string, days: readonly string[]): string {
  const away = (other: string): number => Math.abs(Date.parse(other) - Date.parse(day));
  const near = days
    .toSorted((one, other) => away(one) - away(other))
    .slice(0, NAMED_DAYS)
    .sort();
  const where = near.length === 0 ? `none yet in ${scanFolder()}` : `the nearest are of ${near.join(', ')}`;
  return `There is no scan of ${day} (UTC): ${where}.`;
}

function withId(pattern: RegExp, word: string): string | null {
  if (!pattern.test(word)) return null;
  const found = listScanFiles().filter((file) => readScanFileName(file)?.id.startsWith(word));
  if (found.length > 1)
    throw new UsageError(
      `Several scans have an id that begins with ${word}: ${found.map((file) => readScanFileName(file)?.id).join(', ')}.`,
    );
  return found[0] ?? null;
}

function withName(word: string): string | null {
  const found = listKeptScans().filter(({ scan }) => sameName(scan?.name ?? null, word));
  if (found.length > 1)
    throw new UsageError(
      `Several scans are named ${oneLine(word)}: ${found.map(({ id }) => id).join(', ')}; an id names one.`,
    );
  return found[0]?.file ?? null;
}

/** What is said of a word that means no kept scan, and no file. */
export function noSuchScan(word: string, scans: readonly KeptScan[]): string {
  const names = scans.flatMap(({ scan }) => scan?.name ?? []);
  const ids = scans.flatMap(({ id }) => id ?? []);
  const close = closest(word, [...names, ...ids, 'last'], (one) => [one]);
  const hint = close.length > 0 ? `close: ${close.join(', ')}` : `there are ${SCAN_WORDS}`;
  return `There is no scan "${oneLine(word)}", and no file ${path.resolve(word)}; ${hint}. snapdeck history lists the scans.`;
}
