import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Value } from '../../source/model/columns.ts';
import type { FacetQuery, FacetReport } from '../../source/model/table-query.ts';
import { openQueries } from '../../source/queries/query-client.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { column, kinds, madeKind } from './kinds.ts';

const GIB = 2 ** 30;
const DAY = 86_400_000;

const ROWS: readonly Readonly<Record<string, Value>>[] = [
  {
    name: 'a',
    status: 'completed',
    size: 8 * GIB,
    encrypted: true,
    tags: ['x', 'y'],
    labels: [
      ['team', 'web'],
      ['a=b', 'c'],
    ],
    creation_time: SCAN_START,
  },
  {
    name: 'b',
    status: 'completed',
    size: null,
    encrypted: false,
    tags: ['x'],
    labels: [
      ['team', 'web'],
      ['a', 'b=c'],
    ],
    creation_time: SCAN_START - DAY,
  },
  {
    name: 'c',
    status: 'error',
    size: 8 * GIB,
    encrypted: true,
    tags: [],
    labels: [],
    creation_time: SCAN_START - 40 * DAY,
  },
  {
    name: 'd',
    status: null,
    size: 1.5,
    encrypted: null,
    tags: null,
    labels: ['not checked'],
    creation_time: null,
  },
];

function withFile(): { readonly file: string; readonly [Symbol.dispose]: () => void } {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  makeScanFile(file, {
    kinds,
    cells: [
      { region: 'eu-west-1', kind: 'thing', outcome: 'done', rows: ROWS },
      { region: 'us-east-1', kind: 'other', outcome: 'done', rows: [{ name: 'e', engine: 'mysql' }] },
    ],
  });
  return { file, [Symbol.dispose]: () => folder[Symbol.dispose]() };
}

function facetOf(columns: readonly string[], change: Partial<FacetQuery> = {}): FacetReport {
  using made = withFile();
  const reader = openScanReader(made.file);
  const query = { tab: 'ebs', sort: null };
  const steps = reader.facetSteps({ query, columns, measure: null, limit: 100, ...change });
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  reader.close();
  return step.value;
}

const pairs = (report: FacetReport) => report.groups.map(({ values, count }) => [...values, count]);

describe('a facet', () => {
  const cases: readonly (readonly [string, readonly (readonly [string | null, number])[]])[] = [
    [
      'status',
      [
        ['completed', 2],
        [null, 2],
        ['error', 1],
      ],
    ],
    [
      'encrypted',
      [
        ['yes', 2],
        [null, 2],
        ['no', 1],
      ],
    ],
    [
      'size',
      [
        ['8589934592', 2],
        [null, 2],
        ['1.5', 1],
      ],
    ],
    [
      'creation_time',
      [
        ['2026-11', 2],
        [null, 2],
        ['2026-10', 1],
      ],
    ],
    [
      'tags',
      [
        ['x', 2],
        [null, 2],
        ['', 1],
        ['y', 1],
      ],
    ],
    [
      'labels',
      [
        ['a=b=c', 2],
        ['team=web', 2],
        ['', 1],
        ['not checked', 1],
        [null, 1],
      ],
    ],
    [
      'region',
      [
        ['eu-west-1', 4],
        ['us-east-1', 1],
      ],
    ],
    [
      'kind',
      [
        ['thing', 4],
        ['other', 1],
      ],
    ],
    ['problem', [[null, 5]]],
    ['bogus', []],
  ];
  for (const [column, expected] of cases) {
    test(`counts the values of ${column}, the most frequent first, unknown ones too`, () => {
      assert.deepEqual(pairs(facetOf([column])), expected);
    });
  }

  test('adds up known sizes, and says how many are unknown', () => {
    const [completed, unknown] = facetOf(['status'], { measure: 'size' }).groups;
    assert.deepEqual(completed, { values: ['completed'], count: 2, bytes: 8 * GIB, unknownSizes: 1 });
    assert.deepEqual(unknown, { values: [null], count: 2, bytes: 1.5, unknownSizes: 1 });
  });

  test('adds up both bounds of the cost, and says of how many rows they are not known', async () => {
    const priced = madeKind('priced', 'ebs', [
      column('Name', 'text'),
      column('Low', 'money'),
      column('High', 'money'),
    ]);
    using folder = temporaryFolder();
    const file = path.join(folder.path, 'scan.sqlite');
    const rows = [
      { name: 'a', low: 1.5, high: 20 },
      { name: 'a', low: null, high: 0.25 },
      { name: 'b', low: null, high: null },
    ];
    makeScanFile(file, {
      kinds: [priced],
      cells: [{ region: 'eu-west-1', kind: 'priced', outcome: 'done', rows }],
    });
    const queries = openQueries(file);
    const query = { tab: 'ebs', sort: null };
    const costs = { low: 'low', high: 'high' };
    const { groups, rest } = await queries
      .facet({ query, columns: ['name'], measure: null, costs, limit: 1 })
      .finally(() => queries.close());
    assert.deepEqual(groups[0]?.cost, { low: 1.5, high: 20.25, withoutLow: 1, withoutHigh: 0 });
    assert.deepEqual(rest.cost, { low: 0, high: 0, withoutLow: 1, withoutHigh: 1 });
  });

  test('counts just the rows of its query', () => {
    const query = { tab: 'ebs', filter: 'encrypted:yes', sort: null };
    const { groups, rows } = facetOf(['status'], { query });
    assert.deepEqual(
      groups.map(({ values, count }) => [values[0], count]),
      [
        ['completed', 1],
        ['error', 1],
      ],
    );
    assert.equal(rows, 2);
  });

  test('of two columns counts pairs of values', () => {
    assert.deepEqual(pairs(facetOf(['status', 'encrypted'])), [
      [null, null, 2],
      ['completed', 'no', 1],
      ['completed', 'yes', 1],
      ['error', 'yes', 1],
    ]);
  });

  test('keeps what is beyond its limit as one sum', () => {
    const { groups, rest, distinct, isCut } = facetOf(['name'], { limit: 2, measure: 'size' });
    assert.equal(groups.length, 2);
    assert.deepEqual(rest, { count: 3, bytes: 8 * GIB + 1.5, unknownSizes: 1 });
    assert.deepEqual([distinct, isCut], [5, false]);
  });
});

test('a facet is answered by a worker, and given up when nobody wants it', async () => {
  using made = withFile();
  const queries = openQueries(made.file);
  const facet = { query: { tab: 'ebs', sort: null }, columns: ['name'], measure: null, limit: 10 };
  try {
    assert.equal((await queries.facet(facet)).distinct, 5);
    const abort = new AbortController();
    const answer = queries.facet(facet, abort.signal);
    abort.abort(new Error('superseded'));
    await assert.rejects(answer, /superseded/);
    const wrong = { ...facet, query: { ...facet.query, filter: 'bogus>1' } };
    await assert.rejects(queries.facet(wrong), { name: 'FilterError' });
  } finally {
    await queries.close();
  }
});
