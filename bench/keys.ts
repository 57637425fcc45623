import { setTimeout as pause } from 'node:timers/promises';
import { openTerminal, type TerminalSession } from '../test/helpers/pty.ts';
import { type BudgetLine, budgetLine } from './budget.ts';
import type { Place } from './place.ts';
import { cpuShare } from './processes.ts';
import { startSimulatedAws } from './simulated-aws.ts';
import { openApp, showsHeader } from './start-up.ts';
import { percentile } from './statistics.ts';
import { keyLine, timeStrokes, toAnotherRow } from './strokes.ts';

const IDLE_P99_MS = 20;
const SCANNING_P99_MS = 50;
const SCANNING_TIMES_IDLE = 3;

/** Seconds over which redraws and CPU time are counted. */
const WATCHED_S = 5;

/**
 * Keys in a table at 120 x 40, and what the app does without any: idle, with a scan that has ended; then while the
 * estate of a million rows is scanned, which keeps the scan's worker and the server busy without a pause.
 */
export async function interaction(place: Place, keys: number): Promise<readonly BudgetLine[]> {
  const echo = percentile(await whileEchoing(place, keys), 0.99);
  const idle = await whileIdle(place, keys);
  const busy = await whileScanning(place, keys);
  const idleP99 = percentile(idle.keys, 0.99);
  const bothBudgets = Math.min(SCANNING_P99_MS, SCANNING_TIMES_IDLE * idleP99);
  return [
    keyLine(
      'idle',
      idle.keys,
      { text: `p99 ${IDLE_P99_MS} ms`, most: IDLE_P99_MS },
      { what: 'bare echo p99', values: [echo] },
    ),
    keyLine(
      'scanning',
      busy.keys,
      { text: `p99 ${SCANNING_P99_MS} ms, 3x idle`, most: bothBudgets },
      { what: 'idle p99', values: [idleP99] },
    ),
    budgetLine({
      what: 'redraws while scanning, no key pressed',
      unit: '/s',
      values: [busy.redraws.perSecond],
      limit: { text: '10/s', of: 'value', most: 10 },
      notes: [`${Math.round(busy.redraws.bytes)} bytes a redraw, over ${WATCHED_S} s at 120x40`],
    }),
    ...(idle.cpu === undefined
      ? []
      : [
          budgetLine({
            what: `CPU while idle, over ${WATCHED_S} s`,
            unit: '%',
            values: [idle.cpu],
            limit: { text: '2 %', of: 'value', most: 2 },
          }),
        ]),
  ];
}

/** A program that does nothing but count keys on the screen: what terminal and machine take by themselves. */
const ECHO = `
process.stdin.setRawMode(true);
let row = 1;
const draw = () => process.stdout.write('\\x1b[H row ' + row + ' of 9');
process.stdin.on('data', () => { row += 1; draw(); });
draw();
`;

/** The same for that program: milliseconds from a key's byte to the screen that counts it. */
export async function whileEchoing(place: Place, keys: number): Promise<readonly number[]> {
  await using terminal = openTerminal({ args: ['-e', ECHO], columns: 120, rows: 40, cwd: place.folder });
  await terminal.waitForText('row 1 of');
  return await timeKeys(terminal, keys);
}

interface Idle {
  readonly keys: readonly number[];
  readonly cpu: number | undefined;
}

async function whileIdle(place: Place, keys: number): Promise<Idle> {
  const server = await startSimulatedAws({ size: 'medium', latency: 5 });
  try {
    await using terminal = openApp(place, ['--endpoint-url', server.url], server.url);
    await showsHeader(terminal);
    await terminal.waitFor('the end of the scan', ([top = '']) => top.includes('complete'), {
      timeoutMs: 60_000,
    });
    await openTable(terminal, keys);
    const cpu = await cpuShare(terminal.pid, WATCHED_S);
    return { keys: await timeKeys(terminal, keys), cpu };
  } finally {
    await server.close();
  }
}

interface Busy {
  readonly keys: readonly number[];
  readonly redraws: Redraws;
}

async function whileScanning(place: Place, keys: number): Promise<Busy> {
  const server = await startSimulatedAws({ size: 'large' });
  try {
    await using terminal = openApp(place, ['--endpoint-url', server.url], server.url);
    await showsHeader(terminal);
    await terminal.waitForText('scanning', { timeoutMs: 60_000 });
    const redraws = await countRedraws(terminal);
    await openTable(terminal, keys);
    const times = await timeKeys(terminal, keys);
    if (!terminal.screen()[0]?.includes('scanning')) throw new Error('The scan was over before the last key');
    return { keys: times, redraws };
  } finally {
    await server.close();
  }
}

/** The EBS table, once it holds more rows than keys are to come. */
async function openTable(terminal: TerminalSession, keys: number): Promise<void> {
  terminal.type('7');
  await terminal.waitFor(
    `a table of more than ${keys} rows`,
    (lines) => Number(/row [\d,]+ of ([\d,]+)/.exec(lines.join('\n'))?.[1]?.replaceAll(',', '') ?? 0) > keys,
    { timeoutMs: 120_000 },
  );
}

async function timeKeys(terminal: TerminalSession, keys: number): Promise<readonly number[]> {
  return await timeStrokes(terminal, [toAnotherRow('j')], keys);
}

interface Redraws {
  readonly perSecond: number;
  /** On average. */
  readonly bytes: number;
}

/** Frames are what the app writes between the marks of synchronized output. */
async function countRedraws(terminal: TerminalSession): Promise<Redraws> {
  const before = terminal.rawOutput().length;
  await pause(WATCHED_S * 1000);
  const drawn = terminal.rawOutput().slice(before);
  const frames = drawn.split('\u001B[?2026h').length - 1;
  return { perSecond: frames / WATCHED_S, bytes: frames === 0 ? 0 : Buffer.byteLength(drawn) / frames };
}
