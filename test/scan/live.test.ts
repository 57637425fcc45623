import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { CellRescan, RowRef } from '../../source/model/cell.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { type DemoScanControl, scanDemo } from '../helpers/scan.ts';

const EXECUTIONS = ['datasync-execution'];

/** The executions under way in a scan file. */
function underWay(scanFile: string) {
  const reader = openScanReader(scanFile);
  const rows = rowsOfKind(reader, 'datasync-execution').filter(
    ({ values }) => !['SUCCESS', 'ERROR'].includes(String(values.status)),
  );
  reader.close();
  return rows;
}

function refOf(row: ReturnType<typeof underWay>[number]): RowRef {
  const { account, region } = row;
  return { row: row.row, account, region, key: String(row.values.task_execution_arn) };
}

/** A server's clock that a test moves. */
function movableClock() {
  let now = Date.now();
  return { read: () => now, move: (milliseconds: number) => (now += milliseconds) };
}

const idsOf = (scanFile: string): readonly number[] => {
  const reader = openScanReader(scanFile);
  const ids = reader.cells().map(({ id }) => id);
  reader.close();
  return ids;
};

test('a refresh asks once for each execution and writes its new counts into the same row', async () => {
  const clock = movableClock();
  let calls = 0;
  await scanDemo(
    {
      kinds: EXECUTIONS,
      server: { clock: clock.read },
      afterwards: async (scan, scanFile) => {
        const before = underWay(scanFile).find(({ values }) => values.status === 'TRANSFERRING');
        assert.ok(before);
        clock.move(60_000);
        scan.resetCounters();
        const result = await scan.refresh('datasync-execution', [refOf(before)]);
        assert.deepEqual(result, { refreshed: [before.row], failed: [] });
        const after = underWay(scanFile).find(({ row }) => row === before.row);
        assert.ok(after);
        assert.equal(after.values.task_name, before.values.task_name);
        assert.equal(
          Number(after.values.bytes_transferred) - Number(before.values.bytes_transferred),
          60_000 * 250_000,
        );
        calls += 1;
      },
    },
    (result) => {
      assert.deepEqual(Object.keys(result.counters.byCall), ['datasync:DescribeTaskExecution:us-east-1']);
      assert.equal(result.messages.filter(({ type }) => type === 'finished').length, 1);
    },
  );
  assert.equal(calls, 1);
});

test('a refresh that is refused says why and leaves the row as it is', async () => {
  await scanDemo(
    {
      kinds: EXECUTIONS,
      afterwards: async (scan, scanFile) => {
        const before = underWay(scanFile);
        const [first] = before;
        assert.ok(first);
        scan.setFaults([{ service: 'datasync', operation: 'DescribeTaskExecution', effect: 'denied' }]);
        const { refreshed, failed } = await scan.refresh('datasync-execution', [refOf(first)]);
        assert.deepEqual(refreshed, []);
        assert.equal(failed[0]?.row, first.row);
        assert.match(failed[0]?.message ?? '', /AccessDenied/);
        assert.deepEqual(underWay(scanFile), before);
      },
    },
    (result) => assert.equal(result.cell('us-east-1', 'datasync-execution').phase, 'done'),
  );
});

test('a row of a region or kind that is not there is no reason to call AWS', async () => {
  await scanDemo(
    {
      kinds: EXECUTIONS,
      afterwards: async (scan, scanFile) => {
        const [first] = underWay(scanFile);
        assert.ok(first);
        const elsewhere = { ...refOf(first), region: 'eu-west-1' };
        assert.deepEqual(await scan.refresh('datasync-execution', [elsewhere]), {
          refreshed: [],
          failed: [{ row: first.row, message: 'eu-west-1 is not part of this scan' }],
        });
        assert.deepEqual(await scan.refresh('ebs-snapshot', [elsewhere]), { refreshed: [], failed: [] });
      },
    },
    () => {},
  );
});

test('a rescan finds what moved, keeps the numbers of rows, and never shows fewer rows on the way', async () => {
  const clock = movableClock();
  const counts: number[] = [];
  await scanDemo(
    {
      kinds: EXECUTIONS,
      server: { clock: clock.read },
      onMessage: (message) => {
        if (message.type === 'cells')
          for (const { rows, phase } of message.cells) if (phase === 'done') counts.push(rows);
      },
      afterwards: async (scan, scanFile) => {
        const moving = underWay(scanFile)
          .filter(({ values }) => ['TRANSFERRING', 'VERIFYING', 'CANCELLING'].includes(String(values.status)))
          .map(({ row }) => row);
        clock.move(60_000);
        const [rescan] = await scan.rescan(idsOf(scanFile));
        assert.ok(rescan);
        assert.equal(rescan.failure, null);
        assert.deepEqual(
          { added: rescan.changes?.added, gone: rescan.changes?.gone },
          { added: [], gone: [] },
        );
        const changed = rescan.changes?.changed ?? [];
        assert.deepEqual(
          moving.filter((row) => !changed.includes(row)),
          [],
        );
      },
    },
    (result) => {
      const { rows } = result.cell('us-east-1', 'datasync-execution');
      assert.deepEqual([...new Set(counts)], [rows]);
      assert.equal(
        result.cells.every(({ phase }) => phase === 'done'),
        true,
      );
    },
  );
});

