import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { EMPTY_LINE, edited, lineOf, typedInto } from '../../../../source/ui/kit/line.ts';
import { commandCompletion, parseCommand } from '../../../../source/ui/views/prompt/command-line.ts';

const sortable = [
  { id: 'snapshot_id', names: ['snapshot_id'] },
  { id: 'size', names: ['volume_size'] },
  { id: 'status', names: ['status'] },
];
const here = {
  scans: ['last~1', 'release-42', '1b77d3e0'],
  regions: ['eu-west-1', 'us-east-1', 'us-west-2'],
  sortable,
  countable: sortable,
  themes: ['auto', 'light', 'mine'],
};

describe('a typed command', () => {
  const cases = [
    ['ebs', { kind: 'open', view: 'ebs' }],
    [':EBS', { kind: 'open', view: 'ebs' }],
    ['ta', { kind: 'open', view: 'tasks' }],
    ['region us-east-1', { kind: 'region', region: 'us-east-1' }],
    ['region', { kind: 'region', region: null }],
    ['region all', { kind: 'region', region: null }],
    ['regions', { kind: 'pick', what: 'regions' }],
    ['profiles', { kind: 'pick', what: 'profiles' }],
    ['kinds', { kind: 'pick', what: 'kinds' }],
    ['export', { kind: 'do', command: 'export', inTable: false }],
    ['export xlsx', { kind: 'export', format: 'xlsx' }],
    ['filter Name:Web size>1GiB', { kind: 'filter', text: 'Name:Web size>1GiB' }],
    ['filter', { kind: 'filter', text: '' }],
    ['wide', { kind: 'do', command: 'all columns', inTable: true }],
    ['sort', { kind: 'do', command: 'sort', inTable: false }],
    ['sort size', { kind: 'sort', column: 'size', descending: null, add: false }],
    ['sort Snapshot-ID asc', { kind: 'sort', column: 'snapshot_id', descending: false, add: false }],
    ['sort volume size desc', { kind: 'sort', column: 'size', descending: true, add: false }],
    ['then-by sta', { kind: 'sort', column: 'status', descending: null, add: true }],
    ['facet', { kind: 'do', command: 'facet', inTable: true }],
    ['facet status', { kind: 'facet', column: 'status' }],
    ['theme light', { kind: 'theme', theme: 'light' }],
    ['theme mine', { kind: 'theme', theme: 'mine' }],
    ['theme pink', { kind: 'wrong', message: ':theme takes one of auto, light, mine' }],
    ['quit', { kind: 'do', command: 'leave', inTable: false }],
    ['q', { kind: 'do', command: 'leave', inTable: false }],
    ['', { kind: 'nothing' }],
  ] as const;
  for (const [text, expected] of cases) {
    test(`"${text}" is understood`, () => assert.deepEqual(parseCommand(text, here), expected));
  }

  const wrong = [
    ['re', ':re may be :redshift, :region, :regions, :rescan, :retry, :resume, :repaint'],
    ['region mars', 'mars is not among the regions of this scan'],
    ['region us-east-1 us-west-2', ':region takes one region, or all'],
    ['ebs now', ':ebs takes nothing after it'],
    ['export pdf', ':export takes one of xlsx, csv, json, ndjson, html, markdown'],
    ['theme', ':theme takes one of auto, light, mine'],
    ['sort sise', 'there is no column sise here; close: size'],
    ['sort s', 's may be snapshot_id, size, status'],
    ['sort size down', 'there is no column size down here; Tab lists them all'],
    ['facet statsu', 'there is no column statsu here; close: status'],
    ['ebss', 'there is no command :ebss; close: :ebs, :efs'],
    ['nonsense', 'there is no command :nonsense; ? lists them all'],
    ['xyzzy', 'there is no command :xyzzy; ? lists them all'],
  ] as const;
  for (const [text, message] of wrong) {
    test(`"${text}" is answered with what is wrong`, () =>
      assert.deepEqual(parseCommand(text, here), { kind: 'wrong', message }));
  }

  test('is completed by what may follow', () => {
    const complete = (text: string) =>
      commandCompletion(text, text.length, here).suggestions.map(({ insert }) => insert);
    assert.deepEqual(
      [
        'ex',
        'loc',
        'reg',
        'region us',
        'region a',
        'ebs ',
        'zz',
        'sort s',
        'sort size ',
        'facet st',
        'facet size ',
        'diff ',
        'diff 1b',
      ].map(complete),
      [
        ['executions', 'export', 'export-some'],
        ['locations'],
        ['region', 'regions'],
        ['us-east-1', 'us-west-2'],
        ['all'],
        [],
        [],
        ['snapshot_id', 'size', 'status'],
        ['asc', 'desc'],
        ['status'],
        [],
        ['last~1', 'release-42', '1b77d3e0'],
        ['1b77d3e0'],
      ],
    );
  });
});

test('a column is asked for where a list is open, and else one is asked to open one', () => {
  const nowhere = { themes: [], regions: [], scans: [], sortable: [], countable: [] };
  const message = 'open a table first, such as :ebs';
  assert.deepEqual(parseCommand('sort size', nowhere), { kind: 'wrong', message });
  assert.deepEqual(parseCommand('facet status', nowhere), { kind: 'wrong', message });
});

describe('a line that is typed', () => {
  test('takes text where its cursor is', () => {
    const line = typedInto(edited(edited(lineOf('web'), 'left'), 'left'), '日');
    assert.deepEqual(line, { text: 'w日eb', at: 2 });
  });

  test('takes controls of a paste as blanks, and keeps line breaks and joiners, which names hold', () => {
    assert.equal(typedInto(EMPTY_LINE, 'a\r\nb\u001B[31mc\rd👩‍👧').text, 'a\nb [31mc\nd👩‍👧');
  });

  test('is erased by whole characters, words and as a whole', () => {
    assert.deepEqual(edited(lineOf('e\u0301👩‍👩‍👧'), 'erase'), { text: 'e\u0301', at: 1 });
    assert.deepEqual(edited(lineOf('one two '), 'erase word'), { text: 'one ', at: 4 });
    assert.deepEqual(edited(edited(lineOf('abc'), 'first'), 'delete'), { text: 'bc', at: 0 });
    assert.deepEqual(edited(lineOf('abc'), 'erase line'), EMPTY_LINE);
    assert.deepEqual(edited(EMPTY_LINE, 'erase'), EMPTY_LINE);
  });

  test('has an end', () => {
    assert.equal(typedInto(EMPTY_LINE, 'x'.repeat(10_000)).text.length, 200);
  });
});
