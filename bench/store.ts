/**
 * Figures of the scan file at size: `node --import tsx bench/store.ts [rows]` prints what writing, ordering, filtering
 * and windows cost. Rows are made up but as wide as real ones.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { Column, Value } from '../source/resources/columns.ts';
import type { ResourceKind } from '../source/resources/define-resource.ts';
import { RESOURCE_KINDS } from '../source/resources/registry.ts';
import type { ScanQueries, TableQuery } from '../source/store/queries.ts';
import { openQueries } from '../source/store/query-client.ts';
import { createScanFile } from '../source/store/scan-file.ts';
import { openScanReader } from '../source/store/scan-reader.ts';
import { openScanWriter } from '../source/store/scan-writer.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const PAGE = 1000;
const REGIONS = ['us-east-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-1'];
const SCAN_START = Date.UTC(2026, 10, 21, 9, 30);

const kind = RESOURCE_KINDS.find(({ id }) => id === 'ebs-snapshot');
if (kind === undefined) throw new Error('There is no kind ebs-snapshot');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-bench-'));
try {
  const file = path.join(folder, 'scan.sqlite');
  write(file, kind);
  await ask(file, kind);
  stream(file, kind);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function write(file: string, written: ResourceKind): void {
  createScanFile(file, {
    identity: null,
    profile: null,
    regions: REGIONS,
    regionsOff: [],
    kinds: [written.id],
    startedAt: SCAN_START,
    endedAt: null,
    complete: false,
    version: 'bench',
    options: {},
  });
  const writer = openScanWriter(file);
  const cells = writer.planCells(
    REGIONS.map((region) => ({ account: '123456789012', partition: 'aws', region, kind: written.id })),
  );
  let making = 0;
  const started = performance.now();
  for (let from = 0; from < rows; from += PAGE) {
    const cell = cells[Math.floor((from / rows) * cells.length)];
    if (cell === undefined) throw new Error('There is no such cell');
    const before = performance.now();
    const page = Array.from({ length: Math.min(PAGE, rows - from) }, (_, index) =>
      made(written, from + index),
    );
    making += performance.now() - before;
    writer.writePage(cell, written, { rows: page, cursor: String(from) });
  }
  const took = performance.now() - started - making;
  const checkpoint = time(() => writer.finish(SCAN_START + 1, true));
  writer.close();
  report(`write ${rows} rows of ${written.columns.length} columns`, took);
  report('move the log into the file', checkpoint);
  console.log(`size ${Math.round(fs.statSync(file).size / 2 ** 20)} MiB`);
}

/** A row whose values scatter: a multiplicative step over the index stands in for chance. */
function made(of: ResourceKind, index: number) {
  const chance = (Math.imul(index + 1, 0x9e3779b1) >>> 0) / 2 ** 32;
  const hex = (Math.imul(index + 7, 0x85ebca6b) >>> 0).toString(16).padStart(8, '0');
  return {
    key: `snap-${hex}${index}`,
    problem: null,
    values: of.columns.map((column, position) => madeValue(column, position, chance, hex)),
  };
}

function madeValue(column: Column, position: number, chance: number, hex: string): Value {
  if ((position + Math.floor(chance * 1000)) % 4 === 0) return null;
  switch (column.type) {
    case 'instant':
      return SCAN_START - Math.floor(chance * 1000 * 86_400_000);
    case 'integer':
    case 'bytes':
    case 'duration':
    case 'money':
      return Math.floor(chance * 16 * 2 ** 40);
    case 'boolean':
      return chance < 0.7;
    case 'enum':
      return ['completed', 'pending', 'error'][Math.floor(chance * 3)] ?? null;
    case 'list':
      return [`team-${hex.slice(0, 1)}`, `Name=web-${hex.slice(0, 3)}`];
    case 'arn':
      return `arn:aws:ec2:us-east-1:123456789012:snapshot/snap-${hex}`;
    case 'text':
      return `${column.id.slice(0, 6)}-${hex}`;
  }
}

async function ask(file: string, of: ResourceKind): Promise<void> {
  const queries = openQueries(file);
  await queries.facts();
  const all: TableQuery = { tab: of.tab, words: [], sort: null };
  const ordered = await timed('order as found', () => queries.order(all));
  await timed('order as found again', () => queries.order(all));
  for (const type of ['text', 'bytes', 'instant', 'list'] as const) {
    const column = of.columns.find((one) => one.type === type)?.id;
    if (column === undefined) continue;
    await timed(`sort by ${column} (${type})`, () =>
      queries.order({ ...all, sort: { column, descending: true } }),
    );
  }
  for (const word of ['abcd12', 'team-a', 'us-east', 'größe', '2026-03', '123', '2'])
    await filter(queries, all, word);
  const column = of.columns.find((one) => one.type === 'bytes')?.id ?? '';
  for (const word of ['abc', 'team-a', 'e']) {
    await timed(`filter "${word}" sorted by ${column}`, () =>
      queries.order({ ...all, words: [word], sort: { column, descending: false } }),
    );
  }
  const window = [...ordered.rows.subarray(rows / 2, rows / 2 + 50)];
  await timed('window of 50', () => queries.window(of.tab, window));
  await timed('window of 50 again', () => queries.window(of.tab, window));
  await timed('summary', () => queries.summary());
  await queries.close();
}

async function filter(queries: ScanQueries, all: TableQuery, word: string): Promise<void> {
  const started = performance.now();
  let first = '';
  const { rows: found } = await queries.order({ ...all, words: [word] }, undefined, () => {
    if (first === '') first = `, first on hand after ${Math.round(performance.now() - started)} ms`;
  });
  report(`filter "${word}": ${found.length} rows${first}`, performance.now() - started);
}

function stream(file: string, of: ResourceKind): void {
  const reader = openScanReader(file);
  let seen = 0;
  const took = time(() => {
    for (const _ of reader.iterateRows(of.id)) seen += 1;
  });
  reader.close();
  report(`stream ${seen} rows`, took);
  console.log(`memory ${Math.round(process.memoryUsage().rss / 2 ** 20)} MiB`);
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  report(what, performance.now() - started);
  return result;
}

function time(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

function report(what: string, took: number): void {
  console.log(`${String(Math.round(took * 10) / 10).padStart(9)} ms  ${what}`);
}
