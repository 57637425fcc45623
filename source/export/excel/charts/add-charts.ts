/** Puts charts on a sheet: the parts of the package, and how they name one another. */
import type ExcelJS from 'exceljs';
import { addRelation, endSheetWith, type PackageParts, RELATION_TYPES } from '../package-parts.ts';
import { chartXml } from './chart-xml.ts';
import { drawingXml, type PlacedChart } from './drawing-xml.ts';

const TYPES = 'application/vnd.openxmlformats-officedocument';

/** The charts of one workbook. */
export class WorkbookCharts {
  readonly #parts: PackageParts;
  #charts = 0;
  #drawings = 0;

  constructor(parts: PackageParts) {
    this.#parts = parts;
  }

  /** Adds charts to a sheet that is not committed yet, once a sheet; `columns`: the widths of its columns in characters. */
  add(sheet: ExcelJS.Worksheet, placed: readonly PlacedChart[], columns: readonly number[]): void {
    if (placed.length === 0) return;
    this.#drawings += 1;
    const drawing = `drawing${this.#drawings}.xml`;
    const names = placed.map(({ chart }) => this.#addChart(chartXml(chart)));
    this.#parts.add(`xl/drawings/${drawing}`, drawingXml(placed, columns), `${TYPES}.drawing+xml`);
    this.#parts.add(`xl/drawings/_rels/${drawing}.rels`, relationsXml(names));
    const id = addRelation(sheet, { Type: `${RELATION_TYPES}/drawing`, Target: `../drawings/${drawing}` });
    endSheetWith(sheet, { drawing: `<drawing r:id="${id}"/>` });
  }

  #addChart(xml: string): string {
    this.#charts += 1;
    const name = `chart${this.#charts}.xml`;
    this.#parts.add(`xl/charts/${name}`, xml, `${TYPES}.drawingml.chart+xml`);
    return name;
  }
}

function relationsXml(charts: readonly string[]): string {
  const relations = charts.map(
    (name, index) =>
      `<Relationship Id="rId${index + 1}" Type="${RELATION_TYPES}/chart" Target="../charts/${name}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n',
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">',
    ...relations,
    '</Relationships>',
  ].join('');
}
