import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { totalsOf } from '../../helpers/sheet-lines.ts';
import { ACCOUNT, DAY, SCAN_START } from '../example-scan.ts';
import { unzip } from './unzip.ts';
import { EBS, GIB, rowsOf, SNAPSHOT, sheetNames, workbookOf } from './written-workbook.ts';

describe('a workbook', () => {
  it('holds every value in its column, numbers as numbers and instants as dates', async (test) => {
    const written = await workbookOf(test, [EBS]);
    assert.deepEqual(rowsOf(written, 'EBS Snapshots'), [
      [
        'Service',
        'Region',
        'Snapshot ID',
        'Source',
        'Source Name',
        'Size',
        'Status',
        'Creation Time (UTC)',
        'Encrypted',
        'Source Exists',
        'Origin',
        'Storage Tier',
        'Tags',
        'Volume IOPS',
        'Size (bytes)',
      ],
      [
        'EBS',
        'us-east-1',
        'snap-1',
        'vol-1',
        'web',
        8 * GIB,
        'completed',
        new Date('2026-11-01T09:12:45.000Z'),
        'yes',
        'yes',
        'manual',
        'standard',
        'team=web, env=prod',
        3000,
        8 * GIB,
      ],
    ]);
  });

  it('leaves empty sheets out, but never Summary and Coverage', async (test) => {
    const written = await workbookOf(test, [
      {
        region: 'us-east-1',
        kind: 'ebs-snapshot',
        phase: 'denied',
        error: { code: 'Denied', message: 'no' },
      },
    ]);
    assert.deepEqual(sheetNames(written), ['Summary', 'Coverage']);
  });

  it('orders sheets by position and fills those that take some rows only', async (test) => {
    const written = await workbookOf(test, [
      EBS,
      {
        region: 'us-east-1',
        kind: 'datasync-execution',
        rows: [
          { status: 'SUCCESS', duration: 3_600_000 },
          { status: 'ERROR', duration: null },
        ],
      },
      {
        region: 'us-east-1',
        kind: 'datasync-task',
        rows: [
          { task_name: 'a', status: 'AVAILABLE' },
          { task_name: 'b', status: 'RUNNING' },
        ],
      },
    ]);
    assert.deepEqual(sheetNames(written), [
      'Summary',
      'Tasks',
      'Recent Executions',
      'Active Tasks',
      'Failed Executions',
      'EBS Snapshots',
      'Snapshot Summary',
      'Transfers',
      'Findings',
      'Cost',
      'Snapshot Ages',
      'Coverage',
    ]);
    assert.deepEqual(
      rowsOf(written, 'Active Tasks').map((row) => row[0]),
      ['Task Name', 'a'],
    );
    assert.deepEqual(
      rowsOf(written, 'Failed Executions').map((row) => row[0]),
      ['Status', 'ERROR'],
    );
    assert.equal(written.book.getWorksheet('Recent Executions')?.getCell('C2').numFmt, '[h]:mm:ss');
  });

  it('freezes and filters every sheet of rows, with a bold header and formats for bytes and dates', async (test) => {
    const written = await workbookOf(test, [{ ...EBS, rows: [SNAPSHOT, { ...SNAPSHOT, size: null }] }]);
    const sheet = written.book.getWorksheet('EBS Snapshots');
    assert.equal(sheet?.getCell('F2').numFmt, '[=0]0.0" GB";[<50000000]0.00####,,," GB";#,##0.0,,," GB"');
    assert.equal(sheet?.getCell('O2').numFmt, '#,##0');
    assert.equal(sheet?.getCell('H2').numFmt, 'yyyy-mm-dd hh:mm:ss');
    assert.equal(sheet?.getCell('A1').font.bold, true);
    assert.equal(sheet?.getCell('A1').font.name, 'Calibri');
    assert.equal(sheet?.getCell('F3').value, null);
    const xml = new XMLParser({ ignoreAttributes: false }).parse(
      unzip(written.file).get('xl/worksheets/sheet2.xml') ?? '',
    );
    assert.deepEqual(xml.worksheet.sheetViews.sheetView.pane, {
      '@_ySplit': '1',
      '@_topLeftCell': 'A2',
      '@_activePane': 'bottomLeft',
      '@_state': 'frozen',
    });
    assert.deepEqual(xml.worksheet.autoFilter, { '@_ref': 'A1:O3' });
    const [first, second] = xml.worksheet.cols.col;
    assert.deepEqual(
      [first['@_min'], first['@_max'], first['@_width'], second['@_min'], second['@_width']],
      ['1', '2', '11', '3', '15'],
    );
  });

  it('stores what looks like a formula as text, and hostile text as it is', async (test) => {
    const names = ['=1+1', '+cmd|x', '@SUM(A1)', '<b>&"\'', '_x0041_', '日本 😀', ' lead'];
    const written = await workbookOf(test, [
      { ...EBS, rows: names.map((source_name) => ({ ...SNAPSHOT, source_name })) },
    ]);
    const xml = unzip(written.file).get('xl/worksheets/sheet2.xml') ?? '';
    const cells = [
      ...xml.matchAll(/<c r="E(?:[2-9]|1\d)" t="inlineStr"><is><t( xml:space="preserve")?>([^<]*)</g),
    ];
    assert.deepEqual(
      cells.map((cell) => cell[2]),
      ['=1+1', '+cmd|x', '@SUM(A1)', '&lt;b&gt;&amp;"\'', '_x005F_x0041_', '日本 😀', ' lead'],
    );
    assert.equal(cells[6]?.[1], ' xml:space="preserve"');
    const formulas = [...xml.matchAll(/<f>([^<]*)</g)].map(([, formula]) => formula);
    assert.deepEqual(formulas, [
      '"Total of "&amp;SUBTOTAL(103,A2:A8)&amp;" rows"',
      'SUBTOTAL(109,F2:F8)',
      'SUBTOTAL(109,O2:O8)',
    ]);
  });

  it('has a Problem column at the end only where a row has a problem', async (test) => {
    const sound = await workbookOf(test, [EBS]);
    assert.equal(rowsOf(sound, 'EBS Snapshots')[0]?.includes('Problem'), false);
    const written = await workbookOf(test, [
      { ...EBS, rows: [SNAPSHOT, { ...SNAPSHOT, problem: 'Size is negative' }] },
    ]);
    assert.deepEqual(
      rowsOf(written, 'EBS Snapshots').map((row) => row[14] ?? null),
      ['Problem', null, 'Size is negative'],
    );
  });

  it('goes on in a further sheet where one is full, each with its header and no empty one', async (test) => {
    const rows = Array.from({ length: 8 }, (_, index) => ({ ...SNAPSHOT, snapshot_id: `snap-${index}` }));
    const written = await workbookOf(test, [{ ...EBS, rows }], { mostRows: 7 });
    assert.deepEqual(sheetNames(written), [
      'Summary',
      'EBS Snapshots',
      'EBS Snapshots (2)',
      'Snapshot Summary',
      'Cost',
      'Snapshot Ages',
      'Coverage',
    ]);
    assert.deepEqual(
      rowsOf(written, 'EBS Snapshots (2)').map((row) => row[2]),
      ['Snapshot ID', 'snap-4', 'snap-5', 'snap-6', 'snap-7'],
    );
  });

  it('says in Summary when the scan was, sizes in 1024s as the app does, and every name in full', async (test) => {
    const written = await workbookOf(test, [{ ...EBS, rows: [{ ...SNAPSHOT, size: 3 * 2 ** 50 }] }]);
    const summary = rowsOf(written, 'Summary');
    const line = (name: string) => summary.find(([first]) => first === name);
    assert.deepEqual(line('Started (UTC)')?.slice(0, 2), ['Started (UTC)', '2026-11-21 12:00:00']);
    assert.deepEqual(line('Ended (UTC)')?.slice(0, 2), ['Ended (UTC)', '2026-11-21 12:00:03']);
    const sheet = written.book.getWorksheet('Summary');
    const sizes: unknown[] = [];
    sheet?.eachRow((row) =>
      row.eachCell(({ numFmt, value }) => {
        if (/B"$/.test(numFmt ?? '') && value !== 0) sizes.push([value, numFmt]);
      }),
    );
    assert.ok(sizes.length > 0);
    const format = '[=0]0.0" PiB";[<0.05]0.00####" PiB";#,##0.0" PiB"';
    for (const size of sizes) assert.deepEqual(size, [3, format]);
    const longest = Math.max(
      ...summary.map(([name, next]) => (typeof name === 'string' && next !== undefined ? name.length : 0)),
    );
    assert.ok((sheet?.getColumn(1).width ?? 0) > longest, `${longest} characters`);
  });

  it('sums snapshots by account, region, service, source and age, unknown sources in a line of their own', async (test) => {
    const written = await workbookOf(test, [
      {
        ...EBS,
        rows: [
          { ...SNAPSHOT, creation_time: SCAN_START - 7 * DAY },
          { ...SNAPSHOT, snapshot_id: 'snap-2', origin: 'AMI', creation_time: SCAN_START - 6 * DAY },
          { ...SNAPSHOT, snapshot_id: 'snap-3', creation_time: SCAN_START - 8 * DAY },
          {
            ...SNAPSHOT,
            snapshot_id: 'snap-4',
            source: null,
            source_name: null,
            size: null,
            creation_time: null,
          },
        ],
      },
    ]);
    const unknown = ['EBS', ACCOUNT, 'us-east-1', 'unknown source', null, 'unknown', 1];
    const known = ['EBS', ACCOUNT, 'us-east-1', 'vol-1', 'web', 'yes', 0];
    const days = (age: number) => new Date(SCAN_START - age * DAY);
    assert.deepEqual(rowsOf(written, 'Snapshot Summary'), [
      [
        'Date Range',
        'Service-Source',
        'Snapshot Count',
        'Total Size',
        'Snapshot IDs',
        'Types',
        'Service',
        'Account',
        'Region',
        'Source',
        'Source Name',
        'Source Exists',
        'Unknown Sizes',
        'Oldest (UTC)',
        'Newest (UTC)',
        'Total Size (bytes)',
      ],
      ['unknown age', 'EBS-unknown source', 1, null, 'snap-4', 'manual', ...unknown],
      [
        '0-7 days',
        'EBS-vol-1',
        2,
        16 * GIB,
        'snap-2, snap-1',
        'AMI, manual',
        ...known,
        days(7),
        days(6),
        16 * GIB,
      ],
      ['7-15 days', 'EBS-vol-1', 1, 8 * GIB, 'snap-3', 'manual', ...known, days(8), days(8), 8 * GIB],
    ]);
  });

  it('lists every cell in Coverage, with who scanned what above it', async (test) => {
    const written = await workbookOf(test, [
      { ...EBS, read: { at: SCAN_START + 1000, until: SCAN_START + 2000 } },
      { region: 'eu-west-1', kind: 'ebs-snapshot' },
      {
        region: 'eu-west-1',
        kind: 'rds-snapshot',
        phase: 'denied',
        error: { code: 'AccessDenied', message: 'not allowed', advice: 'add rds:DescribeDBSnapshots' },
      },
      {
        region: 'af-south-1',
        kind: 'ebs-snapshot',
        phase: 'skipped',
        error: { code: 'RegionOff', message: 'off' },
      },
    ]);
    const rows = rowsOf(written, 'Coverage');
    assert.deepEqual(rows.slice(0, 12), [
      ['Scan', 'complete, 1 of 3 cells with problems; see Coverage'],
      ['Account', ACCOUNT],
      ['Account Name', 'PROD'],
      ['Partition', 'aws'],
      ['Caller ARN', `arn:aws:iam::${ACCOUNT}:user/ops`],
      ['Profile', 'prod'],
      ['Regions', 'us-east-1, eu-west-1'],
      ['Regions Off', 'af-south-1'],
      ['Started (UTC)', '2026-11-21 12:00:00'],
      ['Ended (UTC)', '2026-11-21 12:00:03'],
      ['Options', 'regions: all; execution_days: 3; tags: false'],
      ['snapdeck Version', '0.1.0'],
    ]);
    assert.deepEqual(
      rows.slice(13).map((row) => row.slice(1, 10)),
      [
        ['Region', 'Kind', 'Outcome', 'Rows', 'Calls', 'Retries', 'Error Code', 'Error Message', 'Advice'],
        ['us-east-1', 'EBS snapshots', 'done', 1, 2, 0, null, null, null],
        ['eu-west-1', 'EBS snapshots', 'empty', 0, 2, 0, null, null, null],
        [
          'eu-west-1',
          'RDS instance snapshots',
          'denied',
          0,
          2,
          0,
          'AccessDenied',
          'not allowed',
          'add rds:DescribeDBSnapshots',
        ],
        ['af-south-1', 'EBS snapshots', 'skipped', 0, 2, 0, 'RegionOff', 'off', null],
      ],
    );
    assert.deepEqual(
      rows.slice(13, 16).map((row) => row.slice(12)),
      [
        ['Collector', 'Read At (UTC)', 'Read Until (UTC)', 'Public Access'],
        ['ebs-snapshot', new Date(SCAN_START + 1000), new Date(SCAN_START + 2000)],
        ['ebs-snapshot'],
      ],
    );
  });

  it('says that it is partial on top of Summary and Coverage while cells are not final', async (test) => {
    const written = await workbookOf(
      test,
      [
        EBS,
        { region: 'eu-west-1', kind: 'ebs-snapshot', phase: 'running' },
        { region: 'eu-west-1', kind: 'rds-snapshot', phase: 'queued' },
      ],
      { facts: { complete: false } },
    );
    const partial = ['Scan', 'PARTIAL: 2 of 3 cells were not finished, so rows may be missing; see Coverage'];
    assert.deepEqual(rowsOf(written, 'Summary')[0], partial);
    assert.deepEqual(rowsOf(written, 'Coverage')[0], partial);
  });

  it('adds up sizes and counts lines below them, as a filter shows them, without being one of those', async (test) => {
    const { book } = await workbookOf(test, [{ ...EBS, rows: [SNAPSHOT, { ...SNAPSHOT, size: null }] }]);
    const sheet = book.getWorksheet('EBS Snapshots');
    const totals = totalsOf(sheet);
    assert.deepEqual(totals[0], {
      formula: '"Total of "&SUBTOTAL(103,A2:A3)&" rows"',
      result: 'Total of 2 rows',
    });
    assert.deepEqual(totals[5], { formula: 'SUBTOTAL(109,F2:F3)', result: 8 * GIB });
    assert.deepEqual([sheet?.rowCount, sheet?.autoFilter], [5, 'A1:O3']);
  });

  it('is printed as wide as a page, with its header, whose it is and its page on every one', async (test) => {
    const { book } = await workbookOf(test, [EBS]);
    const { pageSetup, headerFooter } = book.getWorksheet('EBS Snapshots') ?? {};
    assert.deepEqual(
      [pageSetup?.orientation, pageSetup?.fitToWidth, pageSetup?.fitToHeight, pageSetup?.printTitlesRow],
      ['landscape', 1, 0, '1:1'],
    );
    assert.equal(headerFooter?.oddFooter, '&LPROD 123456789012, 2026-11-21 12:00 UTC&C&A&RPage &P of &N');
  });

  it('keeps the lines of the old Summary sheet', async (test) => {
    const written = await workbookOf(test, [
      {
        region: 'us-east-1',
        kind: 'datasync-task',
        rows: [
          { task_name: 'a', status: 'AVAILABLE', schedule: 'rate(1 day)' },
          { task_name: 'b', status: 'RUNNING' },
        ],
      },
    ]);
    const rows = rowsOf(written, 'Summary');
    const start = rows.findIndex((row) => row[0] === 'Metric');
    assert.deepEqual(rows.slice(start + 1, start + 12), [
      ['Total Tasks', 2],
      ['Tasks AVAILABLE', 1],
      ['Tasks RUNNING', 1],
      ['Tasks with a schedule', 1],
      ['Tasks with a disabled schedule', 0],
      ['Total Locations', 0],
      ['Total Agents', 0],
      ['Agents ONLINE', 0],
      ['Agents OFFLINE', 0],
      ['Total Executions (3 days)', 0],
      ['Executions SUCCESS', 0],
    ]);
  });
});
