import assert from 'node:assert/strict';
import { test } from 'node:test';
import { queryOf } from '../../../../source/ui/state/table-state.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, withRowsOf } from '../../helpers/states.ts';

const table = withRowsOf(opened(finishedScan()), 'ebs');

test('F asks for rows with a problem or a finding only, beside any other filter, and again for all', () => {
  const faults = after(table, 'filter', { type: 'typed', text: 'web' }, 'enter', 'faults');
  const { ebs } = faults.tables;
  assert.deepEqual(ebs === undefined ? null : queryOf(ebs), {
    tab: 'ebs',
    filter: 'web',
    faults: true,
    sort: { column: 'creation_time', descending: true },
  });
  assert.match(frame(faults).split('\n')[3] ?? '', /filter web faults only/);
  assert.deepEqual(after(faults, 'faults').tables.ebs?.filter, { text: 'web', region: null, kind: null });
});

test('a table without faults says how to see the others', () => {
  const none = withRowsOf(after(table, 'faults'), 'ebs', []);
  assert.deepEqual(frame(none).split('\n').slice(5, 7), [
    ' No row matches. 1 region denied: there may be some that do.',
    ' F shows rows without a problem or a finding, too.',
  ]);
});
