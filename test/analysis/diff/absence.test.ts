import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { CellError, Outcome } from '../../../source/model/cell.ts';
import type { Value } from '../../../source/model/columns.ts';
import { type MadeCell, type MadeScan, madeSources, SCAN_START } from '../../helpers/scan-files.ts';
import { compared, twoFiles } from './two-scans.ts';

const DAY = 86_400_000;
const DENIED: CellError = { code: 'AccessDenied', message: 'no' };

interface Side {
  readonly outcome?: Outcome | null;
  readonly error?: CellError;
  readonly found?: MadeCell['found'];
  readonly options?: Readonly<Record<string, Value>>;
  readonly off?: boolean;
}

type Row = Readonly<Record<string, Value>>;

/** A scan of one cell, a day after the other one where it is the new one. */
function scanOf(kind: string, rows: readonly Row[], day: number, side: Side = {}): MadeScan {
  const { outcome = rows.length === 0 ? 'empty' : 'done', error, found, options = {} } = side;
  const startedAt = SCAN_START + day * DAY;
  const facts = { startedAt, endedAt: startedAt + 1000, options };
  const regions = { regions: ['us-west-2'], regionsOff: ['us-east-1'] };
  return {
    facts: side.off === true ? { ...facts, ...regions } : facts,
    cells: [
      {
        region: side.off === true ? 'us-west-2' : 'us-east-1',
        kind,
        outcome,
        rows,
        ...(error === undefined ? {} : { error }),
        ...(found === undefined ? {} : { found }),
      },
    ],
  };
}

/** Whether a snapshot of one side alone is new, gone or unknown, and why, by how the other side was read. */
const BY_CELL: readonly (readonly [name: string, other: Side, unknown: string | null])[] = [
  ['a cell that found nothing', {}, null],
  [
    'a cell that was denied',
    { outcome: 'denied', error: DENIED },
    'ebs-snapshot of us-east-1: denied, AccessDenied: no',
  ],
  [
    'a cell that gave up',
    { outcome: 'throttled', error: DENIED },
    'ebs-snapshot of us-east-1: throttled, AccessDenied: no',
  ],
  [
    'a cell that failed',
    { outcome: 'failed', error: DENIED },
    'ebs-snapshot of us-east-1: failed, AccessDenied: no',
  ],
  [
    'a cell that was skipped',
    { outcome: 'skipped', error: { code: 'RegionOff', message: 'is off' } },
    'ebs-snapshot of us-east-1: skipped, RegionOff: is off',
  ],
  ['a cell that was stopped', { outcome: 'stopped' }, 'ebs-snapshot of us-east-1: the scan was stopped'],
  ['a cell that has not ended', { outcome: null }, 'ebs-snapshot of us-east-1: not read yet'],
  [
    'a partial cell that does not say what it lacks',
    { outcome: 'partial', error: DENIED },
    'ebs-snapshot of us-east-1: partial, AccessDenied: no',
  ],
  [
    'a partial cell that lacks rows',
    { outcome: 'partial', error: DENIED, found: madeSources([], { lacking: 'a vault was denied' }) },
    'ebs-snapshot of us-east-1: partial, a vault was denied',
  ],
  ['a partial cell that lacks no rows', { outcome: 'partial', error: DENIED, found: madeSources([]) }, null],
  [
    'a partial cell whose rows are senseless in part',
    { outcome: 'partial', error: { code: 'Senseless', message: '1 row is not sound' } },
    null,
  ],
  ['a region that was off', { off: true }, 'us-east-1 was off'],
];

suite('a row of one scan alone', () => {
  const row = { key: 'snap-1', snapshot_id: 'snap-1', creation_time: SCAN_START - 10 * DAY };
  for (const [name, other, unknown] of BY_CELL) {
    test(`beside ${name} is ${unknown === null ? 'gone or new' : 'unknown'}`, (context) => {
      const gone = compared(
        twoFiles(context, scanOf('ebs-snapshot', [row], 0), scanOf('ebs-snapshot', [], 1, other)),
      );
      const fresh = compared(
        twoFiles(context, scanOf('ebs-snapshot', [], 0, other), scanOf('ebs-snapshot', [row], 1)),
      );
      const told = [gone, fresh].map(({ rows }) => rows.map(({ key, change, why }) => [key, change, why]));
      assert.deepEqual(told, [
        [['snap-1', unknown === null ? 'gone' : 'unknown', unknown]],
        [['snap-1', unknown === null ? 'new' : 'unknown', unknown]],
      ]);
    });
  }
});

