import { type ByteUnit, formatInstant, shownValue } from '../../analysis/format.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import type { AppState } from '../state/app-state.ts';
import { tableHeight, viewHeight } from '../state/layout.ts';
import { isRunning, scannedCells, totalsOf } from '../state/scan-totals.ts';
import { sortedSources, sourceColumns } from '../state/sources.ts';
import { cut, wrap } from '../text.ts';
import { type Piece, paintPieces, type Theme } from '../theme.ts';
import { type Panel, panelWidth, summaryPanels } from './summary-panels.ts';
import { headLine, placeWords, rowLine, titleLine } from './table.ts';
import { layoutColumns } from './table-columns.ts';
import { counted } from './words.ts';

/** A panel is at least this wide; as many stand side by side as fit, up to three. */
const LEAST_PANEL = 55;

/** The Summary view: a line that says what it is made of, then the panels from a line on. */
export function summaryLines(state: AppState, theme: Theme): readonly string[] {
  const { summary, size, setting } = state;
  const title = titleLine('Summary', summaryNotes(state), '', size.columns, theme);
  if (summary.report === null) {
    return [
      title,
      ...waitingWords(state)
        .flatMap((line) => wrap(line, size.columns - 2))
        .map((line) => ` ${line}`),
    ];
  }
  const lines = panelLines(summary.report, setting.byteUnit, size.columns);
  const height = summaryRoom(size.rows);
  const top = Math.min(summary.top, Math.max(0, lines.length - height));
  return [title, ...lines.slice(top, top + height).map((pieces) => paintPieces(theme, pieces))];
}

/** Lines for the panels on a screen of so many lines. */
export function summaryRoom(rows: number): number {
  return viewHeight({ columns: 0, rows }) - 1;
}

/** Lines that all panels take at this width. */
export function summaryHeight(report: SummaryReport, unit: ByteUnit, width: number): number {
  return panelLines(report, unit, width).length;
}

function waitingWords(state: AppState): readonly string[] {
  if (state.summary.error !== null) {
    return [`The summary could not be made: ${state.summary.error}`, 'Open it again to try once more.'];
  }
  if (state.scan === null) return ['No scan yet. Ctrl-R starts one.'];
  return [state.scan.stage === 'identifying' ? 'Waiting for the scan to begin.' : 'Adding up...'];
}

function summaryNotes(state: AppState): readonly Piece[] {
  const { scan, summary } = state;
  if (scan === null || summary.report === null) return [];
  const { cells, finished, problems } = totalsOf(scannedCells(scan));
  return [
    [`ages counted from ${formatInstant(summary.report.countedFrom)} UTC`, 'plain'],
    ...(isRunning(scan) ? [[`so far: ${finished} of ${cells} cells`, 'busy'] as const] : []),
    ...(problems > 0
      ? [[`${counted(problems, 'problem')}: not everything is in it`, 'warning'] as const]
      : []),
  ];
}

/** The panels in as many columns as fit, each panel in the column that is the shortest so far. */
function panelLines(report: SummaryReport, unit: ByteUnit, width: number): readonly (readonly Piece[])[] {
  const count = Math.max(1, Math.min(3, Math.floor(width / LEAST_PANEL)));
  const each = Math.floor(width / count) - (count > 1 ? 1 : 0);
  const columns: (readonly Piece[])[][] = Array.from({ length: count }, () => []);
  for (const panel of summaryPanels(report, unit, each)) {
    const shortest = columns.reduce((least, column) => (column.length < least.length ? column : least));
    shortest.push(...withTitle(panel, each, shortest.length > 0));
  }
  const height = Math.max(...columns.map((column) => column.length));
  return Array.from({ length: height }, (_, line) =>
    columns.flatMap((column, index): readonly Piece[] =>
      index === columns.length - 1 ? (column[line] ?? []) : padded(column[line] ?? [], each),
    ),
  );
}

function withTitle(panel: Panel, width: number, below: boolean): readonly (readonly Piece[])[] {
  const title: readonly Piece[] = [[` ${cut(panel.title, width - 1)}`, 'heading']];
  return [...(below ? [[]] : []), title, ...panel.lines];
}

function padded(pieces: readonly Piece[], width: number): readonly Piece[] {
  return [...pieces, [' '.repeat(Math.max(0, width + 1 - panelWidth(pieces))), 'plain']];
}

/** The table of all sources behind the summary. */
export function sourcesLines(state: AppState, theme: Theme): readonly string[] {
  const { summary, size, setting } = state;
  const { report, sources } = summary;
  if (report === null) return summaryLines(state, theme);
  const width = size.columns;
  const layout = layoutColumns(sourceColumns(report), sources.columnsOff, width, setting.byteUnit);
  const all = sortedSources(report, sources.sort);
  const notes: readonly Piece[] = [
    [counted(all.length, 'source'), 'plain'],
    [sources.sort === null ? 'largest first' : 'sorted', 'plain'],
    ...(report.sourcesLeftOut === undefined
      ? []
      : [
          [
            `${counted(report.sourcesLeftOut, 'smaller one')} left out; the workbook has them all`,
            'quiet',
          ] as const,
        ]),
  ];
  const title = titleLine('Sources', notes, placeWords(sources.cursor, all.length), width, theme);
  const head = headLine(layout, sources.sort, width, theme);
  if (all.length === 0) return [title, head, ' No snapshots, so no sources.'];
  const rows = all.slice(sources.top, sources.top + tableHeight(size)).map((source, index) => {
    const values = new Map(sourceColumns(report).map((column) => [column.id, column.read(source)]));
    return rowLine(
      layout,
      (column) => shownValue(column, values.get(column.id) ?? null, setting.byteUnit),
      { selected: sources.top + index === sources.cursor, marked: source.sourceExists === 'no' },
      { theme, width },
    );
  });
  return [title, head, ...rows];
}
