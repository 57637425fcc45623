import { PRICES_ADVICE } from '../../../../analysis/cost-words.ts';
import type { CostShare, SourceCost, TabCost } from '../../../../analysis/summary.ts';
import { columnsOfTab } from '../../../../kinds/registry.ts';
import { counted } from '../../../../model/words.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { barOf } from '../../../kit/charts.ts';
import { cut, fitted, wrap } from '../../../kit/text.ts';
import { isValueIn, rowsOf } from '../../../state/destination.ts';
import {
  boundsText,
  type CostLayout,
  type CostRows,
  costChangeLine,
  costCount,
  costHead,
  costLayout,
  NO_ESTIMATE,
  narrowed,
  partLine,
  shareLine,
} from './cost-lines.ts';
import { markOf, noteOf, type Panel, type PanelContext, type PanelLine } from './panel.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

const MOST_SHARES = 8;

/** What snapshots cost a month between a low and a high bound. */
export interface CostPanels {
  /** In total and by service. */
  readonly total: Panel;
  /** One panel; none where no cost is known. */
  readonly dearest: readonly Panel[];
  /** By region and owner; none where no cost is known. */
  readonly byShare: readonly Panel[];
}

/** The panels of costs. */
export function costPanels(context: PanelContext): CostPanels {
  const { cost } = context.report;
  const note = noteOf(context, snapshotTabs(context));
  const title = 'Cost a month, between two bounds';
  const total = (usualLines: number, lines: readonly PanelLine[]): Panel => ({
    title,
    note,
    usualLines,
    lines,
  });
  const none = (why: string): CostPanels => ({ total: total(16, [quiet(why)]), dearest: [], byShare: [] });
  if (cost.prices === null) return none('this scan file holds no estimate of costs');
  if (cost.total.count === 0) return none('no snapshots, so no cost');
  const region = ({ value }: CostShare): Omit<CostRows, 'id'> => ({ filter: () => '', region: value ?? '' });
  const owner = ({ value }: CostShare): Omit<CostRows, 'id'> => ({
    filter: (tab) => isValueIn(tab, 'owner', value),
    column: 'owner',
  });
  const tags = cost.ownerTags.length === 0 ? '' : ` (${cost.ownerTags.join(', ')})`;
  const byRegion = { id: 'region', title: 'Cost by region', shares: cost.byRegion, leftOut: 0, rows: region };
  const byOwner = {
    ...{ id: 'owner', title: `Cost by owner tag${tags}`, shares: cost.byOwner.map(ownerShare) },
    ...{ leftOut: cost.ownersLeftOut, rows: owner },
  };
  return {
    total: total(18, totalLines(context)),
    dearest: [{ note, ...sourcesPanel(context) }],
    byShare: [byRegion, byOwner].map((spec) => ({ note, ...sharesPanel(context, spec) })),
  };
}

function quiet(text: string): PanelLine {
  return [[` ${text}`, 'quiet']];
}

function totalLines(context: PanelContext): readonly PanelLine[] {
  const { cost } = context.report;
  const layout = costLayout(context, snapshotTabs(context));
  const all = { label: 'all', ...cost.total, byTab: cost.byTab };
  return [
    costHead(layout),
    ...cost.byService.flatMap((share) => [
      shareLine(layout, share, cost.total, {
        id: `cost service ${share.kind} ${share.value}`,
        filter: (tab) => isValueIn(tab, 'service', share.value),
        kind: share.kind,
      }),
      ...costChangeLine(layout, share, ({ byService }) =>
        byService.find(({ kind, value }) => kind === share.kind && value === share.value),
      ),
    ]),
    shareLine(layout, all, cost.total, ALL_ROWS),
    ...costChangeLine(layout, {}, ({ total }) => total),
    ...unknownCosts(context, layout),
    ...priceLines(context),
  ];
}

const ALL_ROWS: CostRows = { id: 'cost all', filter: () => '' };

/** How many snapshots are in no sum: for want of a size, which no price list can help, and of a price. */
function unknownCosts({ report }: PanelContext, layout: CostLayout): readonly PanelLine[] {
  const { byTab } = report.cost;
  const unsized = ({ withoutSize }: TabCost) => withoutSize;
  const unpriced = ({ withoutHigh, withoutSize }: TabCost) => withoutHigh - withoutSize;
  const isPriced = byTab.every((tab) => unpriced(tab) === 0);
  const isSized = byTab.every((tab) => unsized(tab) === 0);
  const noSize = narrowed(ALL_ROWS, 'unsized', (tab) => [NO_ESTIMATE, ...unknownSize(tab)].join(' '));
  const noPrice = narrowed(ALL_ROWS, 'unpriced', () => `${NO_ESTIMATE} size:*`);
  return [
    ...(isSized ? [] : [partLine(layout, 'size unknown', byTab, noSize, unsized)]),
    ...(isPriced ? [] : [partLine(layout, 'no price', byTab, noPrice, unpriced)]),
  ];
}

/** The terms that hold where nothing tells how large a snapshot is. */
function unknownSize(tab: string): readonly string[] {
  const known = new Set(columnsOfTab(tab).map(({ id }) => id));
  return ['full_size', 'size'].filter((id) => known.has(id)).map((id) => `${id}:?`);
}

