import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Value } from '../../source/model/columns.ts';
import type { TableQuery } from '../../source/model/table-query.ts';
import { quotedText } from '../../source/store/filter/expression.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { kinds } from './kinds.ts';

type Rows = readonly Readonly<Record<string, Value>>[];

/** Opens a scan file with these rows of `thing` in eu-west-1, or these cells. */
function opened(given: { readonly rows?: Rows; readonly cells?: readonly MadeCell[] }) {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const cell: MadeCell = { region: 'eu-west-1', kind: 'thing', outcome: 'done', rows: given.rows ?? [] };
  makeScanFile(file, { kinds, cells: given.cells ?? [cell] });
  const reader = openScanReader(file);
  return {
    reader,
    /** Row numbers that a query answers with. */
    order: (query: Partial<TableQuery>): readonly number[] => [
      ...reader.order({ tab: 'ebs', sort: null, ...query }).rows,
    ],
    [Symbol.dispose]: () => {
      reader.close();
      folder[Symbol.dispose]();
    },
  };
}

describe('sorting', () => {
  const unsorted: readonly (readonly [string, readonly Value[], readonly number[], readonly number[]])[] = [
    ['name', ['beta', null, 'Alpha', 'alpha2', 'Beta'], [3, 4, 1, 5, 2], [1, 5, 4, 3, 2]],
    ['thing_arn', ['arn:b', null, 'arn:A', 'arn:c'], [3, 1, 4, 2], [4, 1, 3, 2]],
    ['status', ['error', 'completed', null, 'pending'], [2, 1, 4, 3], [4, 1, 2, 3]],
    ['count', [10, null, 9, -1, 100], [4, 3, 1, 5, 2], [5, 1, 3, 4, 2]],
    ['size', [2 ** 40, null, 0, 5e17, 1024], [3, 5, 1, 4, 2], [4, 1, 5, 3, 2]],
    ['took', [1.5, 0.5, null], [2, 1, 3], [1, 2, 3]],
    ['creation_time', [SCAN_START, null, -5, 0], [3, 4, 1, 2], [1, 4, 3, 2]],
    ['encrypted', [true, null, false, true], [3, 1, 4, 2], [1, 4, 3, 2]],
    [
      'labels',
      [
        [['b', '']],
        null,
        [
          ['a', 'c'],
          ['d', '"'],
        ],
        [],
        [
          ['a', 'b'],
          ['c', ''],
        ],
        ['a'],
      ],
      [4, 6, 5, 3, 1, 2],
      [1, 3, 5, 6, 4, 2],
    ],
    ['tags', [['b'], null, ['a', 'c'], [], ['a"z'], ['a']], [4, 6, 5, 3, 1, 2], [1, 3, 5, 6, 4, 2]],
  ];
  for (const [id, values, ascending, descending] of unsorted) {
    test(`by ${id} goes by its type, with the unknown last both ways`, () => {
      using scan = opened({ rows: values.map((value) => ({ [id]: value })) });
      assert.deepEqual(scan.order({ sort: { column: id, descending: false } }), ascending);
      assert.deepEqual(scan.order({ sort: { column: id, descending: true } }), descending);
    });
  }

  test('keeps the order found between equal values, both ways', () => {
    using scan = opened({ rows: ['b', 'a', 'B', 'a', null, null].map((name) => ({ name })) });
    assert.deepEqual(scan.order({ sort: { column: 'name', descending: false } }), [2, 4, 1, 3, 5, 6]);
    assert.deepEqual(scan.order({ sort: { column: 'name', descending: true } }), [1, 3, 2, 4, 5, 6]);
  });

  test('by a column that the file lacks leaves the order found', () => {
    using scan = opened({ rows: [{ name: 'b' }, { name: 'a' }] });
    assert.deepEqual(
      scan.order({ sort: { column: 'unheard_of"; DROP TABLE ebs', descending: true } }),
      [1, 2],
    );
  });

  test('of filtered rows sorts just those', () => {
    using scan = opened({ rows: ['web-3', 'db-1', 'web-1', 'web-2'].map((name) => ({ name })) });
    assert.deepEqual(scan.order({ filter: 'web', sort: { column: 'name', descending: false } }), [3, 4, 1]);
    assert.deepEqual(scan.order({ filter: 'none', sort: { column: 'name', descending: false } }), []);
  });
});

