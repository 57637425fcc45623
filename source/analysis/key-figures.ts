/** A scan in the few numbers that somebody asks for first, taken from its totals. */
import { SEVERITIES } from '../kinds/findings.ts';
import { formatCount } from '../model/format.ts';
import { counted } from '../model/words.ts';
import { amountValues } from './amount-columns.ts';
import { addAll, startAmount } from './amounts.ts';
import { boundsOf } from './cost.ts';
import { protectedShare, protectionOfAll } from './protection/protection-totals.ts';
import type { ProtectionOfService, SummaryReport } from './summary.ts';

/** One of them. */
export interface KeyFigure {
  readonly label: string;
  /** `percent`: of 100, rounded down. */
  readonly type: 'integer' | 'bytes' | 'money' | 'percent';
  /** Null: not known. */
  readonly value: number | null;
  /** What has to be known of it; empty: nothing. */
  readonly note: string;
}

/** The figures of a scan or of what a filter keeps of it, in their order; none where nothing was read. */
export function keyFigures(report: SummaryReport): readonly KeyFigure[] {
  if (report.shortfall?.isAll === true) return [];
  return [
    rowsFigure(report),
    ...(report.services.length > 0 ? snapshotFigures(report) : []),
    ...(report.protection === undefined ? [] : protectionFigures(report.protection)),
    ...findingFigures(report),
  ];
}

function rowsFigure({ filter, kinds }: SummaryReport): KeyFigure {
  const counts = filter === undefined ? kinds.map(({ rows }) => rows) : filter.kinds.map(({ kept }) => kept);
  return {
    ...{ label: filter === undefined ? 'Resources found' : 'Resources that the filter keeps' },
    ...{ type: 'integer', value: sum(counts), note: '' },
  };
}

function snapshotFigures({ services, cost: { total } }: SummaryReport): readonly KeyFigure[] {
  const amount = startAmount();
  for (const service of services) addAll(amount, service);
  const [count = null, bytes = null] = amountValues(amount).map(numberOrNull);
  const { low, high } = boundsOf(total);
  const cost =
    total.withoutHigh > 0 ? `without ${counted(total.withoutHigh, 'snapshot')} of unknown cost` : '';
  const unsized = amount.unknownSizes > 0 ? `without ${counted(amount.unknownSizes, 'unknown size')}` : '';
  return [
    { label: 'Snapshots and backups', type: 'integer', value: count, note: '' },
    { label: 'Their size', type: 'bytes', value: bytes, note: unsized },
    { label: 'Cost a month, low (estimate)', type: 'money', value: low, note: cost },
    { label: 'Cost a month, high (estimate)', type: 'money', value: high, note: cost },
  ];
}

function protectionFigures(protection: readonly ProtectionOfService[]): readonly KeyFigure[] {
  const total = protectionOfAll(protection);
  const count = (label: string, value: number): KeyFigure => ({ label, type: 'integer', value, note: '' });
  return [
    count('Sources without a backup', total.unprotected),
    count('Sources whose backup is late', total.late),
    {
      ...{ label: 'Sources that are protected', type: 'percent', value: protectedShare(total) },
      note: total.unknown > 0 ? `of ${counted(total.unknown, 'source')} it is not known` : '',
    },
  ];
}

/** A row that two findings are about counts in both. */
function findingFigures({ findings }: SummaryReport): readonly KeyFigure[] {
  return SEVERITIES.map((severity) => {
    const ofSeverity = findings.filter((finding) => finding.severity === severity);
    const [most] = ofSeverity.toSorted((a, b) => b.count - a.count);
    return {
      ...{ label: `Findings of ${severity} severity`, type: 'integer' },
      value: sum(ofSeverity.map(({ count }) => count)),
      note: most === undefined || most.count === 0 ? '' : `most: ${most.title} (${formatCount(most.count)})`,
    };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
