import type { Card } from './panels/card.ts';
import { summaryCards } from './panels/cards.ts';
import type { Panel, PanelContext, PanelLine } from './panels/panel.ts';

/** The cards at the top of the Summary, and how many of them stand side by side. */
export interface CardRows {
  readonly cards: readonly Panel[];
  readonly across: number;
  /** Cells of a whole row. */
  readonly width: number;
}

/** From this width on all cards stand in one row. */
const ONE_ROW = 100;

/** Screens of fewer lines have cards of one line each, so that more than cards is seen. */
const LOW = 20;
/** Screens of so many lines have room for all that a card says. */
const HIGH = 30;

/** Cells that the borders of a card take. */
const BORDERS = 4;

/** The cards on a screen of so many lines; `context.width` is that of a whole row. */
export function cardRows(context: PanelContext, rows: number): CardRows {
  const { width } = context;
  const isOneRow = width >= ONE_ROW;
  const all = summaryCards(context);
  const across = Math.max(1, isOneRow ? all.length : Math.min(2, all.length));
  const room = Math.floor(width / across) - BORDERS;
  const cards = all.map((card): Panel => {
    const lines = linesOfCard(card, room, isOneRow && rows >= HIGH ? 4 : rows >= LOW ? 2 : 1);
    return { title: card.title, note: '', usualLines: lines.length, lines };
  });
  return { cards, across, width };
}

/** What a card says in so many lines: all of it in four, else the number with what it is of, and what is to be looked at. */
function linesOfCard(card: Card, room: number, count: 1 | 2 | 4): readonly PanelLine[] {
  const words = card.words(room);
  if (count === 4) return [card.number, card.about, card.chart(room), words];
  const first: PanelLine = [...card.number, ['  ', 'plain'], ...card.about];
  if (count === 1) return [first];
  return [first, words.length === 0 ? card.chart(room) : words];
}
