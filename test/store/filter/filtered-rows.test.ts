import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, test } from 'node:test';
import type { Value } from '../../../source/model/columns.ts';
import type { TableQuery, ValueCount } from '../../../source/model/table-query.ts';
import { openQueries } from '../../../source/queries/query-client.ts';
import { FilterError } from '../../../source/store/filter/expression.ts';
import { openScanReader } from '../../../source/store/scan-reader.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../folders.ts';
import { column, kinds, madeKind } from '../kinds.ts';

const DAY = 86_400_000;

/** Two kinds that people tell apart by a column under the header Kind, as on the RDS tab. */
const databases = ['rds-snapshot', 'rds-cluster-snapshot'].map((id) =>
  madeKind(id, 'rds', [column('Name', 'text'), column('Source Type', 'enum')]),
);

function opened(cells: readonly MadeCell[]) {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  makeScanFile(file, { kinds: [...kinds, ...databases], cells });
  const reader = openScanReader(file);
  return {
    file,
    reader,
    /** Row numbers that pass a filter. */
    kept: (filter: string, query: Partial<TableQuery> = {}): readonly number[] => [
      ...reader.order({ tab: 'ebs', sort: null, filter, ...query }).rows,
    ],
    values: (field: string, prefix = '', limit = 10, tab = 'ebs'): readonly ValueCount[] => {
      const steps = reader.valueSteps(tab, field, prefix, limit);
      let step = steps.next();
      while (step.done !== true) step = steps.next();
      return step.value;
    },
    [Symbol.dispose]: () => {
      reader.close();
      folder[Symbol.dispose]();
    },
  };
}

function things(rows: readonly Readonly<Record<string, Value>>[], region = 'eu-west-1'): MadeCell {
  return { region, kind: 'thing', outcome: 'done', rows };
}

const ROWS: readonly Readonly<Record<string, Value>>[] = [
  {
    name: 'Web Server',
    thing_arn: 'arn:aws:x:y:z/1',
    count: 3,
    size: 2 ** 40,
    creation_time: SCAN_START - 100 * DAY,
    took: 7_200_000,
    encrypted: true,
    status: 'completed',
    tags: ['Team=data', 'a,b', 'Größe=XL'],
    labels: [
      ['Team', 'data'],
      ['cost=centre:1', 'a,b=c'],
      ['Größe', 'XL'],
    ],
  },
  {
    name: 'ÄRGER_50%',
    count: -1,
    size: 0,
    creation_time: SCAN_START - 3.5 * DAY,
    took: 90_500,
    encrypted: false,
    status: 'unknown',
    tags: [],
    labels: [],
    problem: 'Size is negative',
  },
  {
    name: '*',
    size: 2 ** 30,
    creation_time: SCAN_START + 60_000,
    status: 'COMPLETED',
    tags: ['say "hi"'],
    labels: [['say', '"hi"\\']],
  },
  { labels: ['not checked'] },
];

