/**
 * Tables with names (ECMA-376 part 1, 18.5): Excel keeps their header in sight, a formula or a pivot table takes them by name.
 * They are parts of the package of their own, each beside its sheet, whose cells stay as they are.
 */
import type ExcelJS from 'exceljs';
import { labelXml } from './charts/chart-xml.ts';
import { columnLetters } from './excel-values.ts';
import { addRelation, endSheetWith, type PackageParts, RELATION_TYPES } from './package-parts.ts';

/** Where a table stands on its sheet: its first column is A. */
export interface TableRange {
  /** What it is called, in words. */
  readonly title: string;
  /** The texts of its header. */
  readonly headers: readonly string[];
  /** The rows of its header and of its last line, from 1. */
  readonly header: number;
  readonly last: number;
  /** Its header has buttons of filters. */
  readonly isFiltered: boolean;
}

const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';

/** Plain stripes, below which colours of statuses are seen. */
const STYLE =
  '<tableStyleInfo name="TableStyleLight1" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/>';

/** The named tables of one workbook. */
export class NamedTables {
  readonly #parts: PackageParts;
  readonly #names = new Set<string>();
  #tables = 0;

  constructor(parts: PackageParts) {
    this.#parts = parts;
  }

  /** Names the tables of a sheet that is not committed yet, once a sheet; ranges that Excel takes for none are left out. */
  add(sheet: ExcelJS.Worksheet, ranges: readonly TableRange[]): void {
    const parts = ranges.filter(isTable).map((range) => {
      this.#tables += 1;
      const name = `table${this.#tables}.xml`;
      this.#parts.add(`xl/tables/${name}`, this.#xml(range), TYPE);
      const id = addRelation(sheet, { Type: `${RELATION_TYPES}/table`, Target: `../tables/${name}` });
      return `<tablePart r:id="${id}"/>`;
    });
    if (parts.length === 0) return;
    endSheetWith(sheet, { tables: `<tableParts count="${parts.length}">${parts.join('')}</tableParts>` });
  }

  /** As `add` with one table that has filters; where it cannot be one the sheet has filters of its own. */
  addFiltered(sheet: ExcelJS.Worksheet, range: Omit<TableRange, 'isFiltered'>): void {
    if (isTable(range)) this.add(sheet, [{ ...range, isFiltered: true }]);
    else
      sheet.autoFilter = {
        from: { row: range.header, column: 1 },
        to: { row: range.last, column: range.headers.length },
      };
  }

  #xml({ title, headers, header, last, isFiltered }: TableRange): string {
    const ref = `ref="A${header}:${columnLetters(headers.length - 1)}${last}"`;
    const name = tableName(title, this.#names);
    return [
      '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
      '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"',
      ` id="${this.#tables}" name="${name}" displayName="${name}" ${ref} totalsRowShown="0">`,
      isFiltered ? `<autoFilter ${ref}/>` : '',
      `<tableColumns count="${headers.length}">`,
      ...headers.map((text, index) => `<tableColumn id="${index + 1}" name="${labelXml(text)}"/>`),
      `</tableColumns>${STYLE}</table>`,
    ].join('');
  }
}

/** A table has a line at least, and headers that are there and differ, whatever their case. */
function isTable({ headers, header, last }: Omit<TableRange, 'isFiltered'>): boolean {
  const names = new Set(headers.map((text) => text.toLowerCase()));
  return last > header && names.size === headers.length && !names.has('') && headers.length > 0;
}

/** What Excel would read as a cell, in either way of naming those. */
const LIKE_A_CELL = /^(?:[a-z]{1,3}\d+|r\d*(?:c\d*)?|c\d*)$/i;

/** Far less than the 255 characters that a name may have. */
const LONGEST_NAME = 100;

/** A name that Excel takes for a table and that none of `taken` has (in any case), which it then joins. */
export function tableName(title: string, taken: Set<string>): string {
  const words = title
    .replace(/[^a-z0-9]+/gi, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, LONGEST_NAME);
  const allowed = words === '' || /^\d/.test(words) || LIKE_A_CELL.test(words) ? `_${words}` : words;
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? allowed : `${allowed}_${number}`;
    if (taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}
