import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import stringWidth from 'string-width';
import { exportScan } from '../../source/export/export-scan.ts';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import type { Value } from '../../source/model/columns.ts';
import { EXPORT_FORMATS } from '../../source/model/export-format.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import type { Size } from '../../source/ui/kit/layout.ts';
import { PLAIN_THEME } from '../../source/ui/kit/theme.ts';
import { drawView } from '../../source/ui/screen/draw-view.ts';
import { themeOf } from '../../source/ui/settings/colors.ts';
import type { AppState } from '../../source/ui/state/app-state.ts';
import { unzip } from '../export/excel/unzip.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { sheetLines } from '../helpers/sheet-lines.ts';
import { finishedScan } from '../ui/helpers/fake-scan.ts';
import { after, opened, withRowsOf } from '../ui/helpers/states.ts';
import { ACTING_IN_FILES, ACTING_IN_JSON, hostileRow } from './hostile-text.ts';

type Given = Readonly<Record<string, Value>>;

const SIZES: readonly Size[] = [
  { columns: 60, rows: 16 },
  { columns: 80, rows: 24 },
  { columns: 120, rows: 40 },
  { columns: 200, rows: 30 },
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: our own colours are what may be in a line.
const OUR_COLOURS = /\u001b\[[0-9;]*m/g;

/** What acts on a terminal or hides in a text: controls, formats, lone surrogates, line separators. */
const ACTING = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Hostile rows of a kind on screen: as a table, with all columns, scrolled, and as one row in full. */
export function hostileScreens(kind: ResourceKind) {
  const rows = fc.array(hostileRow(kind), { minLength: 1, maxLength: 8 });
  return fc.property(rows, fc.constantFrom(...SIZES), fc.nat(6), (given, size, scrolled) => {
    const table = tableOf(kind, given, size);
    checkTable(table);
    const all = after(table, 'all columns', ...Array.from({ length: scrolled }, () => 'right' as const));
    checkTable(all);
    const first = table.tables[kind.tab]?.rows.get(1);
    assert.ok(first);
    const detail = after(table, 'enter', { type: 'detail arrived', tab: kind.tab, row: 1, loaded: first });
    checkLines(detail);
    checkLines(after(detail, 'last'));
  });
}

/** The open table with these rows, as the query worker reads them from a scan file: long texts cut. */
function tableOf(kind: ResourceKind, given: readonly Given[], size: Size): AppState {
  return inScanFile(kind, given, (file) => {
    const reader = openScanReader(file);
    try {
      const rows = reader.window(
        kind.tab,
        given.map((_, index) => index + 1),
      );
      assert.equal(rows.length, given.length);
      return withRowsOf(opened(finishedScan(), size), kind.tab, rows);
    } finally {
      reader.close();
    }
  });
}

function inScanFile<Result>(
  kind: ResourceKind,
  given: readonly Given[],
  use: (file: string) => Result,
): Result {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-hostile-'));
  const file = path.join(folder, 'scan.sqlite');
  const rows = given.map((row, index) => ({ ...row, key: `key-${index}` }));
  try {
    makeScanFile(file, { cells: [{ region: 'us-east-1', kind: kind.id, outcome: 'partial', rows }] });
    return use(file);
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Nothing acts on the terminal but our colours, and no line is wider than it. */
function checkLines(state: AppState): readonly string[] {
  const lines = drawView(state, themeOf('dark', 'dark', state.setting)).lines.map((line) =>
    line.replace(OUR_COLOURS, ''),
  );
  assert.deepEqual(
    lines,
    drawView(state, PLAIN_THEME).lines.map((line) => line.replace(OUR_COLOURS, '')),
  );
  for (const line of lines) {
    assert.doesNotMatch(line, ACTING);
    assert.ok(stringWidth(line) <= state.size.columns, `${stringWidth(line)} cells: ${JSON.stringify(line)}`);
  }
  return lines;
}

/** All rows take the same cells, the one under the cursor the whole width. */
function checkTable(state: AppState): void {
  const [, , cursor = '', ...others] = checkLines(state);
  assert.equal(stringWidth(cursor), state.size.columns);
  assert.ok(new Set(others.map((line) => stringWidth(line))).size <= 1, 'columns stand below each other');
}

/** Hostile rows of a kind in files of every format. */
export function hostileFiles(kind: ResourceKind) {
  const rows = fc.array(hostileRow(kind), { minLength: 1, maxLength: 6 });
  return fc.asyncProperty(rows, async (given) => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-hostile-'));
    try {
      const scanFile = path.join(folder, 'scan.sqlite');
      const keyed = given.map((row, index) => ({ ...row, key: `key-${index}` }));
      const cells = [{ region: 'us-east-1', kind: kind.id, outcome: 'partial' as const, rows: keyed }];
      makeScanFile(scanFile, { cells });
      const request = { scanFile, formats: EXPORT_FORMATS, byteUnit: 'auto', now: SCAN_START } as const;
      const { paths } = await exportScan(
        { ...request, output: path.join(folder, 'out') },
        { onProgress: () => undefined, signal: new AbortController().signal, stdout: new PassThrough() },
      );
      for (const file of paths) await checkFile(file, kind, given);
      assert.equal(new Set(paths.map((file) => path.extname(file))).size, EXPORT_FORMATS.length);
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
}

async function checkFile(file: string, kind: ResourceKind, given: readonly Given[]): Promise<void> {
  switch (path.extname(file)) {
    case '.xlsx':
      await checkWorkbook(file, kind, given.length);
      return;
    case '.csv':
      checkCsv(file, kind, given.length);
      return;
    case '.json':
      JSON.parse(checkedFile(file, ACTING_IN_JSON));
      return;
    case '.html':
      checkPage(file);
      return;
    case '.md':
      assert.doesNotMatch(checkedFile(file), /</, 'no markup of a page');
      return;
    default: {
      const lines = checkedFile(file, ACTING_IN_JSON).trimEnd().split('\n');
      const all: unknown[] = lines.map((line) => JSON.parse(line));
      const records = all.filter((record) => !isWorkedOut(record));
      assert.equal(records.length, given.length + 1, 'one line a row, and one for the cell');
      for (const [index, row] of given.entries()) checkTexts(kind, row, records[index]);
    }
  }
}

/** What a page of ours is made of. */
const PAGE_TAGS: ReadonlySet<string> = new Set([
  ...[
    'html',
    'head',
    'meta',
    'title',
    'style',
    'script',
    'body',
    'header',
    'nav',
    'main',
    'section',
    'footer',
  ],
  ...[
    'h1',
    'h2',
    'h3',
    'p',
    'a',
    'ul',
    'li',
    'div',
    'span',
    'strong',
    'details',
    'summary',
    'figure',
    'figcaption',
  ],
  ...['dl', 'dt', 'dd', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td', 'button', 'label', 'input'],
  ...['i', 'svg', 'desc', 'g', 'rect', 'line', 'path', 'text', 'circle'],
]);

/** A page has one script, and no tag or handler but ours. */
function checkPage(file: string): void {
  const text = checkedFile(file);
  assert.equal(text.match(/<script\b/gi)?.length, 1);
  const drawn = text.replace(/<(script|style)>.*?<\/\1>/gs, '');
  const tags = new Set([...drawn.matchAll(/<([a-z][^\s/>]*)/gi)].map(([, tag = '']) => tag));
  assert.deepEqual(
    [...tags].filter((tag) => !PAGE_TAGS.has(tag)),
    [],
  );
  assert.doesNotMatch(drawn, /<[^>]*\son[a-z]+\s*=/i);
}

/** A line about what backups are made of, or how a task's runs go: they stand behind those of the rows. */
function isWorkedOut(record: unknown): boolean {
  if (typeof record !== 'object' || record === null || !('kind' in record)) return false;
  return record.kind === 'source' || record.kind === 'transfer';
}

/** JSON says every text letter for letter; a lone half of a character is none, and cannot be kept. */
function checkTexts(kind: ResourceKind, given: Given, record: unknown): void {
  const said = new Map(Object.entries(record ?? {}));
  for (const { id, type } of kind.columns) {
    const value = given[id] ?? null;
    if (['text', 'arn', 'enum'].includes(type) && !['account', 'region'].includes(id))
      assert.equal(said.get(id), typeof value === 'string' ? value.toWellFormed() : value, id);
    if (type === 'list' && Array.isArray(value)) assert.deepEqual(said.get(id), value, id);
  }
}

/** The text of a file, which is UTF-8 and holds nothing that acts. */
function checkedFile(file: string, acting = ACTING_IN_FILES): string {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(fs.readFileSync(file));
  assert.doesNotMatch(text, acting);
  return text;
}

/** What totals of a sheet are worked out with. */
const OF_TOTALS = /^(?:"Total of "&amp;)?SUBTOTAL\(\d+,[A-Z]+\d+:[A-Z]+\d+\)(?:&amp;" rows?")?$/;

async function checkWorkbook(file: string, kind: ResourceKind, rows: number): Promise<void> {
  for (const [name, text] of unzip(file)) {
    assert.doesNotMatch(text, ACTING_IN_FILES, name);
    assert.equal(XMLValidator.validate(text), true, name);
    const formulas = [...text.matchAll(/<f(?:\s[^>]*)?>([^<]*)/g)].map(([, formula = '']) => formula);
    assert.deepEqual(
      formulas.filter((formula) => !OF_TOTALS.test(formula)),
      [],
      `no formula but those of totals in ${name}`,
    );
  }
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  const [{ name } = { name: '' }] = kind.sheets;
  assert.equal(sheetLines(book.getWorksheet(name)).length, rows + 1);
}

/** Records of RFC 4180 of the same length each, none of whose fields a spreadsheet takes for a formula. */
function checkCsv(file: string, kind: ResourceKind, rows: number): void {
  const records = csvRecords(checkedFile(file));
  if (file.endsWith(`-${kind.id}.csv`)) assert.equal(records.length, rows + 1);
  if (file.endsWith('-coverage.csv')) assert.equal(records.length, 2);
  for (const record of records) {
    assert.equal(record.length, records[0]?.length);
    for (const field of record)
      if (!Number.isFinite(Number(field))) assert.doesNotMatch(field, /^\s*[=+\-@]/);
  }
}

function csvRecords(text: string): readonly (readonly string[])[] {
  const records: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    records.at(-1)?.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') records.push([]);
    if (end === '') break;
  }
  return records.slice(0, -1);
}
