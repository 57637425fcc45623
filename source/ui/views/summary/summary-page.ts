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
}

/** A panel is at least this wide; as many stand side by side as fit, up to three. */
const LEAST_PANEL = 55;

/** Lays the panels out in one, two or three columns. Which column a panel stands in depends on the width only. */
export function summaryPage(context: PanelContext): SummaryPage {
  const { count, each } = columnsWithin(context.width);
  const columns = inColumns(summaryPanels({ ...context, width: each }), count).map((panels) =>
    panels.flatMap((panel, index) => withTitle(panel, each, index > 0)),
  );
  const height = Math.max(...columns.map((column) => column.length));
  const lines = Array.from({ length: height }, (_, line) =>
    columns.flatMap(
      (column, index): PanelLine =>
        index === columns.length - 1 ? (column[line] ?? []) : padded(column[line] ?? [], each),
    ),
  );
  const links = columns.flatMap((column, index) => placedLinks(column, index, index * (each + 1)));
  return { lines, links };
}

function columnsWithin(width: number): { readonly count: number; readonly each: number } {
  const count = Math.max(1, Math.min(3, Math.floor(width / LEAST_PANEL)));
  return { count, each: Math.floor(width / count) - (count > 1 ? 1 : 0) };
}

/** The number that a click on this cell of a line of the page means: the one there, else the last one before it. */
export function linkAtPlace(
  links: readonly PlacedLink[],
  width: number,
  line: number,
  cell: number,
): PlacedLink | undefined {
  const { count, each } = columnsWithin(width);
  const column = Math.min(count - 1, Math.floor(cell / (each + 1)));
  const there = links.filter((link) => link.line === line && link.column === column);
  return there.findLast((link) => link.cell <= cell) ?? there[0];
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

/** The pieces with the link under the cursor marked: painted, and with a sign before it where there is a blank. */
export function withCursor(
  pieces: PanelLine,
  cursor: string | undefined,
): readonly (readonly [string, PanelPiece[1]])[] {
  return pieces.map(([text, tone, link], index) => {
    const next = pieces[index + 1]?.[2];
    const before = next !== undefined && next.id === cursor && text.endsWith(' ');
    if (before) return [`${text.slice(0, -1)}>`, tone];
    return [text, link !== undefined && link.id === cursor ? 'selected' : tone];
  });
}
