import fs from 'node:fs';
import { openTerminal, type TerminalSession } from '../test/helpers/pty.ts';
import { type BudgetLine, budgetLine, notMeasured } from './budget.ts';
import { type Place, PROGRAM, run, runSnapdeck } from './place.ts';
import { startSimulatedAws } from './simulated-aws.ts';

/** `--help` and `--version` against a Node that does nothing, in turn. */
export async function plainStart(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const options = { environment: place.environment() };
  const times = { node: [] as number[], '--help': [] as number[], '--version': [] as number[] };
  const firstEver = (await runSnapdeck(place, ['--version'], options)).wallMs;
  for (let index = 0; index < runs; index += 1) {
    times.node.push((await run(place, process.execPath, ['-e', '0'], options)).wallMs);
    for (const option of ['--help', '--version'] as const)
      times[option].push((await runSnapdeck(place, [option], options)).wallMs);
  }
  return (['--help', '--version'] as const).map((option) =>
    budgetLine({
      what: `snapdeck ${option}`,
      unit: 'ms',
      values: times[option],
      reference: { what: 'node -e 0', values: times.node },
      limit: { text: '70 ms over node', of: 'difference', most: 70 },
      notes:
        option === '--version'
          ? [`the first start on a machine, before compiled code is kept: ${Math.round(firstEver)} ms`]
          : [],
    }),
  );
}

const FIRST_FRAME_MS = 250;

/** From the spawn in a terminal to the header on the screen: with a server that runs already, and with --demo. */
export async function firstFrame(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const server = await startSimulatedAws({ size: 'medium' });
  try {
    const ways = [
      { what: 'first frame, AWS_ENDPOINT_URL of a running server', args: [], url: server.url },
      {
        what: 'first frame, --demo (starts its own server)',
        args: ['--demo', '--faults', 'none'],
        url: undefined,
      },
    ];
    const lines: BudgetLine[] = [];
    for (const { what, args, url } of ways) lines.push(await frameLine(place, what, args, url, runs));
    return lines;
  } finally {
    await server.close();
  }
}

async function frameLine(
  place: Place,
  what: string,
  args: readonly string[],
  url: string | undefined,
  runs: number,
): Promise<BudgetLine> {
  const values: number[] = [];
  const bare: number[] = [];
  let first: number;
  try {
    first = await firstStart(place, args, url);
    for (let index = 0; index < runs; index += 1) {
      bare.push(
        (await run(place, process.execPath, ['-e', '0'], { environment: place.environment() })).wallMs,
      );
      const started = performance.now();
      await using terminal = openApp(place, args, url);
      await showsHeader(terminal);
      values.push(performance.now() - started);
    }
  } catch (error) {
    return notMeasured(what, firstLine(error));
  }
  return budgetLine({
    what,
    unit: 'ms',
    values,
    reference: { what: 'node -e 0', values: bare },
    limit: { text: `${FIRST_FRAME_MS} ms`, of: 'value', most: FIRST_FRAME_MS },
    notes: [`the first start on a machine, before compiled code is kept: ${Math.round(first)} ms`],
  });
}

/** Starts without any compiled code kept, and leaves as a person does: that keeps it for the next starts. */
async function firstStart(place: Place, args: readonly string[], url: string | undefined): Promise<number> {
  fs.rmSync(place.file('.cache'), { recursive: true, force: true });
  const started = performance.now();
  await using terminal = openApp(place, args, url);
  await showsHeader(terminal);
  const wallMs = performance.now() - started;
  terminal.press('ctrl+c');
  await terminal.exit;
  return wallMs;
}

/** Opens the published app in a terminal of 120 x 40. */
export function openApp(place: Place, args: readonly string[], url?: string): TerminalSession {
  // What the terminal adds is this process's environment: what is in the way there has to be taken out again.
  const removed = Object.fromEntries(Object.keys(process.env).map((name) => [name, undefined]));
  return openTerminal({
    command: process.execPath,
    args: [PROGRAM, ...args],
    columns: 120,
    rows: 40,
    cwd: place.folder,
    env: { ...removed, ...place.environment(url) },
  });
}

/** Waits for the header's first line on the app's own screen. */
export async function showsHeader(terminal: TerminalSession): Promise<void> {
  await terminal.waitFor(
    'the header',
    ([top = '']) => terminal.terminalState().alternateScreen && top.startsWith(' snapdeck'),
  );
}

/** The first line of what went wrong. */
export function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
