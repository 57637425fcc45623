import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Cell } from '../../source/model/cell.ts';
import { createCellBoard } from '../../source/scan/cell-board.ts';
import { ScanFileFailure } from '../../source/scan/in-file.ts';
import { Reread, type ScanParts } from '../../source/scan/reread.ts';
import type { CellTools, RegionRun } from '../../source/scan/run-cell.ts';
import { DEFAULT_OPTIONS } from '../helpers/fake-context.ts';

const CELL: Cell = {
  id: 1,
  account: '123456789012',
  partition: 'aws',
  region: 'us-east-1',
  kind: 'datasync-execution',
};

const REGION: RegionRun = {
  scope: {},
  signal: new AbortController().signal,
  onServed: () => {},
  judge: () => assert.fail('nothing is refused'),
};

/** Tools whose scan file takes nothing any more. */
function brokenTools(): CellTools {
  const board = createCellBoard(() => {});
  board.add([CELL]);
  const broken = () => {
    throw new Error('no room');
  };
  return {
    board,
    caller: { call: () => Promise.resolve({ TaskExecutionArn: 'arn', Status: 'SUCCESS' }) as never },
    writer: { beginRerun: broken, refreshRows: broken } as never,
    scanStart: new Date(),
    options: DEFAULT_OPTIONS,
    prices: { cellHasRows: () => {}, of: () => null },
    kinds: [],
    ownerTags: [],
    resumes: false,
    log: () => {},
  };
}

function reread(change: Partial<ScanParts> = {}) {
  const failed: unknown[] = [];
  const runs: string[] = [];
  const parts: ScanParts = {
    toolsOf: brokenTools,
    writer: () => brokenTools().writer,
    regionRun: (_account, region) => {
      runs.push(region);
      return REGION;
    },
    fail: (error) => void failed.push(error),
    ...change,
  };
  return { reading: new Reread(parts), failed, runs };
}

const ROW = { row: 7, account: '123456789012', region: 'us-east-1', key: 'arn:x' };

test('nothing is read once more where the scan is over, or of a kind of another version', async () => {
  const over = reread({ toolsOf: () => null, writer: () => null });
  assert.deepEqual(await over.reading.rescan([CELL]), []);
  assert.deepEqual(await over.reading.refresh(CELL.kind, [ROW], [CELL]), { refreshed: [], failed: [] });
  assert.deepEqual(over.runs, []);
  const { reading, failed } = reread();
  assert.deepEqual(await reading.rescan([{ ...CELL, kind: 'of-tomorrow' }]), []);
  assert.deepEqual(await reading.refresh('of-tomorrow', [ROW], [CELL]), { refreshed: [], failed: [] });
  assert.deepEqual(failed, []);
});

test('cells of a region are read in one run of it, and a scan file that takes nothing ends the scan', async () => {
  const { reading, failed, runs } = reread();
  const cells = [CELL, { ...CELL, id: 2 }, { ...CELL, id: 3, region: 'eu-west-1' }];
  const rescanned = reading.rescan(cells);
  assert.deepEqual(
    [1, 2, 3, 4].map((id) => reading.isReading(id)),
    [true, true, true, false],
  );
  assert.deepEqual(await rescanned, []);
  assert.deepEqual(runs, ['us-east-1', 'eu-west-1']);
  assert.equal(failed.length, 3);
  assert.ok(failed.every((error) => error instanceof ScanFileFailure && error.message === 'no room'));
  assert.equal(reading.isReading(1), false);
  await reading.settled();
});

test('cells that are being read already are left out', async () => {
  const { reading, failed } = reread();
  const first = reading.rescan([CELL]);
  assert.deepEqual(await reading.rescan([CELL]), []);
  await first;
  assert.equal(failed.length, 1);
  await reading.rescan([CELL]);
  assert.equal(failed.length, 2);
});

test('rows that cannot be written are not refreshed, and end the scan', async () => {
  const { reading, failed } = reread();
  const refreshed = await reading.refresh(CELL.kind, [ROW], [CELL]);
  assert.deepEqual(refreshed, { refreshed: [], failed: [] });
  assert.equal(failed.length, 1);
  assert.ok(failed[0] instanceof ScanFileFailure);
});

test('a row is asked for in its own account, and one of an account that has no such cell is not asked for', async () => {
  const asked: string[] = [];
  const { reading, failed } = reread({
    toolsOf: (account) => {
      asked.push(account);
      return null;
    },
  });
  const cells = [CELL, { ...CELL, id: 2, account: '222222222222' }];
  const rows = ['222222222222', '333333333333'].map((account, row) => ({ ...ROW, row, account }));
  assert.deepEqual(await reading.refresh(CELL.kind, rows, cells), {
    refreshed: [],
    failed: [0, 1].map((row) => ({ row, message: 'us-east-1 is not part of this scan' })),
  });
  assert.deepEqual(asked, ['222222222222']);
  assert.deepEqual(failed, []);
});
