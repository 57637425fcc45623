/** How much of what is kept in which region: a map of shades, with the size of each cell on it. */
import type { Share } from '../../../../analysis/summary.ts';
import { counted } from '../../../../model/words.ts';
import { countText } from '../../../kit/cells.ts';
import { fitted } from '../../../kit/text.ts';
import { heatOf } from '../../../kit/theme.ts';
import { rowsOf } from '../../../state/destination.ts';
import { knownBytes } from '../../../state/sources.ts';
import {
  emptyLines,
  markOf,
  noteOf,
  type Panel,
  type PanelContext,
  type PanelLine,
  type PanelPiece,
} from './panel.ts';
import { countOfAll, countsShown, type ShownTabs, tabHeads, tabsWithin } from './shown-tabs.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

const GIB = 2 ** 30;
const MOST_REGIONS = 8;
/** Cells of a region's name, and of a size with the blank before it. */
const LABEL_WIDTH = 15;
const CELL_WIDTH = 7;

/** Regions by what they hold, the fullest first; each cell opens its snapshots. */
export function wherePanel(context: PanelContext): Panel {
  const tabs = snapshotTabs(context);
  const note = noteOf(context, tabs);
  const regions = context.report.byRegion.toSorted((one, other) => other.bytes - one.bytes);
  const shown = tabsWithin(tabs, {
    ...{ width: context.width, others: 1, label: LABEL_WIDTH, count: CELL_WIDTH },
  });
  const head: PanelLine = [
    [` ${fitted('GiB', labelWidth(context, shown))}${tabHeads(shown, CELL_WIDTH)}`, 'quiet'],
  ];
  const more = regions.length - MOST_REGIONS;
  return {
    title: 'Where',
    note,
    usualLines: MOST_REGIONS + 2,
    lines:
      regions.length === 0
        ? emptyLines(note)
        : [
            head,
            ...regions.slice(0, MOST_REGIONS).map((region) => regionLine(context, shown, region)),
            ...(more > 0 ? [[[` and ${counted(more, 'region')} with less`, 'quiet'] as const]] : []),
          ],
  };
}

function labelWidth({ width }: PanelContext, shown: ShownTabs): number {
  return Math.min(LABEL_WIDTH, width - 1 - countsShown(shown) * CELL_WIDTH);
}

function regionLine(context: PanelContext, shown: ShownTabs, share: Share): PanelLine {
  const region = share.value ?? '';
  const to = (tab: string) => rowsOf(tab, '', { region });
  const amountIn = (tab: string) => share.byTab?.find((amount) => amount.tab === tab);
  const own = shown.own.flatMap((tab): PanelLine => {
    const amount = amountIn(tab);
    const mark = markOf(context, { tab, region });
    if (amount === undefined) return emptyCell(mark);
    return [
      BLANK,
      [...sizeCell(amount, mark), { id: `where ${region} ${tab}`, to: to(tab), rows: amount.count }],
    ];
  });
  const label: PanelPiece = [` ${fitted(share.label, labelWidth(context, shown))}`, 'plain'];
  if (!shown.isFolded) return [label, ...own];
  const { count, link } = countOfAll(shown, {
    ...{ id: `where ${region}`, countIn: (tab) => amountIn(tab)?.count ?? 0, to, column: null },
  });
  const mark = shown.all.map((tab) => markOf(context, { tab, region })).find((one) => one !== '') ?? '';
  if (link === null) return [label, ...own, ...emptyCell(mark)];
  return [label, ...own, BLANK, [...sizeCell(share, mark), { ...link, rows: count }]];
}

const BLANK: PanelPiece = [' ', 'plain'];

/** Nothing there, as far as was read. */
function emptyCell(mark: string): PanelLine {
  return [[fitted(mark === '' ? '·' : `0${mark}`, CELL_WIDTH, 'right'), 'quiet']];
}

/** A size in whole GiB on its shade; what is not nothing is never written as nothing. */
function sizeCell(amount: Share | NonNullable<Share['byTab']>[number], mark: string) {
  const bytes = knownBytes(amount);
  const gib = bytes === null ? 0 : bytes / GIB;
  const isShort = mark !== '' || amount.unknownSizes > 0;
  const text =
    bytes === null
      ? '?'
      : gib < 1
        ? '<1'
        : countText(isShort ? Math.floor(gib) : Math.round(gib), CELL_WIDTH - 2, isShort);
  return [fitted(`${text} `, CELL_WIDTH - 1, 'right'), heatOf(gib)] as const;
}
