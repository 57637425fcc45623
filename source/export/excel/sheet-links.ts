/** Links of cells: to pages of the AWS console, and to rows of other sheets (ECMA-376 part 1, 18.3.1.47). */
import type ExcelJS from 'exceljs';
import { labelXml } from './charts/chart-xml.ts';
import { columnLetters } from './excel-values.ts';
import { addRelation, RELATION_TYPES } from './package-parts.ts';

/** The most links that Excel takes on a sheet. */
export const MOST_LINKS = 65_530;

/** The longest address that Excel opens. */
const LONGEST_ADDRESS = 2_079;

/** Where a cell leads to. */
export interface CellLink {
  /** The column of the cell, from 0. */
  readonly column: number;
  /** A page, or a cell of the workbook as `'Tasks'!A7`. */
  readonly to: { readonly page: string } | { readonly cell: string };
}

/** The links of a row, by its values. */
export type LinksOf = (values: readonly unknown[]) => readonly CellLink[];

/** The links of one sheet, in the order of its rows, as many as Excel takes. */
export class SheetLinks {
  readonly #sheet: ExcelJS.Worksheet;
  readonly #linksOf: LinksOf;
  readonly #pages = new Map<string, string>();
  readonly #links: string[] = [];

  constructor(sheet: ExcelJS.Worksheet, linksOf: LinksOf) {
    this.#sheet = sheet;
    this.#linksOf = linksOf;
  }

  /** Adds those of a row, by its number from 1. True where it has any. */
  add(row: number, values: readonly unknown[]): boolean {
    if (this.#links.length >= MOST_LINKS) return false;
    const links = this.#linksOf(values).slice(0, MOST_LINKS - this.#links.length);
    for (const { column, to } of links) {
      const target = 'cell' in to ? `location="${labelXml(to.cell)}"` : this.#page(to.page);
      if (target !== null) this.#links.push(`<hyperlink ref="${columnLetters(column)}${row}" ${target}/>`);
    }
    return links.length > 0;
  }

  /** All of them; empty where there is none. */
  get xml(): string {
    return this.#links.length === 0 ? '' : `<hyperlinks>${this.#links.join('')}</hyperlinks>`;
  }

  #page(address: string): string | null {
    if (address.length > LONGEST_ADDRESS) return null;
    const known = this.#pages.get(address);
    if (known !== undefined) return known;
    const relation = {
      Type: `${RELATION_TYPES}/hyperlink`,
      Target: address,
      TargetMode: 'External',
    } as const;
    const id = `r:id="${addRelation(this.#sheet, relation)}"`;
    this.#pages.set(address, id);
    return id;
  }
}
