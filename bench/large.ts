import fs from 'node:fs';
import { type BudgetLine, budgetLine } from './budget.ts';
import { largeKeys } from './large-keys.ts';
import { applyFilter, type Filtered, openLargest, timeFilter, timeSort } from './large-table.ts';
import { accountId, madeKinds, writeScanFile } from './made-scan.ts';
import { type Place, runSnapdeck } from './place.ts';
import { peakMemory } from './processes.ts';
import { startSimulatedAws } from './simulated-aws.ts';

const MILLION = 1_000_000;
const MIB = 2 ** 20;
const ACCOUNTS = 1_000;

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
function madeFile(place: Place, rows: number, accounts = 0): string {
  const file = place.file(`${rows}-of-${accounts}.sqlite`);
  if (!fs.existsSync(file)) writeScanFile(file, { kinds: madeKinds(rows), accounts });
  return file;
}

async function browse(place: Place, file: string, runs: number): Promise<readonly BudgetLine[]> {
  await using terminal = await openLargest(place, file);
  const filters: Filtered[] = [];
  for (const word of WORDS.slice(0, runs)) {
    filters.push(await timeFilter(terminal, word, (row) => row.includes(word)));
  }
  const sorts: number[] = [];
  for (let index = 0; index < runs; index += 1) sorts.push(await timeSort(terminal));
  const memory = peakMemory(terminal.pid);
  return [
    ...filterLines('filter of 600,000 rows', filters),
    sortLine('sort of 600,000 rows', sorts),
    ...(memory === undefined ? [] : [memoryLine('browsing 1,000,000 rows', [memory], 500)]),
  ];
}

/** Browsing as many rows of a thousand accounts, narrowed down to one of them and to a unit of a hundred. */
export async function browsingAccounts(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  await using terminal = await openLargest(place, madeFile(place, MILLION, ACCOUNTS));
  const [ofOne, ofUnit, sorts]: [Filtered[], Filtered[], number[]] = [[], [], []];
  for (let index = 0; index < runs; index += 1) {
    const account = Math.floor(((index + 1) * ACCOUNTS) / (runs + 1));
    ofOne.push(
      await timeFilter(terminal, `account:${accountId(account)}`, (row) => row.includes(`team-${account} `)),
    );
    ofUnit.push(await timeFilter(terminal, `ou:*/Unit${1 + (index % 9)}`, isOfUnit(1 + (index % 9))));
  }
  await applyFilter(terminal, 'ou:*/Unit5', isOfUnit(5));
  terminal.press('enter');
  for (let index = 0; index < runs; index += 1) sorts.push(await timeSort(terminal));
  const memory = peakMemory(terminal.pid);
  return [
    ...filterLines('one of 1,000 accounts in 600,000 rows', ofOne),
    ...filterLines('100 of 1,000 accounts in 600,000 rows', ofUnit),
    sortLine('sort of their 60,000 rows', sorts),
    ...(memory === undefined ? [] : [memoryLine('browsing 1,000,000 rows of 1,000 accounts', [memory], 500)]),
  ];
}

/** Accounts whose number ends so are a unit; see `made-scan.ts`. */
function isOfUnit(unit: number): (row: string) => boolean {
  return (row) => new RegExp(`team-\\d*${unit} `).test(row);
}

function filterLines(what: string, times: readonly Filtered[]): readonly BudgetLine[] {
  const line = (part: string, values: readonly number[], most: number): BudgetLine =>
    budgetLine({
      what: `${what}, ${part}`,
      unit: 's',
      values,
      limit: { text: `${most} s`, of: 'value', most },
    });
  return [
    line(
      'first on screen',
      times.map(({ first }) => first),
      0.1,
    ),
    line(
      'all found',
      times.map(({ all }) => all),
      0.6,
    ),
  ];
}

function sortLine(what: string, values: readonly number[]): BudgetLine {
  return budgetLine({ what, unit: 's', values, limit: { text: '1.5 s', of: 'value', most: 1.5 } });
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
