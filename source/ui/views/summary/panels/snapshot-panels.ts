import { serviceLabel } from '../../../../analysis/service-label.ts';
import type { ServiceTotal, Share, SummaryReport } from '../../../../analysis/summary.ts';
import { findKind } from '../../../../kinds/registry.ts';
import { formatCount, formatDay } from '../../../../model/format.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { AT_LEAST } from '../../../kit/cells.ts';
import { barInParts, barOf, partSign } from '../../../kit/charts.ts';
import { kindFacts } from '../../../kit/kinds.ts';
import { stateBarTone } from '../../../kit/state-tones.ts';
import { fitted, textWidth, wrap } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { knownBytes } from '../../../state/sources.ts';
import { changeCell, changeOfBytes, changeOfCount, changeRoom } from './change.ts';
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

const LEAST_SERVICE = 13;
/** From this width on a panel has room for whole dates. */
const ROOMY_PANEL = 64;
const LONGEST_BAR = 40;
/** A label beside the counts of all tabs. */
const LEAST_LABEL = 10;

/** The tabs of the snapshots that were scanned. */
export function snapshotTabs({ report }: PanelContext): readonly string[] {
  const kinds = report.kinds.map(({ kind }) => findKind(kind));
  return [...new Set(kinds.flatMap((kind) => (kind?.group === 'snapshots' ? [kind.tab] : [])))];
}

/** Snapshots by service: count, size, oldest and newest, and a bar of the share. */
export function servicesPanel(context: PanelContext): Panel {
  const { report, unit, width } = context;
  const { services } = report;
  // Where there is little room the month is enough of a date.
  const date = width >= ROOMY_PANEL ? 10 : 7;
  const others = COUNT_WIDTH + 1 + SIZE_WIDTH + 2 * (date + 1) + 1;
  // Names that are cut to the same tell nothing: the bar goes before they do.
  const longest = Math.max(LEAST_SERVICE, ...services.map((service) => textWidth(serviceLabel(service))));
  const name = Math.max(LEAST_SERVICE, Math.min(longest, width - others));
  const room = width - name - others - 1;
  const all = services.reduce((sum, service) => sum + service.count, 0);
  const dates = (oldest: string, newest: string) => ` ${fitted(oldest, date)} ${fitted(newest, date)}`;
  const line = (service: ServiceTotal): PanelLine => [
    [` ${fitted(serviceLabel(service), name)}`, 'plain'],
    ...countCell(service.count, serviceLink(service)),
    [fitted(markOf(context, { kind: service.kind }), 1), 'plain'],
    [sizeText(service, unit, markOf(context, { kind: service.kind }) !== ''), 'plain'],
    [dates(formatDay(service.oldest).slice(0, date), formatDay(service.newest).slice(0, date)), 'plain'],
    [room >= 2 ? ` ${barOf(service.count, all, Math.min(room, LONGEST_BAR))}` : '', 'accent'],
  ];
  const amounts = `${fitted('Count', COUNT_WIDTH, 'right')} ${fitted('Size ', SIZE_WIDTH, 'right')}`;
  const head: PanelLine = [
    [` ${fitted('', name)}${amounts}${dates('Oldest', 'Newest')}`, 'quiet'],
    [room >= 5 ? ' Share' : '', 'quiet'],
  ];
  const note = noteOf(context, snapshotTabs(context));
  const lines =
    services.length === 0
      ? emptyLines(note)
      : [head, ...services.flatMap((service) => [line(service), ...changeLine(context, service, name)])];
  return {
    title: 'Snapshots by service',
    note,
    usualLines: 7,
    lines: [...lines, ...unsizedServices(context)],
  };
}

/** By how much a service changed, under its numbers; no line where it did not. */
function changeLine(
  context: PanelContext,
  { kind, service }: ServiceTotal,
  name: number,
): readonly PanelLine[] {
  const of = ({ services }: SummaryReport) =>
    services.find((one) => one.kind === kind && one.service === service);
  const count = changeOfCount(context, { kind }, (report) => of(report)?.count ?? 0, COUNT_WIDTH - 1);
  const size = changeOfBytes(context, { kind }, (report) => {
    const total = of(report);
    return total === undefined ? 0 : knownBytes(total);
  });
  if (count === '' && size === '') return [];
  const texts = `${fitted(count, COUNT_WIDTH, 'right')} ${fitted(`${size} `, SIZE_WIDTH, 'right')}`;
  return [[[` ${fitted('', name)}${texts}`, 'quiet']]];
}

