import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../../source/model/cell.ts';
import { createCellBoard } from '../../source/scan/cell-board.ts';
import type { CellTools, RegionRun } from '../../source/scan/run-cell.ts';
import type { AskedPrices } from '../../source/scan/scan-prices.ts';
import { type AccountWork, ScanWork } from '../../source/scan/scan-work.ts';
import {
  type AccountPlace,
  type RegionCells,
  type SecondWorker,
  SecondWorkerLost,
} from '../../source/scan/second-worker.ts';
import { DEFAULT_OPTIONS } from '../helpers/fake-context.ts';

const cellOf = (id: number, kind: string, region = 'us-east-1'): Cell => ({
  id,
  account: '123456789012',
  partition: 'aws',
  region,
  kind,
});

const KINDS = ['datasync-agent', 'ebs-snapshot'];
const ASKED: AskedPrices = { given: {}, notice: 'one is missing' };

/** Work of a scan whose answers are empty, and what it tells. */
function workWithTest(scan = new AbortController()) {
  const failed: unknown[] = [];
  const priced: AskedPrices[] = [];
  const runs: string[] = [];
  let ended = 0;
  let wanted = 0;
  let wants = (): void => {};
  const work = new ScanWork({
    signal: scan.signal,
    fail: (error) => void failed.push(error),
    priced: (asked) => void priced.push(asked),
    wantAnother: () => {
      wanted += 1;
      wants();
    },
    ended: () => {
      ended += 1;
    },
  });
  const board = createCellBoard(() => {});
  const finished: number[] = [];
  const hasRows: number[] = [];
  const logged: string[] = [];
  const tools: CellTools = {
    board,
    caller: { call: () => Promise.resolve({}) as never },
    writer: {
      startCells: () => {},
      writePage: () => 0,
      derive: () => [].values(),
      keepBackups: () => {},
      forgetCalls: () => {},
      finishCell: ({ id }: Cell) => void finished.push(id),
      storedCells: ({ ids }: { readonly ids: readonly number[] }) =>
        ids.map((id) => ({ ...board.get(id), rows: finished.includes(id) ? 7 : board.get(id).rows })),
    } as never,
    scanStart: new Date(),
    options: DEFAULT_OPTIONS,
    prices: { cellHasRows: ({ id }) => void hasRows.push(id), of: () => null },
    kinds: [],
    ownerTags: [],
    resumes: false,
    log: (line) => void logged.push(line),
  };
  const account: AccountWork = {
    account: '123456789012',
    home: 'us-east-1',
    kinds: KINDS,
    regions: ['us-east-1', 'eu-west-1'],
    tools,
    regionRun: (region): RegionRun => {
      runs.push(region);
      return {
        scope: {},
        signal: scan.signal,
        onServed: () => {},
        judge: () => assert.fail('nothing is refused'),
      };
    },
  };
  const collect = (cells: readonly Cell[]): Promise<void> => {
    board.add(cells);
    return work.collect(cells, account);
  };
  return {
    ...{ work, collect, board, scan, failed, priced, runs, finished, hasRows, logged },
    ended: () => ended,
    wanted: () => wanted,
    /** Does this as soon as another second worker is wanted. */
    whenWanted: (then: () => void) => {
      wants = then;
    },
  };
}

/** Stands in for the way to a second worker. */
function fakeSecondWorker(answer: () => Promise<AskedPrices> = () => Promise.resolve(ASKED)) {
  const told: string[] = [];
  const handed: (readonly [readonly number[], AccountPlace])[] = [];
  const secondWorker = {
    collect: (regions: readonly RegionCells[], place: AccountPlace) => {
      handed.push([regions.flatMap(({ cells }) => cells.map(({ id }) => id)), place]);
      const priced = answer();
      return { priced, collected: priced.then(() => {}) };
    },
    stop: () => void told.push('stop'),
    close: () => Promise.resolve(void told.push('close')),
  } as unknown as SecondWorker;
  return { secondWorker, told, handed };
}

