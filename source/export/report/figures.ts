/** The few numbers of a summary that are looked at first. */
import { addAll, startAmount } from '../../analysis/amounts.ts';
import { boundsOf } from '../../analysis/cost.ts';
import { protectedShare } from '../../analysis/protection/protection-totals.ts';
import { isShortOf } from '../../analysis/shortfall.ts';
import type { SummaryReport } from '../../analysis/summary.ts';
import { datasyncExecution } from '../../kinds/datasync/datasync-execution.ts';
import type { KindGroup } from '../../kinds/define/define-resource.ts';
import { findKind } from '../../kinds/registry.ts';
import { AT_LEAST, type ByteUnit, formatBytes, formatCount, formatMoney } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import type { ReportFigure } from './report.ts';

/** What there is of a summary: of what was not scanned, or not read at all, nothing. */
export function figuresOf(report: SummaryReport, byteUnit: ByteUnit): readonly ReportFigure[] {
  if (report.shortfall?.isAll === true) return [];
  return [
    ...keptFigure(report, byteUnit),
    ...costFigure(report),
    ...protectionFigure(report),
    ...findingsFigure(report),
    ...runsFigure(report),
  ];
}

function kindsOf({ kinds }: SummaryReport, group: KindGroup): readonly string[] {
  return kinds.map(({ kind }) => kind).filter((kind) => findKind(kind)?.group === group);
}

/** The mark of numbers over these kinds that are at least so much. */
function markOf(report: SummaryReport, group: KindGroup): string {
  const { shortfall } = report;
  return shortfall !== undefined && isShortOf(shortfall, kindsOf(report, group)) ? AT_LEAST : '';
}

function keptFigure(report: SummaryReport, byteUnit: ByteUnit): readonly ReportFigure[] {
  if (kindsOf(report, 'snapshots').length === 0) return [];
  const total = startAmount();
  for (const service of report.services) addAll(total, service);
  const mark = markOf(report, 'snapshots');
  const unsized = total.unknownSizes === 0 ? '' : `, ${formatCount(total.unknownSizes)} of unknown size`;
  const isKnown = total.count > total.unknownSizes || total.count === 0;
  const size = isKnown ? `${formatBytes(total.bytes, byteUnit)}${mark}` : 'size unknown';
  return [{ name: 'Snapshots', value: `${formatCount(total.count)}${mark}`, about: `${size}${unsized}` }];
}

function costFigure(report: SummaryReport): readonly ReportFigure[] {
  const { total } = report.cost;
  if (total.count === 0) return [];
  const { low, high } = boundsOf(total);
  const isOne = low === null || formatMoney(low) === formatMoney(high);
  const value = isOne ? formatMoney(high) : `${formatMoney(low)} to ${formatMoney(high)}`;
  const about = [
    'a month: bounds, not a bill',
    ...(total.withoutHigh === 0 ? [] : [`${formatCount(total.withoutHigh)} of unknown cost`]),
    ...(markOf(report, 'snapshots') === '' ? [] : ['at least, as not all was read']),
  ];
  return [{ name: 'Cost of snapshots', value: value || 'unknown', about: about.join('; ') }];
}

function protectionFigure({ protection = [] }: SummaryReport): readonly ReportFigure[] {
  const total = { unprotected: 0, late: 0, unknown: 0, protected: 0 };
  for (const one of protection) {
    total.unprotected += one.unprotected;
    total.late += one.late;
    total.unknown += one.unknown;
    total.protected += one.protected;
  }
  const share = protectedShare(total);
  if (share === null) return [];
  const others = (['unprotected', 'late', 'unknown'] as const).flatMap((name) =>
    total[name] === 0 ? [] : [`${formatCount(total[name])} ${name}`],
  );
  return [
    {
      name: 'Protected sources',
      value: `${share} %`,
      about: [`${formatCount(total.protected)} protected`, ...others].join(', '),
    },
  ];
}

function findingsFigure({ findings }: SummaryReport): readonly ReportFigure[] {
  if (findings.length === 0) return [];
  const found = findings.filter(({ count }) => count > 0);
  const by = (['high', 'medium', 'low'] as const).flatMap((severity) => {
    const count = found.filter((finding) => finding.severity === severity).length;
    return count === 0 ? [] : [`${formatCount(count)} ${severity}`];
  });
  const untold = findings.filter(({ count, notChecked }) => count === 0 && notChecked > 0).length;
  const more = untold === 0 ? [] : [`${formatCount(untold)} not checked`];
  return [
    { name: 'Kinds of findings', value: formatCount(found.length), about: [...by, ...more].join(', ') },
  ];
}

function runsFigure(report: SummaryReport): readonly ReportFigure[] {
  const { executions, executionDays, executionsByStatus } = report.datasync;
  if (kindsOf(report, 'datasync').length === 0 || executions === 0) return [];
  const isShort = report.shortfall !== undefined && isShortOf(report.shortfall, [datasyncExecution.id]);
  const mark = isShort ? AT_LEAST : '';
  const statuses = executionsByStatus.map(({ label, count }) => `${formatCount(count)}${mark} ${label}`);
  return [
    {
      name: 'DataSync executions',
      value: `${formatCount(executions)}${mark}`,
      about: `${statuses.join(', ')} in ${counted(executionDays, 'day')}`,
    },
  ];
}
