/** Comparing two made scans of a million rows: all of it, and the first rows on screen. */
import fs from 'node:fs';
import { type BudgetLine, budgetLine } from './budget.ts';
import { openLargest } from './large-table.ts';
import { madeKinds, writeScanFile } from './made-scan.ts';
import { type Place, runSnapdeck } from './place.ts';
import { peakMemory } from './processes.ts';
import { sourcesOf, valuesOf } from './sources.ts';

const MILLION = 1_000_000;
const MIB = 2 ** 20;
const PATIENCE = { timeoutMs: 120_000 };

/** Of a hundred rows one is another one, and two have another size. */
function laterValues(kind: string, index: number): ReturnType<typeof valuesOf> {
  const before = valuesOf(kind, index);
  if (index % 100 === 7) return { ...before, key: `other-${index}` };
  return index % 50 === 3 ? { ...before, size: 5, bytes_transferred: 5 } : before;
}

/** From two scan files to all that differs, and to the first of it on screen. */
export async function differences(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const [old, now] = [place.file('old.sqlite'), place.file('new.sqlite')];
  writeScanFile(old, { kinds: madeKinds(MILLION), accounts: 0, valuesOf, sourcesOf });
  writeScanFile(now, { kinds: madeKinds(MILLION), accounts: 0, valuesOf: laterValues, sourcesOf });
  const [seconds, memory, first]: [number[], number[], number[]] = [[], [], []];
  let lines = 0;
  for (let run = 0; run < runs; run += 1) {
    const { stdout, wallMs, peakBytes } = await runSnapdeck(place, ['diff', old, now, '--format', 'ndjson'], {
      environment: place.environment(),
      usage: true,
    });
    lines = stdout.trimEnd().split('\n').length;
    seconds.push(wallMs / 1000);
    if (peakBytes !== undefined) memory.push(peakBytes / MIB);
  }
  const screen: number[] = [];
  for (let run = 0; run < runs; run += 1) first.push(await firstRows(place, [old, now], screen));
  for (const file of [old, now]) fs.rmSync(file);
  return [
    budgetLine({
      what: 'differences of two scans of 1,000,000 rows',
      unit: 's',
      values: seconds,
      limit: { text: '10 s', of: 'value', most: 10 },
      notes: [`${lines} lines of ndjson`],
    }),
    ...(memory.length === 0 ? [] : [memoryLine('comparing them', memory)]),
    budgetLine({ what: 'from :diff to its first kind on screen', unit: 's', values: first }),
    ...(screen.length === 0 ? [] : [memoryLine('the app that compares them', screen)]),
  ];
}

function memoryLine(what: string, values: readonly number[]): BudgetLine {
  const limit = { text: '500 MiB', of: 'value', most: 500 } as const;
  return budgetLine({ what: `most memory held ${what}`, unit: 'MiB', values, limit });
}

/** Seconds from the command to the first kind in which something differs; the comparison then goes to its end. */
async function firstRows(
  place: Place,
  [old, now]: readonly [string, string],
  memory: number[],
): Promise<number> {
  await using terminal = await openLargest(place, now);
  const started = performance.now();
  terminal.type(`:diff ${old}\r`);
  await terminal.waitForText(/ Execs +\d/, PATIENCE);
  const took = (performance.now() - started) / 1000;
  await terminal.waitForText(/Differences {3}20/, PATIENCE);
  const peak = peakMemory(terminal.pid);
  if (peak !== undefined) memory.push(peak / MIB);
  return took;
}