test('all cells are collected here where there is no second worker, each region in one run, and the end is told once', async () => {
  const it = workWithTest();
  const collected = it.collect([
    cellOf(1, 'datasync-agent'),
    cellOf(2, 'ebs-snapshot'),
    cellOf(3, 'datasync-agent', 'eu-west-1'),
  ]);
  assert.equal(it.ended(), 0);
  await collected;
  assert.deepEqual(it.runs, ['us-east-1', 'eu-west-1']);
  assert.deepEqual(it.finished.toSorted(), [1, 2, 3]);
  assert.equal(it.ended(), 1);
  assert.deepEqual([it.failed, it.priced], [[], []]);
});

test('work of which there is none has ended at once, and so has that of kinds of another version', async () => {
  const it = workWithTest();
  await it.collect([]);
  assert.equal(it.ended(), 1);
  await it.collect([cellOf(1, 'of-tomorrow')]);
  assert.equal(it.ended(), 2);
  assert.deepEqual([it.failed, it.finished], [[], []]);
});

test('snapshots are handed to the second worker, run from then on, and their prices are taken over', async () => {
  const it = workWithTest();
  const { secondWorker, handed } = fakeSecondWorker();
  it.work.shareWith(secondWorker);
  const collected = it.collect([cellOf(1, 'datasync-agent'), cellOf(2, 'ebs-snapshot')]);
  assert.equal(it.board.get(2).phase, 'running');
  assert.ok(it.board.get(2).startedAt !== null);
  await collected;
  assert.deepEqual(it.finished, [1]);
  assert.deepEqual(
    handed.map(([cells]) => cells),
    [[2]],
  );
  const [[, place] = [[], undefined]] = handed;
  assert.equal(place?.account, '123456789012');
  assert.equal(place.home, 'us-east-1');
  assert.deepEqual(it.priced, [ASKED]);
  assert.equal(it.ended(), 1);
});

test('cells have ended before they have their prices: what goes on then does not wait for those, the end does', async () => {
  const it = workWithTest();
  const priced = Promise.withResolvers<AskedPrices>();
  const secondWorker = {
    ...fakeSecondWorker().secondWorker,
    collect: () => ({ collected: Promise.resolve(), priced: priced.promise }),
  } as unknown as SecondWorker;
  it.work.shareWith(secondWorker);
  await it.collect([cellOf(2, 'ebs-snapshot')]);
  assert.deepEqual([it.priced, it.ended()], [[], 0]);
  priced.resolve(ASKED);
  await it.work.settled();
  assert.deepEqual([it.priced, it.ended()], [[ASKED], 1]);
});

test('where nothing is left for it the second worker is not asked', async () => {
  const it = workWithTest();
  const { secondWorker, handed } = fakeSecondWorker();
  it.work.shareWith(secondWorker);
  await it.collect([cellOf(1, 'datasync-agent')]);
  assert.deepEqual(handed, []);
});

const lost = (): Promise<never> => Promise.reject(new SecondWorkerLost('it ended early'));

test('what a second worker fails with as a whole fails the scan, which ends all the same', async () => {
  const it = workWithTest();
  const odd = new Error('odd');
  it.work.shareWith(fakeSecondWorker(() => Promise.reject(odd)).secondWorker);
  await it.collect([cellOf(2, 'ebs-snapshot')]);
  assert.deepEqual([it.failed, it.priced, it.wanted(), it.ended()], [[odd, odd], [], 0, 1]);
});

test('what a lost second worker had not ended begins again in another one, and what it had ended is priced here', async () => {
  const it = workWithTest();
  const first = fakeSecondWorker(() => {
    it.board.update(2, { phase: 'done', rows: 5 });
    it.board.update(3, { phase: 'empty' });
    it.board.update(4, { phase: 'running', rows: 3, calls: 2 });
    return lost();
  });
  const second = fakeSecondWorker(() => {
    assert.deepEqual([it.board.get(4).phase, it.board.get(4).rows, it.board.get(4).calls], ['running', 0, 0]);
    return Promise.resolve(ASKED);
  });
  it.whenWanted(() => it.work.shareWith(second.secondWorker));
  it.work.shareWith(first.secondWorker);
  const regions = ['us-east-1', 'eu-west-1', 'eu-west-2'];
  await it.collect(regions.map((region, index) => cellOf(index + 2, 'ebs-snapshot', region)));
  assert.deepEqual(
    first.handed.map(([cells]) => cells),
    [[2, 3, 4]],
  );
  assert.deepEqual(
    second.handed.map(([cells]) => cells),
    [[4]],
  );
  assert.deepEqual([it.hasRows, it.logged, it.priced], [[2], ['it ended early'], [ASKED]]);
  assert.deepEqual([it.failed, it.wanted(), it.ended()], [[], 1, 1]);
});

