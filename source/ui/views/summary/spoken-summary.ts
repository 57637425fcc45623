/** The Summary in sentences: what is drawn side by side cannot be read out. */

import { formatCount } from '../../../model/format.ts';
import { spoken } from '../../kit/spoken.ts';
import { PLAIN_THEME } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { countedCells } from '../../state/counted-cells.ts';

import { drawSummary, linkWords, pageOf } from './draw-summary.ts';
import type { Panel, PanelLine } from './panels/panel.ts';
import { cardRows } from './summary-cards.ts';
import { linkAt } from './summary-cursor.ts';
import { summaryPanels } from './summary-panels.ts';

/** Cells for the lines of a panel: nothing is cut that a narrow screen has no room for. */
const PANEL_WIDTH = 160;
/** Lines of a screen on which cards say all that they can. */
const PANEL_ROWS = 60;

/** The panel with the number under the cursor, the heads of its columns, that number's line, and what Enter opens. */
export function summarySentences(state: AppState): readonly string[] {
  const { summary, scan, setting } = state;
  const [title = '', ...rest] = drawSummary(state, PLAIN_THEME).lines;
  if (summary.report === null) return [title, ...rest].map(spoken);
  const { links } = pageOf(state, summary.report);
  const link = linkAt(links, summary.cursor)?.link;
  if (link === undefined) return [title, ...rest].map(spoken);
  const cells = scan === null ? [] : countedCells(scan);
  const context = {
    ...{ report: summary.report, cells, accounts: scan?.accounts ?? [] },
    ...{ past: summary.past, pastError: summary.pastError },
    ...{ unit: setting.byteUnit, width: PANEL_WIDTH, isReadOut: true as const },
  };
  const holds = ({ lines }: Panel): boolean => lines.some((line) => leadsTo(line, link.id));
  const card = cardRows(context, PANEL_ROWS).cards.find(holds);
  const panel = summaryPanels(context).find(holds);
  const place = links.findIndex((placed) => placed.link.id === link.id) + 1;
  return [
    `Summary. ${linkWords(link)}. Number ${formatCount(place)} of ${formatCount(links.length)}.`,
    ...(card === undefined ? [] : [cardSentence(card)]),
    ...(panel === undefined ? [] : panelSentences(panel, link.id)),
  ];
}

function leadsTo(line: PanelLine, id: string): boolean {
  return line.some(([, , link]) => link?.id === id);
}

/** A card in whole: it is short. */
function cardSentence({ title, lines }: Panel): string {
  return `${title}: ${lines.map(lineWords).filter(hasWords).join('; ')}.`;
}

function panelSentences({ title, note, lines }: Panel, id: string): readonly string[] {
  const isLinked = (line: PanelLine) => line.some(([, , link]) => link !== undefined);
  const at = lines.findIndex((line) => leadsTo(line, id));
  const next = lines.findIndex((line, index) => index > at && isLinked(line));
  const heads = lines.slice(0, lines.findIndex(isLinked)).map(lineWords).filter(hasWords);
  const own = lines.slice(at, next === -1 ? lines.length : next).map(lineWords);
  return [
    `${title}${note === '' ? '' : `, ${note}`}.`,
    ...(heads.length === 0 ? [] : [`Columns: ${heads.join('; ')}.`]),
    `${own.filter(hasWords).join('; ')}.`,
  ];
}

/** What a line of a panel says, without the signs before it that stand for parts of a bar. */
function lineWords(line: PanelLine): string {
  return spoken(line.map(([text]) => text).join('')).replace(/^(?:[^\p{L}\p{N}+$-]|[+-](?![\p{N}$]))+/u, '');
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
