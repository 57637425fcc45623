import { type BudgetLine, budgetLine } from './budget.ts';
import type { Place } from './place.ts';
import { peakMemory } from './processes.ts';
import { startSimulatedAws } from './simulated-aws.ts';
import { openApp, showsHeader } from './start-up.ts';
import { percentile } from './statistics.ts';
import { keyLine, type Stroke, timeStrokes } from './strokes.ts';

const [FEW, ACCOUNTS] = [24, 1000];
/** So many have ended before the first key: their lines and problems are there. */
const BEFORE = 100;
/** So short that workers and server have no pause. */
const SHORT_LATENCY = 10;
const P99_MS = 50;
const TIMES_IDLE = 3;
const MOST_MIB = 450;

/**
 * Keys among the accounts of the Scan view at 120 x 40: with a scan of a company that has ended, and while a thousand
 * accounts are scanned; and the memory of the program with its screen meanwhile.
 */
export async function accountKeys(place: Place, keys: number): Promise<readonly BudgetLine[]> {
  const idle = await amongAccounts(place, keys, { size: 'small', accounts: FEW, latency: 1 }, (top) =>
    top.includes('complete'),
  );
  const busy = await amongAccounts(
    place,
    keys,
    { size: 'small', accounts: ACCOUNTS, latency: SHORT_LATENCY },
    (top) => endedIn(top) >= BEFORE,
  );
  const idleP99 = percentile(idle.keys, 0.99);
  const lines = [
    keyLine(
      `${ACCOUNTS} accounts scanned`,
      busy.keys,
      { text: `p99 ${P99_MS} ms, 3x idle`, most: Math.min(P99_MS, TIMES_IDLE * idleP99) },
      { what: 'idle p99', values: [idleP99] },
      [busy.until],
    ),
  ];
  if (busy.memory === undefined) return lines;
  return [
    ...lines,
    budgetLine({
      what: '  most memory held, with the screen',
      unit: 'MiB',
      values: [busy.memory / 2 ** 20],
      limit: { text: `${MOST_MIB} MiB`, of: 'value', most: MOST_MIB },
      notes: [busy.until],
    }),
  ];
}

/** Of the header's first line: `scanning 600/1,000 accounts`. */
function endedIn(top: string): number {
  return Number(/scanning ([\d,]+)\//.exec(top)?.[1]?.replaceAll(',', '') ?? 0);
}

interface Measured {
  readonly keys: readonly number[];
  readonly memory: number | undefined;
  /** How far the scan was at the last key. */
  readonly until: string;
}

async function amongAccounts(
  place: Place,
  keys: number,
  estate: Parameters<typeof startSimulatedAws>[0],
  isFarEnough: (top: string) => boolean,
): Promise<Measured> {
  const server = await startSimulatedAws(estate);
  try {
    const args = ['--endpoint-url', server.url, '--accounts', 'org', '--role', 'LarkspurAudit'];
    await using terminal = openApp(place, args, server.url);
    await showsHeader(terminal);
    await terminal.waitFor('accounts that have ended', ([top = '']) => isFarEnough(top), {
      timeoutMs: 1_800_000,
    });
    const times = await timeStrokes(terminal, [toAnotherAccount('j'), toAnotherAccount('k')], keys);
    return { keys: times, memory: peakMemory(terminal.pid), until: (terminal.screen()[0] ?? '').trim() };
  } finally {
    await server.close();
  }
}

/** The line under the cursor begins with its mark. */
function toAnotherAccount(key: string): Stroke {
  const atCursor = (lines: readonly string[]): string => lines.find((line) => line.startsWith('>')) ?? '';
  const idIn = (line: string): string => /\d{12}/.exec(line)?.[0] ?? '';
  return {
    key,
    what: 'another account',
    isShown: (lines, before) => {
      const id = idIn(atCursor(lines));
      return id !== '' && id !== idIn(atCursor(before));
    },
  };
}
