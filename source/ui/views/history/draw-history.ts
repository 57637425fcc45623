import { bytesWords, costWords, keptScansTable } from '../../../analysis/kept-scans-table.ts';
import { type ByteUnit, formatBytes, formatCount } from '../../../model/format.ts';
import { isComparable, type KeptScan, type ScanOutline } from '../../../model/kept-scan.ts';
import { counted } from '../../../model/words.ts';
import { trendline } from '../../kit/charts.ts';
import { linesOnly, painted, stacked, withWholeLines } from '../../kit/drawing.ts';
import { spoken } from '../../kit/spoken.ts';
import { titleLine } from '../../kit/table.ts';
import { cut, fitted, wrap } from '../../kit/text.ts';
import { type Piece, PLAIN_THEME, type Theme } from '../../kit/theme.ts';
import { type AppState, ownScanFile } from '../../state/app-state.ts';
import type { HistoryState } from '../../state/history-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { historyHeight, scanUnderCursor, withScanAt } from './history.ts';

/** The kept scans, with how rows, bytes and cost went in those like the one under the cursor. */
export function drawHistory(state: AppState, theme: Theme): ClickableDrawing {
  const { history, size } = state;
  if (history === null) return linesOnly([]);
  const { scans, cursor } = history;
  const place = scans === null || scans.length === 0 ? '' : `scan ${cursor + 1} of ${scans.length}`;
  const title = titleLine('History', notesOf(state, history), place, size.columns, theme);
  if (scans === null || scans.length === 0)
    return linesOnly([title, ...wrap(wordsInstead(history), size.columns - 2).map((line) => ` ${line}`)]);
  const { head, lines } = keptScansTable(scans, state.setting.byteUnit, size.columns - 2);
  return stacked<Click>([
    linesOnly([title]),
    painted(theme, trendLines(scans, scanUnderCursor(history)?.scan ?? null, state)),
    painted(theme, [[[`  ${head ?? ''}`, 'heading']]]),
    listOf(state, history, lines, theme),
  ]);
}

function notesOf({ setting }: AppState, { scans }: HistoryState): readonly Piece[] {
  if (scans === null || scans.length === 0) return [];
  const unread = scans.filter(({ scan }) => scan === null).length;
  const size = scans.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  return [
    [counted(scans.length - unread, 'scan'), 'plain'],
    ...(unread === 0 ? [] : [[`${counted(unread, 'file')} cannot be read`, 'warning'] as const]),
    [`${formatBytes(size, setting.byteUnit)} on disk`, 'quiet'],
  ];
}

function wordsInstead({ scans, error }: HistoryState): string {
  if (error !== null) return `The history could not be read: ${error}`;
  return scans === null ? 'reading the scan files' : 'No scan is kept yet.';
}

/** The lines of the scans in sight; what cannot be read is in the colour of a warning, the open one says so. */
function listOf(state: AppState, history: HistoryState, lines: readonly string[], theme: Theme) {
  const { columns: width } = state.size;
  const { top, cursor, scans } = history;
  const shown = lines.slice(top, top + historyHeight(state));
  const pieces = shown.map((line, index): readonly Piece[] => {
    const kept = scans?.[top + index];
    const isOpen = kept !== undefined && kept.file === ownScanFile(state);
    const sign = top + index === cursor ? '>' : ' ';
    const text = fitted(`${sign}${isOpen ? '*' : ' '}${cut(line, width - 2)}`, width);
    if (top + index === cursor) return [[text, 'selected']];
    return [[text, kept?.scan === null ? 'warning' : isOpen ? 'accent' : 'plain']];
  });
  return withWholeLines(painted<Click>(theme, pieces), width, (line): Click | undefined =>
    line >= shown.length
      ? undefined
      : () => ({ current: top + line === cursor, state: withScanAt(state, top + line) }),
  );
}

/** So many cells a trend may take. */
const WIDEST = 60;

/** How rows, bytes and cost went, and in which scans. */
function trendLines(
  scans: readonly KeptScan[],
  chosen: ScanOutline | null,
  { setting, size }: AppState,
): readonly (readonly Piece[])[] {
  const alike = chosen === null ? [] : likeIt(scans, chosen);
  const room = Math.min(WIDEST, size.columns - 40);
  const latest = alike.slice(-room);
  const words = trendWords(chosen, alike.length, latest.length);
  const trends = trendsOf(setting.byteUnit);
  if (latest.length < 2) return [...trends.map(() => []), [[` ${words}`, 'quiet']]];
  return [
    ...trends.map(({ title, value, said }): readonly Piece[] => [
      [` ${title.padEnd(6)}`, 'heading'],
      [trendline(latest.map(value)), 'accent'],
      [`  ${said(latest.at(0))} → ${said(latest.at(-1))}`, 'plain'],
    ]),
    [[` ${words}`, 'quiet']],
  ];
}

/** Whole scans of the same accounts, regions and kinds, the oldest first: only those can be compared. */
function likeIt(scans: readonly KeptScan[], chosen: ScanOutline): readonly ScanOutline[] {
  return scans
    .flatMap(({ scan }) => (scan !== null && isComparable(scan, chosen) ? [scan] : []))
    .toReversed();
}

function trendWords(chosen: ScanOutline | null, all: number, shown: number): string {
  if (chosen === null) return 'this file cannot be read';
  if (chosen.state !== 'whole') return `this scan is ${chosen.state}: only whole ones are compared`;
  if (all < 2) return 'no other whole scan is of these accounts, regions and kinds';
  const which = shown < all ? `the last ${shown} of ${all}` : String(all);
  return `${which} whole scans of these accounts, regions and kinds`;
}

interface Trend {
  readonly title: string;
  /** Null: not known. */
  readonly value: (scan: ScanOutline) => number | null;
  readonly said: (scan: ScanOutline | undefined) => string;
}

function trendsOf(unit: ByteUnit): readonly Trend[] {
  return [
    { title: 'Rows', value: ({ rows }) => rows, said: (scan) => formatCount(scan?.rows ?? null) },
    {
      title: 'Bytes',
      value: ({ bytes }) => bytes?.sum ?? null,
      said: (scan) => bytesWords(scan?.bytes ?? null, unit),
    },
    { title: 'Cost', value: ({ cost }) => cost?.high ?? null, said: (scan) => costWords(scan?.cost ?? null) },
  ];
}

/** The title, what is said of the trends, and the line under the cursor. */
export function historySentences(state: AppState): readonly string[] {
  const { history } = state;
  if (history === null) return [];
  const { lines } = drawHistory(state, PLAIN_THEME);
  const kept = scanUnderCursor(history);
  if (history.scans === null || kept === undefined) return lines.map(spoken);
  const trends = trendLines(history.scans, kept.scan, state).flatMap((pieces) =>
    pieces.length === 0 ? [] : [pieces.flatMap(([text, tone]) => (tone === 'accent' ? [] : [text])).join('')],
  );
  const line = lines[lines.findIndex((one) => spoken(one).startsWith('>'))];
  return [lines[0] ?? '', ...trends, line ?? ''].map(spoken);
}
