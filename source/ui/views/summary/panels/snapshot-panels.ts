import type { ServiceTotal, Share } from '../../../../analysis/summary.ts';
import { findKind } from '../../../../kinds/registry.ts';
import { tabTitleOf } from '../../../../kinds/tabs.ts';
import { formatDay } from '../../../../model/format.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { barInParts, barOf, partSign } from '../../../kit/charts.ts';
import { kindFacts } from '../../../kit/kinds.ts';
import { stateBarTone } from '../../../kit/state-tones.ts';
import { fitted } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import {
  COUNT_WIDTH,
  countCell,
  emptyLines,
  noteOf,
  type Panel,
  type PanelContext,
  type PanelLine,
  SIZE_WIDTH,
  sizeText,
} from './panel.ts';

const SERVICE_WIDTH = 13;
/** From this width on a panel has room for whole dates. */
const ROOMY_PANEL = 64;
const LONGEST_BAR = 40;

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
  const room = width - SERVICE_WIDTH - COUNT_WIDTH - SIZE_WIDTH - 2 * (date + 1) - 2;
  const all = services.reduce((sum, service) => sum + service.count, 0);
  const dates = (oldest: string, newest: string) => ` ${fitted(oldest, date)} ${fitted(newest, date)}`;
  const line = (service: ServiceTotal): PanelLine => [
    [` ${fitted(serviceName(service, services), SERVICE_WIDTH)}`, 'plain'],
    ...countCell(service.count, serviceLink(service)),
    [sizeText(service, unit), 'plain'],
    [dates(formatDay(service.oldest).slice(0, date), formatDay(service.newest).slice(0, date)), 'plain'],
    [room >= 2 ? ` ${barOf(service.count, all, Math.min(room, LONGEST_BAR))}` : '', 'accent'],
  ];
  const amounts = fitted('Count', COUNT_WIDTH, 'right') + fitted('Size ', SIZE_WIDTH, 'right');
  const head: PanelLine = [
    [` ${fitted('', SERVICE_WIDTH)}${amounts}${dates('Oldest', 'Newest')}`, 'quiet'],
    [room >= 5 ? ' Share' : '', 'quiet'],
  ];
  const note = noteOf(context, snapshotTabs(context));
  const lines = services.length === 0 ? emptyLines(note) : [head, ...services.map(line)];
  return {
    title: 'Snapshots by service',
    note,
    usualLines: 7,
    lines: [...lines, ...unsizedServices(context)],
  };
}

/** A service; with its kind where it has snapshots of several. */
function serviceName({ service, kind }: ServiceTotal, all: readonly ServiceTotal[]): string {
  const same = all.filter((other) => other.service === service);
  return same.length > 1
    ? `${service} ${kindFacts(kind).gridHeader}`.replace(`${service} ${service}`, service)
    : service;
}

function serviceLink({ kind, service }: ServiceTotal): Parameters<typeof countCell>[1] {
  const { tab } = kindFacts(kind);
  if (tab === null) return null;
  return { id: `service ${kind} ${service}`, to: rowsOf(tab, isValue('service', service), { kind }) };
}

/** What the plus behind a size means: how many snapshots of each tab have no known size; nothing where all have. */
function unsizedServices(context: PanelContext): readonly PanelLine[] {
  const { services } = context.report;
  const counts = snapshotTabs(context).map((tab) => {
    const own = services.filter(({ kind }) => kindFacts(kind).tab === tab);
    return { tab, count: own.reduce((sum, { unknownSizes }) => sum + unknownSizes, 0) };
  });
  const unsized = counts.filter(({ count }) => count > 0);
  if (unsized.length === 0) return [];
  const cells = unsized.flatMap(
    ({ tab, count }): PanelLine => [
      [`  ${tabTitleOf(tab)}`, 'quiet'],
      ...countCell(count, unsizedLink('service', tab)),
    ],
  );
  return [[[' + size unknown:', 'quiet'], ...cells]];
}

function unsizedIn(shares: readonly Share[], tab: string): number {
  const amounts = shares.flatMap(({ byTab }) => byTab?.filter((amount) => amount.tab === tab) ?? []);
  return amounts.reduce((sum, { unknownSizes }) => sum + unknownSizes, 0);
}

function unsizedLink(panel: string, tab: string): Parameters<typeof countCell>[1] {
  return { id: `${panel} unsized ${tab}`, to: rowsOf(tab, isValue('size', null)) };
}

/** How one panel of amounts by label is made. */
interface SharesSpec {
  /** Begins the ids of its numbers. */
  readonly id: string;
  readonly title: string;
  readonly usualLines: number;
  /** The filter that leaves just the rows of a share in a tab. */
  readonly filter: (share: Share, tab: string, index: number) => string;
  /** A bar in parts above, each part with its sign, instead of a bar a line. */
  readonly inParts?: boolean;
}

/** Amounts under labels: a count for each tab, the size together, and a bar of the share. */
export function sharesPanel(context: PanelContext, shares: readonly Share[], spec: SharesSpec): Panel {
  const { unit, width } = context;
  const tabs = snapshotTabs(context);
  const note = noteOf(context, tabs);
  const label = Math.max(10, Math.min(20, width - tabs.length * COUNT_WIDTH - SIZE_WIDTH - 8));
  const all = shares.reduce((sum, share) => sum + share.count, 0);
  const room = width - label - tabs.length * COUNT_WIDTH - SIZE_WIDTH - 3;
  const head: PanelLine = [
    [` ${fitted('', label)}`, 'quiet'],
    [tabs.map((tab) => fitted(tabTitleOf(tab), COUNT_WIDTH, 'right')).join(''), 'quiet'],
    [fitted('Size ', SIZE_WIDTH, 'right'), 'quiet'],
  ];
  const line = (share: Share, index: number): PanelLine => [
    [` ${fitted(spec.inParts ? `${partSign(index)} ${share.label}` : share.label, label)}`, 'plain'],
    ...tabs.flatMap((tab) =>
      countCell(countIn(share, tab), {
        id: `${spec.id} ${share.value} ${tab}`,
        to: rowsOf(tab, spec.filter(share, tab, index)),
      }),
    ),
    [`${sizeText(share, unit)} `, 'plain'],
    [spec.inParts ? '' : barOf(share.count, all, Math.min(room, LONGEST_BAR)), 'accent'],
  ];
  const unsizedShares = (): readonly PanelLine[] => {
    const counts = tabs.map((tab) => ({ tab, count: unsizedIn(shares, tab) }));
    if (counts.every(({ count }) => count === 0)) return [];
    const cells = counts.flatMap(({ tab, count }) => countCell(count, unsizedLink(spec.id, tab)));
    return [[[` ${fitted('+ size unknown', label)}`, 'quiet'], ...cells]];
  };
  const bar: PanelLine = [[' ', 'plain'], ...barInParts(partsOf(shares), width - 3)];
  const lines = [head, ...(spec.inParts ? [bar] : []), ...shares.map(line), ...unsizedShares()];
  return {
    title: spec.title,
    note,
    usualLines: spec.usualLines,
    lines: all === 0 ? emptyLines(note) : lines,
  };
}

/** The parts of a bar over these shares. */
export function partsOf(shares: readonly Share[]) {
  return shares.map(({ count, label }, index) => ({ count, tone: stateBarTone(label, index) }));
}

function countIn(share: Share, tab: string): number {
  return share.byTab?.find((amount) => amount.tab === tab)?.count ?? 0;
}
