/** Lines of costs: how many snapshots of each tab, and both bounds of what they cost a month together. */

import type {
  CostShare,
  CostSummary,
  CostTotal,
  SummaryReport,
  TabCost,
} from '../../../../analysis/summary.ts';
import { AT_LEAST, countText } from '../../../kit/cells.ts';
import { barOf } from '../../../kit/charts.ts';
import { moneyWithin } from '../../../kit/money.ts';
import { fitted } from '../../../kit/text.ts';
import { type Destination, rowsOf } from '../../../state/destination.ts';
import type { TableFilter } from '../../../state/table.ts';
import { changeOfCost } from './change.ts';
import {
  type CountedCells,
  markOf,
  type PanelContext,
  type PanelLine,
  type PanelLink,
  type PanelPiece,
} from './panel.ts';
import {
  countOfAll,
  countsShown,
  quietUnlessLinked,
  type ShownTabs,
  tabHeads,
  tabsWithin,
} from './shown-tabs.ts';

/** The term that holds for snapshots whose cost is not known. */
export const NO_ESTIMATE = 'monthly_cost_high:?';

const [LEAST_LABEL, LONGEST_LABEL] = [8, 20];
const LONGEST_BAR = 40;
const SHORTEST_BAR = 4;

/** Cells of each column of a panel. */
export interface CostLayout {
  readonly context: PanelContext;
  readonly tabs: ShownTabs;
  readonly label: number;
  readonly count: number;
  readonly money: number;
  readonly bar: number;
}

/** The columns that a panel with counts of these tabs has room for. */
export function costLayout(context: PanelContext, all: readonly string[]): CostLayout {
  const { width } = context;
  const count = width >= 58 || all.length <= 3 ? 7 : 6;
  const money = width >= 74 ? 13 : width >= 58 ? 10 : 9;
  const tabs = tabsWithin(all, { width, others: 1 + 2 * money, label: LEAST_LABEL, count });
  const amounts = 1 + countsShown(tabs) * count + 2 * money;
  const label = Math.max(LEAST_LABEL, Math.min(LONGEST_LABEL, width - amounts));
  const bar = Math.min(LONGEST_BAR, width - amounts - label - 2);
  // A shorter bar tells nothing.
  return { context, tabs, label, count, money, bar: bar < SHORTEST_BAR ? 0 : bar };
}

/** The heads of the columns. */
export function costHead({ tabs, label, count, money }: CostLayout): PanelLine {
  const heads = [tabHeads(tabs, count), ...['Low ', 'High '].map((title) => fitted(title, money, 'right'))];
  return [[` ${fitted('', label)}${heads.join('')}`, 'quiet']];
}

/** Which rows of a table a line is about. */
export interface CostRows {
  /** Begins the ids of its numbers. */
  readonly id: string;
  /** The filter that leaves just its rows in a tab. */
  readonly filter: (tab: string) => string;
  /** The column that the filter is about. */
  readonly column?: string;
  readonly region?: string;
  readonly kind?: string;
}

/** A share with its bounds; `AT_LEAST` behind those that leave snapshots out. Every count opens its rows. */
export function shareLine(
  layout: CostLayout,
  share: Omit<CostShare, 'value'>,
  all: CostTotal,
  rows: CostRows,
): PanelLine {
  return [
    [` ${fitted(share.label, layout.label)}`, 'plain'],
    ...tabCounts(layout, share.byTab, rows, ({ count }) => count),
    [boundsText(share, layout.money, sumMark(layout, share.byTab, rows)), 'plain'],
    [layout.bar > 0 ? ` ${barOf(share.high, all.high, layout.bar)}` : '', 'accent'],
  ];
}

/** By how much both bounds of the line above changed, under them; no line where none did. */
export function costChangeLine(
  layout: CostLayout,
  of: CountedCells,
  totalOf: (cost: CostSummary) => CostTotal | undefined,
): readonly PanelLine[] {
  const { context, tabs, label, count, money } = layout;
  const bound =
    (without: 'withoutLow' | 'withoutHigh', dollars: 'low' | 'high') =>
    ({ cost }: SummaryReport): number | null => {
      const total = totalOf(cost);
      if (total === undefined) return 0;
      return total[without] === total.count ? null : total[dollars];
    };
  const changes = [bound('withoutLow', 'low'), bound('withoutHigh', 'high')].map((dollarsOf) =>
    changeOfCost(context, { kind: of.kind }, dollarsOf, money - 2),
  );
  if (changes.every((change) => change === '')) return [];
  const texts = changes.map((change) => fitted(`${change} `, money, 'right'));
  return [[[` ${fitted('', label + countsShown(tabs) * count)}${texts.join('')}`, 'quiet']]];
}

