import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { TABS } from '../../../../source/kinds/tabs.ts';
import type { Amounts, TableRow } from '../../../../source/model/table-query.ts';
import type { ScanQueries } from '../../../../source/queries/scan-queries.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { rowsOf } from '../../../../source/ui/state/destination.ts';
import { withDestination, withTable } from '../../../../source/ui/state/navigation.ts';
import { createAmountsLoader } from '../../../../source/ui/views/table/amounts-loader.ts';
import { amountsQuery, hasAmounts } from '../../../../source/ui/views/table/table-amounts.ts';
import { mockClock } from '../../../helpers/mock-clock.ts';
import { leftAfter, openApp } from '../../helpers/app-screen.ts';
import { fakeRow, fakeRows } from '../../helpers/fake-rows.ts';
import { fakeScan, finishedScan } from '../../helpers/fake-scan.ts';
import { fakeAmounts, fakeQueries, fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';
import { finishedManyScan } from '../../helpers/many-scan.ts';
import { after, LARGE, opened, withRowsOf } from '../../helpers/states.ts';

const GIB = 2 ** 30;
const border = (tab: string, rows: readonly TableRow[], size = LARGE, scan = fakeScan()) =>
  frame(withRowsOf(opened(scan, size), tab, rows))
    .split('\n')
    .at(size.rows - 2)
    ?.replaceAll('─', '')
    .trim();
const snapshot = (row: number, size: number | null, low: number | null, high: number | null) =>
  fakeRow(row, 'ebs-snapshot', { size, monthly_cost_low: low, monthly_cost_high: high });

describe('the lower border of a table says what its rows come to', () => {
  test('with both bounds of their cost', () => {
    assert.equal(
      border('ebs', [snapshot(1, 100 * GIB, 0, 5), snapshot(2, 924 * GIB, 46.2, 46.2)]),
      '2 rows: 1.0 TiB · $46.20 to $51.20 a month',
    );
    assert.equal(border('ebs', [snapshot(1, GIB, 2000.4, 2000.4)]), '1 row: 1.0 GiB · $2,000 a month');
  });

  test('and of how many rows size and cost are not known', () => {
    assert.equal(
      border('ebs', [snapshot(1, GIB, 0, 5), snapshot(2, null, null, null), snapshot(3, GIB, null, null)]),
      '3 rows: 2.0 GiB, 1 of unknown size · $0.00 to $5.00 a month, 2 of unknown cost',
    );
    assert.equal(border('ebs', [snapshot(1, null, null, null)]), '1 row: size unknown · cost unknown');
  });

  test('in few words where there is little room, with a plus for what is not known', () => {
    const narrow = { columns: 60, rows: 24 };
    const rows = [snapshot(1, GIB, 0, 5), snapshot(2, null, null, null)];
    assert.equal(border('ebs', rows, narrow), '2 rows: 1.0 GiB+ · $0.00+ to $5.00+ a month');
  });

  test('with a plus for the bound alone that is not known of some', () => {
    const rows = [snapshot(1, GIB, 2, 5), snapshot(2, GIB, null, 5)];
    assert.equal(border('ebs', rows), '2 rows: 2.0 GiB · $2.00+ to $10.00 a month');
  });

  test('with a plus everywhere where a part could not be read', () => {
    const rows = [snapshot(1, GIB, 2, 5), snapshot(2, GIB, 2, 5)];
    const words = '2+ rows: 2.0 GiB+ · $4.00+ to $10.00+ a month';
    assert.equal(border('ebs', rows, LARGE, finishedScan()), words);
    assert.equal(border('ebs', rows, LARGE, finishedManyScan()), words);
  });

  test('and once of how many neither is known, where there is no room to say it twice', () => {
    const rows = [snapshot(1, 100 * GIB, 0, 7047), snapshot(2, null, null, null)];
    assert.equal(
      border('ebs', rows, { columns: 80, rows: 24 }),
      '2 rows: 100.0 GiB · $0.00 to $7,047 a month, 1 of unknown size and cost',
    );
  });

  test('and nothing where there is nothing to add up', () => {
    assert.equal(border('tasks', fakeRows().tasks ?? []), '');
    assert.equal(border('ebs', []), '');
  });

  test('of transfers by what they moved', () => {
    assert.equal(border('executions', fakeRows().executions ?? []), '2 rows: 300.0 GiB, 1 of unknown size');
  });

  test('not before they were added up', () => {
    const filtered = after(withRowsOf(opened(), 'ebs'), { type: 'filter chosen', text: 'web' });
    assert.match(
      frame(filtered)
        .split('\n')
        .at(LARGE.rows - 2) ?? '',
      /─ adding up ─$/,
    );
  });
});

test('what is filtered and what is marked is added up while one looks on', async () => {
  const app = openApp(fakeServices(finishedScan()));
  await app.text('40 of 40 cells');
  await leftAfter(app, async () => {
    app.keys('7');
    await app.text(
      '─ 42+ rows: 6.7 TiB+, 7 of unknown size · $0.00+ to $344.00+ a month, 7 of unknown cost ─',
    );
    app.keys('/pending{enter}');
    await app.text('─ 1+ rows: 148.0 GiB+ · $0.00+ to $7.40+ a month ─');
    app.keys('/\u0015{enter}');
    await app.text('─ 42+ rows: 6.7 TiB');
    app.keys('  ');
    await app.text('─ 2 marked: 86.0 GiB · $0.00 to $4.30 a month ─ 42+ rows: 6.7 TiB');
    app.keys('u');
    await app.noText('marked');
  });
});

/** A loader of sums over a state that a test changes, with questions that it answers when it wants to. */
function heldLoader(start: AppState) {
  const answers: ((amounts: Amounts | null) => void)[] = [];
  const givenUp: number[] = [];
  const queries: ScanQueries = {
    ...fakeQueries(),
    amounts: (_, signal) => {
      const { promise, resolve, reject } = Promise.withResolvers<Amounts>();
      signal?.addEventListener('abort', () => givenUp.push(answers.length));
      answers.push((amounts) => (amounts === null ? reject(new Error('locked')) : resolve(amounts)));
      return promise;
    },
  };
  let state = start;
  const loader = createAmountsLoader(
    {
      state: () => state,
      dispatch: (event) => {
        state = after(state, event);
      },
      subscribe: () => () => {},
    },
    () => queries,
  );
  const show = (next: AppState) => {
    state = next;
    loader.update();
  };
  /** Answers the question that was asked last. */
  const answer = async (amounts: Amounts | null) => {
    answers.at(-1)?.(amounts);
    await nextTurn();
    loader.update();
  };
  loader.update();
  return { state: () => state, show, answer, asked: () => answers.length, givenUp };
}

/** A table with its rows, and nothing added up. */
function withoutSums(state: AppState, tab: string): AppState {
  const full = withRowsOf(state, tab);
  const table = full.tables[tab];
  return table === undefined ? full : withTable(full, { ...table, listedAmounts: null });
}

const lowerBorder = (state: AppState) =>
  frame(state)
    .split('\n')
    .at(state.size.rows - 2) ?? '';

describe('the sums of a table that was added up while it was not in sight', () => {
  for (const { id } of TABS.filter(({ id }) => hasAmounts(id) && fakeRows()[id] !== undefined)) {
    test(`${id}: are there when the way back leads to it`, async () => {
      const amounts = fakeAmounts(fakeRows()[id] ?? [], amountsQuery(id, null));
      const { state, show, answer } = heldLoader(withoutSums(opened(), id));
      show(withDestination(state(), rowsOf(id === 'ebs' ? 'efs' : 'ebs', '')));
      await answer(amounts);
      show(after(state(), 'back'));
      await answer(amounts);
      assert.match(lowerBorder(state()), new RegExp(`─ ${amounts.count}\\+? rows?: [^─]+ ─$`));
      assert.doesNotMatch(lowerBorder(state()), /adding up/);
    });
  }
});

test('rows that could not be added up are asked for again a second later', async (context) => {
  mockClock(context, 1_000_000);
  const { state, answer, asked } = heldLoader(withoutSums(opened(), 'ebs'));
  await answer(null);
  assert.match(lowerBorder(state()), /─ adding up ─$/);
  assert.equal(asked(), 1);
  context.mock.timers.tick(1000);
  assert.equal(asked(), 2);
});

test('rows that are to give way to others are not added up while those are on their way', () => {
  const { state, show, asked, givenUp } = heldLoader(withoutSums(opened(), 'ebs'));
  assert.equal(asked(), 1);
  show(after(state(), { type: 'filter chosen', text: 'web' }));
  assert.deepEqual(givenUp, [1]);
  show(after(state(), { type: 'ticked', now: state().now + 100 }));
  assert.equal(asked(), 1);
});
