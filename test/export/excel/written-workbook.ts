/** Workbooks of small scans, written and read again by exceljs. */
import { createWriteStream } from 'node:fs';
import path from 'node:path';
import type { TestContext } from 'node:test';
import ExcelJS from 'exceljs';
import type { ScanPast } from '../../../source/analysis/past/scan-past.ts';
import { writeWorkbook } from '../../../source/export/excel/workbook.ts';
import { openExportInput, rowCounter } from '../../../source/export/open-export-input.ts';
import type { ScanFacts } from '../../../source/model/scan-facts.ts';
import { sheetLines } from '../../helpers/sheet-lines.ts';
import {
  type ExampleCell,
  type ExampleRow,
  KINDS,
  SCAN_START,
  temporaryFolder,
  writeExampleScan,
} from '../example-scan.ts';

export const GIB = 1024 ** 3;

export const SNAPSHOT: ExampleRow = {
  service: 'EBS',
  region: 'us-east-1',
  snapshot_id: 'snap-1',
  source: 'vol-1',
  source_name: 'web',
  size: 8 * GIB,
  status: 'completed',
  creation_time: Date.UTC(2026, 10, 1, 9, 12, 45),
  encrypted: true,
  source_exists: 'yes',
  origin: 'manual',
  storage_tier: 'standard',
  tags: ['team=web', 'env=prod'],
  volume_iops: 3000,
};

export const EBS: ExampleCell = { region: 'us-east-1', kind: 'ebs-snapshot', rows: [SNAPSHOT] };

/** A workbook and its file. */
export interface Written {
  readonly file: string;
  readonly book: ExcelJS.Workbook;
}

/** Writes a scan of these cells. */
export async function workbookOf(
  test: TestContext,
  cells: readonly ExampleCell[],
  options: {
    readonly mostRows?: number;
    readonly facts?: Partial<ScanFacts>;
    readonly past?: ScanPast;
  } = {},
): Promise<Written> {
  const folder = temporaryFolder(test);
  const source = openExportInput(writeExampleScan(folder, cells, options.facts), 'auto', {}, KINDS);
  const file = path.join(folder, 'out.xlsx');
  const { mostRows, past = null } = options;
  try {
    await writeWorkbook(
      { ...source, past: () => past },
      createWriteStream(file),
      rowCounter(0, () => undefined),
      {
        now: SCAN_START,
        signal: new AbortController().signal,
        ...(mostRows === undefined ? {} : { mostRows }),
      },
    );
  } finally {
    source.close();
  }
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(file);
  return { file, book };
}

/** In their order. */
export function sheetNames({ book }: Written): readonly string[] {
  return book.worksheets.map((sheet) => sheet.name);
}

/** The values of every row of a sheet, the empty ones too. */
export function rowsOf({ book }: Written, name: string): readonly (readonly unknown[])[] {
  return sheetLines(book.getWorksheet(name));
}
