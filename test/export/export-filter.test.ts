import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import ExcelJS from 'exceljs';
import { summaryText } from '../../source/analysis/summary-text.ts';
import { summaryOf } from '../../source/export/export-filter.ts';
import { exportScan } from '../../source/export/export-scan.ts';
import { openExportInput } from '../../source/export/open-export-input.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { ExportFormat } from '../../source/model/export-format.ts';
import { sheetLines } from '../helpers/sheet-lines.ts';
import { type ExampleCell, SCAN_START, temporaryFolder, writeExampleScan } from './example-scan.ts';

const GIB = 2 ** 30;

const CELLS: readonly ExampleCell[] = [
  { region: 'us-east-1', kind: 'datasync-task', rows: [{ task_name: 'nightly', status: 'AVAILABLE' }] },
  {
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    rows: [
      { snapshot_id: 'snap-1', source: 'vol-1', size: 100 * GIB, status: 'completed', origin: 'manual' },
      { snapshot_id: 'snap-2', source: 'vol-1', size: 8 * GIB, status: 'completed', origin: 'AMI' },
    ],
  },
  {
    region: 'eu-west-1',
    kind: 'ebs-snapshot',
    rows: [{ snapshot_id: 'snap-3', source: 'vol-3', size: 50 * GIB, status: 'error', origin: 'copy' }],
  },
  {
    region: 'us-east-1',
    kind: 'rds-snapshot',
    rows: [{ snapshot_id: 'db-1', source: 'db', status: 'available' }],
  },
];

const KINDS = ['datasync-task', 'ebs-snapshot', 'rds-snapshot'];

/** What `size>=50GiB` keeps. */
const OUTCOME = {
  text: 'size>=50GiB',
  kinds: [
    { kind: 'datasync-task', found: 1, kept: 0, lacking: ['size'] },
    { kind: 'ebs-snapshot', found: 3, kept: 2, lacking: [] },
    { kind: 'rds-snapshot', found: 1, kept: 0, lacking: [] },
  ],
  // Volumes that only backups tell of have no size.
  sources: { found: 2, kept: 0 },
};

function scanIn(folder: string): string {
  return writeExampleScan(
    folder,
    CELLS,
    { kinds: KINDS, regions: ['us-east-1', 'eu-west-1'] },
    RESOURCE_KINDS,
  );
}

async function exported(
  test: TestContext,
  filter: string,
  format: ExportFormat,
  to: 'files' | 'stdout' = 'files',
) {
  const folder = temporaryFolder(test);
  const output = to === 'stdout' ? '-' : path.join(folder, 'out');
  const stdout = new PassThrough();
  const written = text(stdout);
  const result = await exportScan(
    { scanFile: scanIn(folder), formats: [format], output, byteUnit: 'auto', now: SCAN_START, filter },
    { onProgress: () => undefined, signal: new AbortController().signal, stdout },
  );
  stdout.end();
  return { result, stdout: await written };
}

function lines(sheet: ExcelJS.Worksheet | undefined): readonly (readonly unknown[])[] {
  return sheetLines(sheet).filter((line) => line.some((value) => value !== null));
}

