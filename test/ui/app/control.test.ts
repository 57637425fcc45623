import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TableOrder, TableQuery } from '../../../source/model/table-query.ts';
import { createStore } from '../../../source/ui/app/store.ts';
import { reloadDelay } from '../../../source/ui/loading/reload-timing.ts';
import { createTableLoader } from '../../../source/ui/views/table/table-loader.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { fakeQueries } from '../helpers/fake-services.ts';
import { opened } from '../helpers/states.ts';

describe('an answer is renewed', () => {
  const last = { version: 'a', finishedAt: 10_000, cost: 500 };

  test('not while nothing changed', () => assert.equal(reloadDelay(last, 'a', 99_000, 400), null));
  test('at once the first time', () => assert.equal(reloadDelay({ ...last, version: null }, 'b', 0, 400), 0));
  test('no sooner than three times its cost', () => assert.equal(reloadDelay(last, 'b', 10_100, 400), 1400));
  test('no more often than a few times a second', () =>
    assert.equal(reloadDelay({ ...last, cost: 1 }, 'b', 10_100, 400), 300));
  test('at once when that time is over', () => assert.equal(reloadDelay(last, 'b', 99_000, 400), 0));
});

describe('the open table', () => {
  /** A loader whose orders are answered by the test. */
  function setUp() {
    const store = createStore(opened(finishedScan()));
    const asked: {
      query: TableQuery;
      signal: AbortSignal | undefined;
      answer: (order: TableOrder) => void;
    }[] = [];
    const queries = {
      ...fakeQueries(),
      order: (query: TableQuery, signal?: AbortSignal) => {
        const { promise, resolve, reject } = Promise.withResolvers<TableOrder>();
        signal?.addEventListener('abort', () => reject(signal.reason));
        asked.push({ query, signal, answer: resolve });
        return promise;
      },
    };
    const loader = createTableLoader(store, () => queries);
    store.subscribe(loader.update);
    const changed = () =>
      new Promise<void>((resolve) => {
        const stop = store.subscribe(() => {
          stop();
          resolve();
        });
      });
    return { store, asked, loader, changed };
  }

  test('is asked for once, however often the state changes', () => {
    const { store, asked } = setUp();
    store.dispatch({ type: 'command', command: { open: 'ebs' } });
    store.dispatch({ type: 'ticked', now: 1 });
    store.dispatch({ type: 'ticked', now: 2 });
    assert.deepEqual(
      asked.map(({ query }) => query.tab),
      ['ebs'],
    );
  });

  test('aborts what was asked for when something else is', async () => {
    const { store, asked, changed } = setUp();
    store.dispatch({ type: 'command', command: { open: 'ebs' } });
    store.dispatch({ type: 'command', command: 'filter' });
    store.dispatch({ type: 'typed', text: 'w' });
    store.dispatch({ type: 'typed', text: 'e' });
    assert.deepEqual(
      asked.map(({ query, signal }) => [query.filter ?? '', signal?.aborted]),
      [
        ['', true],
        ['w', true],
        ['we', false],
      ],
    );
    const arrived = changed();
    asked[2]?.answer({ rows: Uint32Array.of(2, 1), total: 42, cost: 1 });
    await arrived;
    assert.deepEqual([...(store.state().tables.ebs?.order?.rows ?? [])], [2, 1]);
    assert.equal(store.state().tables.ebs?.error, null);
  });

  test('has all of its rows back at once where a filter is taken away', async () => {
    const { store, asked, changed } = setUp();
    const answer = async (index: number, rows: readonly number[]) => {
      const arrived = changed();
      asked[index]?.answer({ rows: Uint32Array.from(rows), total: 3, cost: 1 });
      await arrived;
    };
    store.dispatch({ type: 'command', command: { open: 'ebs' } });
    await answer(0, [3, 1, 2]);
    store.dispatch({ type: 'filter chosen', text: 'web' });
    await answer(1, [1]);
    const back = changed();
    store.dispatch({ type: 'filter chosen', text: '' });
    await back;
    await new Promise(setImmediate);
    assert.deepEqual([...(store.state().tables.ebs?.order?.rows ?? [])], [3, 1, 2]);
    assert.equal(asked.length, 2);
  });

  test('forgets answers that belong to another scan', async () => {
    const { store, asked, loader } = setUp();
    store.dispatch({ type: 'command', command: { open: 'ebs' } });
    loader.reset();
    asked[0]?.answer({ rows: Uint32Array.of(1), total: 1, cost: 1 });
    await new Promise(setImmediate);
    assert.equal(store.state().tables.ebs?.order, null);
  });
});
