import type { Zone } from '../../kit/drawing.ts';
import { cut, textWidth } from '../../kit/text.ts';
import type { Panel, PanelContext, PanelLine, PanelLink, PanelPiece } from './panels/panel.ts';
import { summaryPanels } from './summary-panels.ts';

/** A number of the page with its place. */
export interface PlacedLink {
  readonly link: PanelLink;
  /** Line of the page. */
  readonly line: number;
  /** First cell of it on that line. */
  readonly cell: number;
  /** Which column of panels it stands in. */
  readonly column: number;
}

/** The whole report as lines, with the numbers that the cursor can stand on, column by column and from the top. */
export interface SummaryPage {
  readonly lines: readonly PanelLine[];
  readonly links: readonly PlacedLink[];
  /** The first cell of each column of panels, and the width of the page behind them. */
  readonly starts: readonly number[];
}

/** A panel is at least this wide; as many stand side by side as fit, up to three. */
const LEAST_PANEL = 55;

/** Lays the panels out in one, two or three columns. Which column a panel stands in depends on the width only. */
export function summaryPage(context: PanelContext): SummaryPage {
  const { count, each } = columnsWithin(context.width);
  const columns = inColumns(summaryPanels({ ...context, width: each }), count).map((panels) =>
    panels.flatMap((panel, index) => withTitle(panel, each, index > 0).map((line) => cutLine(line, each))),
  );
  const height = Math.max(...columns.map((column) => column.length));
  const lines = Array.from({ length: height }, (_, line) =>
    columns.flatMap(
      (column, index): PanelLine =>
        index === columns.length - 1 ? (column[line] ?? []) : padded(column[line] ?? [], each),
    ),
  );
  const starts = columns.map((_, index) => index * (each + 1));
  const links = columns.flatMap((column, index) => placedLinks(column, index, starts[index] ?? 0));
  return { lines, links, starts: [...starts, context.width] };
}

function columnsWithin(width: number): { readonly count: number; readonly each: number } {
  const count = Math.max(1, Math.min(3, Math.floor(width / LEAST_PANEL)));
  return { count, each: Math.floor(width / count) - (count > 1 ? 1 : 0) };
}

/**
 * Where clicks mean which number on so many lines of the page from `top` on: on a number and behind it up to the next
 * one, and before the first one of a line in its panel.
 */
export function linkZones(
  { links, starts }: SummaryPage,
  top: number,
  count: number,
): readonly Zone<PanelLink>[] {
  const inSight = links.filter(({ line }) => line >= top && line < top + count);
  return inSight.map(({ link, line, cell, column }) => {
    const beside = inSight.filter((other) => other.line === line && other.column === column);
    const next = beside.find((other) => other.cell > cell);
    const isFirst = beside.every((other) => other.cell >= cell);
    const from = isFirst ? (starts[column] ?? 0) : cell;
    return { line: line - top, from, to: next?.cell ?? starts[column + 1] ?? cell, on: link };
  });
}

/** Each panel goes into the column that is the shortest so far, by the lines that panels usually have. */
function inColumns(panels: readonly Panel[], count: number): readonly (readonly Panel[])[] {
  const columns: { readonly panels: Panel[]; lines: number }[] = Array.from({ length: count }, () => ({
    panels: [],
    lines: 0,
  }));
  for (const panel of panels) {
    const shortest = columns.reduce((least, column) => (column.lines < least.lines ? column : least));
    shortest.panels.push(panel);
    shortest.lines += panel.usualLines + 2;
  }
  return columns.map((column) => column.panels);
}

function withTitle(panel: Panel, width: number, below: boolean): readonly PanelLine[] {
  const note = panel.note === '' ? '' : ` · ${panel.note}`;
  const title = cut(panel.title, width - 1);
  const head: PanelLine = [
    [` ${title}`, 'heading'],
    [cut(note, width - 1 - textWidth(title)), 'warning'],
  ];
  return [...(below ? [[]] : []), head, ...panel.lines];
}

/** A line that is too wide must not reach into the panel beside it, nor may the cursor go where nothing is drawn. */
function cutLine(pieces: PanelLine, width: number): PanelLine {
  if (piecesWidth(pieces) <= width) return pieces;
  let left = width;
  return pieces.flatMap(([text, tone, link]): PanelLine => {
    const part = left <= 0 ? '' : cut(text, left);
    left -= textWidth(text);
    if (part === '') return [];
    return [link === undefined ? [part, tone] : [part, tone, link]];
  });
}

function padded(pieces: PanelLine, width: number): PanelLine {
  return [...pieces, [' '.repeat(Math.max(0, width + 1 - piecesWidth(pieces))), 'plain']];
}

function piecesWidth(pieces: PanelLine): number {
  return pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
}

function placedLinks(lines: readonly PanelLine[], column: number, start: number): readonly PlacedLink[] {
  return lines.flatMap((pieces, line) => {
    let cell = start;
    return pieces.flatMap((piece) => {
      const at = cell;
      cell += textWidth(piece[0]);
      const link = piece[2];
      return link === undefined ? [] : [{ link, line, cell: at, column }];
    });
  });
}

/**
 * The pieces of a line with the link under the cursor painted, and a sign at the left of its panel. Right before a
 * number the sign would read as "more than".
 */
export function withCursor(
  { starts }: SummaryPage,
  pieces: PanelLine,
  cursor: PlacedLink | undefined,
): readonly (readonly [string, PanelPiece[1]])[] {
  const here = cursor !== undefined && pieces.some(([, , link]) => link?.id === cursor.link.id);
  if (!here) return pieces.map(([text, tone]) => [text, tone]);
  const start = starts[cursor.column];
  let at = 0;
  return pieces.map(([text, tone, link]) => {
    const isFirst = at === start && text.startsWith(' ');
    at += textWidth(text);
    return [isFirst ? `>${text.slice(1)}` : text, link?.id === cursor.link.id ? 'selected' : tone];
  });
}
