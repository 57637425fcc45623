import type { TerminalSession } from '../test/helpers/pty.ts';
import type { BudgetLine } from './budget.ts';
import { whileEchoing } from './keys.ts';
import type { Place } from './place.ts';
import { openApp, showsHeader } from './start-up.ts';
import { percentile } from './statistics.ts';
import { keyLine, type Stroke, timeStrokes, toAnotherRow, towardsMiddle } from './strokes.ts';

const AT_REST_MS = 20;
const WORKING_MS = 50;
const PATIENCE = { timeoutMs: 120_000 };

/** The line with a table's title, and the footer. */
const TITLE = 3;
const FOOTER = 39;

/** Every key is felt wherever the cursor stands when its turn comes: none is pressed at the edge it leads to. */
const KEYS: readonly Stroke[] = [
  ...['j', 'j', 'k', 'pagedown', 'j', 'pagedown', 'pageup', 'j', 'end', 'k', 'pageup', 'k'].map(toAnotherRow),
  toTitle('enter', 'EBS snapshot '),
  toTitle('backspace', 'EBS snapshots '),
  toAnotherRow('home'),
  toTitle('tab', 'RDS snapshots'),
  toTitle('shift+tab', 'EBS snapshots '),
];

/** Keys that are felt wherever an order that comes meanwhile has taken the cursor. */
const SORT_KEYS: readonly Stroke[] = [
  towardsMiddle('k', 'j'),
  towardsMiddle('pageup', 'pagedown'),
  towardsMiddle('k', 'j'),
  towardsMiddle('pageup', 'pagedown'),
  toTitle('enter', 'EBS snapshot '),
  toTitle('backspace', 'EBS snapshots '),
  toTitle('tab', 'RDS snapshots'),
  toTitle('shift+tab', 'EBS snapshots '),
];

/** Keys that are felt wherever the cursor stands: a new filter takes it back to the first row. */
const FILTER_KEYS: readonly Stroke[] = [
  ...['j', 'pagedown', 'j', 'j', 'pagedown'].map(toAnotherRow),
  toTitle('enter', 'EBS snapshot '),
  toTitle('backspace', 'EBS snapshots '),
  toTitle('tab', 'RDS snapshots'),
  toTitle('shift+tab', 'EBS snapshots '),
];

/** From the rows to the counts of a column's values, which begin at once, and away while they are counted. */
const FACET_KEYS: readonly Stroke[] = [
  toBox('f', 'Count the values of'),
  toTitle('enter', 'EBS snapshots by '),
  toTitle('esc', 'EBS snapshots '),
  toAnotherRow('j'),
];

/** A key that leads to a view with this title. */
function toTitle(key: string, title: string): Stroke {
  return {
    key,
    what: `"${title}"`,
    isShown: ([, , , line = ''], [, , , before = '']) => line.startsWith(` ${title}`) && line !== before,
  };
}

/** A key that lays a box with this title over the page. */
function toBox(key: string, title: string): Stroke {
  return { key, what: `"${title}"`, isShown: (lines) => lines.some((line) => line.includes(title)) };
}

/** What the app is kept at while keys are pressed. */
interface Work {
  readonly what: string;
  readonly strokes?: readonly Stroke[];
  /** Begins it again where it has ended. */
  readonly keepUp: (terminal: TerminalSession) => Promise<void>;
  readonly end?: (terminal: TerminalSession) => Promise<void>;
}

const WORKS: readonly Work[] = [
  { what: 'facet', strokes: FACET_KEYS, keepUp: () => Promise.resolve() },
  { what: 'filter', strokes: FILTER_KEYS, keepUp: filterAgain, end: (terminal) => clearFilter(terminal) },
  { what: 'export', keepUp: exportAgain },
  { what: 'sort', strokes: SORT_KEYS, keepUp: sortAgain },
  {
    what: 'sort and export',
    strokes: SORT_KEYS,
    keepUp: async (terminal) => {
      await exportAgain(terminal);
      await sortAgain(terminal);
    },
  },
];

