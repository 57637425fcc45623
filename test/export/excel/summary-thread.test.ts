import assert from 'node:assert/strict';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { type TestContext, test } from 'node:test';
import ExcelJS from 'exceljs';
import {
  ROWS_WORTH_A_THREAD,
  type SummaryTask,
  summaryInThread,
  watchFile,
} from '../../../source/export/excel/summary-thread.ts';
import { summaryOf } from '../../../source/export/export-filter.ts';
import { exportScan } from '../../../source/export/export-scan.ts';
import { openExportInput } from '../../../source/export/open-export-input.ts';
import { makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../example-scan.ts';

function scanOf(
  test: TestContext,
  snapshots: number,
): { readonly folder: string; readonly task: SummaryTask } {
  const folder = temporaryFolder(test);
  const scanFile = path.join(folder, 'scan.sqlite');
  const rows = Array.from({ length: snapshots }, (_, index) => ({
    region: 'us-east-1',
    snapshot_id: `snap-${index}`,
    source: `vol-${index % 7}`,
    size: (index % 3) * 2 ** 30,
    creation_time: SCAN_START - index * 60_000,
  }));
  makeScanFile(scanFile, { cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }] });
  return { folder, task: { scanFile, byteUnit: 'auto' } };
}

async function besideAndInline(task: SummaryTask) {
  const watch = watchFile(task.scanFile);
  const source = openExportInput(task.scanFile, task.byteUnit, task);
  try {
    return { beside: await summaryInThread(task, watch), inline: summaryOf(source) };
  } finally {
    source.close();
    watch.close();
  }
}

test('totals from a thread of their own are those of the rows', async (t) => {
  const { beside, inline } = await besideAndInline(scanOf(t, 50).task);
  assert.equal(inline.services[0]?.count, 50);
  assert.deepEqual(beside, inline);
});

test('under a filter they are those of the rows that it keeps', async (t) => {
  const { beside, inline } = await besideAndInline({ ...scanOf(t, 50).task, filter: 'source=vol-3' });
  assert.equal(inline.services[0]?.count, 7);
  assert.deepEqual(beside, inline);
});

test('a scan file that somebody has written to since has none', async (t) => {
  const { task } = scanOf(t, 50);
  const watch = watchFile(task.scanFile);
  const writer = new DatabaseSync(task.scanFile);
  writer.exec('DELETE FROM ebs WHERE row = 1');
  writer.close();
  assert.equal(await summaryInThread(task, watch), undefined);
  watch.close();
});

test('a thread that fails has none', async (t) => {
  const { task } = scanOf(t, 1);
  const watch = watchFile(task.scanFile);
  assert.equal(await summaryInThread({ ...task, scanFile: `${task.scanFile}-gone` }, watch), undefined);
  watch.close();
});

test('the Summary of a large export comes first and counts every row', async (t) => {
  const { folder, task } = scanOf(t, ROWS_WORTH_A_THREAD);
  const { paths } = await exportScan(
    { ...task, formats: ['xlsx'], output: path.join(folder, 'out.xlsx'), now: SCAN_START },
    { onProgress: () => {}, signal: new AbortController().signal, stdout: process.stdout },
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(paths[0] ?? '');
  assert.deepEqual(
    book.worksheets.map(({ name }) => name),
    [
      'Summary',
      'EBS Snapshots',
      'Snapshot Summary',
      'Protection',
      'Findings',
      'Cost',
      'Snapshot Ages',
      'Coverage',
    ],
  );
  const [summary] = book.worksheets;
  const counted: unknown[] = [];
  summary?.eachRow((row) => {
    if (row.getCell(1).value === 'EBS') counted.push(row.getCell(2).value);
  });
  assert.ok(counted.includes(ROWS_WORTH_A_THREAD), JSON.stringify(counted));
});
