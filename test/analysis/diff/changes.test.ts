import assert from 'node:assert/strict';
import fs from 'node:fs';
import { suite, test } from 'node:test';
import fc from 'fast-check';
import { type DifferingRow, isFindingChange } from '../../../source/model/diff.ts';
import { type MadeScan, madeAccount, SCAN_START } from '../../helpers/scan-files.ts';
import { compared, twoFiles } from './two-scans.ts';

const DAY = 86_400_000;

type Row = MadeScan['cells'][number]['rows'][number];

function scanOf(rows: readonly Row[], given: Partial<MadeScan['cells'][number]> = {}): MadeScan {
  return { cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows, ...given }] };
}

/** What a row says otherwise, `old → new` by column. */
function told({ values }: DifferingRow): Readonly<Record<string, unknown>> {
  return Object.fromEntries(values.map(({ column, old, new: now }) => [column, [old, now]]));
}

suite('a row of both scans', () => {
  const row = (given: Row): Row => ({ key: 'snap-1', snapshot_id: 'snap-1', ...given });

  test('scans in reverse order are compared as they are named, and that is told', (context) => {
    const made = (after: number) => ({ facts: { startedAt: SCAN_START + after }, cells: [] });
    const kinds = {
      cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'empty' as const, rows: [] }],
    };
    const [early, late] = [
      { ...made(0), ...kinds },
      { ...made(60_000), ...kinds },
    ];
    const told = compared(twoFiles(context, late, early)).notes;
    assert.deepEqual(told, [
      'The old scan is the later one (2026-11-21 09:31 UTC, the new one 2026-11-21 09:30 UTC): are they the wrong way round?',
    ]);
    assert.deepEqual(compared(twoFiles(context, early, late)).notes, []);
  });

  test('is changed by what AWS says of it itself, value by value', (context) => {
    const { rows } = compared(
      twoFiles(
        context,
        scanOf([row({ status: 'pending', size: 1024, description: 'one', lock: null })]),
        scanOf([row({ status: 'completed', size: 2048, description: 'one', lock: 'governance' })]),
      ),
    );
    assert.deepEqual(
      rows.map(({ key, change }) => [key, change]),
      [['snap-1', 'changed']],
    );
    assert.deepEqual(rows.map(told), [
      { size: [1024, 2048], status: ['pending', 'completed'], lock: [null, 'governance'] },
    ]);
  });

  test('is not changed by what tells of something else, or moves by itself, unless it is asked for', (context) => {
    const files = twoFiles(
      context,
      scanOf([row({ source_exists: 'yes', progress: 10, monthly_cost_high: 1, ami_ids: [] })]),
      scanOf([row({ source_exists: 'no', progress: 20, monthly_cost_high: 2, ami_ids: ['ami-1'] })]),
    );
    assert.deepEqual(compared(files).rows, []);
    const { rows } = compared(files, { columns: ['progress', 'Source Exists'] });
    assert.deepEqual(rows.map(told), [{ source_exists: ['yes', 'no'], progress: [10, 20] }]);
  });

  test('is not changed by what nobody checked, unless it is asked for', (context) => {
    const files = twoFiles(
      context,
      scanOf([row({ shared_with: ['not checked'], public: null })]),
      scanOf([row({ shared_with: ['210987654321'], public: false })]),
    );
    assert.deepEqual(compared(files).rows, []);
    const { rows } = compared(files, { columns: ['shared_with'] });
    assert.deepEqual(rows.map(told), [{ shared_with: [['not checked'], ['210987654321']] }]);
  });

  test('is not changed by what is missing where not all of it, or of its cell, was read', (context) => {
    const [whole, half] = [row({ lock: 'governance' }), row({ lock: null })];
    const partial = { outcome: 'partial', error: { code: 'AccessDenied', message: 'no' } } as const;
    assert.deepEqual(
      compared(twoFiles(context, scanOf([whole]), scanOf([{ ...half, problem: 'not described' }]))).rows,
      [],
    );
    assert.deepEqual(compared(twoFiles(context, scanOf([whole]), scanOf([half], partial))).rows, []);
    assert.deepEqual(compared(twoFiles(context, scanOf([half], partial), scanOf([whole]))).rows, []);
  });

  test('is not changed by the order of tags', (context) => {
    const tags = [
      ['a', '1'],
      ['b', '2'],
    ] as const;
    const files = twoFiles(
      context,
      scanOf([row({ tags: [...tags] })]),
      scanOf([row({ tags: [...tags].reverse() })]),
    );
    assert.deepEqual(compared(files).rows, []);
  });

  test('has its verdict told apart', (context) => {
    const { rows, verdicts } = compared(
      twoFiles(
        context,
        scanOf([row({ deletability: 'last backup' })]),
        scanOf([row({ deletability: 'candidate' })]),
      ),
    );
    const where = { kind: 'ebs-snapshot', account: '123456789012', region: 'us-east-1', key: 'snap-1' };
    assert.deepEqual([rows, verdicts], [[], [{ ...where, old: 'last backup', new: 'candidate' }]]);
  });
});

