/** What changed since the last scan that can be compared: of the same accounts, regions and kinds. */
import {
  type ByteUnit,
  formatBytes,
  formatCount,
  formatInstant,
  formatWholeDollars,
} from '../model/format.ts';
import type { KeptScan, ScanOutline } from '../model/kept-scan.ts';
import { comparableBefore } from './past/comparable.ts';

/** A scan, and the one before that it is compared with. */
export interface ComparedScans {
  readonly scan: ScanOutline;
  readonly before: ScanOutline;
  /** What that one is told by from others. */
  readonly id: string;
}

/** The last scan before the one in this file that can be compared with it; null: there is none. `scans`: the newest first. */
export function lastComparable(scans: readonly KeptScan[], file: string): ComparedScans | null {
  const own = scans.find((kept) => kept.file === file)?.scan ?? null;
  if (own === null) return null;
  const [last] = comparableBefore(scans, own);
  return last?.id == null ? null : { scan: own, before: last.outline, id: last.id };
}

/** In a line: `since 2026-11-28 06:00 UTC (1b77d3e0): rows +24, size +1.2 TiB, cost a month +$12 to +$61`. */
export function changeWords({ scan, before, id }: ComparedScans, unit: ByteUnit): string {
  const bytes = difference(scan.bytes?.sum, before.bytes?.sum);
  const [low, high] = [
    difference(scan.cost?.low, before.cost?.low),
    difference(scan.cost?.high, before.cost?.high),
  ];
  const isPartly = [scan, before].some(
    ({ bytes: sum, cost }) => (sum?.unknown ?? 0) + (cost?.unknown ?? 0) > 0,
  );
  const dollars = (amount: number | null): string =>
    amount === null ? 'not known' : signed(amount, formatWholeDollars);
  const parts = [
    `rows ${signed(scan.rows - before.rows, formatCount)}`,
    ...(bytes === null ? [] : [`size ${signed(bytes, (size) => formatBytes(size, unit))}`]),
    ...(low === null && high === null ? [] : [`cost a month ${dollars(low)} to ${dollars(high)}`]),
  ];
  const known = isPartly ? ', as far as sizes and costs are known' : '';
  return `since ${formatInstant(before.startedAt)} UTC (${before.name ?? id}): ${parts.join(', ')}${known}`;
}

function difference(now: number | null | undefined, before: number | null | undefined): number | null {
  return now === null || now === undefined || before === null || before === undefined ? null : now - before;
}

/** What reads as nothing has no sign. */
function signed(change: number, format: (size: number) => string): string {
  const text = format(Math.abs(change));
  if (text === format(0)) return text;
  return `${change < 0 ? '-' : '+'}${text}`;
}
