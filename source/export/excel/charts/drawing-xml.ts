/** Where charts are on a sheet (ECMA-376 part 1, 20.5 DrawingML - SpreadsheetML Drawing). */
import type { Chart } from './chart.ts';
import { labelXml } from './chart-xml.ts';

/** A chart with its place on a sheet; pixels are those of a screen at 100 %, from the left edge of the first column. */
export interface PlacedChart {
  readonly chart: Chart;
  readonly left: number;
  readonly width: number;
  /** The row whose upper edge is its own, from 1. */
  readonly row: number;
  /** How many rows it is high. */
  readonly rows: number;
}

/** Screen pixels in the unit of drawings: 914,400 an inch, 96 pixels an inch. */
const PER_PIXEL = 9_525;

/** How many pixels a column of this width in characters takes (18.3.1.13, with the 7 pixels of Calibri 11). */
export function columnPixels(width: number): number {
  return Math.trunc(width * 7) + 5;
}

const NAMESPACES = [
  'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"',
  'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"',
].join(' ');

const CHART = 'http://schemas.openxmlformats.org/drawingml/2006/chart';

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** The part that places charts, of which the first is the relation `rId1`. `columns`: widths in characters. */
export function drawingXml(charts: readonly PlacedChart[], columns: readonly number[]): string {
  const anchors = charts.map((placed, index) => anchorXml(placed, columns, index + 1));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<xdr:wsDr ${NAMESPACES}>${anchors.join('')}</xdr:wsDr>`;
}

function anchorXml(
  { chart, left, width, rows, row }: PlacedChart,
  columns: readonly number[],
  number: number,
): string {
  return [
    // Both corners are in cells: programs differ in how wide they draw a column.
    '<xdr:twoCellAnchor editAs="oneCell">',
    `<xdr:from>${cornerXml(columnAt(left, columns), row - 1)}</xdr:from>`,
    `<xdr:to>${cornerXml(columnAt(left + width, columns), row - 1 + rows)}</xdr:to>`,
    '<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>',
    `<xdr:cNvPr id="${number + 1}" name="Chart ${number}" descr="${labelXml(chart.description)}"/><xdr:cNvGraphicFramePr/>`,
    '</xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    `<a:graphic><a:graphicData uri="${CHART}"><c:chart xmlns:c="${CHART}" xmlns:r="${RELATIONS}" r:id="rId${number}"/>`,
    '</a:graphicData></a:graphic></xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
  ].join('');
}

interface Corner {
  /** From 0. */
  readonly column: number;
  /** From its left edge, in pixels. */
  readonly offset: number;
}

function cornerXml({ column, offset }: Corner, row: number): string {
  return [
    `<xdr:col>${column}</xdr:col><xdr:colOff>${offset * PER_PIXEL}</xdr:colOff>`,
    `<xdr:row>${row}</xdr:row><xdr:rowOff>0</xdr:rowOff>`,
  ].join('');
}

/** The column that a place is in, counted from the left edge in pixels; columns behind those are of the usual width. */
function columnAt(left: number, columns: readonly number[]): Corner {
  let rest = Math.round(left);
  for (const [column, width] of columns.entries()) {
    const pixels = columnPixels(width);
    if (rest < pixels) return { column, offset: rest };
    rest -= pixels;
  }
  return { column: columns.length + Math.floor(rest / USUAL), offset: rest % USUAL };
}

/** The pixels of a column that has no width of its own. */
const USUAL = 64;
