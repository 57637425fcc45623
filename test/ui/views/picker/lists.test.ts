import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

const table = withRowsOf(opened(finishedScan(), SMALL), 'ebs');
/** The items in sight. */
const listed = (state: AppState) => {
  const lines = frame(state).split('\n');
  const first = lines.findIndex((line) => line.includes('type to narrow')) + 1;
  const end = lines.findIndex((line) => line.startsWith('╰'));
  return lines.slice(first, end).map((line) => line.slice(2, -2).trimEnd());
};

describe('a list that is longer than its box', () => {
  test('scrolls no further than the cursor needs, and a click moves nothing but the cursor', () => {
    const below = after(table, 'facet', ...Array.from({ length: 9 }, () => 'down' as const));
    const lines = listed(below);
    assert.equal(lines.at(-1), '>Origin');
    const [first] = lines;
    const line = frame(below)
      .split('\n')
      .findIndex((text) => text.startsWith(`│ ${first ?? ''}`));
    const clicked = after(below, { type: 'clicked', column: 4, line });
    assert.deepEqual(
      listed(clicked).map((text) => text.slice(1)),
      lines.map((text) => text.slice(1)),
    );
    assert.match(listed(clicked)[0] ?? '', /^>/);
  });

  test('of columns to count has them as the table has them, and what tells every row apart last', () => {
    assert.deepEqual((after(table, 'facet').picker?.items ?? []).map(({ label }) => label).slice(0, 9), [
      'Region',
      'Source',
      'Size',
      'Created',
      'Delete?',
      'Cost high',
      'Status',
      'Enc',
      'Name',
    ]);
    assert.equal(after(table, 'facet').picker?.items?.at(-1)?.label, 'Snapshot ID');
  });
});

test('a column has one name, in the head of the table and in every list of columns', () => {
  const executions = withRowsOf(opened(finishedScan(), SMALL), 'executions');
  const labels = (command: 'sort' | 'columns' | 'facet') =>
    (after(executions, command).picker?.items ?? []).map(({ label }) => label);
  assert.match(frame(executions).split('\n')[4] ?? '', / Started v /);
  for (const command of ['sort', 'columns', 'facet'] as const) {
    assert.ok(labels(command).includes('Started'), command);
    assert.ok(!labels(command).includes('Start Time'), command);
  }
});
