import assert from 'node:assert/strict';
import { test } from 'node:test';
import { filterLine, filterTable, keptText, lackingLines } from '../../source/analysis/filter-table.ts';

const OUTCOME = {
  text: 'size>=50GiB vault:x',
  kinds: [
    { kind: 'ebs-snapshot', found: 1204, kept: 88, lacking: [] },
    { kind: 'datasync-task', found: 1000, kept: 0, lacking: ['size', 'vault'] },
    { kind: 'of-tomorrow', found: 2, kept: 1, lacking: [] },
  ],
};

test('what a filter kept is told by kind, with the fields that a kind lacks', () => {
  assert.deepEqual(filterTable(OUTCOME), {
    title: 'Rows kept by the filter',
    columns: [
      { header: 'Kind', type: 'text' },
      { header: 'Found', type: 'integer' },
      { header: 'Kept', type: 'integer' },
      { header: 'Why None', type: 'text' },
    ],
    rows: [
      ['EBS snapshots', 1204, 88, null],
      ['DataSync tasks', 1000, 0, 'no field size, no field vault'],
      ['of-tomorrow', 2, 1, null],
    ],
    rowKinds: [['ebs-snapshot'], ['datasync-task'], ['of-tomorrow']],
  });
});

test('what a filter kept is told in one line, added up', () => {
  assert.equal(keptText(OUTCOME.kinds), '89 of 2,206 rows');
  assert.equal(filterLine(OUTCOME), 'filter size>=50GiB vault:x: 89 of 2,206 rows kept');
  assert.equal(keptText([]), '0 of 0 rows');
});

test('each kind of which nothing can pass has a line that says why, the others none', () => {
  assert.deepEqual(lackingLines(OUTCOME), [
    'DataSync tasks: none of 1,000 kept, no field size, no field vault',
  ]);
});

test('kinds that lack the same fields share a line', () => {
  const kinds = [
    ...OUTCOME.kinds,
    { kind: 'datasync-agent', found: 11, kept: 0, lacking: ['size'] },
    { kind: 'datasync-location', found: 112, kept: 0, lacking: ['size'] },
  ];
  assert.deepEqual(lackingLines({ ...OUTCOME, kinds }), [
    'DataSync tasks: none of 1,000 kept, no field size, no field vault',
    'none kept, no field size: 11 DataSync agents, 112 DataSync locations',
  ]);
});

test('a field that sources alone have is called so, and how many of them were kept stands beside the rows', () => {
  const kinds = [{ kind: 'ebs-snapshot', found: 9, kept: 0, lacking: ['protection'] }];
  const outcome = { text: 'protection:late', kinds, sources: { found: 412, kept: 18 } };
  assert.equal(filterLine(outcome), 'filter protection:late: 0 of 9 rows kept, 18 of 412 sources');
  assert.deepEqual(lackingLines(outcome), [
    'EBS snapshots: none of 9 kept, no field protection (which sources alone have)',
  ]);
});