describe('a filter keeps', () => {
  const cases: readonly (readonly [filter: string, kept: readonly number[], why: string])[] = [
    ['', [1, 2, 3, 4], 'everything where it is empty'],
    ['server web', [1], 'rows in which every word is shown'],
    ['"web server"', [1], 'rows in which a text with blanks is shown'],
    ['!server', [2, 3, 4], 'rows in which a word is not shown'],
    ['name:"web server"', [1], 'a whole value in any case'],
    ['name:web', [], 'no value that only begins so'],
    ['name:web*', [1], 'values with this beginning'],
    ['name:*SERVER', [1], 'values with this end'],
    ['name:*b*s*r', [1], 'values with these parts in their order'],
    ['name:*s*b*', [], 'none with these parts in another order'],
    ['name:ärger*', [2], 'letters beyond ASCII in any case'],
    ['name:ärger', [], 'no such value that only begins so'],
    ['name:ärger_50%', [2], 'a whole value with such letters'],
    ['name:ä*50%', [2], 'such a beginning and an end'],
    ['name:ä*x', [], 'none with such a beginning and another end'],
    ['name:ä*rge*rge*', [], 'none that has a part once that is asked for twice'],
    ['name:ä*50%*%', [], 'none whose end is already taken by a part'],
    ['name:ä*50*%', [2], 'an end right behind a part'],
    ['""', [1, 2, 3, 4], 'everything for a text that is empty'],
    ['name:*R_50%', [2], 'signs of SQL as they are'],
    ['name:*r?50%', [], 'a question mark as it is'],
    ['name=*', [3], 'a star as it is behind ='],
    ['name="Web Server"', [1], 'a value letter for letter'],
    ['name="web server"', [], 'no value in other letters behind ='],
    ['name:*', [1, 2, 3], 'whatever is known'],
    ['name:?', [4], 'whatever is unknown'],
    ['!name:*', [4], 'what is not known'],
    ['status:unknown', [2, 4], 'the unknown and what reads so'],
    ['status:?', [4], 'only the unknown'],
    ['status=unknown', [2], 'only what reads so'],
    ['status:completed', [1, 3], 'an enum in any case'],
    ['!status:completed', [2, 4], 'other values and unknown ones'],
    ['name:web*,ärger*', [1, 2], 'any of several values'],
    ['!name:web*,ärger*', [3, 4], 'none of several values'],
    ['tags:team=data', [1], 'lists with such an item'],
    ['tags:"a,b"', [1], 'items with a comma'],
    ['tags:"say \\"hi\\""', [3], 'items with quotes'],
    ['tags:*größe*', [1], 'items with letters beyond ASCII'],
    ['tags:a', [], 'no list whose items only begin so'],
    ['tags=Team=data', [1], 'items letter for letter'],
    ['tags=team=data', [], 'no items in other letters behind ='],
    ['tags:*', [1, 3], 'lists with any item'],
    ['!tags:*', [2, 4], 'lists without items and unknown ones'],
    ['tags:?', [4], 'unknown lists'],
    ['!tags:Team=*', [2, 3, 4], 'lists without such an item'],
    ['labels:team=data', [1], 'tags with such a key and value'],
    ['labels=Team=data', [1], 'tags letter for letter'],
    ['labels:team*', [1], 'tags with such a key'],
    ['labels:*data', [1], 'tags with such a value'],
    ['labels:cost=centre:1=*', [1], 'tags whose key holds signs that stand between key and value'],
    ['labels:"cost=centre:1=a,b=c"', [1], 'tags whose value does'],
    ['labels:*größe=x*', [1], 'tags with letters beyond ASCII'],
    ['labels:"say=\\"hi\\"\\\\"', [3], 'tags with quotes and backslashes'],
    ['labels:team*data', [1], 'tags with these parts in their order'],
    ['labels:team*centre', [], 'no tags whose parts are those of two'],
    ['labels:"not checked"', [4], 'tags that nobody asked for'],
    ['labels:*', [1, 3, 4], 'tags with any, or that nobody asked for'],
    ['!labels:*', [2], 'no tags'],
    ['"Team=data"', [1], 'rows in which a tag is shown so'],
    ['"centre:1=a"', [1], 'rows in which part of a tag is shown so'],
    ['"data, cost"', [1], 'rows in which tags are shown so'],
    ['"\\"hi\\"\\\\"', [3], 'rows in which a tag with quotes is shown so'],
    ['size>1GiB', [1], 'what is larger'],
    ['size>=1GiB', [1, 3], 'what is as large'],
    ['size<=1GiB', [2, 3], 'known sizes up to one'],
    ['!size>1GiB', [2, 3, 4], 'all that its negation leaves out, unknown sizes too'],
    ['size=0', [2], 'nothing is not unknown'],
    ['size:?', [4], 'unknown sizes'],
    ['count<0', [2], 'negative numbers'],
    ['count:3,-1', [1, 2], 'any of several numbers'],
    ['took>1h', [1], 'long durations'],
    ['took<=90.5s', [2], 'durations with a fraction'],
    ['encrypted:yes', [1], 'what is yes'],
    ['encrypted:no', [2], 'what is no, not what is unknown'],
    ['!encrypted:yes', [2, 3, 4], 'what is not known to be yes'],
    ['enc:?', [3, 4], 'booleans that are unknown'],
    ['age>90d', [1], 'what is older'],
    ['age>100d', [], 'an edge is not older'],
    ['age>=100d', [1], 'an edge is as old'],
    ['age:3d', [2], 'ages of three days and some hours'],
    ['age<4d', [2, 3], 'the young, and what was made ahead of our clock'],
    ['age:?', [4], 'an unknown age'],
    ['created<2026-08-14', [1], 'what was created before a day'],
    ['created:2026-08-13', [1], 'what was created on a day'],
    ['created>2026-08-13', [2, 3], 'what was created after a day'],
    ['problem:*', [2], 'rows with a problem'],
    ['problem:*negative', [2], 'problems that read so'],
    ['region:eu-*', [1, 2, 3, 4], 'a region'],
    ['!region:eu-*', [], 'other regions'],
    ['account:123456789012 kind:thing', [1, 2, 3, 4], 'an account and a kind'],
    ['region:?', [], 'no unknown region'],
    ['size>1GiB status:completed !"db"', [1], 'what fits every term'],
  ];
  for (const [filter, kept, why] of cases) {
    test(`${why}: ${filter}`, () => {
      using scan = opened([things(ROWS)]);
      assert.deepEqual(scan.kept(filter), kept);
    });
  }

  test('rows that pass words, conditions and the filter, in the order asked for', () => {
    using scan = opened([
      things([
        { name: 'b', size: 2 },
        { name: 'ab', size: 3 },
        { name: 'abc', size: 4 },
        { name: 'b', size: 1 },
      ]),
    ]);
    const sort = { column: 'size', descending: true };
    assert.deepEqual(scan.kept('size<4', { sort }), [2, 1, 4]);
    assert.deepEqual(scan.kept('a size<4', { sort }), [2]);
    assert.deepEqual(scan.kept('size<4', { where: [{ column: 'name', oneOf: ['b'] }] }), [1, 4]);
  });

  test('rows of a region or kind wherever they are', () => {
    using scan = opened([
      things([{}, {}], 'us-east-1'),
      { region: 'us-west-2', kind: 'other', outcome: 'done', rows: [{ engine: 'x' }] },
    ]);
    assert.deepEqual(scan.kept('region:us-*'), [1, 2, 3]);
    assert.deepEqual(scan.kept('region:US-WEST-2,eu-west-1'), [3]);
    assert.deepEqual(scan.kept('!region:us-west-2'), [1, 2]);
    assert.deepEqual(scan.kept('kind:other'), [3]);
    assert.deepEqual(scan.kept('engine:?'), [1, 2]);
  });

  test('lists that are unknown, or that hold the word unknown', () => {
    using scan = opened([things([{ tags: ['a', 'Unknown'] }, {}, { tags: ['x'] }, { tags: [] }])]);
    assert.deepEqual(scan.kept('tags:unknown'), [1, 2]);
    assert.deepEqual(scan.kept('tags:?'), [2]);
  });

  test('what was not checked as unknown, as a text and as a list', () => {
    using scan = opened([
      things([
        { name: 'not checked', tags: ['not checked'] },
        { name: 'web', tags: ['x'] },
        { tags: [] },
        { name: 'Not checked yet', tags: ['not checked', 'x'] },
      ]),
    ]);
    assert.deepEqual(scan.kept('name:?'), [1, 3]);
    assert.deepEqual(scan.kept('name:*'), [2, 4]);
    assert.deepEqual(scan.kept('tags:?'), [1]);
    assert.deepEqual(scan.kept('tags:*'), [2, 4]);
    assert.deepEqual(scan.kept('name:"not checked"'), [1]);
  });

  test('no row, and how many say nothing of what is asked for', () => {
    using scan = opened([
      things([{ name: 'a', size: 5 }, { name: 'b' }, { size: 7 }, { name: 'not checked', tags: ['x'] }]),
      things([{}], 'us-east-1'),
    ]);
    const open = (filter: string) => scan.reader.order({ tab: 'ebs', sort: null, filter }).open;
    assert.equal(open('size>8'), 3);
    assert.equal(open('size>8 name:c'), 2);
    assert.equal(open('size>8 or name:c'), 4);
    assert.equal(open('size>8 region:us-*'), 1);
    assert.equal(open('size>8 !name:?'), 1);
    assert.equal(open('nowhere'), 0);
    assert.equal(open('problem:x'), 0);
    assert.equal(open('size>1'), undefined);
  });

  test('nothing for a pattern that is longer than SQLite takes, as for any other that fits nothing', () => {
    using scan = opened([things(ROWS)]);
    assert.deepEqual(scan.kept(`name:*${'x'.repeat(60_000)}`), []);
    assert.deepEqual(scan.kept(`name:${'x'.repeat(60_000)},*`), [1, 2, 3]);
  });

  test('a value of 10,000 letters, which is as long as a pattern may be', () => {
    const name = 'x'.repeat(10_000);
    using scan = opened([things([{ name }])]);
    assert.deepEqual(scan.kept(`name:${name}`), [1]);
  });

  test('kinds by their id and by what their Kind column says', () => {
    using scan = opened([
      { region: 'eu-west-1', kind: 'rds-snapshot', outcome: 'done', rows: [{ source_type: 'Instance' }] },
      {
        region: 'eu-west-1',
        kind: 'rds-cluster-snapshot',
        outcome: 'done',
        rows: [{ source_type: 'Aurora' }, {}],
      },
    ]);
    assert.deepEqual(scan.kept('kind:rds-snapshot', { tab: 'rds' }), [1]);
    assert.deepEqual(scan.kept('kind:aurora', { tab: 'rds' }), [2]);
    assert.deepEqual(scan.kept('!kind:aurora', { tab: 'rds' }), [1, 3]);
    // A row has a kind whatever its column says; only kinds are called by that column.
    assert.deepEqual(scan.kept('kind:?', { tab: 'rds' }), []);
    assert.deepEqual(scan.kept('region:aurora', { tab: 'rds' }), []);
  });
});

