import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { stripVTControlCharacters } from 'node:util';
import type { CellRescan } from '../../../source/model/cell.ts';
import type { ScanQueries } from '../../../source/queries/scan-queries.ts';
import { createStore } from '../../../source/ui/app/store.ts';
import { PLAIN_THEME } from '../../../source/ui/kit/theme.ts';
import { changeCounts, liveReduced, markOf } from '../../../source/ui/live/live-state.ts';
import {
  cellLiveWords,
  cellTextWithChanges,
  liveHeaderWords,
  liveTitleNotes,
} from '../../../source/ui/live/live-words.ts';
import { endWords, progressBar, transferText, transferWords } from '../../../source/ui/live/transfer.ts';
import { parseWatch } from '../../../source/ui/live/watch-command.ts';
import { drawView } from '../../../source/ui/screen/draw-view.ts';
import type { AppState } from '../../../source/ui/state/app-state.ts';
import { initialLive } from '../../../source/ui/state/live-data.ts';
import { createLiveControl } from '../../../source/ui/watch/live-control.ts';
import { mockClock } from '../../helpers/mock-clock.ts';
import { fakeRow } from '../helpers/fake-rows.ts';
import { finishedScan, SCAN_START } from '../helpers/fake-scan.ts';
import { fakeHandle, fakeQueries } from '../helpers/fake-services.ts';
import { after, opened, withRowsOf } from '../helpers/states.ts';

const GIB = 2 ** 30;

const moving = fakeRow(7, 'datasync-execution', {
  task_execution_arn: 'arn:aws:datasync:us-east-1:123456789012:task/task-1/execution/exec-1',
  task_name: 'nightly',
  status: 'TRANSFERRING',
  bytes_transferred: 300 * GIB,
  estimated_bytes: 1000 * GIB,
  throughput_per_second: GIB,
  time_left: 700_000,
});

function rescan(
  cellId: number,
  changes: Partial<CellRescan['changes']> | null,
  failure: string | null = null,
): CellRescan {
  const all = { added: [], changed: [], gone: [] };
  return { cellId, endedAt: SCAN_START, changes: changes === null ? null : { ...all, ...changes }, failure };
}

test('marks add up over rounds: what is new stays new, and what came and went was never there', () => {
  const once = liveReduced(initialLive, {
    type: 'round ended',
    results: [rescan(3, { added: [8, 9], changed: [1, 2] })],
  });
  const twice = liveReduced(once, {
    type: 'round ended',
    results: [rescan(3, { changed: [8, 2], gone: [9, 1] })],
  });
  assert.deepEqual(changeCounts(twice, [3]), { added: 1, changed: 1, gone: 1 });
  assert.deepEqual(
    [8, 9, 1, 2].map((row) => markOf(twice, [3], row)),
    ['new', null, 'gone', 'changed'],
  );
  assert.equal(changeCounts(twice, [4]), null);
  assert.equal(changeCounts(liveReduced(twice, { type: 'looked at', cells: [3] }), [3]), null);
});

test('a cell whose only new row is gone again has nothing to say', () => {
  const came = liveReduced(initialLive, { type: 'round ended', results: [rescan(3, { added: [8] })] });
  const went = liveReduced(came, { type: 'round ended', results: [rescan(3, { gone: [8] })] });
  assert.equal(changeCounts(went, [3]), null);
  assert.equal(went.marks.size, 0);
});

test('a round that failed keeps the marks and says why until one succeeds', () => {
  const marked = liveReduced(initialLive, { type: 'round ended', results: [rescan(3, { added: [8] })] });
  const failed = liveReduced(marked, { type: 'round ended', results: [rescan(3, null, 'throttled')] });
  assert.equal(failed.version, marked.version);
  assert.deepEqual([...failed.failures], [[3, 'throttled']]);
  assert.equal(cellTextWithChanges('120', failed, 3, 10), '120 +1?');
  const sound = liveReduced(failed, { type: 'round ended', results: [rescan(3, {})] });
  assert.equal(sound.failures.size, 0);
});

test('a cell of the grid shows counts, signs or nothing of its changes, as its width allows', () => {
  const live = liveReduced(initialLive, {
    type: 'round ended',
    results: [rescan(3, { added: [8, 9], changed: [1], gone: [4, 5, 6] })],
  });
  assert.equal(cellTextWithChanges('1,204', live, 3, 12), '1,204 +2*1-3');
  assert.equal(cellTextWithChanges('1,204', live, 3, 9), '1,204 +*-');
  assert.equal(cellTextWithChanges('1,204', live, 3, 8), '1,204+*-');
  assert.equal(cellTextWithChanges('1,204', live, 3, 6), '1,204');
  assert.equal(cellTextWithChanges('1,204', live, 2, 12), '1,204');
});

