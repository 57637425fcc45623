import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { nameScan, unnameScan } from '../../../source/store/history/name-scan.ts';
import {
  prunedScans,
  pruneScans,
  removeAlone,
  tidyScans,
} from '../../../source/store/history/prune-scans.ts';
import type { RetentionPolicy } from '../../../source/store/history/retention.ts';
import { openForWriting } from '../../../source/store/scan-file.ts';
import { listScanFiles, scanFolder } from '../../../source/store/scan-folder.ts';
import { openScanReader } from '../../../source/store/scan-reader.ts';
import { openScanWriter } from '../../../source/store/scan-writer.ts';
import { aged, DAY, type HistoryPlace, historyPlace } from '../../helpers/history-place.ts';
import type { MadeCell } from '../../helpers/scan-files.ts';
import { RUNS_TS } from '../../helpers/typescript.ts';
import { kinds } from '../kinds.ts';

const IDS = ['aaaaaaaa', 'bbbbbbbb', 'cccccccc', 'dddddddd', 'eeeeeeee', 'ffffffff'];
const CELL: MadeCell = {
  region: 'eu-west-1',
  kind: 'thing',
  outcome: null,
  rows: [{ name: 'web' }],
};

let place: HistoryPlace;
beforeEach(() => {
  place = historyPlace();
});
afterEach(() => place[Symbol.dispose]());

/** Scans of so many days that did not end, oldest first. */
function made(days: number): readonly string[] {
  return IDS.slice(0, days).map((id, day) =>
    place.make(id, day * DAY, { kinds, cells: [CELL], facts: { endedAt: null } }),
  );
}

function lasting(last: number): RetentionPolicy {
  return { last, daily: 0, monthly: 0, maxSize: null };
}

function pruned(policy: RetentionPolicy): readonly string[] {
  return pruneScans(policy).map(({ scan }) => scan.file);
}

test('without a folder nothing is pruned, and none is made for scans', () => {
  assert.deepEqual(pruned(lasting(1)), []);
  assert.equal(fs.existsSync(scanFolder()), false);
});

test('pruning keeps the newest and removes what SQLite left beside the others', () => {
  const files = made(4);
  const [oldest] = files;
  fs.writeFileSync(`${oldest}-wal`, '');
  fs.writeFileSync(`${oldest}-shm`, '');
  assert.deepEqual(pruned(lasting(4)), []);
  assert.deepEqual(pruned(lasting(2)), [files[0], files[1]]);
  assert.deepEqual(
    fs.readdirSync(scanFolder()).sort(),
    files.slice(2).map((file) => path.basename(file)),
  );
  assert.deepEqual(pruned(lasting(2)), []);
});

test('what would be pruned is said without a change to any file', () => {
  const files = made(3);
  const before = files.map((file) => fs.readFileSync(file));
  assert.deepEqual(
    prunedScans(lasting(1)).map(({ scan, why }) => [scan.file, why]),
    [
      [files[0], 'policy'],
      [files[1], 'policy'],
    ],
  );
  assert.deepEqual(
    files.map((file) => fs.readFileSync(file)),
    before,
  );
  assert.deepEqual(
    fs.readdirSync(scanFolder()),
    files.map((file) => path.basename(file)),
  );
});

test('pruning keeps a file that this process writes or reads', () => {
  const [first = '', second = '', third] = made(3);
  const writer = openScanWriter(first);
  const reader = openScanReader(second);
  reader.facts();
  for (const file of [first, second]) aged(file);
  assert.deepEqual(pruned(lasting(1)), []);
  assert.equal(removeAlone(first), 'open');
  assert.equal(reader.counts().ebs, 1);
  writer.close();
  reader.close();
  for (const file of [first, second]) aged(file);
  assert.deepEqual(pruned(lasting(1)), [first, second]);
  assert.deepEqual(listScanFiles(), [third]);
});

test('pruning keeps a file that another process writes, until that is gone', async () => {
  const [file = ''] = made(2);
  const script = fileURLToPath(new URL('../page-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [...RUNS_TS, script, file, 'eu-west-1', '1000000']);
  const exit = once(child, 'exit');
  await once(child.stdout, 'data');
  aged(file);
  assert.deepEqual(pruned(lasting(1)), []);
  child.kill('SIGKILL');
  await exit;
  // Whoever looks at it first puts in order what the writer left, so that it was written a moment ago.
  prunedScans(lasting(1));
  aged(file);
  assert.deepEqual(pruned(lasting(1)), [file]);
});

test('pruning keeps a file that was made a moment ago: its scan may be about to open it', () => {
  const [file = ''] = made(2);
  fs.utimesSync(file, Date.now() / 1000, Date.now() / 1000);
  assert.deepEqual(pruned(lasting(1)), []);
});

test('pruning keeps what has a name until that is taken away, and what was told to stay', () => {
  const [named = '', kept = '', third] = [
    place.make('aaaaaaaa', 0),
    place.make('bbbbbbbb', DAY, { facts: { keep: true } }),
    place.make('cccccccc', 2 * DAY),
  ];
  nameScan(named, 'release-42');
  aged(named);
  assert.deepEqual(pruned(lasting(1)), []);
  for (const file of [named, kept]) {
    unnameScan(file);
    aged(file);
  }
  assert.deepEqual(pruned(lasting(1)), [named, kept]);
  assert.deepEqual(listScanFiles(), [third]);
});

test('pruning removes the oldest that is no scan file, and keeps what is of a newer snapdeck or not named by one', () => {
  const [newer = '', empty = '', broken = ''] = made(4);
  const database = openForWriting(newer);
  database.exec('PRAGMA user_version = 3');
  database.close();
  fs.writeFileSync(empty, '');
  fs.writeFileSync(broken, 'no database');
  fs.writeFileSync(path.join(scanFolder(), 'notes.txt'), 'mine');
  for (const file of [newer, empty, broken]) aged(file);
  assert.deepEqual(pruned(lasting(1)), [empty]);
  assert.equal(fs.existsSync(path.join(scanFolder(), 'notes.txt')), true);
});

test('what goes by itself is told before anything goes for the first time', () => {
  const files = made(3);
  assert.deepEqual(tidyScans(lasting(3)), { removed: [], toBeTold: [] });
  const first = tidyScans(lasting(2));
  assert.deepEqual([first.removed, first.toBeTold.map(({ scan }) => scan.file)], [[], [files[0]]]);
  assert.equal(fs.existsSync(files[0] ?? ''), true);
  const second = tidyScans(lasting(2));
  assert.deepEqual([second.removed.map(({ scan }) => scan.file), second.toBeTold], [[files[0]], []]);
  assert.equal(fs.existsSync(files[0] ?? ''), false);
});

test('pruning twice at once removes each file once, and fails neither time', async () => {
  const files = made(6);
  const module = new URL('../../../source/store/history/prune-scans.ts', import.meta.url).href;
  const script = path.join(place.path, 'prune.mjs');
  const policy = JSON.stringify(lasting(1));
  fs.writeFileSync(
    script,
    `import { pruneScans } from ${JSON.stringify(module)}; console.log(pruneScans(${policy}).length);`,
  );
  const counts = await Promise.all(
    [1, 2].map(async () => {
      const child = spawn(process.execPath, [...RUNS_TS, script], { stdio: ['ignore', 'pipe', 'inherit'] });
      let said = '';
      child.stdout.on('data', (data) => {
        said += String(data);
      });
      assert.deepEqual(await once(child, 'close'), [0, null]);
      return Number(said);
    }),
  );
  assert.deepEqual(counts.toSorted(), [0, 5]);
  assert.deepEqual(listScanFiles(), [files[5]]);
});
