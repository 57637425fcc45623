import fs from 'node:fs';
import type { TerminalSession } from '../test/helpers/pty.ts';
import { type BudgetLine, budgetLine } from './budget.ts';
import { largeKeys } from './large-keys.ts';
import { madeKinds, writeScanFile } from './made-scan.ts';
import { type Place, runSnapdeck } from './place.ts';
import { peakMemory } from './processes.ts';
import { startSimulatedAws } from './simulated-aws.ts';
import { openApp, showsHeader } from './start-up.ts';

const MILLION = 1_000_000;
const MIB = 2 ** 20;
const PATIENCE = { timeoutMs: 120_000 };

/** A table's title once everything that was asked for is there: `EBS snapshots  1,204 of 600,000 · ...`. */
const ANSWERED = /^ EBS snapshots +[\d,]+ of (?!.* reading)/;

/** Words that the made snapshot ids hold, each in some hundred of them. */
const WORDS = ['sh-1a2', 'sh-b3c', 'sh-4d5', 'sh-e6f', 'sh-7a8'];

/** Browsing a made scan file of a million rows. */
export async function browsing(place: Place, runs: number, keys: number): Promise<readonly BudgetLine[]> {
  const file = madeFile(place, MILLION);
  return [...(await browse(place, file, runs)), ...(await largeKeys(place, file, keys))];
}

/** Exports of made scan files. */
export async function exports(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const small = await exported(place, madeFile(place, MILLION / 10), '100,000', { runs, seconds: 5 });
  const million = { runs: 1, seconds: 45, mebibytes: 700 };
  return [...small, ...(await exported(place, madeFile(place, MILLION), '1,000,000', million))];
}

/** The scan file of so many rows; made once. */
function madeFile(place: Place, rows: number): string {
  const file = place.file(`${rows}.sqlite`);
  if (!fs.existsSync(file)) writeScanFile(file, { kinds: madeKinds(rows), accounts: 0 });
  return file;
}

async function browse(place: Place, file: string, runs: number): Promise<readonly BudgetLine[]> {
  await using terminal = openApp(place, ['open', file]);
  await showsHeader(terminal);
  await terminal.waitForText('complete', PATIENCE);
  terminal.type('7');
  await terminal.waitForText(/row 1 of 600,000/, PATIENCE);
  const first: number[] = [];
  const all: number[] = [];
  for (const word of WORDS.slice(0, runs)) {
    const filtered = await timeFilter(terminal, word);
    first.push(filtered.first);
    all.push(filtered.all);
  }
  const sorts: number[] = [];
  for (let index = 0; index < runs; index += 1) sorts.push(await timeSort(terminal));
  const seconds = (most: number) => ({ text: `${most} s`, of: 'value', most }) as const;
  const made = { unit: 's' } as const;
  const memory = peakMemory(terminal.pid);
  return [
    budgetLine({
      ...made,
      what: 'filter of 600,000 rows, first on screen',
      values: first,
      limit: seconds(0.1),
    }),
    budgetLine({ ...made, what: 'filter of 600,000 rows, all found', values: all, limit: seconds(0.6) }),
    budgetLine({ ...made, what: 'sort of 600,000 rows', values: sorts, limit: seconds(1.5) }),
    ...(memory === undefined ? [] : [memoryLine('browsing 1,000,000 rows', [memory], 500)]),
  ];
}

/** Seconds from a word, sent in one piece, to the first of its rows, and to all of them. */
async function timeFilter(terminal: TerminalSession, word: string): Promise<{ first: number; all: number }> {
  terminal.type('/');
  await terminal.waitFor(
    'the filter line',
    (lines) => lines.some((line) => /^ ?(\/|filter)/i.test(line)),
    PATIENCE,
  );
  const sent = performance.now();
  terminal.type(word);
  await terminal.waitFor('the first rows', (lines) => firstRow(lines).includes(word), PATIENCE);
  const first = performance.now() - sent;
  await terminal.waitFor('all rows', ([, , , title = '']) => ANSWERED.test(title), PATIENCE);
  const all = performance.now() - sent;
  terminal.press('esc');
  await terminal.waitForText(/row 1 of 600,000/, PATIENCE);
  return { first: first / 1000, all: all / 1000 };
}

function firstRow(lines: readonly string[]): string {
  return lines[5] ?? '';
}

/** Seconds from the Enter that chooses the column to the rows in its order, downwards and upwards in turn. */
async function timeSort(terminal: TerminalSession): Promise<number> {
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

async function exported(
  place: Place,
  file: string,
  rows: string,
  budget: { readonly runs: number; readonly seconds: number; readonly mebibytes?: number },
): Promise<readonly BudgetLine[]> {
  const seconds: number[] = [];
  const memory: number[] = [];
  let size = 0;
  for (let index = 0; index < budget.runs; index += 1) {
    const output = place.file(`export-${rows}-${index}.xlsx`);
    const { wallMs, peakBytes } = await runSnapdeck(
      place,
      ['export', file, '--format', 'xlsx', '--output', output],
      { environment: place.environment(), usage: true },
    );
    seconds.push(wallMs / 1000);
    if (peakBytes !== undefined) memory.push(peakBytes);
    size = fs.statSync(output).size;
    fs.rmSync(output);
  }
  return [
    budgetLine({
      what: `export of ${rows} rows to xlsx`,
      unit: 's',
      values: seconds,
      limit: { text: `${budget.seconds} s`, of: 'value', most: budget.seconds },
      notes: [`${(size / MIB).toFixed(1)} MiB, six kinds`],
    }),
    ...(memory.length === 0 ? [] : [memoryLine(`exporting ${rows} rows`, memory, budget.mebibytes)]),
  ];
}

/** The whole estate of a million rows, each call a millisecond. */
export async function largeScan(place: Place): Promise<readonly BudgetLine[]> {
  const server = await startSimulatedAws({ size: 'large', latency: 1 });
  try {
    const scanFile = place.file('large.sqlite');
    const output = place.file('large.ndjson');
    const { wallMs, peakBytes, cpuSeconds } = await runSnapdeck(
      place,
      [
        'scan',
        '--endpoint-url',
        server.url,
        '--format',
        'ndjson',
        '--output',
        output,
        '--scan-file',
        scanFile,
      ],
      { environment: place.environment(server.url), usage: true, accept: [0, 3] },
    );
    const { calls, throttled } = await server.counters();
    const wall = budgetLine({
      what: 'scan of 1,000,000 rows, 1 ms a call, and ndjson',
      unit: 's',
      values: [wallMs / 1000],
      notes: [
        `${calls} calls, ${throttled} throttled, CPU ${cpuSeconds?.toFixed(0) ?? '?'} s, scan file ${Math.round(fs.statSync(scanFile).size / MIB)} MiB`,
      ],
    });
    return [
      wall,
      ...(peakBytes === undefined ? [] : [memoryLine('scanning 1,000,000 rows', [peakBytes], 500)]),
    ];
  } finally {
    await server.close();
  }
}

function memoryLine(what: string, bytes: readonly number[], most: number | undefined): BudgetLine {
  return budgetLine({
    what: `most memory held ${what}`,
    unit: 'MiB',
    values: bytes.map((value) => value / MIB),
    ...(most === undefined ? {} : { limit: { text: `${most} MiB`, of: 'value' as const, most } }),
  });
}