test('a rescan that ends worse than the run before leaves rows, outcome and scan as they are, and says why', async () => {
  let before: unknown;
  await scanDemo(
    {
      kinds: ['ebs-snapshot'],
      afterwards: async (scan, scanFile) => {
        before = contentsOf(scanFile);
        scan.setFaults([{ service: 'ec2', operation: 'DescribeSnapshots', effect: 'denied' }]);
        const [denied] = await scan.rescan(idsOf(scanFile));
        assert.equal(denied?.changes, null);
        assert.match(denied?.failure ?? '', /^denied: .*ec2:DescribeSnapshots/);
        assert.deepEqual(contentsOf(scanFile), before);
        scan.setFaults([]);
        const [sound] = await scan.rescan(idsOf(scanFile));
        assert.deepEqual(sound?.changes, { added: [], changed: [], gone: [] });
      },
    },
    (result) => {
      assert.equal(result.cell('us-east-1', 'ebs-snapshot').phase, 'done');
      assert.equal(result.stopped, false);
    },
  );
});

test('what a denied cell has once it is allowed comes with the next rescan, as new rows', async () => {
  await scanDemo(
    {
      kinds: ['datasync-agent'],
      faults: [{ service: 'datasync', operation: 'ListAgents', effect: 'denied' }],
      afterwards: async (scan, scanFile) => {
        scan.setFaults([]);
        const [rescan] = await scan.rescan(idsOf(scanFile));
        assert.ok((rescan?.changes?.added.length ?? 0) > 0);
        assert.equal(contentsOf(scanFile).length, rescan?.changes?.added.length);
      },
    },
    (result) => assert.equal(result.cell('us-east-1', 'datasync-agent').phase, 'done'),
  );
});

test('a scan that is stopped in the middle of a rescan keeps the rows of before', async () => {
  let before: unknown;
  await scanDemo(
    {
      kinds: ['ebs-snapshot'],
      afterwards: async (scan, scanFile) => {
        before = contentsOf(scanFile);
        scan.setFaults([{ service: 'ec2', operation: 'DescribeSnapshots', effect: 'hang' }]);
        const rescan = scan.rescan(idsOf(scanFile));
        await setImmediate();
        await scan.stop();
        assert.deepEqual(
          (await rescan).map(({ changes, failure }) => ({ changes, failure })),
          [{ changes: null, failure: 'stopped' }],
        );
        assert.deepEqual(contentsOf(scanFile), before);
        assert.deepEqual(await scan.rescan(idsOf(scanFile)), []);
      },
    },
    () => {},
  );
});

/** Every row of the file with its number. */
function contentsOf(scanFile: string) {
  const reader = openScanReader(scanFile);
  const rows = reader.cells().flatMap(({ kind }) => rowsOfKind(reader, kind));
  reader.close();
  return rows;
}

test('fifty rounds leave the same rows, no handles and no memory behind', async () => {
  await scanDemo(
    {
      kinds: ['datasync-task', 'datasync-execution', 'ebs-snapshot'],
      server: { clock: fixedClock() },
      // A busy machine is no fault of the round's.
      retry: { requestTimeoutMs: 30_000 },
      afterwards: async (scan, scanFile) => {
        await round(scan, scanFile);
        const before = contentsOf(scanFile).length;
        const handles = timersAndPorts();
        let heap = 0;
        for (let count = 1; count <= 50; count += 1) {
          const results = await round(scan, scanFile);
          assert.deepEqual(
            results.filter(({ failure }) => failure !== null),
            [],
          );
          if (count === 10) heap = usedHeap();
        }
        assert.equal(contentsOf(scanFile).length, before);
        assert.deepEqual(timersAndPorts(), handles);
        assert.ok(
          usedHeap() - heap < 8 * 2 ** 20,
          `the heap grew by ${usedHeap() - heap} bytes in 40 rounds`,
        );
      },
    },
    () => {},
  );
});

function round(scan: DemoScanControl, scanFile: string): Promise<readonly CellRescan[]> {
  return scan.rescan(idsOf(scanFile));
}

/** Sockets are pooled; the others end by themselves, in the next moment. */
const NOT_LEFT_BEHIND = /^(TCP|Immediate$|FSReq)/;

/** What could be left behind: everything else that keeps a process alive. */
function timersAndPorts(): readonly string[] {
  return process.getActiveResourcesInfo().filter((name) => !NOT_LEFT_BEHIND.test(name));
}

function fixedClock(): () => number {
  const now = Date.now();
  return () => now;
}

function usedHeap(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  return process.memoryUsage().heapUsed;
}
