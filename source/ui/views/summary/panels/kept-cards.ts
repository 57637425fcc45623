/** The cards of what is kept and of what it costs. */
import { addAll, startAmount } from '../../../../analysis/amounts.ts';
import { addCost, noCost } from '../../../../analysis/cost.ts';
import { findKind } from '../../../../kinds/registry.ts';
import {
  formatBytes,
  formatCount,
  formatDay,
  formatWholeDollars,
  signedChange,
} from '../../../../model/format.ts';
import type { ScanOutline } from '../../../../model/kept-scan.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { AT_LEAST } from '../../../kit/cells.ts';
import { trendline } from '../../../kit/charts.ts';
import { textWidth } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { knownBytes } from '../../../state/sources.ts';
import type { Card } from './card.ts';
import { boundTexts } from './cost-lines.ts';
import { markOf, type PanelContext, type PanelLine } from './panel.ts';
import { type CountedInTabs, countOfAll } from './shown-tabs.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

/** Cells of a bound of a cost. */
const MONEY = 10;

/** How much is kept: size, snapshots, how that went, the oldest. */
export function keptCard(context: PanelContext): Card {
  const { services } = context.report;
  const amount = startAmount();
  for (const service of services) addAll(amount, service);
  const mark = markOfSnapshots(context);
  const oldest = Math.min(...services.flatMap((service) => service.oldest ?? []));
  return {
    title: 'Kept',
    number: [[sizeWords(context, amount, mark), 'title']],
    about: counted(context, 'snapshots', {
      id: 'card kept',
      countIn: (tab) => sum(services.map((one) => (tabOf(one.kind) === tab ? one.count : 0))),
      to: (tab) => rowsOf(tab, ''),
      column: null,
    }),
    chart: (room) =>
      trend(context, room, {
        of: ({ bytes }) => bytes?.sum,
        change: (size) => formatBytes(size, context.unit),
      }),
    words: () => (Number.isFinite(oldest) ? [[`oldest ${formatDay(oldest)}`, 'quiet']] : []),
  };
}

/** What it costs a month, how that went, and what candidates for deletion cost of it. */
export function costCard(context: PanelContext): Card {
  const { cost } = context.report;
  const mark = markOfSnapshots(context);
  return {
    title: 'Cost a month',
    number: [[cost.prices === null ? 'not estimated' : costWords(cost.total, mark), 'title']],
    about: [[cost.prices === null ? '' : 'estimate, low – high', 'quiet']],
    chart: (room) =>
      trend(context, room, { of: (scan) => scan.cost?.high, change: (size) => formatWholeDollars(size) }),
    words: () => candidateWords(context, mark),
  };
}

function candidateWords(context: PanelContext, mark: string): PanelLine {
  const { candidates, cost } = context.report;
  if (candidates === undefined || cost.prices === null) return [];
  const all = noCost();
  for (const candidate of candidates) addCost(all, candidate.cost);
  const count = counted(context, 'may go', {
    id: 'card candidates',
    countIn: (tab) => sum(candidates.map((one) => (tabOf(one.kind) === tab ? one.amount.count : 0))),
    to: (tab) => rowsOf(tab, isValue('deletability', 'candidate')),
    column: 'deletability',
  });
  return [...count, [`: ${costWords(all, mark)}`, 'quiet']];
}

/** Both bounds; of nothing it is no cost, and of what nothing is known of it is unknown. */
function costWords(total: Parameters<typeof boundTexts>[0], mark: string): string {
  if (total.count === 0) return mark === '' ? 'nothing' : 'nothing so far';
  if (total.withoutHigh === total.count) return 'unknown';
  const [low, high] = boundTexts(total, MONEY, mark);
  return `${low.trim()} – ${high.trim()}`;
}

function sizeWords(
  { unit }: PanelContext,
  amount: Parameters<typeof knownBytes>[0] & { readonly count: number; readonly unknownSizes: number },
  mark: string,
): string {
  if (amount.count === 0) return mark === '' ? 'nothing' : 'nothing so far';
  const bytes = knownBytes(amount);
  if (bytes === null) return 'unknown size';
  return formatBytes(bytes, unit) + (mark === '' && amount.unknownSizes === 0 ? '' : AT_LEAST);
}

/** A count over all tabs of snapshots that opens their rows, and what it counts. */
function counted(context: PanelContext, what: string, numbers: CountedInTabs): PanelLine {
  const tabs = { all: snapshotTabs(context), own: [], isFolded: true };
  const { count, link } = countOfAll(tabs, numbers);
  const text = formatCount(count) + markOfSnapshots(context);
  return [link === null ? [text, 'quiet'] : [text, 'plain', { ...link, rows: count }], [` ${what}`, 'quiet']];
}

function markOfSnapshots(context: PanelContext): string {
  return snapshotTabs(context).some((tab) => markOf(context, { tab }) !== '') ? AT_LEAST : '';
}

function tabOf(kind: string): string | undefined {
  return findKind(kind)?.tab;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** What of a scan a trend is of, and how its change is written. */
interface Measure {
  readonly of: (scan: ScanOutline) => number | null | undefined;
  readonly change: (size: number) => string;
}

/** How a measure went over the scans that can be compared, and by how much since the last of them. */
function trend({ past }: PanelContext, room: number, { of, change }: Measure): PanelLine {
  if (past === 'reading') return [['compared when it ends', 'quiet']];
  const own = past?.trend.at(-1)?.outline;
  if (past === null || past.before === null || own === undefined) return [['nothing to compare', 'quiet']];
  const words = signedChange(of(own), of(past.before.outline), change) ?? 'n/a';
  const cells = Math.max(0, Math.min(24, room - textWidth(words) - 2));
  const values = past.trend.slice(-cells).map(({ outline }) => of(outline) ?? null);
  return [
    [trendline(values), 'accent'],
    [`  ${words}`, 'quiet'],
  ];
}