/** A part of the snapshots of the line above. */
export function partLine(
  layout: CostLayout,
  label: string,
  byTab: readonly TabCost[],
  rows: CostRows,
  countOf: (tab: TabCost) => number,
): PanelLine {
  return [[` ${fitted(`  ${label}`, layout.label)}`, 'quiet'], ...tabCounts(layout, byTab, rows, countOf)];
}

/** Some of the rows: those for which further terms hold. */
export function narrowed(rows: CostRows, part: string, terms: (tab: string) => string): CostRows {
  return {
    ...rows,
    id: `${rows.id} ${part}`,
    filter: (tab) => [rows.filter(tab), terms(tab)].filter((term) => term !== '').join(' '),
  };
}

function tabCounts(
  { context, tabs, count: width }: CostLayout,
  byTab: readonly TabCost[],
  rows: CostRows,
  countOf: (tab: TabCost) => number,
): readonly PanelPiece[] {
  const countIn = (tab: string) => {
    const own = byTab.find((candidate) => candidate.tab === tab);
    return own === undefined ? 0 : countOf(own);
  };
  const to = (tab: string) => destination(tab, rows);
  const own = tabs.own.flatMap((tab) =>
    costCount(
      countIn(tab),
      width,
      { id: `${rows.id} ${tab}`, to: to(tab) },
      markOf(context, { ...rows, tab }),
    ),
  );
  if (!tabs.isFolded) return own;
  const { count, link } = countOfAll(tabs, { id: rows.id, countIn, to, column: rows.column ?? null });
  return [...own, ...quietUnlessLinked(costCount(count, width, link, sumMark({ context }, byTab, rows)))];
}

/** The mark behind a sum over tabs. */
function sumMark(
  { context }: Pick<CostLayout, 'context'>,
  byTab: readonly TabCost[],
  rows: CostRows,
): string {
  return byTab.map(({ tab }) => markOf(context, { ...rows, tab })).find((mark) => mark !== '') ?? '';
}

function destination(tab: string, { filter, region, kind }: CostRows): Destination {
  const within: Partial<Pick<TableFilter, 'region' | 'kind'>> = {
    ...(region === undefined ? {} : { region }),
    ...(kind === undefined ? {} : { kind }),
  };
  return rowsOf(tab, filter(tab), within);
}

/** A count at the right of its column that opens its rows; a dash where there are none. */
export function costCount(
  count: number,
  width: number,
  link: Omit<PanelLink, 'rows'> | null,
  mark = '',
): readonly PanelPiece[] {
  const text = count === 0 ? '-' : countText(count, width - 1, mark !== '');
  const blank: PanelPiece = [' '.repeat(width - text.length), 'plain'];
  if (count === 0) return [blank, [text, 'quiet']];
  return [blank, link === null ? [text, 'plain'] : [text, 'plain', { ...link, rows: count }]];
}

/** Both bounds, each in so many cells; `n/a` where none of the snapshots has it, `AT_LEAST` where some have not. */
export function boundsText(total: CostTotal, width: number, mark = ''): string {
  return boundTexts(total, width, mark)
    .map((text) => fitted(text, width, 'right'))
    .join('');
}

/** The same apart, each with its mark or a blank behind it. */
export function boundTexts(
  { count, low, high, withoutLow, withoutHigh }: CostTotal,
  width: number,
  mark = '',
): readonly [low: string, high: string] {
  const bound = (dollars: number, without: number): string => {
    if (without === count) return 'n/a ';
    const isShort = without > 0 || mark.trim() !== '';
    return moneyWithin(dollars, width - 2, isShort) + (isShort ? AT_LEAST : ' ');
  };
  return [bound(low, withoutLow), bound(high, withoutHigh)];
}