/** How prices that are missing are given, and of which day those at hand are. */
function priceLines({ report, width }: PanelContext): readonly PanelLine[] {
  const { cost } = report;
  const regions =
    cost.prices === null || cost.prices.regions.length === 0 ? ['no region'] : cost.prices.regions;
  const isPriced = cost.byTab.every(({ withoutHigh, withoutSize }) => withoutHigh === withoutSize);
  return [
    // No price list helps where the size is not known.
    ...(isPriced ? [] : [PRICES_ADVICE]),
    cut(`prices of ${cost.prices?.date ?? ''}, known for ${regions.join(', ')}`, 2 * (width - 10)),
    'low: each source once; high: every snapshot whole',
  ]
    .flatMap((text) => wrap(text, width - 2))
    .map(quiet);
}

/** A label that has room in a panel. */
function ownerShare(share: CostShare): CostShare {
  return share.value === null ? { ...share, label: 'none or not read' } : share;
}

/** How one panel of costs under labels is made. */
interface CostSharesSpec {
  readonly id: string;
  readonly title: string;
  readonly shares: readonly CostShare[];
  /** How many further ones there are. */
  readonly leftOut: number;
  /** Which rows of a table a share is. */
  readonly rows: (share: CostShare) => Omit<CostRows, 'id'>;
}

function sharesPanel(
  context: PanelContext,
  { id, title, shares, leftOut, rows }: CostSharesSpec,
): Omit<Panel, 'note'> {
  const { total } = context.report.cost;
  const layout = costLayout(context, snapshotTabs(context));
  const shown = shares.slice(0, MOST_SHARES);
  const lines = shown.map((share) =>
    shareLine(layout, share, total, { id: `cost ${id} ${share.value}`, ...rows(share) }),
  );
  return {
    title,
    usualLines: MOST_SHARES + 2,
    lines: [
      costHead(layout),
      ...lines,
      ...restLines(shares.length - shown.length + leftOut, id, context.width),
    ],
  };
}

function restLines(left: number, what: string, width: number): readonly PanelLine[] {
  if (left <= 0) return [];
  const where =
    what === 'source'
      ? ':kept lists them all, the Cost sheet of an export (e) with their costs'
      : 'the Cost sheet of an export (e) has them';
  return wrap(`and ${counted(left, `more ${what}`)}: ${where}`, width - 2).map(quiet);
}

/** Cells of an id as AWS gives most, of one with its region, and of a bar that tells something. */
const LEAST_ID = 22;
const LEAST_PLACE = 36;
const LEAST_BAR = 6;

/** The sources that cost the most, with a bar of each beside the dearest. */
function sourcesPanel(context: PanelContext): Omit<Panel, 'note'> {
  const { cost } = context.report;
  const layout = costLayout(context, snapshotTabs(context).slice(0, 1));
  const known = cost.bySource.filter(({ count, withoutHigh }) => withoutHigh < count);
  const shown = known.slice(0, MOST_SHARES);
  const all = cost.bySource.length + cost.sourcesLeftOut;
  const free = context.width - 2 - layout.count - 2 * layout.money;
  // Without the region an id stands beside a bar; in full where there is room for both.
  const isRoomy = free >= LEAST_PLACE + LEAST_BAR;
  const bar = Math.min(40, free - (isRoomy ? LEAST_PLACE : LEAST_ID));
  const room = bar < LEAST_BAR ? free : free - bar;
  const most = Math.max(0, ...shown.map(({ high }) => high));
  const head: PanelLine = [
    [` ${fitted('', room)}${fitted('Count', layout.count, 'right')}`, 'quiet'],
    [['Low ', 'High '].map((name) => fitted(name, layout.money, 'right')).join(''), 'quiet'],
  ];
  const lines = shown.map(
    (source): PanelLine => [
      [
        ` ${fitted(`${source.source ?? 'unknown source'}${isRoomy ? ` ${source.region}` : ''}`, room)}`,
        'plain',
      ],
      ...costCount(
        source.count,
        layout.count,
        {
          id: `cost source ${JSON.stringify([source.account, source.region, source.service, source.source])}`,
          to: rowsOfSource(source, cost.bySource),
        },
        markOf(context, source),
      ),
      [boundsText(source, layout.money, markOf(context, source)), 'plain'],
      [bar < LEAST_BAR ? '' : ` ${barOf(source.high, most, bar - 1)}`, 'accent'],
    ],
  );
  return {
    title: 'Dearest sources',
    usualLines: MOST_SHARES + 2,
    lines:
      lines.length === 0
        ? [quiet('of no source the cost is known')]
        : [head, ...lines, ...restLines(all - shown.length, 'source', context.width)],
  };
}

/** The snapshots of a source. */
function rowsOfSource(source: SourceCost, all: readonly SourceCost[]): ReturnType<typeof rowsOf> {
  const several = all.some(({ account }) => account !== source.account);
  const terms = [
    isValue('source', source.source),
    isValue('service', source.service === '' ? null : source.service),
    ...(several ? [isValue('account', source.account)] : []),
  ];
  return rowsOf(source.tab, terms.join(' '), { region: source.region });
}
