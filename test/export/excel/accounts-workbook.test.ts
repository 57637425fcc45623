import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import ExcelJS from 'exceljs';
import { writeWorkbook } from '../../../source/export/excel/workbook.ts';
import { openExportInput, rowCounter } from '../../../source/export/open-export-input.ts';
import { type MadeScan, madeAccount, roleRefused, SCAN_START } from '../../helpers/scan-files.ts';
import { sheetLines } from '../../helpers/sheet-lines.ts';
import { temporaryFolder } from '../example-scan.ts';
import { CLOSED, MANY_ACCOUNTS, manyAccountsFile, PAY, REFUSED, WEB } from '../many-accounts.ts';

async function workbookOf(
  test: TestContext,
  given: Partial<MadeScan> = {},
  filter?: string,
): Promise<ExcelJS.Workbook> {
  const source = openExportInput(manyAccountsFile(test, given), 'auto', { filter });
  const file = path.join(temporaryFolder(test), 'out.xlsx');
  const counter = rowCounter(0, () => undefined);
  try {
    const signal = new AbortController().signal;
    await writeWorkbook(source, createWriteStream(file), counter, { now: SCAN_START, signal });
  } finally {
    source.close();
  }
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return book;
}

function rowsOf(book: ExcelJS.Workbook, name: string): readonly (readonly unknown[])[] {
  return sheetLines(book.getWorksheet(name));
}

/** The columns of a sheet with these headers, its headers first. */
function columnsOf(book: ExcelJS.Workbook, name: string, ...headers: readonly string[]) {
  const rows = rowsOf(book, name);
  const at = rows.findIndex((row) => headers.every((header) => row.includes(header)));
  const places = headers.map((header) => rows[at]?.indexOf(header) ?? -1);
  return rows.slice(at).map((row) => places.map((place) => row[place] ?? null));
}

