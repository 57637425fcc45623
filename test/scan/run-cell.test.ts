/** One cell at a time, with a collector that a test writes, into a real scan file. */
import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import { type Caller, CallFailed } from '../../source/aws/caller.ts';
import { StoppedError } from '../../source/aws/errors.ts';
import type { Fault, FaultClass } from '../../source/aws/fault.ts';
import type { CollectContext } from '../../source/kinds/define/collect-context.ts';
import type { FlatPage, ResourceKind } from '../../source/kinds/define/define-resource.ts';
import type { CellState, Phase } from '../../source/model/cell.ts';
import { createCellBoard } from '../../source/scan/cell-board.ts';
import { ScanFileFailure } from '../../source/scan/in-file.ts';
import { rerunCell } from '../../source/scan/rerun-cell.ts';
import {
  beginCells,
  type CellTools,
  RegionOff,
  type RegionRun,
  runCell,
} from '../../source/scan/run-cell.ts';
import { createScanFile } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openScanWriter, type ScanWriter } from '../../source/store/scan-writer.ts';
import { awsError, DEFAULT_OPTIONS } from '../helpers/fake-context.ts';
import { mockClock } from '../helpers/mock-clock.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { madeFacts, madePage, SCAN_START } from '../helpers/scan-files.ts';
import { temporaryFolder } from '../store/folders.ts';
import { things } from '../store/kinds.ts';

type Collect = (context: CollectContext) => Iterable<FlatPage> | AsyncIterable<FlatPage>;

async function* collected(pages: ReturnType<Collect>): AsyncGenerator<FlatPage> {
  for await (const each of pages) yield each;
}

const LISTING = { service: 'ec2', name: 'DescribeVolumes' } as const;

const failedCall = (faultClass: FaultClass, message = 'words') =>
  new CallFailed({ class: faultClass, code: 'Code', message }, LISTING, null);

const page = (...names: readonly string[]): FlatPage =>
  madePage(
    things,
    names.map((name) => ({ name, key: name })),
  );

const pageWith = (...problems: readonly (string | undefined)[]): FlatPage =>
  madePage(
    things,
    problems.map((problem, index) => ({
      name: `n${index}`,
      key: `k${index}`,
      ...(problem === undefined ? {} : { problem }),
    })),
  );

const VOLUMES = LISTING as never;

/** Answers every call with nothing. */
const ANSWERING: Caller = {
  call: (_operation, _input, _region, _signal, observer) => {
    observer.onServed();
    return Promise.resolve({}) as never;
  },
};

const NO_CALLS: Caller = { call: () => Promise.reject(new Error('nothing is called')) };

/** A planned cell with all that a run of it needs; what it logs, and what it tells of prices and of its region. */
function planned(change: { readonly caller?: Caller; readonly writer?: Partial<ScanWriter> } = {}) {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  createScanFile(file, madeFacts({ endedAt: null, complete: false }), [things]);
  const writer = { ...openScanWriter(file), ...change.writer };
  const [cell] = writer.planCells([
    { account: '123456789012', partition: 'aws', region: 'us-east-1', kind: things.id },
  ]);
  assert.ok(cell !== undefined);
  const board = createCellBoard(() => {});
  board.add([cell]);
  const logged: string[] = [];
  const abort = new AbortController();
  let withRows = 0;
  let served = 0;
  const region: RegionRun = {
    scope: {},
    signal: abort.signal,
    onServed: () => {
      served += 1;
    },
    judge: (fault: Fault) =>
      Promise.resolve({ outcome: 'skipped', message: `judged ${fault.code}`, advice: 'move' }),
  };
  const tools: CellTools = {
    caller: change.caller ?? NO_CALLS,
    writer,
    board,
    scanStart: new Date(SCAN_START),
    options: DEFAULT_OPTIONS,
    kinds: [],
    prices: {
      cellHasRows: () => {
        withRows += 1;
      },
      of: () => null,
    },
    ownerTags: ['owner'],
    resumes: false,
    log: (line) => void logged.push(line),
  };
  const kindOf = (collect: Collect): ResourceKind => ({
    ...things,
    collect: (context) => collected(collect(context)),
  });
  return {
    cell,
    board,
    abort,
    logged,
    withRows: () => withRows,
    served: () => served,
    state: () => board.get(cell.id),
    run: (collect: Collect) => {
      beginCells([cell], tools);
      return runCell(cell, kindOf(collect), region, tools);
    },
    rerun: (collect: Collect) => rerunCell(cell, kindOf(collect), region, tools),
    /** Names of the rows in the file, and how the cell stands there. */
    inFile: () => {
      const reader = openScanReader(file);
      const names = rowsOfKind(reader, things.id).map(({ values }) => values.name);
      const stored = reader.cells()[0];
      reader.close();
      return { names, phase: stored?.phase, rows: stored?.rows, error: stored?.error };
    },
    /** When the file says that the cell was read. */
    readInFile: () => {
      const reader = openScanReader(file);
      const stored = reader.cells()[0];
      reader.close();
      return stored?.read;
    },
    [Symbol.dispose]: () => {
      writer.close();
      folder[Symbol.dispose]();
    },
  };
}