function serviceLink({ kind, service }: ServiceTotal): Parameters<typeof countCell>[1] {
  const { tab } = kindFacts(kind);
  if (tab === null) return null;
  return { id: `service ${kind} ${service}`, to: rowsOf(tab, isValue('service', service), { kind }) };
}

/** Of which services sizes are not known, of how many snapshots, and why; nothing where all are. */
function unsizedServices(context: PanelContext): readonly PanelLine[] {
  const { report, width } = context;
  const { services } = report;
  const unsized = services.filter(({ unknownSizes }) => unknownSizes > 0);
  if (unsized.length === 0) return [];
  const counts = unsized.map((service, index): PanelLine => {
    const { tab } = kindFacts(service.kind);
    const to = rowsOf(tab ?? '', `${isValue('service', service.service)} ${isValue('size', null)}`, {
      kind: service.kind,
    });
    const count = formatCount(service.unknownSizes) + markOf(context, { kind: service.kind });
    const link = { id: `service unsized ${service.kind} ${service.service}`, to, rows: service.unknownSizes };
    const comma = index < unsized.length - 1 ? ',' : '';
    return [
      [' ', 'quiet'],
      tab === null ? [count, 'plain'] : [count, 'plain', link],
      [` ${serviceLabel(service)}${comma}`, 'quiet'],
    ];
  });
  const reasons = new Set(unsized.flatMap(({ kind }) => unsizedBecause(kind)));
  return [
    ...flowed([[[` ${AT_LEAST} size unknown of`, 'quiet']], ...counts], width),
    ...[...reasons].flatMap((reason) =>
      wrap(reason, width - 4).map((text): PanelLine => [[`   ${text}`, 'quiet']]),
    ),
  ];
}

function unsizedBecause(kind: string): readonly string[] {
  const sources = findKind(kind)?.sources ?? 'none';
  return sources === 'none' || sources.unsized === undefined ? [] : [sources.unsized];
}

/** Parts one behind the other on lines of this width; none is torn. */
function flowed(parts: readonly PanelLine[], width: number): readonly PanelLine[] {
  const cells = (line: PanelLine) => line.reduce((sum, [text]) => sum + textWidth(text), 0);
  const lines: PanelLine[] = [];
  for (const part of parts) {
    const last = lines.at(-1);
    if (last !== undefined && cells(last) + cells(part) < width) lines[lines.length - 1] = [...last, ...part];
    else lines.push(last === undefined ? part : [['  ', 'quiet'], ...part]);
  }
  return lines;
}

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
}

/** Amounts under labels: a count for each tab, the size together, and a bar of the share. */
export function sharesPanel(context: PanelContext, spec: SharesSpec): Panel {
  const { unit, width } = context;
  const shares = spec.shares(context.report);
  const shown = tabsWithin(snapshotTabs(context), {
    ...{ width, others: SIZE_WIDTH + 2, label: LEAST_LABEL, count: COUNT_WIDTH },
  });
  const note = noteOf(context, shown.all);
  const others = countsShown(shown) * COUNT_WIDTH + SIZE_WIDTH;
  // A bar has a few cells where the label can spare them.
  const least = shown.isFolded ? width - others - 2 : width - others - 8;
  const label = Math.max(LEAST_LABEL, Math.min(20, least));
  const all = shares.reduce((sum, share) => sum + share.count, 0);
  const free = width - label - others - 3;
  const change = changeRoom(context, free);
  const room = free - change;
  const head: PanelLine = [
    [` ${fitted('', label)}`, 'quiet'],
    [tabHeads(shown, COUNT_WIDTH), 'quiet'],
    [fitted('Size ', SIZE_WIDTH, 'right'), 'quiet'],
  ];
  const isShort = shown.all.some((tab) => markOf(context, { tab }) !== '');
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
    [spec.inParts ? '' : barOf(share.count, all, Math.min(room, LONGEST_BAR)), 'accent'],
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

function countIn(share: Share, tab: string): number {
  return share.byTab?.find((amount) => amount.tab === tab)?.count ?? 0;
}
