import assert from 'node:assert/strict';
import { type Random, randomOf } from '../../source/demo/random.ts';
import { findKind } from '../../source/kinds/registry.ts';
import { TABS } from '../../source/kinds/tabs.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import type { TerminalSession } from './pty.ts';
import { rowsOfKind } from './rows-of-kind.ts';

/** How a person, or a cat, uses the app at random: the same seed is the same use. */
export interface RandomUse {
  readonly seed: number;
  readonly keys: number;
  /** Called after every hundred keys. */
  readonly onHundred?: (pressed: number) => void;
}

/** Every key that does not leave the app, those that move more often than those that start something. */
const MOVES = [
  ...['up', 'down', 'left', 'right', 'h', 'j', 'k', 'l', 'g', 'G', 'pageup', 'pagedown', 'home', 'end'],
  ...['ctrl+u', 'ctrl+d', 'tab', 'shift+tab', 'enter', 'enter', 'esc', 'backspace', 'space', 'delete'],
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9', '/', ':', '?', 's', 'c', 'f', 'F', 'P', 't', 'p', 'W'],
  ...['y', 'o', 'w', 'ctrl+a', 'ctrl+l', 'ctrl+w', 'ctrl+k', 'insert'],
] as const satisfies readonly [string, ...string[]];
const STARTS = ['r', 'R', 'r', 'R', 'e', 'E', 'ctrl+r'] as const;
const TYPED = [
  ...[
    'snap',
    'size>1GiB',
    'age>90d',
    'region:us-*',
    '!completed',
    'size>',
    '"',
    'a b c',
    'ebs',
    'region us-east-1',
  ],
  ...[
    'regions',
    'profiles',
    'theme light',
    'summary',
    'export csv',
    '\u{1F600}',
    '日本語',
    '\u0301\u0301',
    '-',
  ],
] as const satisfies readonly [string, ...string[]];
/** What no key sends, but a broken terminal, a mouse or a paste may. */
const NOISE = [
  ...[
    '\x1b[',
    '\x1b]52;c;',
    '\x1b[200~',
    '\x1b[201~',
    '\x1b[<0;10;10M',
    '\x1b[I',
    '\x1bOP',
    '\x1b[1;5C',
    '\0',
  ],
  ...['\x1b[?1;2c', '\x7f\x7f\x7f', '\x1b\x1b\x1b', 'x'.repeat(3000), '\ud800'],
] as const satisfies readonly [string, ...string[]];
const SIZES = [
  ...[
    [120, 40],
    [80, 24],
    [200, 60],
    [60, 16],
    [110, 30],
  ],
  ...[
    [59, 15],
    [20, 5],
    [1, 1],
    [300, 20],
  ],
] as const satisfies readonly (readonly [number, number])[];

/** Esc as one sequence (kitty's): a bare one would read as Alt together with what follows it. */
const LONE_ESCAPE = '\x1b[27u';
const CLEARED = '\x1b[2J\x1b[H';

/**
 * Presses keys and resizes at random, no faster than the app takes them in. Fails where the app ends or no longer
 * answers; the error tells what was pressed last.
 */
export async function pressRandomly(terminal: TerminalSession, use: RandomUse): Promise<void> {
  const random = randomOf(use.seed, 0);
  const history: string[] = [];
  for (let pressed = 1; pressed <= use.keys; pressed += 1) {
    history.push(act(terminal, random));
    if (pressed % 10 !== 0) continue;
    try {
      await answers(terminal);
    } catch (error) {
      const last = history.slice(-40).join(' ');
      throw new Error(`after ${pressed} random keys of seed ${use.seed}, the last of them: ${last}`, {
        cause: error,
      });
    }
    if (pressed % 100 === 0) use.onHundred?.(pressed);
  }
}

/** One thing at random; answers how to say it. */
function act(terminal: TerminalSession, random: Random): string {
  const chance = random.next();
  if (chance < 0.05) {
    const [columns, rows] = SIZES[random.between(0, SIZES.length - 1)] ?? SIZES[0];
    terminal.resize(columns, rows);
    return `${columns}x${rows}`;
  }
  if (chance < 0.12) {
    const text = random.pick(TYPED);
    if (random.chance(0.5)) terminal.type(text);
    else terminal.paste(text);
    return JSON.stringify(text);
  }
  if (chance < 0.15) {
    const noise = random.pick(NOISE);
    terminal.type(noise);
    return JSON.stringify(noise.slice(0, 20));
  }
  const key = chance < 0.18 ? random.pick(STARTS) : random.pick(MOVES);
  terminal.press(key);
  return key;
}

