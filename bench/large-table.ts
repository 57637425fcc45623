/** The largest table of a made scan file, in the app. */
import type { TerminalSession } from '../test/helpers/pty.ts';
import type { Place } from './place.ts';
import { openApp, showsHeader } from './start-up.ts';

const PATIENCE = { timeoutMs: 120_000 };

/** A table's title once everything that was asked for is there: `EBS snapshots  1,204 of 600,000 · ...`. */
const ANSWERED = /^ EBS snapshots +[\d,]+ of (?!.* reading)/;

/** The app with the table of 600,000 rows. */
export async function openLargest(place: Place, file: string): Promise<TerminalSession> {
  const terminal = openApp(place, ['open', file]);
  await showsHeader(terminal);
  await terminal.waitForText('complete', PATIENCE);
  terminal.type('7');
  await terminal.waitForText(/row 1 of 600,000/, PATIENCE);
  return terminal;
}

/** Seconds to the first row of a filter, and to all of them. */
export interface Filtered {
  readonly first: number;
  readonly all: number;
}

/** From a filter, sent in one piece, to the first of its rows, and to all of them; then all rows are there again. */
export async function timeFilter(
  terminal: TerminalSession,
  filter: string,
  isOfFilter: (row: string) => boolean,
): Promise<Filtered> {
  const times = await applyFilter(terminal, filter, isOfFilter);
  terminal.press('esc');
  await terminal.waitForText(/row 1 of 600,000/, PATIENCE);
  return times;
}

/** As `timeFilter`, and stays there. */
export async function applyFilter(
  terminal: TerminalSession,
  filter: string,
  isOfFilter: (row: string) => boolean,
): Promise<Filtered> {
  terminal.type('/');
  await terminal.waitFor(
    'the filter line',
    (lines) => lines.some((line) => /^ ?(\/|filter)/i.test(line)),
    PATIENCE,
  );
  const sent = performance.now();
  terminal.type(filter);
  await terminal.waitFor('the first rows', (lines) => isOfFilter(firstRow(lines)), PATIENCE);
  const first = performance.now() - sent;
  await terminal.waitFor('all rows', ([, , , title = '']) => ANSWERED.test(title), PATIENCE);
  const all = performance.now() - sent;
  return { first: first / 1000, all: all / 1000 };
}

function firstRow(lines: readonly string[]): string {
  return lines[5] ?? '';
}

/** Seconds from the Enter that chooses the column to the rows in its order, downwards and upwards in turn. */
export async function timeSort(terminal: TerminalSession): Promise<number> {
  terminal.type('s');
  await terminal.waitForText('Sort by', PATIENCE);
  terminal.type('size');
  await terminal.waitFor('the column', (lines) => lines.some((line) => />Size\b/.test(line)), PATIENCE);
  const before = firstRow(terminal.screen());
  const sent = performance.now();
  terminal.press('enter');
  await terminal.waitFor(
    'the rows in another order',
    (lines) =>
      firstRow(lines) !== before && /sorted by/.test(lines[3] ?? '') && !/reading/.test(lines[3] ?? ''),
    PATIENCE,
  );
  return (performance.now() - sent) / 1000;
}
