import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough, Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, it, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import type { ExportProgress } from '../../source/export/export-progress.ts';
import type { ExportRequest } from '../../source/export/export-request.ts';
import { ExportError } from '../../source/export/export-request.ts';
import { exportScan } from '../../source/export/export-scan.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { ScanFileError } from '../../source/store/scan-file-error.ts';
import { sheetLines } from '../helpers/sheet-lines.ts';
import { RUNS_TS } from '../helpers/typescript.ts';
import { type ExampleCell, SCAN_START, temporaryFolder, writeExampleScan } from './example-scan.ts';

const CELLS: readonly ExampleCell[] = [
  {
    region: 'us-east-1',
    kind: 'ebs-snapshot',
    rows: Array.from({ length: 300 }, (_, index) => ({ snapshot_id: `snap-${index}`, size: index })),
  },
  { region: 'us-east-1', kind: 'datasync-task', rows: [{ task_name: 'a', status: 'AVAILABLE' }] },
];

/** Exports in a process of its own. */
const LIMITED = new URL('./limited-export.ts', import.meta.url);

const BASE = 'PROD-inventory-all-export-11.21.2026';

function scanIn(folder: string, cells: readonly ExampleCell[] = CELLS): string {
  return writeExampleScan(folder, cells, { kinds: ['datasync-task', 'ebs-snapshot'] }, RESOURCE_KINDS);
}

function requestFor(scanFile: string, output: string, ...formats: ExportRequest['formats']): ExportRequest {
  return { scanFile, formats, output, byteUnit: 'auto', now: SCAN_START };
}

interface Given {
  readonly stdout?: Writable;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
}

function run(request: ExportRequest, given: Given = {}) {
  return exportScan(request, {
    onProgress: given.onProgress ?? (() => undefined),
    signal: given.signal ?? new AbortController().signal,
    stdout: given.stdout ?? new PassThrough(),
  });
}

function newFolder(test: TestContext): { readonly scanFile: string; readonly output: string } {
  const folder = temporaryFolder(test);
  return { scanFile: scanIn(folder), output: path.join(folder, 'out') };
}

describe('an export to a folder', () => {
  it('is its owner’s alone, with the folder that it makes', {
    skip: process.platform === 'win32',
  }, async (test) => {
    const { scanFile, output } = newFolder(test);
    const { paths } = await run(requestFor(scanFile, output, 'xlsx', 'csv', 'json'));
    const mode = (of: string): string => (fs.statSync(of).mode & 0o777).toString(8);
    assert.equal(mode(output), '700');
    assert.deepEqual([...new Set(paths.map(mode))], ['600']);
  });

  it('removes what killed ones have left there', async (test) => {
    const { scanFile, output } = newFolder(test);
    fs.mkdirSync(output);
    const left = path.join(output, '.snapdeck-11111111-2222-3333-4444-555555555555.tmp');
    fs.writeFileSync(left, 'half');
    fs.utimesSync(left, 0, 0);
    await run(requestFor(scanFile, output, 'ndjson'));
    assert.deepEqual(fs.readdirSync(output), [`${BASE}.ndjson`]);
  });

  it('that replaces a file keeps its permissions', { skip: process.platform === 'win32' }, async (test) => {
    const { scanFile, output } = newFolder(test);
    fs.mkdirSync(output);
    const file = path.join(output, 'mine.json');
    fs.writeFileSync(file, '{}');
    fs.chmodSync(file, 0o644);
    await run(requestFor(scanFile, file, 'json'));
    assert.equal((fs.statSync(file).mode & 0o777).toString(8), '644');
  });

  it('makes the folder and names the file after account, content and UTC date', async (test) => {
    const { scanFile, output } = newFolder(test);
    const progress: ExportProgress[] = [];
    const result = await run(requestFor(scanFile, output, 'xlsx'), {
      onProgress: (now) => progress.push(now),
    });
    assert.deepEqual(result, { paths: [path.join(output, `${BASE}.xlsx`)], rows: 301, partial: false });
    assert.deepEqual(fs.readdirSync(output), [`${BASE}.xlsx`]);
    assert.deepEqual(progress.at(-1), { rows: 301, share: 1, part: 'Coverage' });
    const book = new ExcelJS.Workbook();
    await book.xlsx.readFile(result.paths[0] ?? '');
    assert.equal(sheetLines(book.getWorksheet('EBS Snapshots')).length, 301);
  });

  it('never takes a name twice: the same day again, and several at once', async (test) => {
    const { scanFile, output } = newFolder(test);
    const results = await Promise.all([1, 2, 3].map(() => run(requestFor(scanFile, output, 'ndjson'))));
    assert.deepEqual(results.flatMap(({ paths }) => paths.map((file) => path.basename(file))).sort(), [
      `${BASE}-v2.ndjson`,
      `${BASE}-v3.ndjson`,
      `${BASE}.ndjson`,
    ]);
    assert.equal(fs.readdirSync(output).length, 3);
  });

  it('gives the files of one csv export the same version, free for all of them', async (test) => {
    const { scanFile, output } = newFolder(test);
    fs.mkdirSync(output);
    fs.writeFileSync(path.join(output, `${BASE}-coverage.csv`), 'mine');
    const { paths } = await run(requestFor(scanFile, output, 'csv', 'json'));
    assert.deepEqual(
      paths.map((file) => path.basename(file)),
      [
        `${BASE}-v2-datasync-task.csv`,
        `${BASE}-v2-ebs-snapshot.csv`,
        `${BASE}-v2-summary.csv`,
        `${BASE}-v2-sources.csv`,
        `${BASE}-v2-transfers.csv`,
        `${BASE}-v2-findings.csv`,
        `${BASE}-v2-cost.csv`,
        `${BASE}-v2-coverage.csv`,
        `${BASE}.json`,
      ],
    );
    assert.equal(fs.readFileSync(path.join(output, `${BASE}-coverage.csv`), 'utf8'), 'mine');
    assert.equal(fs.readdirSync(output).length, 10);
  });

  it('says that it is partial where a cell was not finished', async (test) => {
    const folder = temporaryFolder(test);
    const scanFile = scanIn(folder, [
      ...CELLS,
      { region: 'eu-west-1', kind: 'ebs-snapshot', phase: 'stopped' },
    ]);
    const result = await run(requestFor(scanFile, path.join(folder, 'out'), 'ndjson'));
    assert.equal(result.partial, true);
  });
});

