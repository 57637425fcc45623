import type { Zone } from '../../kit/drawing.ts';
import { panelLines } from '../../kit/panel.ts';
import { textWidth } from '../../kit/text.ts';
import type { Piece } from '../../kit/theme.ts';
import type { Panel, PanelContext, PanelLine, PanelLink, PanelPiece } from './panels/panel.ts';
import { type CardRows, cardRows } from './summary-cards.ts';
import { summaryPanels } from './summary-panels.ts';

/** A number of the page with its place. */
export interface PlacedLink {
  readonly link: PanelLink;
  /** Line of the page. */
  readonly line: number;
  /** First cell of it on that line. */
  readonly cell: number;
  /** Which column of panels it stands in, or below it. */
  readonly column: number;
  readonly box: Box;
}

/** Where a panel stands on the page; `to` and `below` are the first cell and line behind it. */
export interface Box {
  readonly from: number;
  readonly to: number;
  readonly top: number;
  readonly below: number;
}

/** The whole report as lines, with the numbers that the cursor can stand on, column by column and from the top. */
export interface SummaryPage {
  readonly lines: readonly PanelLine[];
  readonly links: readonly PlacedLink[];
}

/** A panel is at least this wide; as many stand side by side as fit, up to three. */
const LEAST_PANEL = 55;

/** Cells that borders take of a line whose first cell is blank: that one stands for the blank beside the border. */
const BORDERS = 3;

/**
 * Lays cards and panels out: the cards in rows at the top, the panels below in one, two or three columns. Which column a
 * panel stands in depends on the width only. `rows`: lines of the screen.
 */
export function summaryPage(context: PanelContext, rows: number): SummaryPage {
  const { width } = context;
  const count = Math.max(1, Math.min(3, Math.floor(width / LEAST_PANEL)));
  const each = Math.floor(width / count);
  const cards = cardRows({ ...context, width: each * count }, rows);
  const top = placedCards(cards, each);
  const panels = summaryPanels({ ...context, width: each - BORDERS });
  const columns = inColumns(panels, count).map((inside, column) =>
    placedColumn(inside, { from: column * each, top: top.lines.length, width: each, column }),
  );
  const height = Math.max(...columns.map(({ lines }) => lines.length));
  const below = Array.from({ length: height }, (_, line) =>
    columns.flatMap((column): PanelLine => column.lines[line] ?? [[' '.repeat(each), 'plain']]),
  );
  const links = [...top.links, ...columns.flatMap((column) => column.links)];
  return {
    lines: [...top.lines, ...below],
    links: links.toSorted((one, other) => one.column - other.column),
  };
}

/** Rows of cards, each as wide as its row allows; the last one has what the division leaves. */
function placedCards({ cards, across, width }: CardRows, columnWidth: number): SummaryPage {
  const lines: PanelLine[] = [];
  const links: PlacedLink[] = [];
  for (let first = 0; first < cards.length; first += across) {
    const row = cards.slice(first, first + across);
    const drawn = row.map((card, index) => {
      const from = Math.floor((index * width) / row.length);
      const to = Math.floor(((index + 1) * width) / row.length);
      return placedPanel(card, {
        ...{ from, top: lines.length, width: to - from },
        // Up and down from a card lead into the column below its title.
        column: Math.floor(from / columnWidth),
      });
    });
    links.push(...drawn.flatMap((one) => one.links));
    const height = Math.max(...drawn.map((one) => one.lines.length));
    for (let line = 0; line < height; line++) lines.push(drawn.flatMap((one) => one.lines[line] ?? []));
  }
  return { lines, links };
}

/** Where a panel is to stand. */
interface Place {
  readonly from: number;
  readonly top: number;
  readonly width: number;
  readonly column: number;
}

function placedColumn(panels: readonly Panel[], place: Place): SummaryPage {
  const lines: PanelLine[] = [];
  const links: PlacedLink[] = [];
  for (const panel of panels) {
    const placed = placedPanel(panel, { ...place, top: place.top + lines.length });
    lines.push(...placed.lines);
    links.push(...placed.links);
  }
  return { lines, links };
}

function placedPanel(panel: Panel, { from, top, width, column }: Place): SummaryPage {
  const right: readonly Piece[] = panel.note === '' ? [] : [[panel.note, 'warning']];
  const frame = { title: panel.title, right, isFocused: false };
  const lines = panelLines<PanelPiece>(panel.lines.map(withoutBlank), frame, width);
  const box = { from, to: from + width, top, below: top + lines.length };
  const links = lines.flatMap((pieces, line) => {
    let cell = from;
    return pieces.flatMap(([text, , link]) => {
      const at = cell;
      cell += textWidth(text);
      return link === undefined ? [] : [{ link, line: top + line, cell: at, column, box }];
    });
  });
  return { lines, links };
}

/** Beside a border a line needs no blank of its own. */
function withoutBlank([first, ...rest]: PanelLine): PanelLine {
  if (first === undefined) return [];
  const [text, tone, link] = first;
  if (link !== undefined || !text.startsWith(' ')) return [first, ...rest];
  return [[text.slice(1), tone], ...rest];
}

/**
 * Where clicks mean which number on so many lines of the page from `top` on: on a number and behind it up to the next
 * one, and before the first one of a line in its panel.
 */
export function linkZones({ links }: SummaryPage, top: number, count: number): readonly Zone<PanelLink>[] {
  const inSight = links.filter(({ line }) => line >= top && line < top + count);
  return inSight.map(({ link, line, cell, box }) => {
    const beside = inSight.filter((other) => other.line === line && other.box === box);
    const next = beside.find((other) => other.cell > cell);
    const isFirst = beside.every((other) => other.cell >= cell);
    return { line: line - top, from: isFirst ? box.from : cell, to: next?.cell ?? box.to, on: link };
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

/** True for the lines of the panel that the cursor is in: others look the same wherever it is. */
export function isBesideCursor(line: number, cursor: PlacedLink | undefined): cursor is PlacedLink {
  return cursor !== undefined && line >= cursor.box.top && line < cursor.box.below;
}

/**
 * The pieces of a line beside the cursor with the link under the cursor painted, the borders of its panel in the accent, and a sign
 * at the left of it. Right before a number the sign would read as "more than".
 */
export function withCursor(pieces: PanelLine, line: number, cursor: PlacedLink): readonly Piece[] {
  const { from, to } = cursor.box;
  let at = 0;
  return pieces.map(([text, tone, link]): Piece => {
    const cell = at;
    at += textWidth(text);
    if (link?.id === cursor.link.id) return [text, 'selected'];
    if (tone !== 'border' || cell < from || cell >= to) return [text, tone];
    const isSign = line === cursor.line && cell === from;
    return [isSign ? text.replace(/ $/, '>') : text, 'accent'];
  });
}