/** Asks for the screen to be drawn again, and waits for that. Ends what a cut sequence has left open, too. */
async function answers(terminal: TerminalSession): Promise<void> {
  const before = terminal.outputPieces();
  terminal.type('\x1b[201~');
  terminal.press('ctrl+l');
  await terminal.waitFor('an answer to Ctrl-L', () => terminal.rawOutput(before).includes(CLEARED));
}

/** Closes whatever is open over a view, and leads back to the grid. */
async function toGrid(terminal: TerminalSession): Promise<void> {
  terminal.resize(170, 50);
  for (let close = 0; close < 6; close += 1) {
    terminal.type(LONE_ESCAPE);
    await answers(terminal);
  }
  terminal.press('1');
  await terminal.waitForText(/\d+ of \d+ cells/);
}

/**
 * Waits for the scan on screen to end, and compares what the screen says with the scan file: rows by tab, by kind, in
 * all, and the cells that have a problem. Then shows and closes the help, so that nothing is stuck.
 */
export async function assertScreenIsTrue(terminal: TerminalSession, scanFile: () => string): Promise<void> {
  await toGrid(terminal);
  await terminal.waitFor('the end of the scan', ([header = '']) => /\bcomplete\b/.test(header), {
    timeoutMs: 120_000,
  });
  const truth = totalsOf(scanFile());
  await terminal.waitFor(
    `the totals ${JSON.stringify(truth)}`,
    (lines) => {
      const screen = totalsOnScreen(lines);
      return screen.total === truth.total && screen.tabs === truth.tabs && screen.cells === truth.cells;
    },
    { timeoutMs: 10_000 },
  );
  for (const tab of ['7', '9'] as const) {
    terminal.press(tab);
    const rows = truth.byTab[tab === '7' ? 'ebs' : 'efs'] ?? 0;
    await terminal.waitForText(new RegExp(`(?:EBS snapshots|EFS recovery points) .*\\b${format(rows)}\\b`));
  }
  terminal.press('?');
  await terminal.waitForText('Keys in a table');
  terminal.press('esc');
  await terminal.waitForNoText('Keys in a table');
}

interface Totals {
  /** The line of the grid's totals, one number after the other. */
  readonly total: string;
  /** The line of tabs. */
  readonly tabs: string;
  readonly cells: string;
}

function totalsOnScreen(lines: readonly string[]): Totals {
  const line = lines.find((candidate) => /^(?:│ )? Total /.test(candidate)) ?? '';
  return {
    // Calls are the screen's own: a scan file counts those of its cells only.
    total: (line.match(/[\d,]+/g) ?? []).slice(0, -1).join(' '),
    tabs: (lines[1] ?? '').trim().replace(/ {2,}/g, '  '),
    cells: /(\d+) of \d+ cells/.exec(lines.join('\n'))?.[1] ?? '',
  };
}

function totalsOf(scanFile: string): Totals & { readonly byTab: Readonly<Record<string, number>> } {
  const reader = openScanReader(scanFile);
  try {
    const { kinds, regions } = reader.facts();
    const cells = reader.cells().filter((cell) => regions.includes(cell.region));
    const byKind = kinds.map((kind) => rowsOfKind(reader, kind).length);
    const byTab: Record<string, number> = {};
    for (const [index, id] of kinds.entries()) {
      const tab = findKind(id)?.tab ?? '';
      byTab[tab] = (byTab[tab] ?? 0) + (byKind[index] ?? 0);
    }
    const all = byKind.reduce((sum, rows) => sum + rows, 0);
    assert.equal(
      cells.reduce((sum, cell) => sum + cell.rows, 0),
      all,
    );
    return {
      total: [...byKind, all].map(format).join(' '),
      tabs: [
        '1 Scan',
        '2 Summary',
        ...TABS.filter(({ id }) => byTab[id] !== undefined).map(
          ({ title, id }, place) => `${place + 3} ${title} ${format(byTab[id] ?? 0)}`,
        ),
      ].join('  '),
      cells: String(cells.length),
      byTab,
    };
  } finally {
    reader.close();
  }
}

function format(count: number): string {
  return count.toLocaleString('en-US');
}
