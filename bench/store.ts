/**
 * Figures of the scan file at size: `node --import tsx bench/store.ts [rows]` prints what writing, ordering, filtering
 * and windows cost. Rows are made up but as wide as real ones.
 */
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type { ResourceKind } from '../source/kinds/define/define-resource.ts';
import type { TableQuery } from '../source/model/table-query.ts';
import { openQueries } from '../source/queries/query-client.ts';
import type { ScanQueries } from '../source/queries/scan-queries.ts';
import { kindOf, writeScanFile } from './made-scan.ts';

const rows = Number(process.argv[2] ?? 1_000_000);
const kind = kindOf('ebs-snapshot');
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-bench-'));
try {
  const file = path.join(folder, 'scan.sqlite');
  write(file, kind);
  await ask(file, kind);
} finally {
  fs.rmSync(folder, { recursive: true, force: true });
}

function write(file: string, written: ResourceKind): void {
  const { writing, checkpoint } = writeScanFile(file, { kinds: [{ id: written.id, rows }], accounts: 0 });
  report(`write ${rows} rows of ${written.columns.length} columns`, writing);
  report('move the log into the file', checkpoint);
  console.log(`size ${Math.round(fs.statSync(file).size / 2 ** 20)} MiB`);
}

async function ask(file: string, of: ResourceKind): Promise<void> {
  const queries = openQueries(file);
  await queries.facts();
  const all: TableQuery = { tab: of.tab, sort: null };
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
      queries.order({ ...all, filter: word, sort: { column, descending: false } }),
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
  const { rows: found } = await queries.order({ ...all, filter: word }, undefined, () => {
    if (first === '') first = `, first on hand after ${Math.round(performance.now() - started)} ms`;
  });
  report(`filter "${word}": ${found.length} rows${first}`, performance.now() - started);
}

async function timed<Result>(what: string, work: () => Promise<Result>): Promise<Result> {
  const started = performance.now();
  const result = await work();
  report(what, performance.now() - started);
  return result;
}

function report(what: string, took: number): void {
  console.log(`${String(Math.round(took * 10) / 10).padStart(9)} ms  ${what}`);
}
