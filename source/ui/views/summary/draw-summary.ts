import type { SummaryReport } from '../../../analysis/summary.ts';
import { kindsOfTab } from '../../../kinds/registry.ts';
import { tabTitleOf } from '../../../kinds/tabs.ts';
import { formatCount, formatInstant } from '../../../model/format.ts';
import { totalsOfScan } from '../../../model/totals.ts';
import { counted } from '../../../model/words.ts';
import { linesOnly, stacked } from '../../kit/drawing.ts';
import { viewHeight } from '../../kit/layout.ts';
import { outOfSight } from '../../kit/rule.ts';
import { titleLine } from '../../kit/table.ts';
import { cut, wrap } from '../../kit/text.ts';
import { type Piece, paintPieces, type Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { countedCells } from '../../state/counted-cells.ts';
import { isRunning } from '../../state/scan-totals.ts';
import type { TableFilter } from '../../state/table.ts';
import { filterWords, tableTitle } from '../../state/table-words.ts';
import type { Click } from '../../state/target.ts';
import type { ViewDrawing } from '../view.ts';
import type { PanelLink } from './panels/panel.ts';
import { linkAt } from './summary-cursor.ts';
import {
  isBesideCursor,
  linkZones,
  type PlacedLink,
  type SummaryPage,
  summaryPage,
  withCursor,
} from './summary-page.ts';

/** The Summary view: a line that says what it is made of and what Enter opens, then the panels from a line on. */
export function drawSummary(state: AppState, theme: Theme): ViewDrawing {
  const { summary, size } = state;
  if (summary.report === null) {
    return linesOnly([
      titleLine('Summary', [], '', size.columns, theme),
      ...waitingWords(state)
        .flatMap((line) => wrap(line, size.columns - 2))
        .map((line) => ` ${line}`),
    ]);
  }
  const page = pageOf(state, summary.report);
  const placed = linkAt(page.links, summary.cursor);
  const link = placed?.link;
  const title = titleLine(
    'Summary',
    summaryNotes(state),
    cut(linkWords(link), Math.floor(size.columns * 0.55)),
    size.columns,
    theme,
  );
  const height = summaryRoom(size.rows);
  const top = Math.min(summary.top, Math.max(0, page.lines.length - height));
  const lines = linesOnScreen(page, { top, height }, placed, theme);
  const drawn = stacked<Click>([
    linesOnly([title]),
    {
      lines,
      zones: () =>
        linkZones(page, top, lines.length).map((zone) => ({
          ...zone,
          on: () => ({
            current: zone.on.id === link?.id,
            state: { ...state, summary: { ...summary, cursor: zone.on.id, top } },
          }),
        })),
    },
  ]);
  return { ...drawn, border: outOfSight(top, height, page.lines.length) };
}

/** Lines of a page without the cursor, as they were painted: a key paints none but those of the panel that it leads to. */
const PAINTED = new WeakMap<SummaryPage, { readonly theme: Theme; readonly lines: Map<number, string> }>();

function linesOnScreen(
  page: SummaryPage,
  { top, height }: { readonly top: number; readonly height: number },
  cursor: PlacedLink | undefined,
  theme: Theme,
): readonly string[] {
  const last = PAINTED.get(page);
  const kept = last?.theme === theme ? last : { theme, lines: new Map<number, string>() };
  PAINTED.set(page, kept);
  return page.lines.slice(top, top + height).map((pieces, index) => {
    const line = top + index;
    if (isBesideCursor(line, cursor)) return paintPieces(theme, withCursor(pieces, line, cursor));
    const text = kept.lines.get(line) ?? paintPieces(theme, pieces);
    kept.lines.set(line, text);
    return text;
  });
}

/** The last page of a report, and what it was laid out from: every key in the Summary asks for it again. */
const PAGES = new WeakMap<SummaryReport, { readonly of: readonly unknown[]; readonly page: SummaryPage }>();

/** The page of the Summary view. */
export function pageOf({ scan, setting, size, summary }: AppState, report: SummaryReport): SummaryPage {
  const of = [scan, setting.byteUnit, size.columns, size.rows, summary.past, summary.pastError];
  const kept = PAGES.get(report);
  if (kept?.of.every((part, index) => part === of[index])) return kept.page;
  const cells = scan === null ? [] : countedCells(scan);
  const page = summaryPage(
    {
      ...{ report, cells, accounts: scan?.accounts ?? [] },
      ...{ past: summary.past, pastError: summary.pastError },
      ...{ unit: setting.byteUnit, width: size.columns },
    },
    size.rows,
  );
  PAGES.set(report, { of, page });
  return page;
}

/** Lines for the panels on a screen of so many lines. */
export function summaryRoom(rows: number): number {
  return viewHeight({ columns: 0, rows }) - 1;
}

/** What the rows of a table are: its kind, or the name of its tab where there are several. */
function shortTitle(tab: string, filter: TableFilter): string {
  if (filter.kind === null && kindsOfTab(tab).length > 1) return tabTitleOf(tab);
  return tableTitle({ tab, filter });
}

/** What Enter opens: how many rows of which table. */
export function linkWords(link: PanelLink | undefined): string {
  if (link === undefined) return '';
  if (link.to.to === 'list') return `Enter: all ${link.to.list}`;
  if (link.to.to === 'tables') return `Enter: every table ${link.to.text}`;
  const title = shortTitle(link.to.tab, link.to.filter);
  const what = link.rows === 1 ? title.replace(/s$/, '') : title;
  const words = filterWords(link.to.filter);
  return `Enter: ${formatCount(link.rows)} ${what}${words === '' ? '' : ` ${words}`}`;
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
  const { cells, finished, problems } = totalsOfScan(scan);
  return [
    [`ages counted from ${formatInstant(summary.report.countedFrom)} UTC`, 'plain'],
    ...(isRunning(scan) ? [[`so far: ${finished} of ${cells} cells`, 'busy'] as const] : []),
    ...(summary.error === null ? [] : [[`not renewed: ${summary.error}`, 'bad'] as const]),
    ...(problems > 0
      ? [[`${counted(problems, 'problem')}: not everything is in it`, 'warning'] as const]
      : []),
  ];
}
