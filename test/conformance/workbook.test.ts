import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import * as v from 'valibot';
import { askPython, runSnapdeck } from './children.ts';
import {
  ANY_UNIT,
  type ExcelCell,
  type ExportsRead,
  expectedCell,
  expectedField,
  expectedMember,
  exportsRead,
  idOf,
  KINDS,
  type Sheet,
  storedRows,
} from './export-expectations.ts';
import type { JsonRow } from './rows.ts';

/** Sheets that a workbook has beside those of rows. */
const OVERVIEWS = [
  'Summary',
  'Snapshot Summary',
  'Protection',
  'Transfers',
  'Findings',
  'Cost',
  'Snapshot Ages',
  'Coverage',
];

/** The account of the simulated AWS. */
const NAME = 'larkspur-prod';

suite('exports of the demo estate, read by openpyxl, csv, json and sqlite3 of Python', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-exports-'));
  let read: ExportsRead;

  before(async () => {
    const scanFile = path.join(folder, 'scan.sqlite');
    const output = path.join(folder, 'output');
    const scan = await runSnapdeck(folder, [
      ...['scan', '--demo', '--demo-size', 'hostile', '--latency', '0', '--scan-file', scanFile],
      ...['--format', 'xlsx,csv,ndjson', '--output', output],
    ]);
    assert.equal(scan.code, 3, scan.stderr);
    const again = await runSnapdeck(folder, ['export', scanFile, '--format', 'xlsx', '--output', output]);
    assert.equal(again.code, 0, again.stderr);
    const files = readdirSync(output).sort();
    const given = files.flatMap((name) => [`--${path.extname(name).slice(1)}`, path.join(output, name)]);
    read = v.parse(exportsRead, await askPython('read_exports.py', ['--scan', scanFile, ...given]));
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  test('the workbook holds every row of the scan file, cell by cell, with its type and format', (context) => {
    let compared = 0;
    for (const source of KINDS) {
      const { columns, rows } = storedRows(read, source);
      const { cells } = sheetOf(read, source.sheet);
      const hasProblems = rows.some((row) => row.problem !== null);
      const exact = columns.filter(({ type }) => type === 'bytes').map(({ id }) => ({ id, type: 'exact' }));
      const types = [...columns, ...(hasProblems ? [{ id: 'problem', type: 'text' }] : []), ...exact];
      assert.deepEqual(
        (cells[0] ?? []).map((header) => header?.as === 'text' && idOf(header.value)),
        types.map(({ id }) => id),
        `headers of ${source.sheet}`,
      );
      assert.equal(cells.length - 1, rows.length, `rows of ${source.sheet}`);
      for (const [index, row] of rows.entries()) {
        assert.deepEqual(
          cells[index + 1]?.map((cell, column) => (types[column]?.type === 'bytes' ? inAnyUnit(cell) : cell)),
          types.map(({ id, type }) => expectedCell(type, row[id])),
          `row ${index + 2} of ${source.sheet}`,
        );
        compared += types.length;
      }
      for (const column of types.keys()) {
        if (types[column]?.type !== 'bytes') continue;
        const formats = new Set(cells.slice(1).flatMap((row) => formatOf(row[column])));
        assert.ok(formats.size <= 1, `${source.sheet}: ${[...formats].join(' | ')}`);
        const units = new Set([...formats].flatMap((format) => format.match(/(?<=" )[KMGT]?B(?=")/g) ?? []));
        assert.ok(units.size <= 1, `${source.sheet}: ${[...units].join(', ')}`);
      }
    }
    context.diagnostic(
      `openpyxl ${read.openpyxl}: ${compared.toLocaleString('en')} cells of ${KINDS.length} sheets equal`,
    );
  });

  test('the workbook has its sheets in order, headers frozen, filters over all rows, and no formula', () => {
    const [book] = read.workbooks;
    assert.ok(book !== undefined);
    assert.deepEqual(Object.keys(book), [
      'Summary',
      ...KINDS.map(({ sheet }) => sheet),
      ...OVERVIEWS.slice(1),
    ]);
    for (const { sheet } of KINDS) {
      const { frozen, filter, dimensions } = sheetOf(read, sheet);
      assert.deepEqual([frozen, filter], ['A2', dimensions], sheet);
    }
    const untyped = Object.values(book).flatMap(({ cells }) =>
      cells.flat().filter((cell) => cell?.as === 'formula' || cell?.as === 'boolean'),
    );
    assert.deepEqual(untyped, []);
    const hostile = sheetOf(read, 'EBS Snapshots').cells.flat().map(textOf);
    assert.ok(hostile.some((text) => text?.startsWith('=HYPERLINK(')));
  });

  test('overviews are named tables whose headers are what their cells hold, each name once in the workbook', () => {
    const [book = {}] = read.workbooks;
    const tables = Object.values(book).flatMap((sheet) => Object.entries(sheet.tables));
    for (const [name, { headers, cells }] of tables) assert.deepEqual(headers, cells, name);
    const names = tables.map(([name]) => name);
    assert.equal(new Set(names.map((name) => name.toLowerCase())).size, names.length);
    for (const wanted of ['Findings', 'Cost', 'Coverage', 'Protection', 'Summary_Resources_found'])
      assert.ok(names.includes(wanted), wanted);
  });

  test('every sheet of rows is printed as wide as a page with its header, and ends with totals over all its lines', () => {
    for (const { sheet } of KINDS) {
      const { cells, totals, printed } = sheetOf(read, sheet);
      assert.deepEqual(
        [printed.orientation, printed.pages_wide, printed.pages_high, printed.header],
        ['landscape', 1, 0, '$1:$1'],
        sheet,
      );
      assert.match(printed.footer[0] ?? '', /^larkspur-prod \d{12}, \d{4}-\d\d-\d\d \d\d:\d\d UTC$/);
      assert.deepEqual(printed.footer.slice(1), ['&A', 'Page &P of &N']);
      const [label, ...sums] = totals;
      assert.match(
        formulaOf(label),
        new RegExp(`^="Total of "&SUBTOTAL\\(103,[A-Z]+2:[A-Z]+${cells.length}\\)`),
      );
      for (const sum of sums) {
        if (sum !== null)
          assert.match(
            formulaOf(sum),
            new RegExp(`^=SUBTOTAL\\(109,(?<column>[A-Z]+)2:\\k<column>${cells.length}\\)$`),
          );
      }
    }
  });

  test('executions lead to their task and tasks to their locations, and ids to the console', (context) => {
    let followed = 0;
    const follow = (from: string, header: string, to: string, toHeader: string) => {
      const [start, target] = [sheetOf(read, from), sheetOf(read, to)];
      const letter = lettersOf(start, header);
      const column = (target.cells[0] ?? []).map(textOf).indexOf(toHeader);
      for (const [cell, place] of Object.entries(start.links)) {
        if (cell.replace(/\d+/, '') !== letter) continue;
        const [, sheet, row] = /^'(.+)'!A(\d+)$/.exec(place) ?? [];
        assert.equal(sheet, to);
        const given = start.cells[Number(cell.replace(/\D+/, '')) - 1]?.[columnOf(start, header)];
        assert.deepEqual(target.cells[Number(row) - 1]?.[column], given, `${from} ${cell}`);
        followed += 1;
      }
    };
    follow('Recent Executions', 'Task ARN', 'Tasks', 'Task ARN');
    follow('Tasks', 'Source Location ARN', 'Locations', 'Location ARN');
    follow('Tasks', 'Destination Location ARN', 'Locations', 'Location ARN');
    assert.ok(followed > 0);
    const pages = Object.values(sheetOf(read, 'EBS Snapshots').links).filter((to) => to.includes('://'));
    assert.ok(pages.length > 0);
    for (const page of pages) assert.match(page, /^https:\/\/[a-z0-9-]+\.console\.aws\.amazon\.com\/ec2\//);
    context.diagnostic(`${followed} links to other sheets followed, ${pages.length} pages`);
  });

  test('the charts of Summary read cells that are there', () => {
    const { charts } = sheetOf(read, 'Summary');
    assert.ok(charts.length >= 3, `${charts.length} charts`);
    for (const range of charts.flatMap(({ categories, values }) => [...categories, ...values])) {
      const [, sheet = '', first, last] = /^'(.+)'!\$[A-Z]+\$(\d+):\$[A-Z]+\$(\d+)$/.exec(range) ?? [];
      assert.ok(Number(first) > 1 && Number(last) <= sheetOf(read, sheet).cells.length, range);
    }
  });

  test('instants say UTC in their header and nothing else does', () => {
    for (const source of KINDS) {
      const { columns } = storedRows(read, source);
      const headers = (sheetOf(read, source.sheet).cells[0] ?? []).map(textOf);
      for (const [index, { id, type }] of columns.entries()) {
        assert.equal(headers[index]?.endsWith(' (UTC)'), type === 'instant', `${source.sheet}: ${id}`);
      }
    }
  });

  test('Coverage has every cell with its outcome, and the counts of Summary are those of the scan file', () => {
    const { cells, frozen, tables, dimensions } = sheetOf(read, 'Coverage');
    const headerIndex = cells.findIndex((row) => row.some((cell) => textOf(cell) === 'Outcome'));
    assert.deepEqual(
      [frozen, tables.Coverage?.filter],
      [`A${headerIndex + 2}`, dimensions.replace('A1:', `A${headerIndex + 1}:`)],
    );
    const table = cells.slice(headerIndex);
    const headers = (table[0] ?? []).map(textOf);
    const column = (row: readonly ExcelCell[], header: string) => row[headers.indexOf(header)] ?? null;
    assert.deepEqual(
      table
        .slice(1)
        .map((row) => [
          textOf(column(row, 'Account')),
          textOf(column(row, 'Region')),
          textOf(column(row, 'Collector')),
          textOf(column(row, 'Outcome')),
          column(row, 'Rows'),
          column(row, 'Calls'),
          textOf(column(row, 'Error Code')),
          column(row, 'Started (UTC)'),
          column(row, 'Ended (UTC)'),
        ]),
      read.scan.cells.map((cell) => [
        cell.account,
        cell.region,
        cell.kind,
        cell.phase,
        expectedCell('integer', cell.rows),
        expectedCell('integer', cell.calls),
        cell.error_code ?? undefined,
        expectedCell('instant', cell.started_at),
        expectedCell('instant', cell.ended_at),
      ]),
    );
    const summary = sheetOf(read, 'Summary').cells;
    for (const { kind, table: name } of KINDS.filter((source) => !('status' in source))) {
      const count = storedRows(read, { kind, table: name }).rows.length;
      const title = TITLES[kind];
      const line = summary.find(([first]) => textOf(first) === title);
      assert.deepEqual(line?.[1], expectedCell('integer', count), title);
    }
  });

  test('Snapshot Summary counts every snapshot once and adds up every known size', () => {
    const [header = [], ...lines] = sheetOf(read, 'Snapshot Summary').cells;
    const headers = header.map(textOf);
    const sum = (name: string) =>
      lines.reduce((total, line) => {
        const cell = line[headers.indexOf(name)];
        return total + (cell?.as === 'number' ? cell.value : 0);
      }, 0);
    const snapshots = ['ebs', 'rds', 'efs'].flatMap((name) => read.scan.tables[name]?.rows ?? []);
    assert.deepEqual(
      [sum('Snapshot Count'), sum('Total Size'), sum('Unknown Sizes')],
      [
        snapshots.length,
        snapshots.reduce((total, row) => total + Number(row.size ?? 0), 0),
        snapshots.filter((row) => row.size === null).length,
      ],
    );
    const ids = lines.flatMap((line) => textOf(line[headers.indexOf('Snapshot IDs')])?.split(', ') ?? []);
    assert.deepEqual(ids.sort(), snapshots.map((row) => String(row.snapshot_id)).sort());
  });

  test('an export of the scan file gives the same workbook again, as -v2', () => {
    assert.equal(read.workbooks.length, 2);
    const [first, second] = read.workbooks;
    assert.deepEqual(second, first);
  });

  test('every csv file holds the rows of its kind, field by field', (context) => {
    let compared = 0;
    let guarded = 0;
    for (const source of KINDS.filter((each) => !('status' in each))) {
      const { columns, rows } = storedRows(read, source);
      const [headers = [], ...records] = csvOf(read, source.kind);
      const ofAccount = [
        ...(columns.some(({ id }) => id === 'account') ? [] : ['account']),
        'account_name',
        'ou',
      ];
      assert.deepEqual(
        headers.map(idOf),
        [...columns.map(({ id }) => id), 'problem', ...ofAccount],
        source.kind,
      );
      assert.deepEqual(
        headers.slice(0, columns.length).map((header) => / \((UTC|bytes|seconds|USD)\)$/.exec(header)?.[1]),
        columns.map(({ type }) => CSV_UNITS[type]),
      );
      assert.equal(records.length, rows.length, source.kind);
      for (const [index, row] of rows.entries()) {
        const account = { account: row['cell.account'], account_name: NAME, ou: null };
        const expected = [
          ...[...columns, { id: 'problem', type: 'text' }].map(({ id, type }) =>
            expectedField(type, row[id]),
          ),
          ...ofAccount.map((id) => expectedField('text', new Map(Object.entries(account)).get(id))),
        ];
        assert.deepEqual(records[index], expected, `record ${index + 2} of ${source.kind}`);
        compared += expected.length;
        guarded += expected.filter((field) => field.startsWith("'=")).length;
      }
    }
    assert.ok(guarded > 0);
    context.diagnostic(`csv: ${compared.toLocaleString('en')} fields equal`);
  });

  test('every ndjson line is a row of the scan file, a source of the sheet Protection, or says how a cell ended', (context) => {
    const lines = Map.groupBy(read.ndjson, (line) => String(line.kind));
    let compared = 0;
    for (const source of KINDS.filter((each) => !('status' in each))) {
      const { columns, rows } = storedRows(read, source);
      const expected = rows.map((row): JsonRow => {
        const members = columns.map(({ id, type }) => [id, expectedMember(type, row[id])]);
        const place = {
          ...{ kind: source.kind, account: row['cell.account'], region: row['cell.region'] },
          ...{ account_name: NAME, ou: null },
        };
        const problem = row.problem === null ? {} : { problem: row.problem };
        return { ...Object.fromEntries(members), ...place, ...problem };
      });
      assert.deepEqual(lines.get(source.kind), expected, source.kind);
      compared += expected.length;
    }
    assert.deepEqual(
      lines
        .get('coverage')
        ?.map((line) => [line.region, line.collector, line.outcome, line.rows, line.calls]),
      read.scan.cells.map((cell) => [cell.region, cell.kind, cell.phase, cell.rows, cell.calls]),
    );
    const sources = (lines.get('source') ?? []).length;
    // The first line of the sheet is its head.
    assert.equal(sources, sheetOf(read, 'Protection').cells.length - 1);
    const transfers = (lines.get('transfer') ?? []).length;
    assert.equal(transfers, sheetOf(read, 'Transfers').cells.length - 1);
    assert.equal(read.ndjson.length, compared + sources + transfers + read.scan.cells.length);
    context.diagnostic(
      `ndjson: ${compared.toLocaleString('en')} rows and ${read.scan.cells.length} cells equal`,
    );
  });
});

const TITLES: Readonly<Record<string, string>> = {
  'datasync-task': 'DataSync tasks',
  'datasync-location': 'DataSync locations',
  'datasync-agent': 'DataSync agents',
  'datasync-execution': 'DataSync executions',
  'ebs-snapshot': 'EBS snapshots',
  'rds-snapshot': 'RDS instance snapshots',
  'rds-cluster-snapshot': 'RDS cluster snapshots',
  'efs-recovery-point': 'EFS recovery points',
};

const CSV_UNITS: Readonly<Record<string, string>> = {
  instant: 'UTC',
  bytes: 'bytes',
  duration: 'seconds',
  money: 'USD',
};

function textOf(cell: ExcelCell | undefined): string | undefined {
  return cell?.as === 'text' ? cell.value : undefined;
}

function sheetOf({ workbooks }: ExportsRead, name: string): Sheet {
  const sheet = workbooks[0]?.[name];
  assert.ok(sheet !== undefined, `there is no sheet ${name}`);
  return sheet;
}

function inAnyUnit(cell: ExcelCell): ExcelCell {
  return cell?.as === 'number' ? { ...cell, format: ANY_UNIT } : cell;
}

function formatOf(cell: ExcelCell | undefined): readonly string[] {
  return cell?.as === 'number' ? [cell.format] : [];
}

function columnOf({ cells }: Sheet, header: string): number {
  return (cells[0] ?? []).map(textOf).indexOf(header);
}

/** The letters of the column under a header; it is among the first 26. */
function lettersOf(sheet: Sheet, header: string): string {
  return String.fromCharCode(65 + columnOf(sheet, header));
}

function formulaOf(cell: ExcelCell | undefined): string {
  return cell?.as === 'formula' ? cell.value : '';
}

function csvOf({ csv }: ExportsRead, kind: string): readonly (readonly string[])[] {
  const file = Object.keys(csv).find((name) => name.endsWith(`-${kind}.csv`));
  assert.ok(file !== undefined, `there is no csv file of ${kind}`);
  return csv[file] ?? [];
}
