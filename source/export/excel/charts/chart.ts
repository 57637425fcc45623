/** What a chart shows, whatever its XML looks like. */

/** Cells that a chart reads, with what they hold: so that it shows the same where nothing is calculated anew. */
export interface CellRange {
  /** As a formula names them: `'Summary'!$B$4:$B$9`. */
  readonly cells: string;
}

/** One row of bars or one line. */
export interface Series {
  readonly name: string;
  readonly values: CellRange & { readonly numbers: readonly (number | null)[] };
  /** Six hexadecimal digits: red, green, blue. */
  readonly color: string;
}

/** A chart over cells of a workbook. */
export interface Chart {
  /** Bars on one another, bars side by side, or lines. */
  readonly look: 'stacked' | 'clustered' | 'lines';
  readonly title: string;
  /** What it shows in a sentence, for those who cannot see it. */
  readonly description: string;
  /** What stands below the bars or points, the same of every series. */
  readonly categories: CellRange & { readonly labels: readonly string[] };
  readonly series: readonly Series[];
  /** How Excel writes the numbers of its axis. */
  readonly numberFormat: string;
}

/** Colours that are told apart by people who see few of them too, and in grey (Okabe and Ito 2008). */
export const CHART_COLORS = [
  '0072B2',
  'E69F00',
  '009E73',
  'CC79A7',
  '56B4E9',
  'D55E00',
  'F0E442',
  '595959',
] as const;

/** The colour of a series by its place; they begin anew where there are more. */
export function chartColor(place: number): string {
  return CHART_COLORS[place % CHART_COLORS.length] ?? CHART_COLORS[0];
}

/** Cells of a column of a sheet from one row to another, both counted from 1, as a formula names them. */
export function columnCells(sheet: string, letters: string, first: number, last: number): string {
  return `'${sheet.replaceAll("'", "''")}'!$${letters}$${first}:$${letters}$${last}`;
}