describe('words', () => {
  const rows: Rows = [
    { name: 'Web Server', status: 'completed', creation_time: Date.UTC(2026, 9, 3, 9, 12), encrypted: true },
    {
      name: 'database',
      status: 'Error',
      creation_time: Date.UTC(2025, 11, 31, 23, 59, 59, 999),
      size: 1_234_567,
    },
    { name: 'Größe ÄRGER', tags: ['Team=data', 'say "hi"'], encrypted: false, count: -42 },
    { name: '100%_\\', thing_arn: "arn:aws:x:y'; DROP TABLE ebs; --", took: 90_500 },
    { tags: ['one', 'two'], creation_time: Date.UTC(2026, 0, 1) },
  ];
  const cases: readonly (readonly [words: readonly string[], found: readonly number[], why: string])[] = [
    [[], [1, 2, 3, 4, 5], 'no word'],
    [[''], [1, 2, 3, 4, 5], 'an empty word'],
    [['SERVER'], [1], 'any case'],
    [['e', 'comp'], [1], 'all words, in any columns'],
    [['e', 'comp', 'nowhere'], [], 'one that occurs nowhere'],
    [['servercompleted'], [], 'one column after another'],
    [['größe'], [3], 'letters beyond ASCII'],
    [['GRÖSSE'], [], 'ß is not SS'],
    [['ärger'], [3], 'letters beyond ASCII in any case'],
    [['%'], [4], 'a percent sign stands for itself'],
    [['_'], [4], 'an underscore stands for itself'],
    [['\\'], [4], 'a backslash stands for itself'],
    [['0%_\\'], [4], 'all of them'],
    [["y'; drop"], [4], 'a quote stands for itself'],
    [['"hi"'], [3], 'quotes within a list'],
    [['team=data'], [3], 'an item of a list'],
    [['one,'], [5], 'a list as it is shown'],
    [['e, t'], [5], 'from one item to the next'],
    [['["'], [], 'not the JSON of a list'],
    [['yes'], [1], 'a boolean as it is shown'],
    [['no'], [3], 'a boolean that is no'],
    [['2026'], [1, 5], 'a year'],
    [['2026-1'], [1], 'the beginning of a month'],
    [['2026-10-03'], [1], 'a day'],
    [['2025-12-31'], [2], 'the last moment of a day'],
    [['2026-13'], [], 'a month that there is not'],
    [['-31'], [2], 'a day of any month'],
    [['23:59'], [2], 'a time of day'],
    [['09:1'], [1], 'the beginning of a time of day'],
    [['9:123'], [], 'what is no time of day'],
    [['1,234,567'], [2], 'all bytes of a size, with separators'],
    [['1234567'], [2], 'all bytes of a size'],
    [['23456'], [], 'digits within a size that is shown in MiB'],
    [['1.2'], [2], 'a size as it is shown'],
    [['1.2 mib'], [2], 'a size with its unit'],
    [['1.2g'], [], 'another unit'],
    [['-42'], [3], 'a negative number'],
    [['90500'], [], 'a duration in milliseconds, which are not shown'],
    [['1m'], [4], 'the beginning of a duration'],
    [['1m 31s'], [4], 'a duration as it is shown'],
    [['31s'], [4], 'the end of a duration'],
    [['999'], [], 'milliseconds of an instant are not shown'],
    [['eu-west'], [1, 2, 3, 4, 5], 'the region'],
    [['\u001f'], [], 'a control character'],
  ];
  for (const [words, found, why] of cases) {
    test(`${JSON.stringify(words)} find what is shown: ${why}`, () => {
      using scan = opened({ rows });
      assert.deepEqual(scan.order({ filter: words.filter(Boolean).map(quotedText).join(' ') }), found);
    });
  }

  test('longer than any text find nothing', () => {
    using scan = opened({ rows });
    assert.deepEqual(scan.order({ filter: 'x'.repeat(60_000) }), []);
  });

  test('find the rows of a region by its name', () => {
    const cell = (region: string): MadeCell => ({ region, kind: 'thing', outcome: 'done', rows: [{}, {}] });
    using scan = opened({ cells: [cell('us-east-1'), cell('us-west-2')] });
    assert.deepEqual(scan.order({ filter: 'WEST' }), [3, 4]);
  });

  test('are looked for in steps, the first ones short, that yield what was found so far', () => {
    const some = Array.from({ length: 100_001 }, (_, index) => ({ name: index % 40_000 === 1 ? 'x' : 'y' }));
    using scan = opened({ rows: some });
    const steps = scan.reader.orderSteps({ tab: 'ebs', filter: 'x', sort: null });
    const lengths: number[] = [];
    let step = steps.next();
    while (step.done !== true) {
      lengths.push(step.value.length);
      step = steps.next();
    }
    assert.deepEqual(lengths, [1, 1, 1, 1, 2, 3, 3]);
    assert.deepEqual([...step.value.rows], [2, 40_002, 80_002]);
    assert.equal(step.value.total, 100_001);
  });
});