describe('an export to a file', () => {
  it('that the user named replaces what was there, through a link too', async (test) => {
    const { scanFile, output } = newFolder(test);
    fs.mkdirSync(output);
    const file = path.join(output, 'rows.NDJSON');
    const link = path.join(output, 'link.ndjson');
    fs.writeFileSync(file, 'old');
    fs.symlinkSync(file, link);
    const { paths } = await run(requestFor(scanFile, link, 'ndjson'));
    assert.deepEqual(paths, [fs.realpathSync(file)]);
    assert.equal(fs.lstatSync(link).isSymbolicLink(), true);
    assert.equal(fs.readFileSync(file, 'utf8').split('\n').length, 305);
    assert.deepEqual(fs.readdirSync(output).sort(), ['link.ndjson', 'rows.NDJSON']);
  });

  it('that is a pipe is written in place', { skip: process.platform === 'win32' }, async (test) => {
    const { scanFile, output } = newFolder(test);
    fs.mkdirSync(output);
    const pipe = path.join(output, 'pipe');
    const made = spawn('mkfifo', [pipe]);
    await new Promise((resolve) => made.on('exit', resolve));
    const reader = text(fs.createReadStream(pipe));
    const { paths } = await run(requestFor(scanFile, pipe, 'ndjson'));
    assert.deepEqual(paths, [pipe]);
    assert.equal((await reader).split('\n').length, 305);
    assert.equal(fs.statSync(pipe).isFIFO(), true);
  });
});

describe('an export to standard output', () => {
  it('is nothing but the rows and the coverage', async (test) => {
    const { scanFile } = newFolder(test);
    const stdout = new PassThrough();
    const content = text(stdout);
    const result = await run(requestFor(scanFile, '-', 'ndjson'), { stdout });
    stdout.end();
    const lines = (await content).trimEnd().split('\n');
    assert.deepEqual(result, { paths: [], rows: 301, partial: false });
    assert.equal(lines.length, 304);
    assert.equal(JSON.parse(lines.at(-1) ?? '').kind, 'coverage');
  });

  it('can be a workbook', async (test) => {
    const { scanFile } = newFolder(test);
    const chunks: Buffer[] = [];
    const stdout = new Writable({
      write: (chunk, _encoding, done) => {
        chunks.push(chunk);
        done();
      },
    });
    await run(requestFor(scanFile, '/dev/stdout', 'xlsx'), { stdout });
    const book = new ExcelJS.Workbook();
    await book.xlsx.read(new PassThrough().end(Buffer.concat(chunks)));
    assert.equal(sheetLines(book.getWorksheet('EBS Snapshots')).length, 301);
    assert.equal(stdout.writableEnded, false);
  });

  it('ends quietly where the reader has gone', async (test) => {
    const { scanFile } = newFolder(test);
    const closing = () =>
      new Writable({
        write: (_chunk, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })),
      });
    for (const format of ['ndjson', 'xlsx'] as const) {
      const stdout = closing();
      assert.deepEqual((await run(requestFor(scanFile, '-', format), { stdout })).paths, []);
      assert.deepEqual((await run(requestFor(scanFile, '-', format), { stdout })).paths, [], 'closed before');
    }
  });
});

