import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { madeFacts, madePage } from '../helpers/scan-files.ts';
import { RUNS_TS } from '../helpers/typescript.ts';
import { temporaryFolder } from './folders.ts';
import { kinds, things } from './kinds.ts';

const unix = process.platform !== 'win32';
const WRITER = new URL('./page-writer.ts', import.meta.url);
const ENDLESS = '1000000';

function planned(folder: string, ...regions: readonly string[]): string {
  const file = path.join(folder, 'scan.sqlite');
  createScanFile(file, madeFacts({ endedAt: null, complete: false }), kinds);
  const writer = openScanWriter(file);
  writer.planCells(regions.map((region) => ({ account: '1', partition: 'aws', region, kind: 'thing' })));
  writer.close();
  return file;
}

function startWriter(file: string): ChildProcessWithoutNullStreams {
  const script = fileURLToPath(WRITER);
  return spawn(process.execPath, [...RUNS_TS, script, file, 'eu-west-1', ENDLESS]);
}

/** Resolves when a process has printed this many lines. */
async function printed(child: ChildProcessWithoutNullStreams, lines: number): Promise<void> {
  let seen = 0;
  for await (const chunk of child.stdout) {
    seen += String(chunk).split('\n').length - 1;
    if (seen >= lines) return;
  }
  throw new Error('The writer ended early');
}

/** What a scan file says of its only cell, counted in three ways, and what SQLite says of the file. */
function found(file: string) {
  const reader = openScanReader(file);
  const [cell] = reader.select('SELECT rows, cursor FROM cell');
  const [table] = reader.select('SELECT count(*) AS rows, count(DISTINCT key) AS keys FROM ebs');
  const [check] = reader.select('PRAGMA integrity_check');
  reader.close();
  return {
    counted: Number(cell?.rows),
    cursor: Number(cell?.cursor),
    rows: Number(table?.rows),
    keys: Number(table?.keys),
    check: check?.integrity_check,
  };
}

function assertWhole(file: string, atLeast: number): void {
  const { counted, cursor, rows, keys, check } = found(file);
  assert.deepEqual([counted, rows, keys], [cursor, cursor, cursor]);
  assert.ok(cursor >= atLeast, `${cursor} rows are fewer than the ${atLeast} that were reported`);
  assert.equal(check, 'ok');
}

for (const run of [1, 2, 3]) {
  test(`a writer that is killed leaves rows and cursor in step, and the file usable (${run})`, async () => {
    using folder = temporaryFolder();
    const file = planned(folder.path, 'eu-west-1');
    const pages = 1 + Math.floor(Math.random() * 40);
    const child = startWriter(file);
    const exit = once(child, 'exit');
    await printed(child, pages);
    child.kill('SIGKILL');
    await exit;
    assertWhole(file, pages * 100);

    const before = found(file).rows;
    const writer = openScanWriter(file);
    const cell = { id: 1, account: '1', partition: 'aws', region: 'eu-west-1', kind: 'thing' };
    const page = madePage(things, [{ key: 'eu-west-1 0' }, { key: 'new' }]);
    assert.equal(writer.writePage(cell, things, page), before + 1);
    writer.close();
  });
}

test('two threads write at once, each to its cell, and neither loses a row', async () => {
  using folder = temporaryFolder();
  const regions = ['eu-west-1', 'us-east-1'];
  const file = planned(folder.path, ...regions);
  const threads = regions.map((region) => new Worker(WRITER, { workerData: [file, region, '100'] }));
  const codes = await Promise.all(threads.map(async (thread) => (await once(thread, 'exit'))[0]));
  assert.deepEqual(codes, [0, 0]);
  const reader = openScanReader(file);
  for (const region of regions) {
    const names = rowsOfKind(reader, 'thing')
      .filter((row) => row.region === region)
      .map((row) => row.values.name);
    assert.deepEqual(
      names,
      Array.from({ length: 10_000 }, (_, index) => `row ${index} of ${region}`),
    );
  }
  assert.deepEqual(
    reader.cells().map(({ region, rows }) => ({ region, rows })),
    regions.map((region) => ({ region, rows: 10_000 })),
  );
  reader.close();
});

test('a disk that takes no more is one clear message, and what was kept stays readable', {
  skip: !unix,
}, async () => {
  using folder = temporaryFolder();
  const file = planned(folder.path, 'eu-west-1');
  const limited = ['-c', 'ulimit -f 4096; exec "$0" "$@"', process.execPath, ...RUNS_TS];
  const child = spawn('sh', [...limited, fileURLToPath(WRITER), file, 'eu-west-1', ENDLESS]);
  let reported = '';
  let message = '';
  child.stdout.on('data', (chunk) => {
    reported += String(chunk);
  });
  child.stderr.on('data', (chunk) => {
    message += String(chunk);
  });
  const [code] = await once(child, 'close');
  assert.equal(code, 1);
  assert.equal(message, `The scan file ${file} cannot be written: the disk reports an input or output error`);
  const kept = Number(reported.trimEnd().split('\n').at(-1));
  assert.ok(kept > 0);
  assertWhole(file, kept);
});
