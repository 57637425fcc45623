import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { test } from 'node:test';
import ExcelJS from 'exceljs';
import { openScanDiff } from '../../../source/analysis/diff/scan-diff.ts';
import { writeDiffWorkbook } from '../../../source/export/diff/write-diff-workbook.ts';
import { makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { sheetLines } from '../../helpers/sheet-lines.ts';
import { DAY, temporaryFolder } from '../example-scan.ts';

const CELL = { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' } as const;

const row = (key: string, more: object = {}) => ({
  ...{ key, snapshot_id: key, service: 'EBS', region: 'us-east-1', size: 2 ** 30, description: key },
  ...more,
});

test('differences as a workbook have an overview, and a sheet for each sort that there is', async (context) => {
  const folder = temporaryFolder(context);
  const [old, now] = ['old.sqlite', 'new.sqlite'].map((name) => path.join(folder, name));
  makeScanFile(old ?? '', {
    facts: { startedAt: SCAN_START - DAY },
    cells: [{ ...CELL, rows: [row('snap-gone'), row('snap-same'), row('snap-grown')] }],
  });
  makeScanFile(now ?? '', {
    cells: [
      { ...CELL, rows: [row('snap-same'), row('snap-grown', { description: '=1+1' }), row('snap-new')] },
    ],
  });
  const diff = openScanDiff({ old: old ?? '', new: now ?? '', kinds: null, columns: [], filter: null });
  const file = path.join(folder, 'diff.xlsx');
  const output = createWriteStream(file);
  const counts = await writeDiffWorkbook(diff, output, 'auto');
  diff.close();
  output.end();
  await finished(output);
  assert.deepEqual(counts, { new: 1, gone: 1, changed: 1, unknown: 0, 'aged-out': 0 });
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const names = book.worksheets.map(({ name }) => name);
  assert.deepEqual(names.slice(0, 4), ['Summary', 'New', 'Gone', 'Changed']);
  const place = ['EBS snapshots', '123456789012', 'us-east-1'];
  const lines = (name: string) => sheetLines(book.getWorksheet(name)).slice(1);
  assert.deepEqual(lines('New'), [[...place, 'snap-new']]);
  assert.deepEqual(lines('Gone'), [[...place, 'snap-gone']]);
  assert.deepEqual(lines('Changed'), [[...place, 'snap-grown', 'description', 'snap-grown', '=1+1']]);
  const overview = sheetLines(book.getWorksheet('Summary'));
  const ofKind = overview.find(([first]) => first === 'EBS snapshots');
  assert.deepEqual(ofKind, ['EBS snapshots', 1, 1, 1, 0, 0]);
});
