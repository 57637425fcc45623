import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { steppedBack, withStep } from '../../../source/ui/state/back-stack.ts';
import { after, opened, withRowsOf } from '../helpers/states.ts';

suite('the way back', () => {
  test('has thirty steps: of a longer one the first places are forgotten', () => {
    const views = Array.from({ length: 31 }, (_, place) => `place ${place}`);
    const walked = (count: number) => {
      let state = opened();
      for (const view of views.slice(0, count)) state = withStep({ ...state, view });
      return state;
    };
    const kept = (count: number) => walked(count).backStack.map(({ view }) => view);
    assert.deepEqual(kept(30), views.slice(0, 30));
    assert.deepEqual(kept(31), views.slice(1));
  });

  test('leads from a table beside the tabs to where it was opened, from a tab to nowhere', () => {
    const summary = after(opened(), { open: 'summary' });
    const kept = (view: string) => after(summary, { open: view }).backStack.map((step) => step.view);
    assert.deepEqual([kept('sources'), kept('all-snapshots'), kept('ebs')], [['summary'], ['summary'], []]);
    assert.equal(after(summary, { open: 'all-snapshots' }, 'back').view, 'summary');
  });

  test('leads to a table with its rows, unless there are more than 100,000 to keep', () => {
    const open = withRowsOf(opened(), 'ebs');
    const rowsAfter = (count: number) => {
      const table = open.tables.ebs;
      assert.ok(table?.order);
      const order = { ...table.order, rows: new Uint32Array(count) };
      const long = { ...open, tables: { ...open.tables, ebs: { ...table, order } } };
      return steppedBack(withStep(long))?.tables.ebs?.order?.rows.length ?? null;
    };
    assert.deepEqual([rowsAfter(100_000), rowsAfter(100_001)], [100_000, null]);
  });
});
