/** What changed since the last scan that can be compared: of the same accounts, regions and kinds. */
import {
  type ByteUnit,
  formatBytes,
  formatCount,
  formatInstant,
  formatWholeDollars,
  signedChange,
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
  const bytes = signedChange(scan.bytes?.sum, before.bytes?.sum, (size) => formatBytes(size, unit));
  const [low, high] = [
    signedChange(scan.cost?.low, before.cost?.low, formatWholeDollars),
    signedChange(scan.cost?.high, before.cost?.high, formatWholeDollars),
  ];
  const isPartly = [scan, before].some(
    ({ bytes: sum, cost }) => (sum?.unknown ?? 0) + (cost?.unknown ?? 0) > 0,
  );
  const parts = [
    `rows ${signedChange(scan.rows, before.rows, formatCount)}`,
    ...(bytes === null ? [] : [`size ${bytes}`]),
    ...(low === null && high === null
      ? []
      : [`cost a month ${low ?? 'not known'} to ${high ?? 'not known'}`]),
  ];
  const known = isPartly ? ', as far as sizes and costs are known' : '';
  return `since ${formatInstant(before.startedAt)} UTC (${before.name ?? id}): ${parts.join(', ')}${known}`;
}
