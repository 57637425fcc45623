import { type ByteUnit, formatBytes, formatCount, formatDay } from '../../analysis/format.ts';
import type { Amount, ServiceTotal, Share, SourceTotal, SummaryReport } from '../../analysis/summary.ts';
import { kindFacts } from '../state/kinds.ts';
import { knownBytes } from '../state/sources.ts';
import { fitted, textWidth } from '../text.ts';
import type { Piece } from '../theme.ts';
import { dataSyncPanels } from './datasync-panels.ts';
import { counted } from './words.ts';

/** A titled block of lines, each within the width that the panel was made for. */
export interface Panel {
  readonly title: string;
  readonly lines: readonly (readonly Piece[])[];
}

const TOP_SOURCES = 8;
const SERVICE_WIDTH = 13;
const COUNT_WIDTH = 8;
/** From this width on a panel has room for whole dates. */
const ROOMY_PANEL = 64;
const SIZE_WIDTH = 11;
const LONGEST_BAR = 30;

/** The panels of the Summary view in their order, for panels of so many cells. */
export function summaryPanels(report: SummaryReport, unit: ByteUnit, width: number): readonly Panel[] {
  return [
    kindsPanel(report, width),
    servicesPanel(report.services, unit, width),
    sharesPanel('Snapshots by age', report.ages, unit, width),
    sharesPanel('Snapshots by status', report.byStatus, unit, width),
    sharesPanel('By encryption', report.byEncryption, unit, width),
    sharesPanel('By origin', report.byOrigin, unit, width),
    sharesPanel('By storage tier', report.byTier, unit, width),
    sourcesPanel(report.sources, unit, width),
    ...dataSyncPanels(report.datasync, unit, width),
  ];
}

function kindsPanel(report: SummaryReport, width: number): Panel {
  const most = Math.max(1, ...report.kinds.map(({ rows }) => rows));
  const lines = report.kinds.map(({ kind, rows }): readonly Piece[] => {
    const label = Math.min(32, width - COUNT_WIDTH - 3);
    const bar = barOf(rows, most, width - label - COUNT_WIDTH - 4);
    return [
      [
        ` ${fitted(kindFacts(kind).title, label)} ${fitted(formatCount(rows), COUNT_WIDTH, 'right')} `,
        'plain',
      ],
      [bar, 'accent'],
    ];
  });
  return { title: 'Rows by kind', lines: orNone(lines) };
}

function servicesPanel(services: readonly ServiceTotal[], unit: ByteUnit, width: number): Panel {
  // Where there is little room the month is enough of a date.
  const date = width >= ROOMY_PANEL ? 10 : 7;
  const room = width - SERVICE_WIDTH - COUNT_WIDTH - SIZE_WIDTH - 2 * (date + 1) - 2;
  const all = services.reduce((sum, service) => sum + service.count, 0);
  const dates = (oldest: string, newest: string) => ` ${fitted(oldest, date)} ${fitted(newest, date)}`;
  const line = (service: ServiceTotal): readonly Piece[] => [
    [` ${fitted(serviceName(service, services), SERVICE_WIDTH)}${amountText(service, unit)}`, 'plain'],
    [dates(formatDay(service.oldest).slice(0, date), formatDay(service.newest).slice(0, date)), 'plain'],
    [room >= 2 ? ` ${barOf(service.count, all, room)}` : '', 'accent'],
  ];
  const amounts = fitted('Count', COUNT_WIDTH, 'right') + fitted('Size ', SIZE_WIDTH, 'right');
  const head: readonly Piece[] = [
    [` ${fitted('', SERVICE_WIDTH)}${amounts}${dates('Oldest', 'Newest')}`, 'quiet'],
    [room >= 5 ? ' Share' : '', 'quiet'],
  ];
  const lines = services.length === 0 ? orNone([]) : [head, ...services.map(line)];
  return { title: 'Snapshots by service', lines: [...lines, ...unknownSizes(services)] };
}