suite('the workbook of many accounts', () => {
  test('shows every header of the accounts beside the button of its filter, and their texts whole', async (t) => {
    const book = await workbookOf(t);
    const [header = [], ...lines] = rowsOf(book, 'Accounts');
    // One that says nothing is as wide as Excel makes it.
    const widths = header.map((_, index) => book.getWorksheet('Accounts')?.getColumn(index + 1).width ?? 8);
    const wanted = header.map((name, index) => {
      const texts = lines.map((line) => (typeof line[index] === 'string' ? line[index].length : 0));
      return Math.min(60, Math.max(String(name).length + 3, ...texts));
    });
    assert.deepEqual(
      header.filter((_, index) => (widths[index] ?? 0) < (wanted[index] ?? 0)),
      [],
    );
  });

  test('has the accounts behind the summary: what each is, holds and costs, and its problems', async (t) => {
    const book = await workbookOf(t);
    assert.deepEqual(
      book.worksheets.map(({ name }) => name),
      [
        'Summary',
        'Accounts',
        'Agents',
        'EBS Snapshots',
        'Snapshot Summary',
        'Protection',
        'Findings',
        'Cost',
        'Snapshot Ages',
        'Coverage',
      ],
    );
    const [header, ...lines] = rowsOf(book, 'Accounts');
    assert.deepEqual(header, [
      ...['Account', 'Account Name', 'OU', 'State', 'Entered By', 'Outcome', 'Regions', 'Rows'],
      ...['Snapshots', 'Size', 'Unsized', 'Monthly Cost Low', 'Monthly Cost High', 'Without Estimate'],
      ...['Findings', 'Problems', 'Started (UTC)', 'Ended (UTC)', 'Counted At Owner'],
    ]);
    const nothing = Array.from({ length: 9 }, () => null);
    assert.deepEqual(
      lines.map((line) => line.slice(0, 16)),
      [
        [
          ...[PAY, '=pay/prod', 'Workloads/Prod', 'ACTIVE', 'role Audit', 'partial', 1, 2],
          ...[2, 3, 1, 3, 4.5, 0, 1, '1 of 2 cells with problems'],
        ],
        [...[WEB, 'web', null, 'ACTIVE', 'role Audit', 'done', 1, 1], ...[0, 0, 0, 0, 0, 0, 0, null]],
        [
          ...[REFUSED, 'erp', null, 'ACTIVE', 'role Audit', 'denied', ...nothing],
          `AccessDenied: ${roleRefused(REFUSED).message}`,
        ],
        [
          ...[CLOSED, null, null, 'SUSPENDED', null, 'skipped', ...nothing],
          'NotActive: the account is suspended',
        ],
      ],
    );
    const sheet = book.getWorksheet('Accounts');
    assert.equal(sheet?.getCell('J2').numFmt, '[=0]0.0" GiB";[<0.05]0.00####" GiB";#,##0.0" GiB"');
  });

  test('has the account first in every sheet of rows, once, its id as text with the zero that it begins with', async (t) => {
    const book = await workbookOf(t);
    assert.deepEqual(
      rowsOf(book, 'Agents').map((row) => row.slice(0, 3)),
      [
        ['Account', 'Account Name', 'Agent Name'],
        [WEB, 'web', 'ham-1'],
      ],
    );
    const snapshots = rowsOf(book, 'EBS Snapshots');
    assert.deepEqual(
      snapshots.map((row) => row.slice(0, 3)),
      [
        ['Account', 'Account Name', 'Service'],
        [PAY, '=pay/prod', 'EBS'],
        [PAY, '=pay/prod', 'EBS'],
      ],
    );
    assert.equal(snapshots[0]?.filter((header) => header === 'Account').length, 1);
    assert.deepEqual(columnsOf(book, 'EBS Snapshots', 'Snapshot ID', 'Region')[1], ['snap-1', 'us-east-1']);
    assert.equal(book.getWorksheet('EBS Snapshots')?.getCell('A2').type, ExcelJS.ValueType.String);
  });

  test('keeps what is wrong with a row in its place', async (t) => {
    const cells = MANY_ACCOUNTS.cells.map((cell) => ({
      ...cell,
      rows: cell.rows.map((row) => ({ ...row, problem: 'odd' })),
    }));
    const book = await workbookOf(t, { cells });
    assert.deepEqual(columnsOf(book, 'EBS Snapshots', 'Account', 'Snapshot ID', 'Problem').slice(1), [
      [PAY, 'snap-1', 'odd'],
      [PAY, 'snap-2', 'odd'],
    ]);
  });

  test('names the account wherever a sheet has its id', async (t) => {
    const book = await workbookOf(t);
    assert.deepEqual(columnsOf(book, 'Snapshot Summary', 'Account', 'Account Name', 'Region')[1], [
      PAY,
      '=pay/prod',
      'us-east-1',
    ]);
    const findings = columnsOf(book, 'Findings', 'Account', 'Account Name', 'Resource');
    assert.deepEqual(
      findings.filter(([account]) => account !== null),
      [
        ['Account', 'Account Name', 'Resource'],
        [PAY, '=pay/prod', 'snap-1'],
      ],
    );
    assert.deepEqual(columnsOf(book, 'Cost', 'By', 'Account', 'Account Name').slice(1, 2), [
      ['Total', null, null],
    ]);
    assert.deepEqual(columnsOf(book, 'Cost', 'By', 'Account', 'Account Name').at(-1), [
      'Source',
      PAY,
      '=pay/prod',
    ]);
  });

  test('says in its summary what it is of, and how the accounts came out', async (t) => {
    assert.deepEqual(rowsOf(await workbookOf(t), 'Summary').slice(0, 4), [
      ['Scan', 'complete, 2 of 4 accounts with problems (1 of 4 cells); see Coverage'],
      ['Organization', 'o-larkspur'],
      ['Accounts', '4: 1 done, 1 partial, 1 denied, 1 skipped'],
      ['Partition', 'aws'],
    ]);
  });

  test('folds problems that are alike above the coverage, which has a line for every cell and every account without one', async (t) => {
    const more = '512345678901';
    const refused = [REFUSED, more].map((id) =>
      madeAccount(id, { phase: 'denied', regions: [], error: roleRefused(id) }),
    );
    const rest = (MANY_ACCOUNTS.accounts ?? []).filter(({ id }) => id !== REFUSED);
    const book = await workbookOf(t, { accounts: [...rest, ...refused] });
    const rows = rowsOf(book, 'Coverage');
    const at = rows.findIndex(([first]) => first === 'Problems');
    assert.deepEqual(rows.slice(at - 1, at + 6), [
      [],
      ['Problems', 'alike ones in one line; each has its own below'],
      ['denied', '2 accounts: role Audit cannot be assumed (AccessDenied)'],
      ['skipped', `${CLOSED}: the account is suspended`],
      [
        'denied',
        `${PAY} =pay/prod, us-east-1, DataSync agents: AccessDeniedException: not authorized to perform datasync:ListAgents; add datasync:ListAgents to the role`,
      ],
      [],
      [
        ...['Account', 'Account Name', 'Region', 'Kind', 'Outcome', 'Rows', 'Calls', 'Retries', 'Error Code'],
        ...['Error Message', 'Advice', 'Started (UTC)', 'Ended (UTC)', 'Collector'],
        ...['Read At (UTC)', 'Read Until (UTC)', 'Public Access'],
      ],
    ]);
    const lines = rows
      .slice(at + 6)
      .map(([account, name, region, kind, outcome]) => [...[account, name, region, kind, outcome]]);
    assert.deepEqual(lines, [
      [PAY, '=pay/prod', 'us-east-1', 'EBS snapshots', 'done'],
      [WEB, 'web', 'us-east-1', 'DataSync agents', 'done'],
      [PAY, '=pay/prod', 'us-east-1', 'DataSync agents', 'denied'],
      [WEB, 'web', 'us-east-1', 'EBS snapshots', 'empty'],
      [CLOSED, null, null, null, 'skipped'],
      [REFUSED, null, null, null, 'denied'],
      [more, null, null, null, 'denied'],
    ]);
  });

  test('says above the coverage which rows two accounts see, that count once', async (t) => {
    const arn = `arn:aws:datasync:us-east-1:${WEB}:agent/agent-1`;
    const cells = [PAY, WEB].map((account) => ({
      ...{ account, region: 'us-east-1', kind: 'datasync-agent', outcome: 'done' as const },
      rows: [{ key: arn, agent_arn: arn }],
    }));
    const rows = rowsOf(await workbookOf(t, { cells }), 'Coverage');
    assert.deepEqual(
      rows.filter(([name]) => name === 'Counted Once'),
      [
        [
          'Counted Once',
          `1 row of ${WEB} web seen in ${PAY} =pay/prod as well: counted once, at their owner`,
        ],
      ],
    );
  });

  test('counts under a filter what it keeps', async (t) => {
    const book = await workbookOf(t, {}, 'snapshot_id:snap-2');
    assert.deepEqual(
      columnsOf(book, 'Accounts', 'Account', 'Rows Kept', 'Snapshots', 'Size', 'Findings').slice(1),
      [
        [PAY, 1, 1, null, 0],
        [WEB, 0, 0, 0, 0],
        [REFUSED, null, null, null, null],
        [CLOSED, null, null, null, null],
      ],
    );
  });
});