const about = ({ phase, error }: CellState) => [phase, error];

suite('a run of a cell', () => {
  test('writes each page as it comes, is done at the end, and has nothing to say in the log', async () => {
    using one = planned();
    const rows: number[] = [];
    await one.run(function* () {
      assert.equal(one.state().phase, 'running');
      assert.ok(one.state().startedAt !== null);
      yield page('a', 'b');
      rows.push(one.state().rows);
      yield page();
      yield page('c');
      rows.push(one.state().rows);
    });
    assert.deepEqual(rows, [2, 3]);
    assert.deepEqual(about(one.state()), ['done', null]);
    assert.ok(one.state().endedAt !== null);
    assert.deepEqual(one.inFile(), { names: ['a', 'b', 'c'], phase: 'done', rows: 3, error: null });
    assert.deepEqual(one.logged, []);
    assert.equal(one.withRows(), 2, 'prices are wanted for rows, not for an empty page');
  });

  test('was read when AWS answered, not when it began or ended, and never where AWS refused', async (context) => {
    mockClock(context, SCAN_START);
    using one = planned({ caller: ANSWERING });
    await one.run(async function* (collecting) {
      for (const name of ['a', 'b']) {
        context.mock.timers.tick(100);
        await collecting.call(VOLUMES, {});
        context.mock.timers.tick(5);
        yield page(name);
      }
      context.mock.timers.tick(1000);
    });
    const read = { at: SCAN_START + 100, until: SCAN_START + 205 };
    assert.deepEqual([one.state().read, one.readInFile()], [read, read]);
    assert.equal(one.state().endedAt, SCAN_START + 1210);

    context.mock.timers.tick(100);
    await one.rerun(async function* (collecting) {
      await collecting.call(VOLUMES, {});
      yield page('a');
    });
    const again = { at: SCAN_START + 1310, until: SCAN_START + 1310 };
    assert.deepEqual([one.state().read, one.readInFile()], [again, again]);

    await one.run(() => {
      throw failedCall('denied');
    });
    assert.deepEqual([one.state().read, one.readInFile()], [null, null]);
  });

  test('of what another cell has asked for was read by the time it came', async (context) => {
    mockClock(context, SCAN_START);
    using one = planned();
    await one.run(function* () {
      context.mock.timers.tick(7);
      yield page('a');
      context.mock.timers.tick(7);
    });
    assert.deepEqual(one.readInFile(), { at: SCAN_START + 7, until: SCAN_START + 7 });
  });

  test('is running in the file, too, from its beginning, and none of its last run’s end is there any more', async () => {
    using one = planned();
    await one.run(function* () {
      yield page('a');
      throw awsError('AccessDenied', 'no');
    });
    assert.deepEqual([one.inFile().phase, one.inFile().error?.code], ['denied', 'AccessDenied']);
    await one.run(function* () {
      const { phase, error } = one.inFile();
      assert.deepEqual([phase, error], ['running', null]);
      yield page('b');
    });
    assert.deepEqual(one.inFile(), { names: ['b'], phase: 'done', rows: 1, error: null });
  });

  test('without rows is empty, which is nothing to say either', async () => {
    using one = planned();
    await one.run(function* () {
      yield page();
    });
    assert.deepEqual(about(one.state()), ['empty', null]);
    assert.deepEqual([one.logged, one.withRows()], [[], 0]);
  });

  test('with rows that are not sound is partial, says how many and the first, and keeps them all', async () => {
    using one = planned();
    await one.run(function* () {
      yield pageWith(undefined, 'Size is negative');
    });
    assert.deepEqual(about(one.state()), [
      'partial',
      { code: 'Senseless', message: '1 row is not sound: Size is negative' },
    ]);
    assert.deepEqual(one.logged, [
      'us-east-1 thing partial, 2 rows: Senseless: 1 row is not sound: Size is negative',
    ]);
    using two = planned();
    await two.run(function* () {
      yield pageWith('first', undefined, 'second');
    });
    assert.equal(two.state().error?.message, '2 rows are not sound: first');
  });

  test('that does without a part is partial, says what is missing and how to have it, and of several how many', async () => {
    using one = planned();
    await one.run(async function* ({ optional }) {
      assert.equal(await optional('volumes', Promise.reject(failedCall('denied'))), undefined);
      assert.equal(await optional('images', Promise.resolve(7)), 7);
      yield page('a');
    });
    const denied = {
      code: 'Code',
      message: 'volumes: words (ec2:DescribeVolumes)',
      advice: 'add ec2:DescribeVolumes to the role (snapdeck iam-policy prints the whole policy)',
    };
    assert.deepEqual(about(one.state()), ['partial', denied]);
    using more = planned();
    await more.run(async function* ({ optional, partial }) {
      await optional('volumes', Promise.reject(failedCall('denied')));
      partial('vault', 'AWS gave\nno name');
      partial('other vault', 'none');
      yield page('a');
    });
    assert.equal(more.state().error?.message, 'volumes: words (ec2:DescribeVolumes) (and 2 more)');
    using said = planned();
    await said.run(function* ({ partial }) {
      partial('vault', 'AWS gave\nno name');
      yield page('a');
    });
    assert.deepEqual(said.state().error, { code: 'Incomplete', message: 'vault: AWS gave no name' });
  });

  test('does not do without a part where that means the end: credentials, or a scan that is stopped', async () => {
    for (const faultClass of ['expired', 'no-credentials', 'not-accepted', 'stopped'] as const) {
      using one = planned();
      let went = false;
      await one.run(async function* ({ optional }) {
        await optional('volumes', Promise.reject(failedCall(faultClass)));
        went = true;
        yield page('a');
      });
      assert.equal(went, false, faultClass);
    }
    using stopped = planned();
    await stopped.run(async function* ({ optional }) {
      stopped.abort.abort(new Error('stopped'));
      await optional('volumes', Promise.reject(failedCall('throttled')));
      yield page('a');
    });
    assert.deepEqual(about(stopped.state()), ['stopped', null]);
  });

  test('that breaks off keeps its rows and says why: by the fault, the permission and what to do', async () => {
    const ending = async (error: unknown) => {
      using one = planned();
      await one.run(function* () {
        yield page('a');
        throw error;
      });
      assert.deepEqual(one.inFile().names, ['a']);
      return { ended: about(one.state()), logged: one.logged };
    };
    const advice = 'add ec2:DescribeVolumes to the role (snapdeck iam-policy prints the whole policy)';
    const denied = await ending(failedCall('denied'));
    assert.deepEqual(denied.ended, [
      'denied',
      { code: 'Code', message: 'words (ec2:DescribeVolumes)', advice },
    ]);
    assert.deepEqual(denied.logged, ['us-east-1 thing denied, 1 row: Code: words (ec2:DescribeVolumes)']);
    assert.deepEqual((await ending(failedCall('denied-by-organization'))).ended, [
      'denied',
      {
        code: 'Code',
        message: 'a policy of the organization denies it: words (ec2:DescribeVolumes)',
        advice: 'a policy of the organization denies it: its administrators decide',
      },
    ]);
    assert.deepEqual((await ending(failedCall('stopped'))).ended, ['stopped', null]);
    const odd = await ending(Object.assign(new Error('what\n is this'), { name: 'Oddity' }));
    assert.deepEqual(odd.ended, ['failed', { code: 'Oddity', message: 'what is this' }]);
  });

  test('that the region refuses ends as the region is judged', async () => {
    for (const faultClass of ['not-accepted', 'no-host'] as const) {
      using one = planned();
      await one.run(function* () {
        yield page('a');
        throw failedCall(faultClass);
      });
      assert.deepEqual(about(one.state()), [
        'skipped',
        { code: 'Code', message: 'judged Code', advice: 'move' },
      ]);
      assert.deepEqual(one.logged, ['us-east-1 thing skipped, 1 row: Code: judged Code']);
    }
  });

  test('in a region that is given up ends between two pages, skipped or stopped, with the rows of before', async () => {
    const ended = async (reason: Error) => {
      using one = planned();
      await one.run(function* () {
        yield page('a');
        one.abort.abort(reason);
        yield page('b');
      });
      assert.deepEqual(one.inFile().names, ['a']);
      return about(one.state());
    };
    assert.deepEqual(await ended(new RegionOff('blocked')), [
      'skipped',
      { code: 'RegionOff', message: 'blocked' },
    ]);
    assert.deepEqual(await ended(new StoppedError()), ['stopped', null]);
  });

  test('counts its calls, waits where AWS holds it back, and runs on once it is served', async () => {
    const seen: (readonly [Phase, number, number])[] = [];
    const state = { now: (): CellState => assert.fail('not yet') };
    const note = () => void seen.push([state.now().phase, state.now().calls, state.now().retries]);
    const caller: Caller = {
      call: (_operation, _input, region, _signal, observer) => {
        assert.equal(region, 'us-east-1');
        observer.onSent();
        note();
        observer.onRetry({ attempt: 1, nextTryAt: 5, code: 'Throttling' });
        note();
        assert.deepEqual(state.now().waiting, { attempt: 1, nextTryAt: 5, code: 'Throttling' });
        observer.onSent();
        observer.onServed();
        note();
        assert.equal(state.now().waiting, null);
        return Promise.resolve({}) as never;
      },
    };
    using one = planned({ caller });
    state.now = one.state;
    await one.run(async function* ({ call }) {
      await call(VOLUMES, {});
      yield page('a');
    });
    assert.deepEqual(seen, [
      ['running', 1, 0],
      ['waiting', 1, 1],
      ['running', 2, 1],
    ]);
    assert.equal(one.served(), 1);
  });

  test('whose rows cannot be written ends the scan as a whole, with the reason', async () => {
    const full = new Error('no room');
    using one = planned({
      writer: {
        writePage: () => {
          throw full;
        },
      },
    });
    const run = one.run(function* () {
      yield page('a');
    });
    await assert.rejects(run, (error) => {
      assert.ok(error instanceof ScanFileFailure);
      assert.deepEqual([error.name, error.message, error.cause], ['ScanFileFailure', 'no room', full]);
      return true;
    });
  });
});