suite('a snapshot that a scan was told to leave out', () => {
  const made = (days: number) => ({ key: 'snap-1', creation_time: SCAN_START - days * DAY });
  const options = (since: number | null, until: number | null) => ({
    since: since === null ? null : new Date(SCAN_START - since * DAY).toISOString(),
    until: until === null ? null : new Date(SCAN_START - until * DAY).toISOString(),
  });
  const changeOf = (
    days: number,
    given: Readonly<Record<string, Value>>,
    context: Parameters<typeof twoFiles>[0],
  ) =>
    compared(
      twoFiles(
        context,
        scanOf('ebs-snapshot', [made(days)], 0),
        scanOf('ebs-snapshot', [], 1, { options: given }),
      ),
    ).rows.map(({ change, why }) => [change, why]);

  test('by --since is unknown, one that it was to read is gone', (context) => {
    assert.deepEqual(changeOf(10, options(5, null), context), [
      ['unknown', '--since 2026-11-16 leaves it out'],
    ]);
    assert.deepEqual(changeOf(3, options(5, null), context), [['gone', null]]);
  });

  test('by --until is unknown, one that it was to read is gone', (context) => {
    assert.deepEqual(changeOf(3, options(null, 5), context), [
      ['unknown', 'it is later than --until 2026-11-16'],
    ]);
    assert.deepEqual(changeOf(10, options(null, 5), context), [['gone', null]]);
  });
});

suite('an execution that the new scan does not have', () => {
  const changeOf = (
    age: number | null,
    days: { readonly old: number; readonly new: number },
    context: Parameters<typeof twoFiles>[0],
  ) => {
    const start_time = age === null ? null : SCAN_START + DAY - age * DAY;
    const row = { key: 'exec-1', start_time };
    const optionsOf = (execution_days: number) => ({ options: { execution_days } });
    return compared(
      twoFiles(
        context,
        scanOf('datasync-execution', [row], 0, optionsOf(days.old)),
        scanOf('datasync-execution', [], 1, optionsOf(days.new)),
      ),
    ).rows.map(({ change }) => change);
  };

  test('is gone within the days that both asked for, and has aged out beyond them', (context) => {
    assert.deepEqual(changeOf(6.9, { old: 7, new: 7 }, context), ['gone']);
    assert.deepEqual(changeOf(7.1, { old: 7, new: 7 }, context), ['aged-out']);
  });

  test('is unknown where only the new scan asked for less', (context) => {
    assert.deepEqual(changeOf(10, { old: 30, new: 7 }, context), ['unknown']);
    assert.deepEqual(changeOf(30.5, { old: 30, new: 7 }, context), ['aged-out']);
  });

  test('is gone where the new scan asked for more', (context) => {
    assert.deepEqual(changeOf(7.5, { old: 7, new: 30 }, context), ['gone']);
  });

  test('has aged out after the thirty days that AWS remembers, whatever was asked for', (context) => {
    assert.deepEqual(changeOf(30.5, { old: 90, new: 90 }, context), ['aged-out']);
  });

  test('is unknown where nobody knows when it began', (context) => {
    assert.deepEqual(changeOf(null, { old: 30, new: 30 }, context), ['unknown']);
  });
});

test('a location of a type that the new scan leaves out is unknown', (context) => {
  const row = { key: 'loc-1', location_type: 'NFS' };
  const changes = ['nfs', 's3'].map(
    (type) =>
      compared(
        twoFiles(
          context,
          scanOf('datasync-location', [row], 0),
          scanOf('datasync-location', [], 1, { options: { location_types: [type] } }),
        ),
      ).rows[0]?.change,
  );
  assert.deepEqual(changes, ['gone', 'unknown']);
});

suite('a row that is gone as it had said', () => {
  const whyOf = (kind: string, row: Row, context: Parameters<typeof twoFiles>[0]) =>
    compared(twoFiles(context, scanOf(kind, [row], 0), scanOf(kind, [], 1))).rows.map(({ change, why }) => [
      change,
      why,
    ]);

  test('tells its own date of deletion', (context) => {
    const row = { key: 'rp-1', creation_time: SCAN_START - 40 * DAY, delete_at: SCAN_START + DAY / 2 };
    assert.deepEqual(whyOf('efs-recovery-point', row, context), [
      ['gone', 'its own date of deletion was 2026-11-21'],
    ]);
  });

  test('tells it by the days that were left', (context) => {
    const row = { key: 'rs-1', creation_time: SCAN_START - 40 * DAY, remaining_days: 1 };
    assert.deepEqual(whyOf('redshift-snapshot', row, context), [
      ['gone', 'its own date of deletion was 2026-11-22'],
    ]);
  });

  test('tells nothing of a date that was still to come', (context) => {
    const row = { key: 'rp-1', creation_time: SCAN_START - 40 * DAY, delete_at: SCAN_START + 9 * DAY };
    assert.deepEqual(whyOf('efs-recovery-point', row, context), [['gone', null]]);
  });
});

test('rows without an identifier are never new or gone, and unchanged where they say the same', (context) => {
  const [one, other] = [{ description: 'one' }, { description: 'other' }];
  const rows = (old: Row, now: Row) =>
    compared(twoFiles(context, scanOf('ebs-snapshot', [old], 0), scanOf('ebs-snapshot', [now], 1))).rows.map(
      ({ key, change }) => [key, change],
    );
  assert.deepEqual(rows(one, one), []);
  assert.deepEqual(rows(one, other), [['#1', 'unknown']]);
});
