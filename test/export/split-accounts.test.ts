import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { suite, type TestContext, test } from 'node:test';
import ExcelJS from 'exceljs';
import type { ExportProgress } from '../../source/export/export-progress.ts';
import { ExportError, type ExportRequest } from '../../source/export/export-request.ts';
import { exportScan } from '../../source/export/export-scan.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { sheetLines } from '../helpers/sheet-lines.ts';
import { temporaryFolder } from './example-scan.ts';
import { CLOSED, MANY_ACCOUNTS, manyAccountsFile, PAY, REFUSED, WEB } from './many-accounts.ts';

async function split(
  scanFile: string,
  output: string,
  given: Partial<ExportRequest>,
  onProgress: (progress: ExportProgress) => void = () => {},
) {
  const request = { scanFile, output, formats: ['ndjson'], byteUnit: 'auto', now: SCAN_START } as const;
  const signal = new AbortController().signal;
  const hooks = { onProgress, signal, stdout: new PassThrough() };
  return await exportScan({ ...request, split: 'account', ...given }, hooks);
}

const objects = (file: string) =>
  fs
    .readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

const newFolder = (test: TestContext) => path.join(temporaryFolder(test), 'out');

/** The names of the accounts, as far as a file may have them, each with its id. */
const NAMES = [`=pay-prod-${PAY}`, `web-${WEB}`, `erp-${REFUSED}`, CLOSED];

