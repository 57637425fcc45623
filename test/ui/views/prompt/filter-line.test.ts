import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { characters } from '../../../../source/ui/kit/line.ts';
import type { AppEvent } from '../../../../source/ui/state/events.ts';
import { queryOf } from '../../../../source/ui/state/table-state.ts';
import { type AppScreen, leftAfter, openApp } from '../../helpers/app-screen.ts';
import { fakeRows } from '../../helpers/fake-rows.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { type FakeServices, fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';
import { after, LARGE, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

const typed = (text: string): AppEvent => ({ type: 'typed', text });
const open = after(withRowsOf(opened(finishedScan(), LARGE), 'ebs'), 'filter');
const lastLines = (state: typeof open) => frame(state).trimEnd().split('\n').slice(-2);
const filterOf = (state: typeof open) => {
  const { ebs } = state.tables;
  return ebs === undefined ? undefined : queryOf(ebs).filter;
};

/** What may stand at the cursor of a state's line, as the loader brings it. */
function hinted(state: typeof open, start: number, ...suggestions: readonly string[]): typeof open {
  const line = state.input?.line ?? { text: '', at: 0 };
  const end = characters(line.text).length;
  const found = suggestions.map((label, index) => ({ insert: label, label, count: index + 1 }));
  return after(state, {
    type: 'hints arrived',
    hints: { line, start, end, suggestions: found, taken: null },
  });
}

describe('a filter that is typed', () => {
  test('narrows the table down as soon as it is understood', () => {
    assert.equal(filterOf(after(open, typed('size>100GiB'))), 'size>100GiB');
  });

  test('that is wrong keeps the last good result and points at the place', () => {
    const wrong = after(open, typed('encrypted:no sise>1GiB web'));
    assert.equal(filterOf(after(open, typed('encrypted:no'), typed(' sise>1GiB'))), 'encrypted:no');
    assert.deepEqual(lastLines(wrong), [
      ' /encrypted:no sise>1GiB web',
      '               ^^^^ there is no field sise; close: size',
    ]);
  });

  test('leaves out the name of a field that is being typed where no row has it as a word', () => {
    const some = withRowsOf(after(open, typed('error si')), 'ebs', (fakeRows().ebs ?? []).slice(0, 3));
    const none = withRowsOf(after(some, typed('z')), 'ebs', []);
    assert.equal(filterOf(none), 'error');
    assert.equal(none.tables.ebs?.order?.rows.length, 3);
    // A longer word need not be looked for; as soon as it is a field, it counts.
    assert.equal(filterOf(after(none, typed('e'))), 'error');
    assert.equal(filterOf(after(none, typed('e>1GiB'))), 'error size>1GiB');
    assert.equal(filterOf(after(none, 'erase')), 'error si');
  });

  test('shows that no row has a word which begins no field, or which is finished', () => {
    const none = withRowsOf(after(open, typed('sizx')), 'ebs', []);
    assert.equal(filterOf(none), 'sizx');
    assert.equal(none.tables.ebs?.order?.rows.length, 0);
    const held = withRowsOf(after(open, typed('size')), 'ebs', []);
    assert.equal(filterOf(held), undefined);
    assert.equal(filterOf(after(held, typed(' '))), 'size');
    assert.equal(filterOf(after(held, 'enter')), 'size');
    assert.deepEqual(after(held, 'enter').filters, ['size']);
    assert.equal(filterOf(after(held, 'escape')), undefined);
  });

  test('leaves out a value that is being typed until a row has it, and says so', () => {
    const none = withRowsOf(after(open, typed('error status:comp')), 'ebs', []);
    assert.equal(filterOf(none), 'error');
    assert.equal(lastLines(none)[1], ' no row fits status:comp; Enter filters by it all the same');
    assert.equal(lastLines(hinted(none, 13, 'completed'))[1], ' completed 1');
    assert.equal(filterOf(after(none, typed('leted'))), 'error status:completed');
    assert.equal(filterOf(after(none, 'enter')), 'error status:comp');
    for (const whole of ['status:"comp"', 'status:comp*', 'size>1GiB', '!status:completed']) {
      assert.equal(filterOf(withRowsOf(after(open, typed(whole)), 'ebs', [])), whole);
    }
  });

  test('leaves out a term in the middle of others while the cursor is behind it', () => {
    const back = Array.from({ length: 3 }, () => 'left' as const);
    const state = after(open, typed('web no'), ...back, typed(' siz'));
    assert.equal(filterOf(withRowsOf(state, 'ebs', [])), 'web no');
    assert.equal(filterOf(withRowsOf(after(state, 'left'), 'ebs', [])), 'web siz no');
  });

  test('says what is wrong at the left of a place that lies far to the right', () => {
    const wrong = after(
      withRowsOf(opened(finishedScan(), SMALL), 'ebs'),
      'filter',
      typed(`${'web '.repeat(15)}sise>1 a`),
    );
    assert.equal(lastLines(wrong)[1], `${' '.repeat(26)}there is no field sise; close: size ^^^^`);
  });

  test('that is wrong cannot be kept: Enter says what is wrong and the line stays', () => {
    const wrong = hinted(after(open, typed('size>')), 5, '1GiB', '10GiB');
    assert.equal(lastLines(wrong)[1], ' 1GiB 1  10GiB 2');
    const entered = after(wrong, 'enter');
    assert.equal(lastLines(entered)[1], '  ^^^^^ size> needs a value right after it');
    assert.deepEqual(after(entered, 'escape').input, null);
    assert.equal(filterOf(after(entered, 'escape')), undefined);
  });

  test('takes the suggestions one after the other with Tab, and back with Shift-Tab', () => {
    const some = hinted(after(open, typed('status:')), 7, 'completed', 'error', 'pending');
    const first = after(some, 'complete');
    assert.deepEqual(first.input?.line, { text: 'status:completed', at: 16 });
    assert.equal(filterOf(first), 'status:completed');
    assert.equal(after(first, 'complete').input?.line.text, 'status:error');
    assert.equal(after(first, 'complete back').input?.line.text, 'status:pending');
    assert.equal(after(first, 'complete', 'complete', 'complete').input?.line.text, 'status:completed');
  });

  test('takes the first suggestion when it comes after Tab was pressed', () => {
    assert.equal(
      hinted(after(open, typed('enc'), 'complete'), 0, 'encrypted:').input?.line.text,
      'encrypted:',
    );
  });

  test('ignores suggestions for a line that has changed meanwhile', () => {
    const line = { text: 'en', at: 2 };
    const late = { line, start: 0, end: 2, suggestions: [{ insert: 'x', label: 'x' }], taken: null };
    assert.equal(after(open, typed('enc'), { type: 'hints arrived', hints: late }).input?.hints, null);
  });

  test('is remembered when it was kept, and comes back with Up', () => {
    const used = after(
      open,
      typed('web'),
      'enter',
      'filter',
      'escape',
      'filter',
      typed('error'),
      'enter',
      'filter',
      'escape',
      'filter',
    );
    assert.deepEqual(used.filters, ['web', 'error']);
    assert.equal(after(used, 'up').input?.line.text, 'error');
    assert.equal(filterOf(after(used, 'up', 'up')), 'web');
    assert.equal(after(used, 'up', 'up', 'up', 'down', 'down').input?.line.text, '');
  });

  test('keeps the place of its cursor in sight however long it gets', () => {
    const long = after(open, typed(`${'x'.repeat(150)}END`));
    assert.match(lastLines(long)[0] ?? '', /^ \/x{113}END$/);
    assert.match(lastLines(after(long, 'first'))[0] ?? '', /^ \/x{116}…$/);
  });
});

describe('the filter line in the app', () => {
  async function withFilter(body: (app: AppScreen, services: FakeServices) => Promise<void>): Promise<void> {
    const services = fakeServices(finishedScan());
    const app = openApp(services);
    await app.text('Region');
    app.keys('7');
    await app.text('row 1 of 42');
    await leftAfter(app, () => body(app, services));
  }

  test('completes fields and the values that the rows have', async () => {
    await withFilter(async (app) => {
      app.keys('/stat');
      await app.text('status  status_message');
      app.keys('us:');
      await app.text('completed 40  pending 1  error 1');
      app.keys('{tab}{tab}');
      await app.text(' /status:pending');
      await app.text('EBS snapshots   1+ of 42+');
      app.keys('{enter}');
      await app.text('filter status:pending');
    });
  });

  test('keeps the rows of the last good filter while what is typed is wrong', async () => {
    await withFilter(async (app, services) => {
      app.keys('/status:error');
      await app.text('EBS snapshots   1+ of 42+');
      app.keys(',{enter}');
      await app.text('^ a value is missing beside this comma');
      assert.equal(services.queries.asked.at(-1)?.filter, 'status:error');
      await app.text('>  snap-00000000000000004');
    });
  });
});
