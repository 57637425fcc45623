/**
 * Parts of a workbook's package that exceljs does not write: charts and what belongs to them. They go into the archive
 * that exceljs writes, while it writes it, so that nothing is read or compressed twice, and standard output has them too.
 * What that needs of exceljs beyond its published types is named, and checked, here.
 */
import type ExcelJS from 'exceljs';
import type { WorkbookWriter } from './excel-stream.ts';

/** The archive behind a workbook. */
interface Archive {
  append(content: unknown, entry: { readonly name: string }): unknown;
}

/** What a sheet writes at its end, of which it has nothing in this program. */
interface SheetEnd {
  readonly stream: { write(xml: string): unknown };
  readonly _sheetRelsWriter: { addRelationship(relation: Relation): string };
  /** In front of what is said of printing. */
  _writeDataValidations(): void;
  /** Behind it. */
  _writeLegacyData(): void;
}

/** How a part names another. */
interface Relation {
  readonly Type: string;
  readonly Target: string;
  readonly TargetMode?: 'External';
}

/** Where the types of relations are named. */
export const RELATION_TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

const CONTENT_TYPES = '[Content_Types].xml';

/** The further parts of one workbook. */
export class PackageParts {
  readonly #archive: Archive;
  readonly #types: string[] = [];

  constructor(workbook: WorkbookWriter) {
    const archive = archiveOf(workbook);
    const append = archive.append.bind(archive);
    archive.append = (content, entry) =>
      append(entry.name === CONTENT_TYPES ? this.#withTypes(content) : content, entry);
    this.#archive = archive;
  }

  /** Adds a part under a name in the package, such as `xl/charts/chart1.xml`; relations have no type of their own. */
  add(name: string, xml: string, type?: string): void {
    this.#archive.append(xml, { name });
    if (type !== undefined) this.#types.push(`<Override PartName="/${name}" ContentType="${type}"/>`);
  }

  #withTypes(content: unknown): string {
    if (typeof content !== 'string' || !content.endsWith('</Types>'))
      throw new Error('exceljs no longer writes the types of parts as snapdeck expects them');
    return content.replace(/<\/Types>$/, () => `${this.#types.join('')}</Types>`);
  }
}

/** XML that a sheet has at its end. */
export interface SheetEnding {
  /** `hyperlinks`, in front of what is said of printing. */
  readonly links?: string;
  /** `drawing`, behind it. */
  readonly drawing?: string;
  /** `tableParts`, behind that. */
  readonly tables?: string;
}

/** Gives a sheet that is not committed yet what stands at its end. */
export function endSheetWith(
  sheet: ExcelJS.Worksheet,
  { links = '', drawing = '', tables = '' }: SheetEnding,
): void {
  const end = endOf(sheet);
  let left = links;
  if (left !== '')
    end._writeDataValidations = () => {
      end.stream.write(left);
      // The sheet stays until the workbook ends; they need not.
      left = '';
    };
  if (drawing === '' && tables === '') return;
  const others = end._writeLegacyData.bind(end);
  end._writeLegacyData = () => {
    if (drawing !== '') end.stream.write(drawing);
    others();
    if (tables !== '') end.stream.write(tables);
  };
}

/** Adds a relation of a sheet to something else; answers its id. */
export function addRelation(sheet: ExcelJS.Worksheet, relation: Relation): string {
  return endOf(sheet)._sheetRelsWriter.addRelationship(relation);
}

function archiveOf(workbook: object): Archive {
  if (!hasArchive(workbook)) throw new Error('exceljs no longer has its archive where snapdeck expects it');
  return workbook.zip;
}

function hasArchive(workbook: object): workbook is { readonly zip: Archive } {
  if (!('zip' in workbook)) return false;
  const { zip } = workbook;
  return typeof zip === 'object' && zip !== null && 'append' in zip;
}

function endOf(sheet: object): SheetEnd {
  if (!hasEnd(sheet)) throw new Error('exceljs no longer ends a sheet as snapdeck expects it');
  return sheet;
}

function hasEnd(sheet: object): sheet is SheetEnd {
  return ['stream', '_sheetRelsWriter', '_writeDataValidations', '_writeLegacyData'].every(
    (name) => name in sheet,
  );
}
