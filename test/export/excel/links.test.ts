import assert from 'node:assert/strict';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import ExcelJS from 'exceljs';
import { XMLParser } from 'fast-xml-parser';
import { startWorkbook } from '../../../source/export/excel/excel-stream.ts';
import { MOST_LINKS, SheetLinks } from '../../../source/export/excel/sheet-links.ts';
import { writeWorkbook } from '../../../source/export/excel/workbook.ts';
import { openExportInput, rowCounter } from '../../../source/export/open-export-input.ts';
import { madeSource, madeSources, makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { unzip } from './unzip.ts';

const [TASK, LOCATION] = ['task/task-1', 'location/loc-1'].map(
  (name) => `arn:aws:datasync:eu-west-1:123456789012:${name}`,
);

const CELLS = [
  {
    ...{ region: 'eu-west-1', kind: 'datasync-task', outcome: 'done' as const },
    rows: [
      {
        ...{ task_name: 'nightly', task_arn: `${TASK}`, region: 'eu-west-1', status: 'AVAILABLE' },
        ...{ source_location_arn: `${LOCATION}`, destination_location_arn: 'arn:gone' },
      },
    ],
  },
  {
    ...{ region: 'eu-west-1', kind: 'datasync-location', outcome: 'done' as const },
    rows: [
      { location_arn: 'arn:aws:datasync:eu-west-1:123456789012:location/loc-0', region: 'eu-west-1' },
      { location_arn: `${LOCATION}`, region: 'eu-west-1' },
    ],
  },
  {
    ...{ region: 'eu-west-1', kind: 'datasync-execution', outcome: 'done' as const },
    rows: [
      {
        ...{ task_execution_arn: `${TASK}/execution/exec-1`, task_arn: `${TASK}`, region: 'eu-west-1' },
        status: 'ERROR',
      },
    ],
  },
  {
    ...{ region: 'eu-west-1', kind: 'ebs-snapshot', outcome: 'done' as const },
    rows: [{ snapshot_id: 'snap-1', service: 'EBS', region: 'eu-west-1', source: 'vol-1' }],
    found: madeSources([madeSource('vol-0'), madeSource('vol-1')]),
  },
];

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  isArray: (name) => ['hyperlink', 'Relationship', 'conditionalFormatting'].includes(name),
});

describe('the links of a workbook', () => {
  let files: ReadonlyMap<string, string>;
  let book: ExcelJS.Workbook;

  /** Where a sheet's links lead to, by their cells. */
  function linksOf(name: string): Readonly<Record<string, string>> {
    const sheet = book.worksheets.findIndex((each) => each.name === name) + 1;
    const xml = parser.parse(files.get(`xl/worksheets/sheet${sheet}.xml`) ?? '');
    const relations = parser.parse(
      files.get(`xl/worksheets/_rels/sheet${sheet}.xml.rels`) ?? '<Relationships/>',
    );
    const targets = new Map<string, string>(
      (relations.Relationships.Relationship ?? []).map((one: { Id: string; Target: string }) => [
        one.Id,
        one.Target,
      ]),
    );
    const links: readonly { ref: string; location?: string; 'r:id'?: string }[] =
      xml.worksheet.hyperlinks?.hyperlink ?? [];
    return Object.fromEntries(
      links.map(({ ref, location, 'r:id': id = '' }) => [
        `${book.getWorksheet(name)?.getCell(`${ref.replace(/\d+/, '')}1`).text} ${ref.replace(/\D+/, '')}`,
        location ?? targets.get(id) ?? '',
      ]),
    );
  }

  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-links-'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  before(async () => {
    const scan = path.join(folder, 'scan.sqlite');
    makeScanFile(scan, { cells: CELLS });
    const source = openExportInput(scan, 'auto');
    const file = path.join(folder, 'out.xlsx');
    const counter = rowCounter(0, () => undefined);
    const signal = new AbortController().signal;
    await writeWorkbook(source, createWriteStream(file), counter, { now: SCAN_START, signal });
    source.close();
    files = unzip(file);
    book = new ExcelJS.Workbook();
    await book.xlsx.readFile(file);
  });

  it('lead from a task to its page in the console and to its locations', () => {
    assert.deepEqual(linksOf('Tasks'), {
      'Task ARN 2': 'https://eu-west-1.console.aws.amazon.com/datasync/home?region=eu-west-1#/tasks/task-1',
      'Source Location ARN 2': "'Locations'!A3",
    });
  });

  it('lead from an execution to its task', () => {
    assert.equal(linksOf('Recent Executions')['Task ARN 2'], "'Tasks'!A2");
    assert.equal(linksOf('Failed Executions')['Task ARN 2'], "'Tasks'!A2");
  });

  it('lead from a snapshot to its source on the sheet Protection', () => {
    const row = Number(/\d+$/.exec(linksOf('EBS Snapshots')['Source 2'] ?? '')?.[0]);
    assert.equal(book.getWorksheet('Protection')?.getCell(row, 1).text, 'vol-1');
  });

  it('stand behind the colours of statuses, as the schema of sheets has it', () => {
    const sheet = book.worksheets.findIndex(({ name }) => name === 'Failed Executions') + 1;
    const xml = files.get(`xl/worksheets/sheet${sheet}.xml`) ?? '';
    const parts = [
      ...xml.matchAll(/<(autoFilter|conditionalFormatting|hyperlinks|pageMargins|headerFooter)\b/g),
    ];
    assert.deepEqual(
      [...new Set(parts.map(([, part]) => part))],
      ['autoFilter', 'conditionalFormatting', 'hyperlinks', 'pageMargins', 'headerFooter'],
    );
    assert.match(xml, /operator="equal"><formula>(&quot;|")ERROR/);
  });
});

describe('the links of a sheet', () => {
  it('are no more than Excel takes, each page named once', () => {
    const workbook = startWorkbook(createWriteStream('/dev/null'), new Date(SCAN_START));
    const to = { page: 'https://aws.example/?a=1&b=2' };
    const links = new SheetLinks(workbook.addWorksheet('A'), () => [{ column: 0, to }]);
    for (let row = 1; row <= MOST_LINKS + 2; row += 1) links.add(row, []);
    assert.equal(links.xml.match(/<hyperlink /g)?.length, MOST_LINKS);
    assert.equal(links.xml.match(/r:id="rId1"/g)?.length, MOST_LINKS);
  });
});
