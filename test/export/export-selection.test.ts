import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, it, type TestContext } from 'node:test';
import ExcelJS from 'exceljs';
import type { ExportSelection } from '../../source/export/export-request.ts';
import { exportScan } from '../../source/export/export-scan.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { ALL_SNAPSHOTS } from '../../source/kinds/snapshots/all-snapshots.ts';
import type { ExportFormat } from '../../source/model/export-format.ts';
import { FilterError } from '../../source/store/filter/expression.ts';
import { sheetLines } from '../helpers/sheet-lines.ts';
import { type ExampleCell, SCAN_START, temporaryFolder, writeExampleScan } from './example-scan.ts';

const GIB = 2 ** 30;

const CELLS: readonly ExampleCell[] = [
  { region: 'us-east-1', kind: 'datasync-task', rows: [{ task_name: 'nightly', status: 'AVAILABLE' }] },
  {
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    rows: [
      { snapshot_id: 'snap-1', source: 'vol-1', size: 100 * GIB, status: 'completed' },
      { snapshot_id: 'snap-2', source: 'vol-1', size: 8 * GIB, status: 'completed' },
      { snapshot_id: 'snap-3', source: 'vol-3', size: 50 * GIB, status: 'error' },
    ],
  },
  { region: 'eu-west-1', kind: 'ebs-snapshot', rows: [{ snapshot_id: 'snap-4', size: 50 * GIB }] },
];

const DATABASES: ExampleCell = {
  region: 'us-east-1',
  kind: 'rds-snapshot',
  rows: [
    { snapshot_id: 'nightly-1', size: 70 * GIB },
    { snapshot_id: 'nightly-2', size: 20 * GIB },
  ],
};

const BIG: ExportSelection = {
  query: { tab: 'ebs', filter: 'size>=50GiB', region: 'us-east-1', sort: null },
  words: '2 of 4 EBS snapshots, filter us-east-1 size>=50GiB',
};
/** Rows by their numbers, as they were marked in a list that is sorted. */
const MARKED: ExportSelection = { ...BIG, rows: [4, 2, 999, 3], words: '4 marked EBS snapshots' };

async function exported(
  test: TestContext,
  selection: ExportSelection,
  format: ExportFormat,
  more: readonly ExampleCell[] = [],
) {
  const folder = temporaryFolder(test);
  const kinds = ['datasync-task', 'ebs-snapshot', ...more.map(({ kind }) => kind)];
  const facts = { kinds, regions: ['us-east-1', 'eu-west-1'] };
  const scanFile = writeExampleScan(folder, [...CELLS, ...more], facts, RESOURCE_KINDS);
  return await exportScan(
    {
      scanFile,
      formats: [format],
      output: path.join(folder, 'out'),
      byteUnit: 'auto',
      now: SCAN_START,
      selection,
    },
    { onProgress: () => undefined, signal: new AbortController().signal, stdout: new PassThrough() },
  );
}