test('a transfer under way shows bar, rate and time left, first the average and then the last minute', () => {
  const unit = 'auto';
  const texts = (samples: Parameters<typeof transferText>[3]['samples']) =>
    ['progress', 'throughput_per_second', 'time_left', 'status'].map((column) =>
      transferText(moving, column, 15, { samples, unit }),
    );
  assert.deepEqual(texts([]), ['[##......]  30%', '1.0 GiB', '11m 40s', null]);
  const counts = { bytes: 300 * GIB, expectedBytes: 1000 * GIB, files: null, expectedFiles: null };
  const samples = [
    { ...counts, bytes: 280 * GIB, at: 0 },
    { ...counts, at: 10_000 },
  ];
  assert.deepEqual(texts(samples), ['[##......]  30%', '2.0 GiB', '5m 50s', null]);
});

test('what AWS gives nothing to measure by reads n/a, and a transfer that has ended shows what is stored', () => {
  const queued = {
    ...moving,
    values: {
      ...moving.values,
      status: 'QUEUED',
      bytes_transferred: null,
      throughput_per_second: null,
      time_left: null,
    },
  };
  const look = { samples: [], unit: 'auto' } as const;
  assert.deepEqual(
    ['progress', 'throughput_per_second', 'time_left'].map((column) =>
      transferText(queued, column, 15, look),
    ),
    ['n/a', 'n/a', 'n/a'],
  );
  const over = { ...moving, values: { ...moving.values, status: 'SUCCESS' } };
  assert.equal(transferText(over, 'progress', 15, look), null);
});

