/**
 * Writes pages of a hundred rows to the first queued cell of a scan file, as a process (path and number of pages as
 * arguments) or as a thread (as its data). The cursor of each page is the number of rows written by then; a process
 * prints it once the page is kept.
 */
import { isMainThread, workerData } from 'node:worker_threads';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter } from '../../source/store/scan-writer.ts';
import { madePage } from '../helpers/scan-files.ts';
import { things } from './kinds.ts';

const [file, region, pages] = isMainThread ? process.argv.slice(2) : [...workerData].map(String);
if (file === undefined) throw new Error('No scan file was named');

// Where a test limits the size of files, the limit is to be an error, not the end.
if (process.platform !== 'win32') process.on('SIGXFSZ', () => undefined);

const reader = openScanReader(file);
const cell = reader.cells().find((one) => one.region === region);
reader.close();
if (cell === undefined) throw new Error(`There is no cell in ${region}`);

const writer = openScanWriter(file);
writer.startCells([cell.id], 0);
try {
  for (let page = 0; page < Number(pages); page += 1) {
    const rows = Array.from({ length: 100 }, (_, index) => ({
      key: `${region} ${page * 100 + index}`,
      name: `row ${page * 100 + index} of ${region}`,
      tags: ['x'.repeat(200)],
    }));
    const cursor = String(page * 100 + 100);
    writer.writePage(cell, things, madePage(things, rows, cursor));
    if (isMainThread) process.stdout.write(`${cursor}\n`);
  }
} catch (error) {
  process.stderr.write(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
writer.close();
