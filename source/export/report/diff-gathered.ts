/** What a comparison finds, as far as a report tells it. */
import { ChangeTally } from '../../analysis/diff/change-tally.ts';
import type { ScanDiff } from '../../analysis/diff/scan-diff.ts';
import {
  type DifferingRow,
  type FindingChange,
  isDifferingRow,
  isFindingChange,
  isProtectionChange,
  type ProtectionChange,
} from '../../model/diff.ts';

/** Of more than so many of one sort the others are counted. */
const MOST_GATHERED = 10_000;

/** The sums of all that differs, and the first of each sort. */
export interface GatheredDiff {
  readonly tally: ChangeTally;
  readonly rows: ReadonlyMap<DifferingRow['change'], readonly DifferingRow[]>;
  readonly findings: readonly FindingChange[];
  readonly protections: readonly ProtectionChange[];
}

/** Goes through a comparison once. */
export async function gatherDiff(diff: ScanDiff): Promise<GatheredDiff> {
  const tally = new ChangeTally();
  const rows = new Map<DifferingRow['change'], DifferingRow[]>();
  const findings: FindingChange[] = [];
  const protections: ProtectionChange[] = [];
  for await (const some of diff.changes({ thenSums: true })) {
    for (const found of some) {
      tally.add(found);
      if (isDifferingRow(found)) {
        const some = rows.get(found.change) ?? [];
        rows.set(found.change, some);
        keep(some, found);
      } else if (isFindingChange(found)) keep(findings, found);
      else if (isProtectionChange(found)) keep(protections, found);
    }
  }
  return { tally, rows, findings, protections };
}

function keep<Found>(some: Found[], found: Found): void {
  if (some.length < MOST_GATHERED) some.push(found);
}