test('a row in full says how far its transfer is, how fast and how long it takes, and what is not known', () => {
  assert.equal(transferWords(moving, [], 'auto'), '[#####............]  30%, 1.0 GiB/s, 11m 40s left');
  const launching = {
    ...moving,
    values: {
      ...moving.values,
      status: 'LAUNCHING',
      estimated_bytes: 0,
      throughput_per_second: null,
      time_left: null,
    },
  };
  assert.equal(
    transferWords(launching, [], 'auto'),
    'share not known yet, rate not known, time left not known',
  );
  const detail = (row: typeof moving) =>
    drawView(
      after(withRowsOf(opened(), 'executions', [row]), 'enter', {
        type: 'detail arrived',
        tab: 'executions',
        row: row.row,
        loaded: row,
      }),
      PLAIN_THEME,
    ).lines.find((line) => line.startsWith(' Transfer '));
  assert.match(detail(moving) ?? '', /^ Transfer +\[#####\.{12}\] {2}30%, 1\.0 GiB\/s, 11m 40s left$/);
  const over = { ...moving, values: { ...moving.values, status: 'SUCCESS' } };
  assert.equal(detail(over), undefined);
});

test('bars of one width end at the same place, show what has begun, and are full at the end only', () => {
  assert.deepEqual(
    [0, 1, 43, 99, 100].map((percent) => progressBar(percent, 15)),
    ['[........]   0%', '[#.......]   1%', '[###.....]  43%', '[#######.]  99%', '[########] 100%'],
  );
  assert.equal(progressBar(43, 8), '43%');
});

test('the end of a transfer is told with how long it took, or why it failed', () => {
  const end = (values: Parameters<typeof fakeRow>[2]) =>
    endWords({ ...moving, values: { ...moving.values, ...values } });
  assert.equal(end({}), null);
  assert.deepEqual(end({ status: 'SUCCESS', duration: 3_900_000 }), {
    text: 'nightly in us-east-1 finished after 1h 05m',
    failed: false,
  });
  assert.deepEqual(end({ status: 'ERROR', error_code: 'OpNotSupp', task_name: null }), {
    text: 'a transfer in us-east-1 failed: OpNotSupp',
    failed: true,
  });
});

test(':watch takes a time, which cells, both in any order, or off, and says what is wrong else', () => {
  assert.deepEqual(parseWatch([]), { on: true, scope: 'view', intervalMs: 60_000 });
  assert.deepEqual(parseWatch(['30s']), { on: true, scope: 'view', intervalMs: 30_000 });
  assert.deepEqual(parseWatch(['5m', 'all']), { on: true, scope: 'all', intervalMs: 300_000 });
  assert.deepEqual(parseWatch(['cell', '7']), { on: true, scope: 'cell', intervalMs: 7000 });
  assert.deepEqual(parseWatch(['off']), { on: false });
  assert.deepEqual(parseWatch(['4s']), { wrong: ':watch reads at most every 5s' });
  assert.deepEqual(parseWatch(['25h']), { wrong: ':watch reads at least once a day (24h)' });
  assert.deepEqual(parseWatch(['often']), {
    wrong: ':watch takes cell, view or all, a time such as 30s or 5m, or off',
  });
});

test('the header says how old the oldest data in sight is, once it is worth a word', () => {
  const at = (now: number, state: AppState = opened()) =>
    liveHeaderWords(after(state, { type: 'ticked', now }));
  assert.deepEqual(at(SCAN_START + 10_000), []);
  assert.deepEqual(at(SCAN_START + 42_900), ['data 42s old']);
  assert.deepEqual(at(SCAN_START + 42_900, opened(finishedScan({ stage: 'scanning' }))), []);
});

test('a cell says when AWS was asked for it, as far as the scan file does, and the header goes by that', () => {
  const read = { at: SCAN_START - 60_000, until: SCAN_START - 30_000 };
  const scan = finishedScan();
  const [first] = scan.cells;
  assert.ok(first);
  const cells = scan.cells.map((cell) => (cell === first ? { ...cell, read } : cell));
  const state = after(opened({ ...scan, cells }), { type: 'ticked', now: SCAN_START + 240_900 });
  assert.equal(cellLiveWords(state, { ...first, read }), ', read 5m ago (2026-11-21 11:59:00 UTC)');
  assert.equal(cellLiveWords(state, first), ', read 4m ago');
  assert.equal(cellLiveWords(state, { ...first, endedAt: null, read }), '');
  assert.deepEqual(liveHeaderWords(state), ['data  5m old']);
});

test('rows with marks have a sign in front of them, which the title explains, and no room that was not there before', () => {
  const state = withRowsOf(opened(), 'ebs');
  const cell = state.scan?.cells.find(
    ({ region, kind }) => region === 'us-east-1' && kind === 'ebs-snapshot',
  );
  assert.ok(cell);
  const marked = after(state, {
    type: 'round ended',
    results: [rescan(cell.id, { added: [1], changed: [2], gone: [99] })],
  });
  const lines = drawView(marked, PLAIN_THEME).lines.map((line) => stripVTControlCharacters(line));
  assert.equal(
    lines[1],
    stripVTControlCharacters(drawView(state, PLAIN_THEME).lines[1] ?? ''),
    'nothing moves',
  );
  assert.match(lines[0] ?? '', /\+1 new, \*1 changed, -1 gone/);
  assert.match(lines[2] ?? '', /^>\+ snap-00000000000000001/);
  assert.match(lines[3] ?? '', /^ \* snap-00000000000000002/);
  assert.match(lines[4] ?? '', /^ {3}snap-00000000000000003/);
});

/** The live part over a fake scan, with a clock that the test moves. */
function started(context: TestContext, source: 'scan' | 'file' = 'scan') {
  mockClock(context, SCAN_START + 5000);
  const store = createStore({ ...opened(), source });
  const handle = fakeHandle(finishedScan());
  const queries = fakeQueries({ executions: [moving] });
  const order: ScanQueries['order'] = (query) => {
    const wanted = query.where?.[0]?.oneOf ?? [];
    const rows = (queries.rows.executions ?? []).filter(({ values }) =>
      wanted.includes(String(values.status)),
    );
    return Promise.resolve({ rows: Uint32Array.from(rows, ({ row }) => row), total: rows.length, cost: 1 });
  };
  const said: string[] = [];
  let rings = 0;
  const live = createLiveControl(
    store,
    {
      queries: () => ({ ...queries, order }),
      rescan: (ids) => (source === 'file' ? null : handle.rescan(ids)),
      refresh: (kind, rows) => (source === 'file' ? null : handle.refresh(kind, rows)),
    },
    { say: (text) => said.push(text), ring: () => (rings += 1) },
  );
  store.subscribe(live.update);
  live.update();
  const pass = async (milliseconds: number) => {
    context.mock.timers.tick(milliseconds);
    for (let turn = 0; turn < 10; turn += 1) await setImmediate();
  };
  return { store, handle, queries, live, said, pass, rings: () => rings };
}

test('executions under way are asked for again while on screen only, five seconds apart', async (context) => {
  const { store, handle, pass } = started(context);
  await pass(20_000);
  assert.equal(handle.refreshed.length, 0);
  store.dispatch({ type: 'command', command: { open: 'executions' } });
  await pass(0);
  assert.deepEqual(
    handle.refreshed.map((rows) => rows.map(({ row, region }) => `${row} ${region}`)),
    [['7 us-east-1']],
  );
  await pass(4999);
  assert.equal(handle.refreshed.length, 1);
  await pass(1);
  assert.equal(handle.refreshed.length, 2);
  store.dispatch({ type: 'command', command: { open: 'ebs' } });
  await pass(60_000);
  assert.equal(handle.refreshed.length, 2);
});

test('a transfer that ended is told once, with the bell, and then nothing is asked any more', async (context) => {
  const { store, handle, queries, said, pass, rings } = started(context);
  handle.onRefresh = (rows) => {
    queries.rows = {
      executions: [{ ...moving, values: { ...moving.values, status: 'ERROR', error_code: 'OpNotSupp' } }],
    };
    return Promise.resolve({ refreshed: rows.map(({ row }) => row), failed: [] });
  };
  store.dispatch({ type: 'command', command: { open: 'executions' } });
  await pass(0);
  assert.deepEqual(said, ['nightly in us-east-1 failed: OpNotSupp']);
  assert.equal(rings(), 1);
  for (let count = 0; count < 5; count += 1) await pass(5000);
  assert.equal(handle.refreshed.length, 1);
  assert.equal(said.length, 1);
});

test('a refresh that fails is said in the title and the next one is tried', async (context) => {
  const { store, handle, pass } = started(context);
  handle.onRefresh = () => Promise.reject(new Error('the scan has ended'));
  store.dispatch({ type: 'command', command: { open: 'executions' } });
  await pass(0);
  assert.deepEqual(
    liveTitleNotes(store.state(), 'executions').map(([text]) => text),
    ['1 under way', 'not refreshed: the scan has ended'],
  );
  await pass(5000);
  assert.equal(handle.refreshed.length, 2);
});

test('the watch reads its cells one round at a time, and off means no timer is left', async (context) => {
  const { store, handle, live, said, pass } = started(context);
  const round = Promise.withResolvers<readonly CellRescan[]>();
  handle.onRescan = () => round.promise;
  live.watch({ on: true, scope: 'all', intervalMs: 5000 });
  assert.equal(said.at(-1), 'watching all cells: read again every 5s');
  await pass(5000);
  assert.equal(store.state().live.watch?.reading, true);
  await pass(50_000);
  assert.equal(handle.rescanned.length, 1);
  assert.equal(handle.rescanned[0]?.length, 40);
  round.resolve([rescan(1, { added: [4] }), rescan(2, null, 'throttled: Rate exceeded')]);
  await pass(0);
  assert.equal(
    said.at(-1),
    'round 1: 1 new; 1 cell not read again (throttled: Rate exceeded), old rows stay',
  );
  assert.deepEqual([store.state().live.watch?.reading, store.state().live.watch?.rounds], [false, 1]);
  await pass(5000);
  assert.equal(handle.rescanned.length, 2);
  live.watch({ on: false });
  await pass(600_000);
  assert.equal(handle.rescanned.length, 2);
  assert.equal(store.state().live.watch, null);
});

test('w watches the table in front, and again leaves off; the grid stands for all cells', async (context) => {
  const { store, handle, live, said, pass } = started(context);
  store.dispatch({ type: 'command', command: { open: 'ebs' } });
  live.toggleWatch();
  assert.equal(said.at(-1), 'watching 5 cells of this table: read again every 60s');
  await pass(60_000);
  assert.equal(handle.rescanned[0]?.length, 5);
  live.toggleWatch();
  assert.equal(said.at(-1), 'the watch is off');
});

test('a finished scan file cannot be watched and is not refreshed, and says so', async (context) => {
  const { store, handle, live, said, pass } = started(context, 'file');
  store.dispatch({ type: 'command', command: { open: 'executions' } });
  live.toggleWatch();
  assert.equal(said.at(-1), 'this is a finished scan file: there is nothing to watch (Ctrl-R scans)');
  await pass(120_000);
  assert.deepEqual([handle.rescanned, handle.refreshed], [[], []]);
});

test('marks go when the table with them has been looked at and left', (context) => {
  const { store } = started(context);
  const ebs = store.state().scan?.cells.find(({ kind }) => kind === 'ebs-snapshot')?.id ?? 0;
  store.dispatch({ type: 'round ended', results: [rescan(ebs, { added: [1] })] });
  store.dispatch({ type: 'command', command: { open: 'ebs' } });
  assert.deepEqual(changeCounts(store.state().live, [ebs]), { added: 1, changed: 0, gone: 0 });
  store.dispatch({ type: 'command', command: { open: 'scan' } });
  assert.equal(changeCounts(store.state().live, [ebs]), null);
});

test('the age grows by itself, and nothing is left behind when the scan is closed', async (context) => {
  const { store, live, pass } = started(context);
  await pass(37_000);
  assert.deepEqual(liveHeaderWords(store.state()), ['data 41s old']);
  live.watch({ on: true, scope: 'all', intervalMs: 5000 });
  store.dispatch({ type: 'leaving', what: 'leaving' });
  live.reset();
  const before = store.state().now;
  await pass(600_000);
  assert.equal(store.state().now, before);
});
