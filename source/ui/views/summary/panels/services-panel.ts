import { serviceLabel } from '../../../../analysis/service-label.ts';
import type { ServiceTotal, SummaryReport } from '../../../../analysis/summary.ts';
import { findKind } from '../../../../kinds/registry.ts';
import { formatCount, formatDay } from '../../../../model/format.ts';
import { isValue } from '../../../../store/filter/write-terms.ts';
import { AT_LEAST } from '../../../kit/cells.ts';
import { barOf } from '../../../kit/charts.ts';
import { kindFacts } from '../../../kit/kinds.ts';
import { fitted, textWidth, wrap } from '../../../kit/text.ts';
import { rowsOf } from '../../../state/destination.ts';
import { knownBytes } from '../../../state/sources.ts';
import { changeOfBytes, changeOfCount } from './change.ts';
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
import { snapshotTabs } from './snapshot-tabs.ts';

const LEAST_SERVICE = 13;
/** From this width on a panel has room for whole dates. */
const ROOMY_PANEL = 64;
const LONGEST_BAR = 40;

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