function objects(file: string | undefined): readonly Record<string, unknown>[] {
  return fs
    .readFileSync(file ?? '', 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('an export of a selection', () => {
  it('holds rows of several kinds where they were chosen among all snapshots', async (test) => {
    const result = await exported(
      test,
      {
        query: { tab: ALL_SNAPSHOTS.id, filter: 'size>=50GiB', sort: { column: 'size', descending: true } },
        words: '3 of 4 snapshots, filter size>=50GiB',
      },
      'ndjson',
      [DATABASES],
    );
    const rows = objects(result.paths[0]).filter(({ kind }) => kind !== 'coverage' && kind !== 'summary');
    assert.deepEqual(
      rows.map(({ kind, snapshot_id }) => [kind, snapshot_id]),
      [
        ['ebs-snapshot', 'snap-1'],
        ['ebs-snapshot', 'snap-4'],
        ['ebs-snapshot', 'snap-3'],
        ['rds-snapshot', 'nightly-1'],
      ],
    );
  });

  it('holds just what the query finds, and the coverage of its kinds', async (test) => {
    const result = await exported(test, BIG, 'ndjson');
    assert.deepEqual(
      objects(result.paths[0]).map(({ kind, region, snapshot_id, rows, kept }) =>
        kind === 'coverage' ? [region, rows, kept] : [region, snapshot_id],
      ),
      [
        ['us-east-1', 'snap-1'],
        ['us-east-1', 'snap-3'],
        ['us-east-1', 3, 2],
        ['eu-west-1', 1, 0],
      ],
    );
    assert.deepEqual(result.filter, {
      text: BIG.words,
      kinds: [{ kind: 'ebs-snapshot', found: 4, kept: 2, lacking: [] }],
    });
    assert.equal(result.rows, 2);
  });

  it('holds just the marked rows that are still there', async (test) => {
    const result = await exported(test, MARKED, 'json');
    const document = JSON.parse(fs.readFileSync(result.paths[0] ?? '', 'utf8'));
    assert.deepEqual(Object.keys(document.rows), ['ebs-snapshot']);
    assert.deepEqual(
      document.rows['ebs-snapshot'].map((row: { readonly snapshot_id: string }) => row.snapshot_id),
      ['snap-4', 'snap-2', 'snap-3'],
    );
    assert.equal(document.filter.text, '4 marked EBS snapshots');
    assert.equal(result.rows, 3);
  });

  it('comes in the order of the list that it was chosen from', async (test) => {
    const sort = { column: 'size', descending: true };
    const thenBy = [{ column: 'snapshot_id', descending: true }];
    const sorted = { query: { tab: 'ebs', sort, thenBy }, words: '4 EBS snapshots' };
    const result = await exported(test, sorted, 'csv');
    const lines = fs.readFileSync(result.paths[0] ?? '', 'utf8').split('\r\n');
    assert.deepEqual(
      lines.slice(1, -1).map((line) => /snap-\d/.exec(line)?.[0]),
      ['snap-1', 'snap-4', 'snap-3', 'snap-2'],
    );
  });

  it('is one csv file for each kind of its tab', async (test) => {
    const result = await exported(test, MARKED, 'csv');
    assert.deepEqual(
      result.paths.map((file) => path.basename(file).replace(/^.*\d{4}/, '')),
      ['-ebs-snapshot.csv', '-summary.csv', '-findings.csv', '-cost.csv', '-coverage.csv'],
    );
    assert.equal(fs.readFileSync(result.paths[0] ?? '', 'utf8').split('\r\n').length, 5);
  });

  it('as a workbook adds up the selected rows only and says what was selected', async (test) => {
    const result = await exported(test, BIG, 'xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(result.paths[0] ?? '');
    assert.equal(sheetLines(workbook.getWorksheet('EBS Snapshots')).length, 3);
    const coverage = workbook.getWorksheet('Coverage');
    const texts: string[] = [];
    coverage?.eachRow((row) => texts.push(row.getCell(2).text));
    assert.deepEqual(texts.slice(12, 13), [BIG.words]);
  });

  it('has no sheet and no number of other rows: not of those that are not selected, nor of other tabs', async (test) => {
    const one: ExportSelection = {
      query: { tab: 'ebs', sort: null },
      rows: [3],
      words: '1 marked EBS snapshot',
    };
    const result = await exported(test, one, 'xlsx');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(result.paths[0] ?? '');
    const lines = (name: string): string[][] => {
      const read: string[][] = [];
      workbook
        .getWorksheet(name)
        ?.eachRow((row) => read.push([1, 2, 3, 4, 5, 6, 7].map((at) => row.getCell(at).text)));
      return read;
    };
    assert.deepEqual(
      workbook.worksheets.map(({ name }) => name),
      ['Summary', 'EBS Snapshots', 'Snapshot Summary', 'Findings', 'Cost', 'Snapshot Ages', 'Coverage'],
    );
    const findings = lines('Findings').slice(1);
    assert.ok(findings.length > 0);
    for (const line of findings)
      assert.doesNotMatch(line.join(' '), /snap-[124]|nightly|DataSync|[2-9] not checked/);
    const summary = lines('Summary');
    assert.equal(summary.filter(([name]) => name === 'EBS snapshots').length, 1);
    assert.ok(!summary.some(([name, count]) => /DataSync tasks|Tasks/.test(name ?? '') && count !== '0'));
  });

  it('of single sources, chosen by what they are, has those alone', async (test) => {
    const query = { tab: 'sources', sort: null };
    const one = (key: string) => ({
      ...{ kind: 'ebs-snapshot', account: '123456789012', region: 'us-east-1', key, isGone: false },
    });
    const written = async (...keys: readonly string[]) => {
      const selection = { query, sources: keys.map(one), words: `${keys.length} marked Sources` };
      const result = await exported(test, selection, 'csv');
      const file = result.paths.find((path) => path.endsWith('sources.csv')) ?? '';
      const lines = fs.readFileSync(file, 'utf8').trimEnd().split('\r\n');
      return lines.slice(1).map((line) => line.split(',')[0]);
    };
    assert.deepEqual(await written('vol-3'), ['vol-3']);
    assert.deepEqual(await written('vol-9'), []);
    assert.deepEqual((await written('vol-1', 'vol-3')).toSorted(), ['vol-1', 'vol-3']);
  });

  it('of sources counts those, is named after them, and leaves blank how many rows of kinds are kept', async (test) => {
    const query = { tab: 'sources', filter: 'source_id:vol-3', sort: null };
    const result = await exported(test, { query, words: '1 of 2 Sources' }, 'csv');
    assert.equal(result.rows, 1);
    assert.deepEqual(result.filter?.kinds, [{ kind: 'sources', found: 2, kept: 1, lacking: [] }]);
    assert.deepEqual(
      result.paths.map((file) => path.basename(file)),
      ['summary', 'sources', 'findings', 'coverage'].map(
        (part) => `PROD-sources-all-export-11.21.2026-${part}.csv`,
      ),
    );
    const [, sources, , coverage] = result.paths.map((file) =>
      fs.readFileSync(file, 'utf8').split('\r\n').slice(1, -1),
    );
    assert.deepEqual(
      sources?.map((line) => line.split(',')[0]),
      ['vol-3'],
    );
    assert.deepEqual(
      coverage?.map((line) => line.split(',').at(-4)),
      ['', ''],
    );
  });

  it('is refused where its filter does not fit the scan file', async (test) => {
    const wrong = { ...BIG, query: { ...BIG.query, filter: 'bogus>1' } };
    await assert.rejects(exported(test, wrong, 'json'), FilterError);
  });
});