describe('an export that cannot be', () => {
  const refused = async (request: ExportRequest, message: string, badUsage = false): Promise<void> => {
    await assert.rejects(run(request), (error) => {
      assert.ok(error instanceof ExportError);
      assert.deepEqual([error.message, error.badUsage], [message, badUsage]);
      return true;
    });
  };

  it('because a file stands where the folder should be says so', async (test) => {
    const { scanFile, output } = newFolder(test);
    fs.writeFileSync(output, '');
    await refused(
      requestFor(scanFile, output, 'xlsx'),
      `Cannot export to ${output}: it is a file, not a folder`,
    );
    await refused(
      requestFor(scanFile, path.join(output, 'deeper'), 'xlsx'),
      `Cannot export to ${path.join(output, 'deeper')}: a part of its path is no folder`,
    );
  });

  it('because of several formats for one file, csv for one, or the wrong name says so', async (test) => {
    const { scanFile } = newFolder(test);
    const cases: readonly (readonly [ExportRequest, string])[] = [
      [requestFor(scanFile, '-', 'xlsx', 'json'), 'xlsx and json to standard output: it takes one format'],
      [requestFor(scanFile, 'a.json', 'xlsx', 'json'), 'xlsx and json to a.json: it takes one format'],
      [requestFor(scanFile, '-', 'csv'), 'csv to standard output: it is one file a kind, so give a folder'],
      [requestFor(scanFile, 'a.xlsx', 'json'), 'json to a.xlsx: its name ends in .xlsx'],
    ];
    for (const [request, message] of cases) await refused(request, `Cannot export ${message}`, true);
  });

  it('because the disk is full says so', { skip: !fs.existsSync('/dev/full') }, async (test) => {
    const { scanFile } = newFolder(test);
    for (const format of ['ndjson', 'xlsx', 'json'] as const) {
      await refused(requestFor(scanFile, '/dev/full', format), 'Cannot write /dev/full: the disk is full');
    }
  });

  it('because the disk takes no more says so and leaves nothing behind', {
    skip: process.platform === 'win32',
  }, async (test) => {
    const folder = temporaryFolder(test);
    const output = path.join(folder, 'out');
    // More than the limit in every format; reading the scan file stays below it.
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      snapshot_id: createHash('sha256').update(String(index)).digest('hex'),
    }));
    const scanFile = scanIn(folder, [{ region: 'us-east-1', kind: 'ebs-snapshot', rows }]);
    const limited = ['-c', 'ulimit -f 80; exec "$0" "$@"', process.execPath, ...RUNS_TS];
    for (const format of ['ndjson', 'xlsx', 'csv'] as const) {
      const child = spawn('sh', [...limited, fileURLToPath(LIMITED), scanFile, output, format]);
      const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
      assert.equal(code, 1, said);
      const ending = format === 'csv' ? '-ebs-snapshot.csv' : `.${format}`;
      assert.match(
        said,
        new RegExp(`Cannot write ${output}/.*${ending}: it would be larger than a file may be`),
      );
      assert.deepEqual(fs.readdirSync(output), []);
    }
  });

  it('because the scan file is none is the scan file’s error', async (test) => {
    const folder = temporaryFolder(test);
    await assert.rejects(run(requestFor(path.join(folder, 'none'), folder, 'xlsx')), ScanFileError);
  });

  it('because it was stopped leaves nothing behind and rejects with the reason', async (test) => {
    const { scanFile, output } = newFolder(test);
    const abort = new AbortController();
    const stopped = run(requestFor(scanFile, output, 'xlsx'), {
      signal: abort.signal,
      onProgress: () => abort.abort(new Error('stopped by the user')),
    });
    await assert.rejects(stopped, /stopped by the user/);
    assert.deepEqual(fs.readdirSync(output), []);
  });
});
