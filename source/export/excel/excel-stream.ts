/**
 * exceljs' streaming writer makes an object of every cell and holds back nothing when the disk is slow: 100,000 rows
 * of 35 columns took 10 s. So it writes the workbook around the rows (styles, headers, views, filters, the archive),
 * and the rows themselves go past its objects as XML into the same stream: 1.3 s, in flat memory. What that needs of
 * exceljs beyond its published types is named, and checked, here.
 */
import type { Writable } from 'node:stream';
import ExcelJS from 'exceljs';

/** The stream behind a sheet. Unless it batches, a write is answered once the archive has taken it. */
interface SheetStream {
  batch: boolean;
  /** Hands on what was batched so far. */
  uncork(): void;
  write(data: Buffer): Promise<unknown>;
}

/** The registry of cell formats. */
interface Styles {
  addStyleModel(style: object): number;
}

/** exceljs' writer of a workbook into a stream. */
export type WorkbookWriter = InstanceType<typeof ExcelJS.stream.xlsx.WorkbookWriter>;

/** zlib's level: each higher one costs more time than it saves room on rows. */
const COMPRESSION = 2;

/** A workbook that is written to a stream as it grows. */
export function startWorkbook(output: Writable, created: Date): WorkbookWriter {
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream: output,
    useStyles: true,
    useSharedStrings: false,
    zip: { zlib: { level: COMPRESSION } },
  });
  workbook.creator = 'snapdeck';
  workbook.lastModifiedBy = 'snapdeck';
  workbook.created = created;
  workbook.modified = created;
  return workbook;
}

/** The number of a cell format in the workbook, for the `s` of a cell. */
export function styleNumber(workbook: WorkbookWriter, style: object): number {
  if (!hasStyles(workbook)) throw new Error('exceljs no longer has its styles where snapdeck expects them');
  return workbook.styles.addStyleModel(style);
}

/** The stream of a sheet, set so that it waits for the archive. */
export function sheetStream(sheet: ExcelJS.Worksheet): SheetStream {
  if (!hasStream(sheet)) throw new Error('exceljs no longer has a stream where snapdeck expects it');
  sheet.stream.batch = false;
  sheet.stream.uncork();
  return sheet.stream;
}

/**
 * Keeps the first places among the sheets of a new workbook; the answer gives the next one of them to the sheet that is
 * added next, and all have to be given. exceljs gives a sheet the first place that is free, and starts to write it when
 * it is added.
 */
export function keepFirstPlaces(workbook: WorkbookWriter, places: number): () => void {
  if (!hasSheets(workbook) || workbook._worksheets.length > 0)
    throw new Error('exceljs no longer has its sheets where snapdeck expects them');
  const sheets = workbook._worksheets;
  for (let place = 1; place <= places; place += 1) sheets[place] = {};
  let next = 1;
  return () => {
    sheets[next] = undefined;
    next += 1;
  };
}

function hasSheets(workbook: object): workbook is { readonly _worksheets: unknown[] } {
  return '_worksheets' in workbook && Array.isArray(workbook._worksheets);
}

function hasStyles(workbook: object): workbook is { readonly styles: Styles } {
  if (!('styles' in workbook)) return false;
  const { styles } = workbook;
  return typeof styles === 'object' && styles !== null && 'addStyleModel' in styles;
}

function hasStream(sheet: object): sheet is { readonly stream: SheetStream } {
  if (!('stream' in sheet)) return false;
  const { stream } = sheet;
  return typeof stream === 'object' && stream !== null && 'batch' in stream && 'uncork' in stream;
}
