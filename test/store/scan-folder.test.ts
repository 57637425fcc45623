import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import {
  listScanFiles,
  newScanFilePath,
  readScanFileName,
  scanFolder,
} from '../../source/store/scan-folder.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
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

/** Scan files of so many days, oldest first. */
function made(days: number): readonly string[] {
  return Array.from({ length: days }, (_, day) => {
    const file = newScanFilePath(SCAN_START + day * DAY);
    makeScanFile(file, { kinds, cells: [] });
    return file;
  });
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
});

test('files are listed newest first, others in the folder are left alone', () => {
  const files = made(3);
  fs.writeFileSync(path.join(scanFolder(), 'notes.txt'), '');
  fs.writeFileSync(path.join(scanFolder(), 'scan-of-mine.sqlite'), '');
  assert.deepEqual(listScanFiles(), files.toReversed());
});

test('the name of a scan file says its id and its day', () => {
  assert.deepEqual(readScanFileName('/data/scans/scan-2026-11-21T09-30-00.000Z-0a1b2c3d.sqlite'), {
    id: '0a1b2c3d',
    day: '2026-11-21',
  });
  assert.equal(readScanFileName('/data/scans/scan-of-mine.sqlite'), null);
});