describe('an export under a filter', () => {
  it('holds just the rows that pass, and says what was kept of each kind', async (test) => {
    const { result, stdout } = await exported(test, 'size>=50GiB', 'ndjson', 'stdout');
    const objects = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.deepEqual(
      objects.map(({ kind, region, collector, snapshot_id, rows, kept }) =>
        kind === 'coverage' ? [region, collector, rows, kept] : [region, kind, snapshot_id],
      ),
      [
        ['eu-west-1', 'ebs-snapshot', 'snap-3'],
        ['us-east-1', 'ebs-snapshot', 'snap-1'],
        ['us-east-1', 'datasync-task', 1, 0],
        ['us-east-1', 'ebs-snapshot', 2, 1],
        ['eu-west-1', 'ebs-snapshot', 1, 1],
        ['us-east-1', 'rds-snapshot', 1, 0],
      ],
    );
    assert.deepEqual(result, { paths: [], rows: 2, partial: false, filter: OUTCOME });
  });

  it('to json carries the filter with its outcome', async (test) => {
    const { result } = await exported(test, 'size>=50GiB', 'json');
    const document = JSON.parse(fs.readFileSync(result.paths[0] ?? '', 'utf8'));
    assert.deepEqual(document.filter, OUTCOME);
    assert.deepEqual(
      Object.entries(document.rows).map(([kind, rows]) => [kind, Array.isArray(rows) ? rows.length : rows]),
      [
        ['datasync-task', 0],
        ['ebs-snapshot', 2],
        ['rds-snapshot', 0],
      ],
    );
    assert.deepEqual(result.filter, OUTCOME);
  });

  it('to csv says beside every cell how many of its rows are kept', async (test) => {
    const { result } = await exported(test, 'size>=50GiB', 'csv');
    const coverage = result.paths.find((file) => file.endsWith('-coverage.csv')) ?? '';
    const records = fs
      .readFileSync(coverage, 'utf8')
      .trimEnd()
      .split('\r\n')
      .map((record) => record.split(','));
    assert.deepEqual(
      records.map((record) => [record[4], ...record.slice(-4)]),
      [
        ['Rows', 'Rows Kept', 'Filter', 'Account Name', 'OU'],
        ['1', '0', 'size>=50GiB', 'PROD', ''],
        ['2', '1', 'size>=50GiB', 'PROD', ''],
        ['1', '1', 'size>=50GiB', 'PROD', ''],
        ['1', '0', 'size>=50GiB', 'PROD', ''],
      ],
    );
  });

  it('to a workbook has sheets, totals and coverage of what passes, and says so', async (test) => {
    const { result } = await exported(test, 'size>=50GiB', 'xlsx');
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(result.paths[0] ?? '');
    assert.deepEqual(
      book.worksheets.map(({ name }) => name),
      ['Summary', 'EBS Snapshots', 'Snapshot Summary', 'Findings', 'Cost', 'Snapshot Ages', 'Coverage'],
    );
    assert.equal(lines(book.getWorksheet('EBS Snapshots')).length, 3);
    const summary = lines(book.getWorksheet('Summary'));
    const has = (line: readonly unknown[]): boolean =>
      summary.some((other) => JSON.stringify(other.slice(0, line.length)) === JSON.stringify(line));
    for (const line of [
      ['Filter', 'size>=50GiB'],
      ['Totals', 'of the rows that the filter keeps'],
      ['Rows kept by the filter'],
      ['DataSync tasks', 1, 0, 'no field size'],
      ['EBS snapshots', 3, 2],
      ['RDS instance snapshots', 1, 0],
      ['EBS', 2, 150],
    ]) {
      assert.ok(has(line), `Summary lacks ${JSON.stringify(line)}`);
    }
    assert.ok(!has(['Resources found']) && !has(['DataSync']), 'Summary shows totals of what was left out');
    const coverage = lines(book.getWorksheet('Coverage'));
    assert.deepEqual(
      coverage.filter(([name]) => ['Filter', 'Rows Kept', 'Left Out'].includes(String(name))),
      [
        ['Filter', 'size>=50GiB'],
        ['Rows Kept', '2 of 5 rows'],
        ['Left Out', 'DataSync tasks: none of 1 kept, no field size'],
      ],
    );
    assert.deepEqual(coverage.at(-1)?.slice(-2), [0, 'size>=50GiB']);
  });

  it('is refused before anything is written where the filter is not understood', async (test) => {
    const folder = temporaryFolder(test);
    const output = path.join(folder, 'out');
    const request = { formats: ['xlsx'], output, byteUnit: 'auto', now: SCAN_START } as const;
    const hooks = {
      onProgress: () => undefined,
      signal: new AbortController().signal,
      stdout: new PassThrough(),
    };
    await assert.rejects(
      exportScan({ ...request, scanFile: scanIn(folder), filter: 'region:us-* siz0>1' }, hooks),
      { name: 'FilterError', message: 'there is no field siz0; close: size', start: 12, end: 16 },
    );
    assert.equal(fs.existsSync(output), false);
  });

  it('of blanks is none', async (test) => {
    const { result } = await exported(test, '  ', 'ndjson', 'stdout');
    assert.deepEqual(result, { paths: [], rows: 5, partial: false });
  });
});

describe('the summary under a filter', () => {
  it('says in its head what was kept, and adds up just that', (test) => {
    const source = openExportInput(scanIn(temporaryFolder(test)), 'auto', {
      filter: 'size>=50GiB status:error',
    });
    const printed = summaryText(summaryOf(source), source, 'auto', 100);
    source.close();
    assert.match(
      printed,
      /\nfilter size>=50GiB status:error: 1 of 5 rows kept, 0 of 2 sources; every total below is of these\n\nRows kept by the filter\n/,
    );
    assert.match(printed, /\n {2}EBS snapshots +3 +1\n/);
    assert.match(printed, /\n {2}EBS +1 +50\.0 GiB +0\n/);
    assert.doesNotMatch(printed, /\nDataSync\n/);
  });
});
