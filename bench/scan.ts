import fs from 'node:fs';
import * as v from 'valibot';
import { openForReading } from '../source/store/scan-file.ts';
import { readFacts } from '../source/store/stored-facts.ts';
import { type BudgetLine, budgetLine } from './budget.ts';
import { bundled } from './bundled.ts';
import { type Finished, type Place, run, runSnapdeck } from './place.ts';
import { comparedCalls, LATENCY, type SimulatedAws, startSimulatedAws } from './simulated-aws.ts';

const MINIMAL = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ calls: v.number(), longestChain: v.number(), rows: v.number() }),
);

/** One headless scan: what it took, and the rows that it wrote. */
export interface MeasuredScan extends Finished {
  readonly rows: readonly string[];
  /** Cells that are not done, empty or skipped, in words. */
  readonly problems: readonly string[];
  /** Until the scan had ended and its file was whole; what follows is the summary and the export. */
  readonly scannedMs: number;
}

let scans = 0;

/**
 * One scan as a user runs it, into a new scan file and one ndjson file: of all formats the one with the least work
 * beside the scan itself.
 */
export async function measuredScan(
  place: Place,
  url: string,
  args: readonly string[] = [],
): Promise<MeasuredScan> {
  scans += 1;
  const [output, scanFile] = [place.file(`scan-${scans}.ndjson`), place.file(`scan-${scans}.sqlite`)];
  const startedAt = Date.now();
  const finished = await runSnapdeck(
    place,
    [
      'scan',
      '--endpoint-url',
      url,
      '--format',
      'ndjson',
      '--output',
      output,
      '--scan-file',
      scanFile,
      ...args,
    ],
    // 3: some cell has a problem, which is for the reader to see.
    { environment: place.environment(url), usage: true, accept: [0, 3] },
  );
  const lines = fs
    .readFileSync(output, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  const isCoverage = (line: string): boolean => line.startsWith('{"kind":"coverage"');
  // Behind the rows stand lines of what they are of, and of how cells ended.
  const isRow = (line: string): boolean => !/^\{"kind":"(?:source|transfer|coverage)"/.test(line);
  const scannedMs = endOfScan(scanFile) - startedAt;
  fs.rmSync(output);
  fs.rmSync(scanFile);
  return {
    ...finished,
    scannedMs,
    rows: lines.filter(isRow),
    problems: lines.filter(isCoverage).flatMap(problemOf),
  };
}

function endOfScan(scanFile: string): number {
  const database = openForReading(scanFile);
  try {
    return readFacts(database).endedAt ?? Number.NaN;
  } finally {
    database.close();
  }
}

const COVERAGE = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    region: v.nullable(v.string()),
    collector: v.nullable(v.string()),
    outcome: v.string(),
    error: v.unknown(),
  }),
);

function problemOf(coverage: string): readonly string[] {
  const { region, collector, outcome, error } = v.parse(COVERAGE, coverage);
  if (['done', 'empty', 'skipped'].includes(outcome)) return [];
  return [`${region} ${collector} ${outcome}: ${JSON.stringify(error)}`];
}

/** A whole scan against a client without the SDK, in turn, on one simulated AWS. */
export async function scan(place: Place, runs: number): Promise<readonly BudgetLine[]> {
  const client = await bundled(place, 'minimal-client');
  const server = await startSimulatedAws({ size: 'medium' });
  try {
    const { environment } = { environment: place.environment() };
    // One of each first: the server's own code is compiled then, and snapdeck's is kept.
    await run(place, process.execPath, [client, server.url], { environment });
    await measuredScan(place, server.url);
    const ours: MeasuredScan[] = [];
    const theirs: Finished[] = [];
    for (let index = 0; index < runs; index += 1) {
      theirs.push(await run(place, process.execPath, [client, server.url], { environment, usage: true }));
      ours.push(await measuredScan(place, server.url));
    }
    return [...scanLines(ours, theirs, await compareCalls(place, server, client))];
  } finally {
    await server.close();
  }
}

function scanLines(
  ours: readonly MeasuredScan[],
  theirs: readonly Finished[],
  compared: string,
): readonly BudgetLine[] {
  const told = v.parse(MINIMAL, theirs[0]?.stdout);
  const chain = (told.longestChain * LATENCY) / 1000;
  const crowd = (told.calls * LATENCY) / 64 / 1000;
  const rows = ours.map((one) => one.rows.length);
  const cpu = (all: readonly Finished[]) => all.flatMap(({ cpuSeconds }) => cpuSeconds ?? []);
  const line = budgetLine({
    what: 'scan of medium, 17 regions, 80 ms a call',
    unit: 's',
    values: ours.map(({ wallMs }) => wallMs / 1000),
    reference: { what: 'minimal client', values: theirs.map(({ wallMs }) => wallMs / 1000) },
    limit: { text: '1.5x the minimal client', of: 'ratio', most: 1.5 },
    notes: [
      compared,
      `rows: ${[...new Set(rows)].join(', ')}; the minimal client saw ${told.rows}`,
      `latency bound: ${told.longestChain} dependent calls, ${chain.toFixed(2)} s; 64 in flight, ${crowd.toFixed(2)} s`,
    ],
  });
  const scanned = budgetLine({
    what: '  of it until the scan file is whole',
    unit: 's',
    values: ours.map(({ scannedMs }) => scannedMs / 1000),
    reference: { what: 'minimal client', values: theirs.map(({ wallMs }) => wallMs / 1000) },
  });
  if (cpu(ours).length === 0) return [line, scanned];
  const cpuLine = budgetLine({
    what: '  of it CPU, all threads',
    unit: 's',
    values: cpu(ours),
    reference: { what: 'minimal client', values: cpu(theirs) },
  });
  const memory = budgetLine({
    what: '  most memory held',
    unit: 'MiB',
    values: ours.map(({ peakBytes = 0 }) => peakBytes / 2 ** 20),
  });
  return [line, scanned, cpuLine, memory];
}

/** Both once more, each with the server's counters to itself. */
async function compareCalls(place: Place, server: SimulatedAws, client: string): Promise<string> {
  await server.reset();
  await measuredScan(place, server.url);
  const ours = await server.counters();
  await server.reset();
  await run(place, process.execPath, [client, server.url], { environment: place.environment() });
  const others = await server.counters();
  return comparedCalls(ours, others, 'the minimal client');
}
