import { isComparable, type KeptScan, type ScanOutline } from '../../model/kept-scan.ts';

/** A kept scan that was read. */
export interface PastScan {
  /** What it is told by from others; null: its file has no name that snapdeck gives. */
  readonly id: string | null;
  readonly file: string;
  readonly outline: ScanOutline;
}

/** Those that a scan can be compared with and that began before it, the newest first. */
export function comparableBefore(scans: readonly KeptScan[], own: ScanOutline): readonly PastScan[] {
  return scans.flatMap(({ id, file, scan }) =>
    scan !== null && scan.startedAt < own.startedAt && isComparable(scan, own)
      ? [{ id, file, outline: scan }]
      : [],
  );
}