suite('an export split into accounts', () => {
  test('is the whole and a file an account, of its rows, itself and its cells alone', async (t) => {
    const output = newFolder(t);
    const { paths, rows } = await split(manyAccountsFile(t), output, {});
    const rest = 'inventory-us-east-1-export-11.21.2026.ndjson';
    assert.deepEqual(
      paths,
      ['ORG', ...NAMES].map((name) => path.join(output, `${name}-${rest}`)),
    );
    assert.deepEqual(fs.readdirSync(output).length, 5);
    assert.equal(rows, 3);
    const [whole = [], ...alone] = paths.map(objects);
    const kinds = (all: readonly { readonly kind: string }[]) => all.map(({ kind }) => kind);
    assert.deepEqual(alone.map(kinds), [
      ['ebs-snapshot', 'ebs-snapshot', 'source', 'account', 'coverage', 'coverage'],
      ['datasync-agent', 'account', 'coverage', 'coverage'],
      ['account', 'coverage'],
      ['account', 'coverage'],
    ]);
    const lines = (all: readonly object[]) => all.map((object) => JSON.stringify(object)).toSorted();
    assert.deepEqual(lines(alone.flat()), lines(whole));
  });

  test('has csv files beside the report of an account that is cut, and beside no other', async (t) => {
    const file = path.join(temporaryFolder(t), 'large.scan');
    const rows = Array.from({ length: 10_001 }, (_, index) => ({
      ...{
        key: `snap-${index}`,
        snapshot_id: `snap-${index}`,
        account: PAY,
        region: 'us-east-1',
        service: 'EBS',
      },
      source: 'x'.repeat(200),
    }));
    const cells = MANY_ACCOUNTS.cells.map((cell) =>
      cell.account === PAY && cell.kind === 'ebs-snapshot' ? { ...cell, rows } : cell,
    );
    makeScanFile(file, { ...MANY_ACCOUNTS, cells });
    const output = newFolder(t);
    await split(file, path.join(output, 'all.html'), { formats: ['html'] });
    const names = fs.readdirSync(output).map((name) => name.replace(/\.\w+$/, ''));
    assert.deepEqual(names.filter((name) => name.endsWith('-ebs-snapshot')).toSorted(), [
      `all-=pay-prod-${PAY}-ebs-snapshot`,
      'all-ebs-snapshot',
    ]);
    const page = fs.readFileSync(path.join(output, `all-=pay-prod-${PAY}.html`), 'utf8');
    assert.match(
      page,
      /of 10,001 rows, the largest by Size; the file beside this one that ends in -ebs-snapshot\.csv has all of them\./,
    );
  });

  test('is named after the day of the scan, however much later it is written', async (t) => {
    const { paths } = await split(manyAccountsFile(t), newFolder(t), { now: SCAN_START + 40 * 86_400_000 });
    assert.deepEqual(
      paths.filter((file) => !file.endsWith('-inventory-us-east-1-export-11.21.2026.ndjson')),
      [],
    );
  });

  test('adds up and finds what is in each, in every sheet of its workbook', async (t) => {
    const { paths, withoutRows } = await split(manyAccountsFile(t), newFolder(t), { formats: ['xlsx'] });
    assert.equal(withoutRows, undefined);
    const books = await Promise.all(
      paths.map(async (file) => {
        const book = new ExcelJS.Workbook();
        await book.xlsx.readFile(file);
        return book;
      }),
    );
    assert.deepEqual(
      books.map((book) => book.worksheets.map(({ name }) => name).join(' | ')),
      [
        'Summary | Accounts | Agents | EBS Snapshots | Snapshot Summary | Protection | Findings | Cost | Snapshot Ages | Coverage',
        'Summary | Accounts | EBS Snapshots | Snapshot Summary | Protection | Findings | Cost | Snapshot Ages | Coverage',
        'Summary | Accounts | Agents | Coverage',
        'Summary | Accounts | Coverage',
        'Summary | Accounts | Coverage',
      ],
    );
    const facts = books.map((book) => {
      const sheet = book.getWorksheet('Summary');
      return [1, 2, 3, 4].map((row) => sheet?.getCell(row, 1).value).join(', ');
    });
    assert.deepEqual(
      [facts[0], facts[1]],
      ['Scan, Organization, Accounts, Partition', 'Scan, Account, Account Name, Organization'],
    );
    assert.equal(books[1]?.getWorksheet('Summary')?.getCell('B2').value, PAY);
    assert.deepEqual(
      books.map((book) => sheetLines(book.getWorksheet('Accounts')).length - 1),
      [4, 1, 1, 1, 1],
    );
  });

  test('keeps to the filter, in each account', async (t) => {
    const { paths } = await split(manyAccountsFile(t), newFolder(t), { filter: 'snapshot_id:snap-1' });
    const rows = paths.map(
      (file) => objects(file).filter(({ snapshot_id }) => snapshot_id !== undefined).length,
    );
    assert.deepEqual(rows, [1, 1, 0, 0, 0]);
  });

  test('of csv is all of its files for each account that was read, under one version', async (t) => {
    const output = newFolder(t);
    const { paths, withoutRows } = await split(manyAccountsFile(t), output, { formats: ['csv'] });
    const endings = paths.map((file) => path.basename(file).split('-export-11.21.2026-')[1]);
    const each = [
      'datasync-agent.csv',
      'ebs-snapshot.csv',
      'summary.csv',
      'sources.csv',
      'findings.csv',
      'cost.csv',
      'accounts.csv',
      'coverage.csv',
    ];
    const unread = ['accounts.csv', 'coverage.csv'];
    assert.deepEqual(endings, [...each, ...each, ...each, ...unread, ...unread]);
    assert.deepEqual(
      withoutRows?.map(({ id, name, phase, error }) => [id, name, phase, error?.code]),
      [
        [REFUSED, 'erp', 'denied', 'AccessDenied'],
        [CLOSED, null, 'skipped', 'NotActive'],
      ],
    );
    const again = await split(manyAccountsFile(t), output, { formats: ['csv'] });
    assert.ok(again.paths.every((file) => file.includes('-v2-')));
    assert.equal(fs.readdirSync(output).length, 56);
    const ofRefused = paths.filter((file) => file.includes(REFUSED));
    assert.equal(ofRefused.length, 2);
    for (const file of ofRefused) assert.match(fs.readFileSync(file, 'utf8'), /cannot be assumed/);
  });

  test('lies beside the file that is named, and replaces what is there', async (t) => {
    const file = path.join(newFolder(t), 'all.json');
    for (const _ of [1, 2]) {
      const { paths } = await split(manyAccountsFile(t), file, { formats: ['json'] });
      assert.deepEqual(
        paths.map((one) => path.basename(one)),
        ['all.json', ...NAMES.map((name) => `all-${name}.json`)],
      );
    }
    assert.equal(fs.readdirSync(path.dirname(file)).length, 5);
  });

  test('goes on from the file of the whole to those of the accounts, and counts each row once', async (t) => {
    const progress: ExportProgress[] = [];
    await split(manyAccountsFile(t), newFolder(t), {}, (now) => progress.push(now));
    const last = progress.at(-1);
    assert.deepEqual([last?.rows, last?.share], [3, 1]);
  });

  test('of a scan of one account is its one file', async (t) => {
    const file = path.join(temporaryFolder(t), 'one.sqlite');
    makeScanFile(file, { cells: MANY_ACCOUNTS.cells.filter(({ account }) => account === PAY) });
    assert.equal((await split(file, newFolder(t), {})).paths.length, 1);
  });

  test('is refused where everything goes to one place', async (t) => {
    for (const [output, place] of [
      ['-', 'standard output'],
      ['/dev/null', '/dev/null'],
    ] as const) {
      await assert.rejects(split(manyAccountsFile(t), output, {}), (error) => {
        assert.ok(error instanceof ExportError);
        assert.equal(error.badUsage, true);
        assert.equal(
          error.message,
          `Cannot split an export into accounts on ${place}: give a folder or a file (--output reports/)`,
        );
        return true;
      });
    }
  });
});
