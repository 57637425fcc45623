import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { pruneScanFiles } from '../../source/store/prune-scan-files.ts';
import { openForWriting } from '../../source/store/scan-file.ts';
import { listScanFiles, newScanFilePath, scanFolder } from '../../source/store/scan-folder.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { RUNS_TS } from '../helpers/typescript.ts';
import { temporaryFolder } from './folders.ts';
import { kinds } from './kinds.ts';

const DAY = 86_400_000;
let data: ReturnType<typeof temporaryFolder>;
let before: string | undefined;

beforeEach(() => {
  before = process.env.SNAPDECK_DATA_DIR;
  data = temporaryFolder();
  process.env.SNAPDECK_DATA_DIR = data.path;
});

afterEach(() => {
  if (before === undefined) delete process.env.SNAPDECK_DATA_DIR;
  else process.env.SNAPDECK_DATA_DIR = before;
  data[Symbol.dispose]();
});

/** Scan files of so many days, oldest first, last written an hour ago. */
function made(days: number): readonly string[] {
  return Array.from({ length: days }, (_, day) => {
    const file = newScanFilePath(SCAN_START + day * DAY);
    const cell = { region: 'eu-west-1', kind: 'thing', outcome: null, rows: [{ name: `day ${day}` }] };
    makeScanFile(file, { kinds, cells: [cell], facts: { endedAt: null } });
    aged(file);
    return file;
  });
}

function aged(file: string): void {
  const hourAgo = Date.now() / 1000 - 3600;
  fs.utimesSync(file, hourAgo, hourAgo);
}

test('scan files are kept in a folder of their own among the user’s data', () => {
  assert.equal(scanFolder(), path.join(data.path, 'scans'));
  process.env.SNAPDECK_DATA_DIR = '';
  assert.match(scanFolder(), /snapdeck.*[\\/]scans$/);
});

test('names sort by time, and two scans of the same instant get two', () => {
  const earlier = newScanFilePath(Date.UTC(2026, 8, 9, 23, 59, 59, 999));
  const later = newScanFilePath(SCAN_START);
  assert.match(path.basename(later), /^scan-2026-11-21T09-30-00\.000Z-[0-9a-f]{8}\.sqlite$/);
  assert.deepEqual([later, earlier].sort(), [earlier, later]);
  assert.notEqual(newScanFilePath(SCAN_START), later);
  assert.deepEqual(fs.readdirSync(data.path), []);
});

test('without a folder there are no scan files', () => {
  assert.deepEqual(listScanFiles(), []);
  assert.deepEqual(pruneScanFiles({ keep: 20 }), []);
});

test('files are listed newest first, others in the folder are left alone', () => {
  const files = made(3);
  fs.writeFileSync(path.join(scanFolder(), 'notes.txt'), '');
  fs.writeFileSync(path.join(scanFolder(), 'scan-of-mine.sqlite'), '');
  assert.deepEqual(listScanFiles(), files.toReversed());
});

test('pruning keeps the newest and removes what SQLite left beside the others', () => {
  const files = made(4);
  const [oldest] = files;
  fs.writeFileSync(`${oldest}-wal`, '');
  fs.writeFileSync(`${oldest}-shm`, '');
  assert.deepEqual(pruneScanFiles({ keep: 4 }), []);
  assert.deepEqual(pruneScanFiles({ keep: 2 }), [files[1], files[0]]);
  assert.deepEqual(
    fs.readdirSync(scanFolder()).sort(),
    files.slice(2).map((file) => path.basename(file)),
  );
  assert.deepEqual(pruneScanFiles({ keep: 2 }), []);
});

test('pruning keeps a file that this process writes or reads', () => {
  const [first, second] = made(2);
  assert.ok(first !== undefined && second !== undefined);
  const writer = openScanWriter(first);
  const reader = openScanReader(second);
  reader.facts();
  assert.deepEqual(pruneScanFiles({ keep: 0 }), []);
  assert.equal(reader.counts().ebs, 1);
  writer.close();
  reader.close();
  for (const file of [first, second]) aged(file);
  assert.deepEqual(pruneScanFiles({ keep: 0 }), [second, first]);
});

test('pruning keeps a file that another process writes, until that is gone', async () => {
  const [file] = made(1);
  assert.ok(file !== undefined);
  const script = fileURLToPath(new URL('./page-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [...RUNS_TS, script, file, 'eu-west-1', '1000000']);
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  aged(file);
  assert.deepEqual(pruneScanFiles({ keep: 0 }), []);
  child.kill('SIGKILL');
  await exit;
  aged(file);
  assert.deepEqual(pruneScanFiles({ keep: 0 }), [file]);
  assert.deepEqual(fs.readdirSync(scanFolder()), []);
});

test('pruning keeps a file that was made a moment ago: its scan may be about to open it', () => {
  const [file] = made(1);
  assert.ok(file !== undefined);
  fs.utimesSync(file, Date.now() / 1000, Date.now() / 1000);
  assert.deepEqual(pruneScanFiles({ keep: 0 }), []);
});

test('pruning removes what was never finished, and keeps what is of a newer snapdeck', () => {
  const [newer, empty] = made(2);
  assert.ok(newer !== undefined && empty !== undefined);
  const database = openForWriting(newer);
  database.exec('PRAGMA user_version = 3');
  database.close();
  fs.writeFileSync(empty, '');
  for (const file of [newer, empty]) aged(file);
  assert.deepEqual(pruneScanFiles({ keep: 0 }), [empty]);
});

test('pruning twice at once removes each file once or twice, and fails neither time', async () => {
  const files = made(6);
  const module = new URL('../../source/store/prune-scan-files.ts', import.meta.url).href;
  const script = path.join(data.path, 'prune.mjs');
  fs.writeFileSync(
    script,
    `import { pruneScanFiles } from ${JSON.stringify(module)}; pruneScanFiles({ keep: 1 });`,
  );
  const codes = await Promise.all(
    [1, 2].map(async () => {
      const child = spawn(process.execPath, [...RUNS_TS, script], { stdio: 'inherit' });
      return (await once(child, 'exit'))[0];
    }),
  );
  assert.deepEqual(codes, [0, 0]);
  assert.deepEqual(listScanFiles(), [files[5]]);
});
