import { type DifferingRow, NO_CHANGES } from '../../../source/model/diff.ts';
import type { DiffReport } from '../../../source/queries/diff-messages.ts';

/** A row that differs, of an EBS snapshot where nothing else is given. */
export function fakeDifference(key: string, given: Partial<DifferingRow> = {}): DifferingRow {
  return {
    ...{ kind: 'ebs-snapshot', account: '123456789012', region: 'us-east-1', key, change: 'new' },
    ...{ values: [], why: null, rows: { old: null, new: 1 } },
    ...given,
  };
}

/** What two scans of a day and the next differ by. */
export function fakeDifferences(): DiffReport {
  const changed = { column: 'size', type: 'bytes', old: 2 ** 40, new: 2 ** 41 } as const;
  return {
    title: '2026-11-28 06:00 → 2026-11-29 06:00 UTC · 214 accounts',
    notes: ['Not compared: ami, which only the new scan has (12 rows).'],
    kinds: [
      {
        ...{ kind: 'ebs-snapshot', title: 'EBS snapshots' },
        counts: { ...NO_CHANGES, new: 96, gone: 88, changed: 2, unknown: 9 },
        sums: { size: 1.2 * 2 ** 40, low: 12, high: 61 },
      },
      {
        ...{ kind: 'datasync-execution', title: 'DataSync executions' },
        counts: { ...NO_CHANGES, new: 60, 'aged-out': 58 },
        sums: null,
      },
    ],
    total: { new: 156, gone: 88, changed: 2, unknown: 9, 'aged-out': 58 },
    findings: [
      { title: 'EBS snapshots that are public', counts: { new: 1, solved: 0, unknown: 2, 'aged-out': 0 } },
      { title: 'Sources without a backup', counts: { new: 0, solved: 12, unknown: 0, 'aged-out': 0 } },
    ],
    sections: [
      { name: 'Findings', words: '+1 new: EBS snapshots that are public (1)' },
      { name: 'Protection', words: '2 sources became unprotected' },
    ],
    rows: [
      fakeDifference('snap-0a1b2c3d4e5f60001', { change: 'changed', values: [changed] }),
      fakeDifference('snap-0a1b2c3d4e5f60002'),
      fakeDifference('snap-0a1b2c3d4e5f60003', {
        ...{ change: 'gone', why: 'its own date of deletion was 2026-11-28' },
      }),
      fakeDifference('snap-0a1b2c3d4e5f60004', {
        ...{ change: 'unknown', region: 'eu-west-1', why: 'ebs-snapshot of eu-west-1: denied' },
      }),
    ],
  };
}