test('another one is wanted once for all accounts of a lost one, and what begins meanwhile is collected here', async () => {
  const it = workWithTest();
  const second = fakeSecondWorker();
  it.work.shareWith(fakeSecondWorker(lost).secondWorker);
  const wanted = Promise.withResolvers<void>();
  it.whenWanted(wanted.resolve);
  const collected = [it.collect([cellOf(2, 'ebs-snapshot')]), it.collect([cellOf(3, 'ebs-snapshot')])];
  await wanted.promise;
  it.work.shareWith(second.secondWorker);
  await Promise.all(collected);
  assert.deepEqual(
    second.handed.map(([cells]) => cells),
    [[2], [3]],
  );
  assert.deepEqual([it.wanted(), it.failed, it.ended()], [1, [], 1]);
});

test('a cell whose second worker is lost twice has failed, with the rows that were written; the worker after it goes on', async () => {
  const it = workWithTest();
  const third = fakeSecondWorker();
  const workers = [fakeSecondWorker(lost), third];
  it.whenWanted(() => it.work.shareWith(workers.shift()?.secondWorker ?? assert.fail('no more than two')));
  it.work.shareWith(fakeSecondWorker(lost).secondWorker);
  await it.collect([cellOf(2, 'ebs-snapshot')]);
  const { phase, rows, error, endedAt } = it.board.get(2);
  assert.deepEqual([phase, rows, endedAt !== null], ['failed', 7, true]);
  assert.deepEqual(error, {
    code: 'WorkerLost',
    message: 'the worker that collected it ended twice; the log says why',
  });
  assert.deepEqual([it.finished, it.failed, it.wanted(), it.ended()], [[2], [], 2, 1]);
  await it.collect([cellOf(5, 'ebs-snapshot')]);
  assert.deepEqual(
    third.handed.map(([cells]) => cells),
    [[5]],
  );
});

test('a scan that is stopped waits for no other second worker, and asks for none', async () => {
  const it = workWithTest();
  it.whenWanted(() => it.scan.abort());
  it.work.shareWith(fakeSecondWorker(lost).secondWorker);
  await it.collect([cellOf(2, 'ebs-snapshot')]);
  assert.deepEqual([it.board.get(2).phase, it.finished, it.wanted()], ['running', [], 1]);
  await it.collect([cellOf(3, 'ebs-snapshot')]);
  assert.deepEqual([it.wanted(), it.failed, it.ended()], [1, [], 2]);
});

test('the second worker is stopped with the scan, once, and at once where that was stopped before it came', () => {
  const it = workWithTest();
  const early = fakeSecondWorker();
  it.work.shareWith(early.secondWorker);
  assert.deepEqual(early.told, []);
  it.scan.abort();
  assert.deepEqual(early.told, ['stop']);
  const late = fakeSecondWorker();
  it.work.shareWith(late.secondWorker);
  assert.deepEqual(late.told, ['stop']);
});

test('the second worker is let go at the end, where there is one', async () => {
  const it = workWithTest();
  await it.work.dismissSecondWorker();
  const { secondWorker, told } = fakeSecondWorker();
  it.work.shareWith(secondWorker);
  await it.work.dismissSecondWorker();
  assert.deepEqual(told, ['close']);
});

test('other work is waited for before the end, and what it throws fails the scan', async () => {
  const it = workWithTest();
  const held = Promise.withResolvers<void>();
  const followed = it.work.follow(held.promise);
  await it.collect([cellOf(1, 'datasync-agent')]);
  assert.equal(it.ended(), 0);
  let settled = false;
  const all = it.work.settled().then(() => {
    settled = true;
  });
  await Promise.resolve();
  assert.equal(settled, false);
  const error = new Error('odd');
  held.reject(error);
  await followed;
  await all;
  assert.deepEqual(it.failed, [error]);
  assert.equal(it.ended(), 1);
});