/** A service; with its kind where it has snapshots of several. */
function serviceName({ service, kind }: ServiceTotal, all: readonly ServiceTotal[]): string {
  const same = all.filter((other) => other.service === service);
  return same.length > 1
    ? `${service} ${kindFacts(kind).gridHeader}`.replace(`${service} ${service}`, service)
    : service;
}

/** Amounts under labels, each with a bar of its share. */
export function sharesPanel(title: string, shares: readonly Share[], unit: ByteUnit, width: number): Panel {
  const label = Math.min(20, width - COUNT_WIDTH - SIZE_WIDTH - 2);
  const all = shares.reduce((sum, share) => sum + share.count, 0);
  const room = width - label - COUNT_WIDTH - SIZE_WIDTH - 3;
  const lines = shares.map((share): readonly Piece[] => [
    [` ${fitted(share.label, label)}${amountText(share, unit)} `, share.count === 0 ? 'quiet' : 'plain'],
    [barOf(share.count, all, room), 'accent'],
  ]);
  return { title, lines: [...orNone(lines), ...unknownSizes(shares)] };
}

function sourcesPanel(sources: readonly SourceTotal[], unit: ByteUnit, width: number): Panel {
  const amounts = 5 + COUNT_WIDTH + SIZE_WIDTH + 3;
  const place = 8 + 15;
  const wide = width >= amounts + place + 20;
  const room = Math.max(12, width - amounts - (wide ? place : 0));
  const lines = sources.slice(0, TOP_SOURCES).map((source): readonly Piece[] => {
    const name = source.sourceName === null ? '' : ` ${source.sourceName}`;
    const gone = source.sourceExists === 'no' ? 'gone' : '';
    return [
      [` ${fitted(`${source.source ?? 'unknown source'}${name}`, room)} `, 'plain'],
      [fitted(gone, 5), 'warning'],
      [wide ? fitted(source.service, 8) + fitted(source.region, 15) : '', 'plain'],
      [amountText(source, unit), 'plain'],
    ];
  });
  const title =
    sources.length > TOP_SOURCES
      ? `Sources: the largest ${TOP_SOURCES} of ${formatCount(sources.length)}, Enter shows all`
      : 'Sources: Enter shows them by age';
  return { title: sources.length === 0 ? 'Sources' : title, lines: orNone(lines) };
}

function amountText(amount: Amount, unit: ByteUnit): string {
  const size = amount.count === 0 ? '' : formatBytes(knownBytes(amount), unit);
  const mark = size !== '' && amount.unknownSizes > 0 ? '+' : ' ';
  return fitted(formatCount(amount.count), COUNT_WIDTH, 'right') + fitted(size + mark, SIZE_WIDTH, 'right');
}

/** Says what the plus behind a size means, where there is one. */
function unknownSizes(amounts: readonly Amount[]): readonly (readonly Piece[])[] {
  const unknown = amounts.reduce((sum, amount) => sum + amount.unknownSizes, 0);
  return unknown === 0 ? [] : [[[` + and ${counted(unknown, 'snapshot')} of unknown size`, 'quiet']]];
}

function orNone(lines: readonly (readonly Piece[])[]): readonly (readonly Piece[])[] {
  return lines.length > 0 ? lines : [[[' none', 'quiet']]];
}

/** A bar of at most so many cells; what is not nothing has at least one. */
export function barOf(value: number, all: number, room: number): string {
  const most = Math.min(room, LONGEST_BAR);
  if (value <= 0 || all <= 0 || most < 1) return '';
  return '#'.repeat(Math.max(1, Math.round((most * value) / all)));
}

/** A panel's cells in a line: its pieces cut and padded to the width. */
export function panelWidth(pieces: readonly Piece[]): number {
  return pieces.reduce((sum, [text]) => sum + textWidth(text), 0);
}