suite('a cell that is read once more', () => {
  const whole: Collect = function* () {
    yield page('a', 'b');
  };
  const partial: Collect = function* (context) {
    context.partial('vault', 'none');
    yield page('b', 'c');
  };
  const nothing: Collect = function* () {
    yield page();
  };
  const refused: Collect = function* () {
    yield page('x');
    throw failedCall('denied');
  };

  /** What a second run does to what a first one left: why it was dropped, the rows, how the cell stands. */
  async function after(first: Collect, second: Collect) {
    using one = planned();
    await one.run(first);
    one.logged.length = 0;
    const { failure, changes, cellId, endedAt } = await one.rerun(second);
    assert.equal(cellId, one.cell.id);
    assert.ok(endedAt > 0);
    assert.equal(failure === null, changes !== null);
    const { names, phase } = one.inFile();
    assert.equal(one.state().phase, phase);
    return { failure, names, phase, logged: one.logged };
  }

  test('has the new rows where the new run is as good as the one before', async () => {
    assert.deepEqual(await after(whole, whole), {
      failure: null,
      names: ['a', 'b'],
      phase: 'done',
      logged: [],
    });
    assert.deepEqual(await after(whole, nothing), { failure: null, names: [], phase: 'empty', logged: [] });
    assert.deepEqual((await after(nothing, whole)).names, ['a', 'b']);
    assert.deepEqual((await after(partial, whole)).phase, 'done');
    assert.deepEqual((await after(refused, whole)).names, ['a', 'b']);
    const again = await after(partial, partial);
    assert.deepEqual([again.failure, again.phase], [null, 'partial']);
    assert.deepEqual(again.logged, ['us-east-1 thing partial, 2 rows: Incomplete: vault: none']);
    assert.deepEqual((await after(refused, partial)).names, ['b', 'c']);
  });

  test('keeps the rows and the outcome of before where the new run is worse, and says why', async () => {
    assert.deepEqual(await after(whole, partial), {
      failure: 'partial: vault: none',
      names: ['a', 'b'],
      phase: 'done',
      logged: ['us-east-1 thing partial, 2 rows: Incomplete: vault: none'],
    });
    assert.equal((await after(nothing, partial)).phase, 'empty');
    assert.deepEqual((await after(partial, refused)).names, ['b', 'c']);
    assert.equal((await after(whole, refused)).failure, 'denied: words (ec2:DescribeVolumes)');
  });

  test('takes nothing from a run that AWS refused, even where the one before was refused as well', async () => {
    const twice = await after(refused, refused);
    assert.equal(twice.failure, 'denied: words (ec2:DescribeVolumes)');
    assert.deepEqual(twice.names, ['x']);
    using one = planned();
    await one.run(whole);
    const stopped = await one.rerun(function* () {
      yield page('x');
      throw failedCall('stopped');
    });
    assert.equal(stopped.failure, 'stopped');
    assert.deepEqual(one.inFile().names, ['a', 'b']);
  });

  test('stands as it was while it is read', async () => {
    using one = planned();
    await one.run(whole);
    const before = one.state();
    await one.rerun(function* () {
      yield page('x');
      assert.equal(one.state(), before);
      assert.deepEqual(one.inFile().names, ['a', 'b']);
      yield page('y');
    });
    assert.deepEqual([one.state().phase, one.state().rows], ['done', 2]);
    assert.deepEqual(one.inFile().names, ['x', 'y']);
  });
});