/** Keys in the largest table of a scan file of a million rows: at rest, and while the app works on the same file. */
export async function largeKeys(place: Place, file: string, keys: number): Promise<readonly BudgetLine[]> {
  const echo = percentile(await whileEchoing(place, keys), 0.99);
  await using terminal = openApp(place, ['open', file]);
  await showsHeader(terminal);
  await terminal.waitForText('complete', PATIENCE);
  terminal.type('7');
  await terminal.waitForText(/row 1 of 600,000/, PATIENCE);
  const rest = await timeStrokes(terminal, KEYS, wholeTurns(keys, KEYS));
  const all: number[] = [];
  const notes: string[] = [];
  for (const work of WORKS) {
    const times = await whileWorking(terminal, work, Math.ceil(keys / WORKS.length));
    all.push(...times);
    notes.push(`${work.what}: p99 ${percentile(times, 0.99).toFixed(1)} ms`);
  }
  const where = 'in 600,000 rows';
  return [
    keyLine(
      `${where}, at rest`,
      rest,
      { text: `p99 ${AT_REST_MS} ms`, most: AT_REST_MS },
      { what: 'bare echo p99', values: [echo] },
    ),
    keyLine(
      `${where}, at work`,
      all,
      { text: `p99 ${WORKING_MS} ms`, most: WORKING_MS },
      { what: 'at rest p99', values: [percentile(rest, 0.99)] },
      [notes.join(', ')],
    ),
  ];
}

async function whileWorking(terminal: TerminalSession, work: Work, keys: number): Promise<readonly number[]> {
  const strokes = work.strokes ?? KEYS;
  const times = await timeStrokes(terminal, strokes, wholeTurns(keys, strokes), async () => {
    if (isTable(terminal)) await work.keepUp(terminal);
  });
  await work.end?.(terminal);
  return times;
}

/** So many keys or a few more: what comes next begins where the first key began. */
function wholeTurns(keys: number, strokes: readonly Stroke[]): number {
  return Math.ceil(keys / strokes.length) * strokes.length;
}

function titleOf(lines: readonly string[]): string {
  return lines[TITLE] ?? '';
}

function isTable(terminal: TerminalSession): boolean {
  return titleOf(terminal.screen()).startsWith(' EBS snapshots ');
}

function isReading(title: string): boolean {
  return /,? reading\b/.test(title);
}

/** Sorts by size, the other way round each time. */
async function sortAgain(terminal: TerminalSession): Promise<void> {
  const before = titleOf(terminal.screen());
  if (isReading(before)) return;
  if (!before.includes('sorted by Size')) {
    terminal.type('s');
    await terminal.waitForText('Sort by', PATIENCE);
    terminal.type('size');
    await terminal.waitFor('the column', (lines) => lines.some((line) => />Size\b/.test(line)), PATIENCE);
    terminal.press('enter');
  } else terminal.press('I');
  await terminal.waitFor('the new order', (lines) => sortOf(titleOf(lines)) !== sortOf(before), PATIENCE);
}

function sortOf(title: string): string {
  return /sorted by \S+ \S/.exec(title)?.[0] ?? '';
}

/** Filters by a word that most rows hold, and shows all of them again, in turn. */
async function filterAgain(terminal: TerminalSession): Promise<void> {
  const title = titleOf(terminal.screen());
  if (isReading(title)) return;
  if (title.includes('filter ')) {
    await clearFilter(terminal);
    return;
  }
  terminal.type('/');
  await terminal.waitFor('the filter line', isTyping, PATIENCE);
  terminal.type('name-');
  await terminal.waitFor('the word', (lines) => titleOf(lines).includes('filter name-'), PATIENCE);
  terminal.press('enter');
  await terminal.waitFor('the rows', (lines) => !isTyping(lines), PATIENCE);
}

async function clearFilter(terminal: TerminalSession): Promise<void> {
  if (!titleOf(terminal.screen()).includes('filter ')) return;
  // An empty line takes a kept filter away.
  terminal.type('/');
  await terminal.waitFor('the filter line', isTyping, PATIENCE);
  terminal.press('ctrl+u');
  terminal.press('enter');
  await terminal.waitFor(
    'no filter',
    (lines) => !titleOf(lines).includes('filter ') && !isTyping(lines),
    PATIENCE,
  );
}

function isTyping(lines: readonly string[]): boolean {
  return lines.some((line) => /^ ?(\/|filter)/i.test(line));
}

/** Exports everything to a workbook. */
async function exportAgain(terminal: TerminalSession): Promise<void> {
  if (isExporting(terminal.screen())) return;
  terminal.type('e');
  await terminal.waitFor('the export', isExporting, PATIENCE);
}

function isExporting(lines: readonly string[]): boolean {
  const footer = lines[FOOTER] ?? '';
  if (footer.includes('export failed')) throw new Error(footer.trim());
  return footer.startsWith(' exporting');
}