describe('conditions', () => {
  const rows: Rows = [
    { name: 'a', status: 'SUCCESS', encrypted: true, tags: ['x', 'y'], count: 3, creation_time: 1000 },
    { name: "b'", status: 'ERROR', encrypted: false, tags: ['y'], count: 4 },
    { status: 'ERROR' },
  ];
  const cases: readonly (readonly [string, readonly string[], readonly number[]])[] = [
    ['status', ['ERROR'], [2, 3]],
    ['status', ['ERROR', 'SUCCESS'], [1, 2, 3]],
    ['status', ['error'], []],
    ['status', [], []],
    ['name', ["b'"], [2]],
    ['encrypted', ['yes'], [1]],
    ['encrypted', ['0'], [2]],
    ['count', ['3', '5'], [1]],
    ['count', [''], []],
    ['count', ['three'], []],
    ['creation_time', ['1000'], [1]],
    ['tags', ['y'], [1, 2]],
    ['tags', ['x,y'], []],
    ['unheard_of', ['x'], []],
  ];
  for (const [column, oneOf, found] of cases) {
    test(`${column} one of ${JSON.stringify(oneOf)} keeps rows ${JSON.stringify(found)}`, () => {
      using scan = opened({ rows });
      assert.deepEqual(scan.order({ where: [{ column, oneOf }] }), found);
    });
  }

  test('hold all together, with words and a sort too', () => {
    using scan = opened({ rows });
    const where = [
      { column: 'status', oneOf: ['ERROR', 'SUCCESS'] },
      { column: 'tags', oneOf: ['y'] },
    ];
    assert.deepEqual(scan.order({ where, sort: { column: 'count', descending: true } }), [2, 1]);
    assert.deepEqual(scan.order({ where, filter: 'err' }), [2]);
  });

  test('by region and kind keep the rows of those cells', () => {
    const cell = (region: string, kind: string): MadeCell => ({
      region,
      kind,
      outcome: 'done',
      rows: [{ name: `${region} ${kind}` }],
    });
    using scan = opened({
      cells: [cell('us-east-1', 'thing'), cell('us-east-1', 'other'), cell('eu-west-1', 'thing')],
    });
    assert.deepEqual(scan.order({ region: 'us-east-1' }), [1, 2]);
    assert.deepEqual(scan.order({ kind: 'thing' }), [1, 3]);
    assert.deepEqual(scan.order({ region: 'us-east-1', kind: 'thing' }), [1]);
    assert.deepEqual(scan.order({ region: 'nowhere' }), []);
    assert.equal(scan.reader.order({ tab: 'ebs', sort: null, region: 'nowhere' }).total, 3);
  });
});