test('under a filter rows count that pass it in one of the scans, with their findings alone', (context) => {
  const row = (key: string, size: number, encrypted: boolean) => ({ key, snapshot_id: key, size, encrypted });
  const files = twoFiles(
    context,
    scanOf([row('grown', 10, true), row('small', 10, true), row('gone', 90, false)]),
    scanOf([row('grown', 90, false), row('small', 11, false), row('new', 10, false)]),
  );
  const { rows, sections, notes } = compared(files, { filter: 'size>50B' });
  assert.deepEqual(
    rows.map(({ key, change }) => [key, change]),
    [
      ['grown', 'changed'],
      ['gone', 'gone'],
    ],
  );
  assert.deepEqual(
    sections.filter(isFindingChange).map(({ key, change }) => [key, change]),
    [
      ['grown', 'new'],
      ['gone', 'solved'],
    ],
  );
  assert.deepEqual(notes, ['Not compared under a filter: how well sources are protected.']);
});

suite('two scans that are not of the same', () => {
  const row = { key: 'snap-1' };

  test('of kinds are compared by those of both, and it is told', (context) => {
    const task = {
      region: 'us-east-1',
      kind: 'datasync-task',
      outcome: 'done',
      rows: [{ key: 't' }],
    } as const;
    const { rows, notes } = compared(
      twoFiles(context, { cells: [...scanOf([row]).cells, task] }, scanOf([row])),
    );
    assert.deepEqual(rows, []);
    assert.deepEqual(notes, ['Not compared: datasync-task, which only the old scan has (1 row).']);
  });

  test('of regions leave the rows of a region of one side unknown', (context) => {
    const { rows, notes } = compared(
      twoFiles(context, scanOf([row]), scanOf([row], { region: 'eu-west-1' })),
    );
    assert.deepEqual(
      rows.map(({ region, change, why }) => [region, change, why]),
      [
        ['eu-west-1', 'unknown', 'eu-west-1 was not scanned'],
        ['us-east-1', 'unknown', 'us-east-1 was not scanned'],
      ],
    );
    assert.deepEqual(notes, [
      'Only the old scan has the regions us-east-1: unknown in the other.',
      'Only the new scan has the regions eu-west-1: unknown in the other.',
    ]);
  });

  test('of accounts leave the rows of an account that could not be entered unknown', (context) => {
    const [one, other] = ['111111111111', '222222222222'] as const;
    const cell = { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [row] } as const;
    const both: MadeScan = {
      cells: [one, other].map((account) => ({ ...cell, account })),
      accounts: [madeAccount(one), madeAccount(other)],
    };
    const refused = madeAccount(other, { phase: 'denied', error: { code: 'AccessDenied', message: 'no' } });
    const half: MadeScan = { cells: both.cells.slice(0, 1), accounts: [madeAccount(one), refused] };
    assert.deepEqual(
      compared(twoFiles(context, both, half)).rows.map(({ account, change, why }) => [account, change, why]),
      [[other, 'unknown', `account ${other} was not read: AccessDenied: no`]],
    );
  });

  test('of other accounts altogether cannot be compared', (context) => {
    const files = twoFiles(
      context,
      scanOf([row], { account: '111111111111' }),
      scanOf([row], { account: '222222222222' }),
    );
    assert.throws(() => compared(files), {
      name: 'CannotCompare',
      message: 'The scans are of other accounts (111111111111; 222222222222): there is nothing to compare.',
    });
  });

  test('of no kind in common cannot be compared', (context) => {
    const files = twoFiles(context, scanOf([row]), scanOf([row], { kind: 'ami' }));
    assert.throws(() => compared(files), {
      message: 'The scans have no kind in common: there is nothing to compare.',
    });
  });
});

