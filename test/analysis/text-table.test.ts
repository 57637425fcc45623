import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutToWidth, textTable, wrapped } from '../../source/analysis/text-table.ts';

const COLUMNS = [
  { header: 'Name', type: 'text' },
  { header: 'Rows', type: 'integer' },
  { header: 'Made', type: 'instant' },
  { header: 'State', type: 'enum' },
] as const;

const MADE = Date.UTC(2026, 10, 21, 9, 30);

test('a table has its numbers at the right, its texts at the left and no blanks at the end of a line', () => {
  assert.deepEqual(
    textTable(
      COLUMNS,
      [
        ['web', 1204, MADE, 'done'],
        ['database', 7, null, null],
      ],
      'auto',
      80,
    ),
    [
      'Name       Rows  Made (UTC)        State',
      'web       1,204  2026-11-21 09:30  done',
      'database      7',
    ],
  );
});

test('a table that is too wide cuts its widest text, a cell at a time, and numbers and dates never', () => {
  const row = ['a-very-long-name', 1204, MADE, 'a-long-state'];
  const lines = (width: number) => textTable(COLUMNS, [row], 'auto', width);
  assert.deepEqual(lines(55), [
    'Name               Rows  Made (UTC)        State',
    'a-very-long-name  1,204  2026-11-21 09:30  a-long-state',
  ]);
  assert.deepEqual(lines(54)[1], 'a-very-long-na…  1,204  2026-11-21 09:30  a-long-state');
  assert.deepEqual(lines(47)[1], 'a-very-lo…  1,204  2026-11-21 09:30  a-long-st…');
  // No text is cut to less than six cells, however narrow it is.
  assert.deepEqual(lines(39)[1], 'a-ver…  1,204  2026-11-21 09:30  a-lon…');
  assert.deepEqual(lines(10), lines(39));
});

test('a table without rows is its headers', () => {
  assert.deepEqual(textTable(COLUMNS, [], 'auto', 80), ['Name  Rows  Made (UTC)  State']);
  assert.deepEqual(textTable([{ header: 'Rows', type: 'integer' }], [[]], 'auto', 80), ['Rows', '']);
});

test('a text is cut to so many cells, the last of them the sign that it was longer', () => {
  assert.equal(cutToWidth('snapshot', 8), 'snapshot');
  assert.equal(cutToWidth('snapshots', 8), 'snapsho…');
  assert.equal(cutToWidth('snapshots', 1), '…');
  // A wide letter takes two cells and is never halved.
  assert.equal(cutToWidth('日本語', 6), '日本語');
  assert.equal(cutToWidth('日本語', 5), '日本…');
  assert.equal(cutToWidth('日本語', 4), '日…');
});

test('words are set in lines as full as they can be, and one that is too wide has a line of its own', () => {
  assert.deepEqual(wrapped('one two three four', 9), ['one two', 'three', 'four']);
  assert.deepEqual(wrapped('one two three four', 10), ['one two', 'three four']);
  assert.deepEqual(wrapped('a snapshots b', 5), ['a', 'snapshots', 'b']);
  assert.deepEqual(wrapped('snapshots b', 5), ['snapshots', 'b']);
  assert.deepEqual(wrapped('', 5), ['']);
});

test('a number that is at least so much has its mark in the gap behind its digits, and an unknown one has none', () => {
  const columns = [
    { header: 'Kind', type: 'text' },
    { header: 'Count', type: 'integer' },
    { header: 'Size', type: 'bytes' },
  ] as const;
  const rows = [
    ['EBS', 1204, 2048],
    ['RDS', 7, null],
  ];
  const lines = (width: number) => textTable(columns, rows, 'auto', width, [[1, 2], [2]]);
  assert.deepEqual(lines(80), ['Kind  Count     Size', 'EBS   1,204+ 2.0 KiB+', 'RDS       7']);
  assert.deepEqual(textTable(columns, rows, 'auto', 80, [[], [1]]), [
    'Kind  Count     Size',
    'EBS   1,204  2.0 KiB',
    'RDS       7+',
  ]);
});

test('a mark in the last column takes none of the room that there is', () => {
  const columns = [
    { header: 'Name', type: 'text' },
    { header: 'Rows', type: 'integer' },
  ] as const;
  const rows = [['a-very-long-name', 1204]];
  assert.deepEqual(textTable(columns, rows, 'auto', 20, [[1]]), [
    'Name           Rows',
    'a-very-long…  1,204+',
  ]);
  assert.deepEqual(textTable(columns, rows, 'auto', 20), ['Name            Rows', 'a-very-long-…  1,204']);
});
