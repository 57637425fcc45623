import type { Share, SummaryReport } from '../../../../analysis/summary.ts';
import { tabTitleOf } from '../../../../kinds/tabs.ts';
import { AT_LEAST } from '../../../kit/cells.ts';
import { barInParts, barOf, partSign, stackedBar, stackPart } from '../../../kit/charts.ts';
import { stateBarTone } from '../../../kit/state-tones.ts';
import { fitted, textWidth } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { changeCell, changeRoom } from './change.ts';
import {
  COUNT_WIDTH,
  countCell,
  emptyLines,
  markOf,
  noteOf,
  type Panel,
  type PanelContext,
  type PanelLine,
  SIZE_WIDTH,
  sizeText,
} from './panel.ts';
import {
  type CountedInTabs,
  countOfAll,
  countsShown,
  quietUnlessLinked,
  type ShownTabs,
  tabHeads,
  tabsWithin,
} from './shown-tabs.ts';
import { snapshotTabs } from './snapshot-tabs.ts';

const LONGEST_BAR = 40;
/** A label beside the counts of all tabs. */
const LEAST_LABEL = 10;
/** Cells that stacked bars have at least: in fewer no parts are told apart. */
const LEAST_STACK = 20;

/** How one panel of amounts by label is made. */
interface SharesSpec {
  /** Begins the ids of its numbers. */
  readonly id: string;
  readonly title: string;
  readonly usualLines: number;
  /** What it shows of a summary. */
  readonly shares: (report: SummaryReport) => readonly Share[];
  /** The column that its filter is about. */
  readonly column: string;
  /** The filter that leaves just the rows of a share in a tab. */
  readonly filter: (share: Share, tab: string, index: number) => string;
  /** A bar in parts above, each part with its sign, instead of a bar a line. */
  readonly inParts?: boolean;
  /** The bars are of sizes, beside the largest, each in parts by tab; the head says which is which. */
  readonly isStacked?: boolean;
}

/** Amounts under labels: a count for each tab, the size together, and a bar of the share. */
export function sharesPanel(context: PanelContext, spec: SharesSpec): Panel {
  const { unit, width } = context;
  const shares = spec.shares(context.report);
  const shown = tabsOf(context, spec);
  const note = noteOf(context, shown.all);
  const others = countsShown(shown) * COUNT_WIDTH + SIZE_WIDTH;
  // A bar has a few cells where the label can spare them.
  const least = shown.isFolded ? width - others - 2 : width - others - 8;
  const label = Math.max(LEAST_LABEL, Math.min(spec.isStacked === true ? 14 : 20, least));
  const all = shares.reduce((sum, share) => sum + share.count, 0);
  const free = width - label - others - 3;
  const change = changeRoom(context, free);
  const room = free - change;
  const head: PanelLine = [
    [` ${fitted('', label)}`, 'quiet'],
    [tabHeads(shown, COUNT_WIDTH), 'quiet'],
    [fitted('Size ', SIZE_WIDTH, 'right'), 'quiet'],
    ...(spec.isStacked === true ? legend(shown.all, change, room) : []),
  ];
  const isShort = shown.all.some((tab) => markOf(context, { tab }) !== '');
  const most = Math.max(0, ...shares.map(({ bytes }) => bytes));
  const barOfShare = (share: Share): PanelLine => {
    if (spec.inParts === true) return [];
    const cells = Math.min(room, LONGEST_BAR);
    if (spec.isStacked !== true) return [[barOf(share.count, all, cells), 'accent']];
    return stackedBar(
      shown.all.map((tab) => bytesIn(share, tab)),
      most,
      cells,
    );
  };
  const line = (share: Share, index: number): PanelLine => [
    [
      ` ${fitted(spec.inParts ? `${partSign(index)} ${share.label}` : shortened(share.label, label), label)}`,
      'plain',
    ],
    ...shareCounts(context, shown, {
      id: `${spec.id} ${share.value}`,
      countIn: (tab) => countIn(share, tab),
      to: (tab) => rowsOf(tab, spec.filter(share, tab, index)),
      column: spec.column,
    }),
    [sizeText(share, unit, isShort), 'plain'],
    change === 0
      ? ['', 'quiet']
      : changeCell(context, {}, (report) => spec.shares(report).find(isSame(share))?.count ?? 0),
    [' ', 'plain'],
    ...barOfShare(share),
  ];
  const bar: PanelLine = [[' ', 'plain'], ...barInParts(partsOf(shares), width - 3)];
  const lines = [head, ...(spec.inParts ? [bar] : []), ...shares.map(line)];
  return {
    title: spec.title,
    note,
    usualLines: spec.usualLines,
    lines: all === 0 ? emptyLines(note) : lines,
  };
}

/** The tabs that have a count each: where stacked bars had no room beside them, none but all together. */
function tabsOf(context: PanelContext, { isStacked }: SharesSpec): ShownTabs {
  const { width } = context;
  const all = snapshotTabs(context);
  const shown = tabsWithin(all, {
    ...{ width, others: SIZE_WIDTH + 2, label: LEAST_LABEL, count: COUNT_WIDTH },
  });
  const free = width - countsShown(shown) * COUNT_WIDTH - SIZE_WIDTH - LEAST_LABEL;
  return isStacked === true && all.length > 1 && free < LEAST_STACK
    ? { all, own: [], isFolded: true }
    : shown;
}

/** Which part of stacked bars is which, above them, as far as there is room. */
function legend(tabs: readonly string[], change: number, room: number): PanelLine {
  const words = tabs.flatMap((tab, index): PanelLine => {
    const [sign, tone] = stackPart(index);
    return [
      [sign, tone],
      [`${tabTitleOf(tab)} `, 'quiet'],
    ];
  });
  const cells = words.reduce((sum, [text]) => sum + textWidth(text), 0);
  return cells > room ? [] : [[' '.repeat(change + 1), 'quiet'], ...words];
}

/** True for what has the label of a share. */
function isSame({ label, value }: Share): (other: Share) => boolean {
  return (other) => other.label === label && other.value === value;
}

/** The counts of a share. */
function shareCounts(context: PanelContext, shown: ShownTabs, counted: CountedInTabs): PanelLine {
  const own = shown.own.flatMap((tab) =>
    countCell(
      counted.countIn(tab),
      { id: `${counted.id} ${tab}`, to: counted.to(tab) },
      markOf(context, { tab }),
    ),
  );
  if (!shown.isFolded) return own;
  const { count, link } = countOfAll(shown, counted);
  const mark = shown.all.some((tab) => markOf(context, { tab }) !== '') ? AT_LEAST : '';
  return [...own, ...quietUnlessLinked(countCell(count, link, mark))];
}

/** A range of ages with less of its unit where it would be cut otherwise. */
function shortened(label: string, width: number): string {
  return textWidth(label) <= width ? label : label.replace(/ days$/, ' d');
}

/** The parts of a bar over these shares. */
export function partsOf(shares: readonly Share[]) {
  return shares.map(({ count, label }, index) => ({ count, tone: stateBarTone(label, index) }));
}

function bytesIn(share: Share, tab: string): number {
  return share.byTab?.find((amount) => amount.tab === tab)?.bytes ?? 0;
}

function countIn(share: Share, tab: string): number {
  return share.byTab?.find((amount) => amount.tab === tab)?.count ?? 0;
}
