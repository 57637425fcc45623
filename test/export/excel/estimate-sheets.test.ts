import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import ExcelJS from 'exceljs';
import { writeWorkbook } from '../../../source/export/excel/workbook.ts';
import { openExportInput, rowCounter } from '../../../source/export/open-export-input.ts';
import type { ScanFacts } from '../../../source/model/scan-facts.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { sheetLines } from '../../helpers/sheet-lines.ts';
import { temporaryFolder } from '../example-scan.ts';

async function workbookOf(
  test: TestContext,
  cells: readonly MadeCell[],
  facts: Partial<ScanFacts> = {},
): Promise<ExcelJS.Workbook> {
  const folder = temporaryFolder(test);
  const scanFile = path.join(folder, 'estimates.scan');
  makeScanFile(scanFile, { cells, facts });
  const source = openExportInput(scanFile, 'auto');
  const file = path.join(folder, 'out.xlsx');
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

const SNAPSHOT = {
  key: 'snap-1',
  service: 'EBS',
  snapshot_id: 'snap-1',
  source: 'vol-1',
  source_exists: 'yes',
  status: 'completed',
  creation_time: SCAN_START - 1000,
  encrypted: true,
  public: false,
  shared_with: [],
  ami_ids: [],
  ami_public: false,
  fast_restore_zones: [],
  owner: 'web',
  deletability: 'candidate',
  deletability_reasons: ['source still exists', 'the only one of its source'],
  monthly_cost_low: 1.5,
  monthly_cost_high: 2.1234,
};

const ebs = (rows: MadeCell['rows']): MadeCell => ({
  region: 'us-east-1',
  kind: 'ebs-snapshot',
  outcome: 'done',
  rows,
});

describe('the sheets of snapshots', () => {
  it('say what speaks against deleting each, and what it costs, as numbers in dollars', async (test) => {
    const book = await workbookOf(test, [ebs([SNAPSHOT])]);
    const [header = [], row = []] = rowsOf(book, 'EBS Snapshots');
    // Behind them stand the sizes in full.
    const end = header.length - 2;
    assert.deepEqual(header.slice(end - 5, end), [
      'Owner',
      'Deletability',
      'Deletability Reasons',
      'Monthly Cost Low',
      'Monthly Cost High',
    ]);
    assert.deepEqual(row.slice(end - 5, end), [
      'web',
      'candidate',
      'source still exists, the only one of its source',
      1.5,
      2.1234,
    ]);
    const cell = book.getWorksheet('EBS Snapshots')?.getRow(2).getCell(end);
    assert.equal(cell?.numFmt, '"$"#,##0.00##');
  });
});

describe('the sheet of findings', () => {
  it('lists every resource with its reason, the gravest first, and what was not checked', async (test) => {
    const account = '123456789012';
    const book = await workbookOf(test, [
      ebs([
        { ...SNAPSHOT, encrypted: false },
        {
          ...SNAPSHOT,
          key: 'snap-2',
          public: true,
          public_access_block: 'unblocked',
          shared_with: ['not checked'],
        },
      ]),
      {
        region: 'eu-west-1',
        kind: 'datasync-agent',
        outcome: 'done',
        rows: [{ key: '#1', status: 'OFFLINE' }],
      },
    ]);
    const agents = 'DataSync agents that are offline';
    assert.deepEqual(rowsOf(book, 'Findings'), [
      ['Finding', 'Severity', 'Kind', 'Account', 'Region', 'Resource', 'Reason', 'Not Checked'],
      [
        'EBS snapshots that are public',
        'high',
        'EBS snapshots',
        account,
        'us-east-1',
        'snap-2',
        'every AWS account may restore it',
      ],
      [
        'EBS snapshots that are public, and that their region does not block',
        'high',
        'EBS snapshots',
        account,
        'us-east-1',
        'snap-2',
        'every AWS account may restore it, and the region blocks no sharing with everybody',
      ],
      [
        agents,
        'high',
        'DataSync agents',
        account,
        'eu-west-1',
        '\\u{23}1',
        'offline; no task is known to need it',
      ],
      [
        'EBS snapshots that are shared',
        'medium',
        null,
        null,
        null,
        null,
        '1 not checked: sharing was not asked for (--attributes or :ask attributes) or could not be read',
        1,
      ],
      [
        'EBS snapshots that are not encrypted',
        'medium',
        'EBS snapshots',
        account,
        'us-east-1',
        'snap-1',
        'its data is not encrypted at rest',
      ],
    ]);
  });

  it('is left out where there is nothing to say', async (test) => {
    const book = await workbookOf(test, [ebs([SNAPSHOT])]);
    assert.deepEqual(
      book.worksheets.map((sheet) => sheet.name),
      ['Summary', 'EBS Snapshots', 'Snapshot Summary', 'Protection', 'Cost', 'Snapshot Ages', 'Coverage'],
    );
  });

  it('lists at most 5,000 resources of a finding and counts the others', async (test) => {
    const rows = Array.from({ length: 5_003 }, (_, index) => ({
      ...SNAPSHOT,
      key: `snap-${index}`,
      encrypted: false,
    }));
    const lines = rowsOf(await workbookOf(test, [ebs(rows)]), 'Findings');
    assert.equal(lines.length, 1 + 5_000 + 1);
    assert.deepEqual(lines.at(-1), [
      'EBS snapshots that are not encrypted',
      'medium',
      null,
      null,
      null,
      null,
      'and 3 more, for the same reason',
    ]);
  });
});

describe('the sheet of costs', () => {
  it('says what its bounds are and of which day its prices, then sums them', async (test) => {
    const book = await workbookOf(
      test,
      [
        ebs([SNAPSHOT, { ...SNAPSHOT, key: 'snap-2', source: null, monthly_cost_low: null }]),
        {
          region: 'eu-west-1',
          kind: 'rds-snapshot',
          outcome: 'done',
          rows: [{ key: 'rds-1', service: 'RDS', source: 'orders' }],
        },
      ],
      {
        prices: { date: '2026-01-31', source: 'a contract', regions: ['us-east-1'] },
        options: { owner_tags: ['team'] },
      },
    );
    const rows = rowsOf(book, 'Cost');
    assert.match(String(rows[0]?.[0]), /^Bounds in US dollars a month, not a bill: /);
    assert.match(String(rows[2]?.[0]), /^Prices of 2026-01-31 \(a contract\); known for us-east-1\./);
    assert.match(
      String(rows[3]?.[0]),
      /^Cost known for 2 of 3 snapshots: 1 without a known size\. snapdeck prices /,
    );
    assert.deepEqual(rows[4], ['Owner is the owner tag (team) of a snapshot.']);
    const place = ['123456789012', 'us-east-1'];
    assert.deepEqual(rows.slice(6), [
      [
        'By',
        'Name',
        'Service',
        'Account',
        'Region',
        'Snapshots',
        'Monthly Cost Low',
        'Monthly Cost High',
        'Without Estimate',
      ],
      ['Total', 'All snapshots', null, null, null, 3, 1.5, 4.2468, 1],
      ['Service', 'EBS', 'EBS', null, null, 2, 1.5, 4.2468, 0],
      ['Service', 'RDS instances', 'RDS', null, null, 1, null, null, 1],
      ['Region', 'us-east-1', null, null, 'us-east-1', 2, 1.5, 4.2468, 0],
      ['Region', 'eu-west-1', null, null, 'eu-west-1', 1, null, null, 1],
      ['Owner', 'web', null, null, null, 2, 1.5, 4.2468, 0],
      ['Owner', 'no owner tag, or tags not read', null, null, null, 1, null, null, 1],
      ['Source', 'vol-1', 'EBS', ...place, 1, 1.5, 2.1234, 0],
      ['Source', 'unknown source', 'EBS', ...place, 1, null, 2.1234, 0],
      ['Source', 'orders', 'RDS', '123456789012', 'eu-west-1', 1, null, null, 1],
    ]);
    assert.equal(book.getWorksheet('Cost')?.getCell('G8').numFmt, '"$"#,##0.00##');
  });
});