test('a filter is looked for in steps that yield what was found so far', () => {
  using scan = opened([
    things(Array.from({ length: 100_001 }, (_, index) => ({ count: index % 40_000 === 1 ? 1 : 0 }))),
  ]);
  const steps = scan.reader.orderSteps({ tab: 'ebs', sort: null, filter: 'count>0' });
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

describe('a filter that is not understood', () => {
  const fault = { name: 'FilterError', message: 'there is no field siz0; close: size', start: 5, end: 9 };

  test('is an error with its place', () => {
    using scan = opened([things(ROWS)]);
    assert.throws(() => scan.kept('name siz0>1'), fault);
    const steps = scan.reader.orderSteps({ tab: 'ebs', sort: null, filter: '"' });
    assert.throws(() => steps.next(), { name: 'FilterError', start: 0, end: 1 });
  });

  test('rejects a question with the same error, and the next question is answered', async () => {
    using scan = opened([things(ROWS)]);
    const queries = openQueries(scan.file);
    const all: TableQuery = { tab: 'ebs', sort: null };
    await assert.rejects(queries.order({ ...all, filter: 'name siz0>1' }), (error) => {
      assert.ok(error instanceof FilterError);
      const { name, message, start, end } = error;
      assert.deepEqual({ name, message, start, end }, fault);
      return true;
    });
    assert.deepEqual([...(await queries.order({ ...all, filter: 'size>1GiB' })).rows], [1]);
    assert.deepEqual(await queries.values('ebs', 'encrypted', '', 9), [
      { value: 'no', count: 1 },
      { value: 'yes', count: 1 },
    ]);
    await queries.close();
  });
});

describe('values', () => {
  test('come with their frequency, the most frequent first', () => {
    using scan = opened([things(['b', 'a', 'B', 'b', null, 'c'].map((name) => ({ name })))]);
    assert.deepEqual(scan.values('name'), [
      { value: 'b', count: 2 },
      { value: 'B', count: 1 },
      { value: 'a', count: 1 },
      { value: 'c', count: 1 },
    ]);
    assert.deepEqual(scan.values('name', '', 1), [{ value: 'b', count: 2 }]);
    assert.deepEqual(scan.values('name', 'B'), [
      { value: 'b', count: 2 },
      { value: 'B', count: 1 },
    ]);
  });

  test('of other types read as the filter takes them', () => {
    using scan = opened([things(ROWS), things([{}], 'us-east-1')]);
    assert.deepEqual(scan.values('count'), [
      { value: '-1', count: 1 },
      { value: '3', count: 1 },
    ]);
    assert.deepEqual(scan.values('encrypted', 'Y'), [{ value: 'yes', count: 1 }]);
    assert.deepEqual(scan.values('tags', 'grö'), [{ value: 'Größe=XL', count: 1 }]);
    assert.deepEqual(scan.values('region'), [
      { value: 'eu-west-1', count: 4 },
      { value: 'us-east-1', count: 1 },
    ]);
    assert.deepEqual(scan.values('kind', 'x'), []);
    assert.deepEqual(scan.values('thing_arn'), [{ value: 'arn:aws:x:y:z/1', count: 1 }]);
    assert.deepEqual(scan.values('status', 'comp'), [
      { value: 'COMPLETED', count: 1 },
      { value: 'completed', count: 1 },
    ]);
    assert.deepEqual(scan.values('problem'), [{ value: 'Size is negative', count: 1 }]);
    for (const field of ['size', 'took', 'creation_time', 'age', 'unheard_of']) {
      assert.deepEqual(scan.values(field), [], field);
    }
  });

  test('of one row are as many as it has', () => {
    using scan = opened([things([{ name: 'a', tags: ['x', 'y'] }])]);
    assert.deepEqual(scan.values('name'), [{ value: 'a', count: 1 }]);
    assert.deepEqual(scan.values('tags', 'Y'), [{ value: 'y', count: 1 }]);
  });

  test('of single tags are their keys, and behind a key what it is', () => {
    const labels: readonly Value[] = [
      [
        ['env', 'prod'],
        ['a=b', 'c'],
      ],
      [['env', 'Test']],
      [['env', '']],
      ['not checked'],
      null,
    ];
    using scan = opened([things(labels.map((given) => ({ labels: given })))]);
    assert.deepEqual(scan.values('tag'), [
      { value: 'env', count: 3 },
      { value: 'a=b', count: 1 },
    ]);
    assert.deepEqual(scan.values('tag', 'env=T'), [{ value: 'env=Test', count: 1 }]);
    assert.deepEqual(scan.values('tag', 'env='), [
      { value: 'env=', count: 1 },
      { value: 'env=Test', count: 1 },
      { value: 'env=prod', count: 1 },
    ]);
  });

  test('of kinds are their ids and what their column says, in one order', () => {
    using scan = opened([
      { region: 'eu-west-1', kind: 'rds-snapshot', outcome: 'done', rows: [{ source_type: 'Instance' }] },
      {
        region: 'eu-west-1',
        kind: 'rds-cluster-snapshot',
        outcome: 'done',
        rows: [{ source_type: 'Aurora' }],
      },
    ]);
    assert.deepEqual(
      scan.values('kind', '', 10, 'rds').map(({ value }) => value),
      ['Aurora', 'Instance', 'rds-cluster-snapshot', 'rds-snapshot'],
    );
  });

  test('of a table that the scan file does not have are none', () => {
    using scan = opened([things([{ name: 'a' }])]);
    assert.deepEqual(scan.values('name', '', 10, 'unheard-of'), []);
  });

  test('are counted for 20,000 of them, those found first, through all the rows', () => {
    using scan = opened([
      things(Array.from({ length: 60_003 }, (_, index) => ({ name: `n${index % 20_001}` }))),
    ]);
    const values = scan.values('name', '', 30_000);
    assert.equal(values.length, 20_000);
    assert.deepEqual(new Set(values.map(({ count }) => count)), new Set([3]));
  });
});