test('a name of a column that no kind has is refused with those that are close', (context) => {
  const files = twoFiles(context, scanOf([]), scanOf([]));
  assert.throws(() => compared(files, { columns: ['statos'] }), {
    message: '--columns: the kinds that are compared have no column statos; close: status.',
  });
});

const KINDS = ['ebs-snapshot', 'datasync-execution'] as const;

/** Rows of one region and kind, some with a time that counts. */
const rowsOf = (kind: (typeof KINDS)[number]) =>
  fc
    .uniqueArray(
      fc.record({
        name: fc.nat(9),
        age: fc.option(fc.nat(50)),
        status: fc.constantFrom('one', 'other', null),
      }),
      { selector: ({ name }) => name, maxLength: 8 },
    )
    .map((rows) =>
      rows.map(({ name, age, status }) => ({
        key: `row-${name}`,
        status,
        [kind === 'ebs-snapshot' ? 'creation_time' : 'start_time']:
          age === null ? null : SCAN_START - age * DAY,
      })),
    );

const outcomes = fc.constantFrom('done', 'partial', 'denied', 'stopped', null);

const scans = fc
  .tuple(
    fc.tuple(
      ...KINDS.flatMap((kind) =>
        ['us-east-1', 'eu-west-1'].map(() => fc.option(fc.tuple(outcomes, rowsOf(kind)))),
      ),
    ),
    fc.constantFrom(7, 30, 90),
    fc.option(fc.nat(40)),
  )
  .map(
    ([cells, days, since]): MadeScan => ({
      facts: {
        kinds: [...KINDS],
        options: {
          execution_days: days,
          since: since === null ? null : new Date(SCAN_START - since * DAY).toISOString(),
        },
      },
      cells: cells.flatMap((cell, index) => {
        if (cell === null) return [];
        const [outcome, rows] = cell;
        const kind = KINDS[index < 2 ? 0 : 1];
        return [{ region: index % 2 === 0 ? 'us-east-1' : 'eu-west-1', kind, outcome, rows }];
      }),
    }),
  );

const MIRROR = {
  new: 'gone',
  gone: 'new',
  changed: 'changed',
  unknown: 'unknown',
  'aged-out': 'aged-out',
} as const;

const nameOf = ({ kind, region, key }: Pick<DifferingRow, 'kind' | 'region' | 'key'>): string =>
  `${kind} ${region} ${key}`;

test('any two scans differ as their mirror does, and all rows are told or the same on both sides', (context) => {
  fc.assert(
    fc.property(scans, scans, (one, other) => {
      fc.pre(one.cells.length > 0 && other.cells.length > 0);
      const files = twoFiles(context, one, other);
      const there = compared(files).rows;
      const back = compared([files[1], files[0]]).rows;
      const mirrored = back.map((row) => `${nameOf(row)} ${MIRROR[row.change]}`).sort();
      assert.deepEqual(there.map((row) => `${nameOf(row)} ${row.change}`).sort(), mirrored);
      const namesIn = ({ cells }: MadeScan): ReadonlyMap<string, unknown> =>
        new Map(
          cells.flatMap(({ kind, region, rows }) =>
            rows.map((row) => [nameOf({ kind, region, key: String(row.key) }), JSON.stringify(row)] as const),
          ),
        );
      const [old, now] = [namesIn(one), namesIn(other)];
      const differing = new Map(there.map((row) => [nameOf(row), row.change]));
      assert.equal(differing.size, there.length, 'no row is told twice');
      for (const name of new Set([...old.keys(), ...now.keys()])) {
        const change = differing.get(name);
        if (!now.has(name)) assert.ok(change !== undefined && change !== 'new' && change !== 'changed', name);
        else if (!old.has(name))
          assert.ok(change !== undefined && change !== 'gone' && change !== 'changed', name);
        else if (old.get(name) === now.get(name)) assert.equal(change, undefined, name);
        else assert.ok(change === undefined || change === 'changed', name);
      }
      for (const file of files) fs.rmSync(file);
    }),
    { numRuns: 25 },
  );
});

test('any scan and a copy of it do not differ', (context) => {
  fc.assert(
    fc.property(scans, (scan) => {
      fc.pre(scan.cells.length > 0);
      const files = twoFiles(context, scan, scan);
      const { rows, verdicts } = compared(files);
      assert.deepEqual([rows, verdicts], [[], []]);
    }),
    { numRuns: 10 },
  );
});