describe('rows', () => {
  test('of a window come in the order asked for, and those that are gone are left out', () => {
    using scan = opened({ rows: [{ name: 'a' }, { name: 'b' }, { name: 'c' }] });
    assert.deepEqual(
      scan.reader.window('ebs', [3, 99, 1]).map(({ row, values }) => [row, values.name]),
      [
        [3, 'c'],
        [1, 'a'],
      ],
    );
  });

  test('of a window have long texts and lists cut, one row has them in full', () => {
    const emoji = `${'x'.repeat(299)}😀 and more`;
    const tags = Array.from({ length: 31 }, (_, index) => `tag ${index}`);
    using scan = opened({
      rows: [{ name: emoji, tags, problem: 'y'.repeat(301) }, { name: 'z'.repeat(300) }],
    });
    const [long, short] = scan.reader.window('ebs', [1, 2]);
    assert.equal(long?.values.name, `${'x'.repeat(299)}…`);
    assert.deepEqual(long?.values.tags, [...tags.slice(0, 30), '…']);
    assert.equal(long?.problem, `${'y'.repeat(300)}…`);
    assert.equal(short?.values.name, 'z'.repeat(300));
    const whole = scan.reader.row('ebs', 1);
    assert.equal(whole?.values.name, emoji);
    assert.deepEqual(whole?.values.tags, tags);
    assert.equal(whole?.problem, 'y'.repeat(301));
    assert.equal(scan.reader.row('ebs', 3), undefined);
  });

  test('of a tab that the file knows nothing of are none', () => {
    using scan = opened({ rows: [{ name: 'a' }] });
    assert.deepEqual(scan.order({ tab: 'unheard_of' }), []);
    assert.deepEqual(scan.reader.window('unheard_of', [1]), []);
    assert.equal(scan.reader.row('unheard_of', 1), undefined);
  });
});

test('a scan file without rows answers every question', () => {
  using scan = opened({ cells: [] });
  assert.deepEqual(scan.reader.cells(), []);
  assert.deepEqual(scan.reader.counts(), {
    tasks: 0,
    locations: 0,
    agents: 0,
    executions: 0,
    ebs: 0,
    rds: 0,
    efs: 0,
    fsx: 0,
    dynamodb: 0,
    redshift: 0,
    elasticache: 0,
    memorydb: 0,
    docdb: 0,
    amis: 0,
    bin: 0,
    autobackups: 0,
    points: 0,
  });
  assert.deepEqual(scan.order({ filter: 'a', sort: { column: 'name', descending: true } }), []);
  assert.deepEqual(rowsOfKind(scan.reader, 'thing'), []);
});

test('a cell that was at work when its scan was killed reads running, with the rows that it has', () => {
  const error = { code: 'ThrottlingException', message: 'slow down', advice: 'ask for more' };
  using scan = opened({
    cells: [
      { region: 'eu-west-1', kind: 'thing', outcome: null, rows: [{ name: 'a' }, { name: 'b' }] },
      { region: 'eu-west-1', kind: 'list', outcome: 'throttled', rows: [], error, calls: 12 },
    ],
  });
  const cell = {
    account: '123456789012',
    partition: 'aws',
    region: 'eu-west-1',
    retries: 0,
    read: null,
    waiting: null,
  };
  assert.deepEqual(scan.reader.cells(), [
    {
      ...cell,
      id: 1,
      kind: 'thing',
      phase: 'running',
      rows: 2,
      calls: 0,
      startedAt: SCAN_START,
      endedAt: null,
      error: null,
    },
    {
      ...cell,
      id: 2,
      kind: 'list',
      phase: 'throttled',
      rows: 0,
      calls: 12,
      startedAt: SCAN_START,
      endedAt: SCAN_START + 1000,
      error,
    },
  ]);
});
