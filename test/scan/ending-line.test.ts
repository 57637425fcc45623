import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CellState, Phase } from '../../source/model/cell.ts';
import { totalsOfScan } from '../../source/model/totals.ts';
import { queuedCell } from '../../source/scan/cell-board.ts';
import { endingLine } from '../../source/scan/ending-line.ts';

const SCAN = { accounts: [], regionsOff: ['af-south-1'] };

let id = 0;

function cell(region: string, phase: Phase, rows: number, calls: number): CellState {
  id += 1;
  const queued = queuedCell({ id, account: '1', partition: 'aws', region, kind: 'ebs-snapshot' });
  return { ...queued, phase, rows, calls };
}

test('the end of a scan has its cells, problems, rows and calls, of the regions that were scanned', () => {
  const cells = [
    cell('us-east-1', 'done', 1200, 3),
    cell('us-east-1', 'denied', 0, 1),
    cell('eu-west-1', 'partial', 4, 2),
    cell('af-south-1', 'failed', 7, 9),
  ];
  assert.equal(
    endingLine(totalsOfScan({ ...SCAN, cells }), false, 61_000),
    'scan complete after 1m 01s: 3 cells, 2 problems, 1,204 rows, 6 calls',
  );
  assert.equal(
    endingLine(totalsOfScan({ ...SCAN, cells: cells.slice(0, 1) }), true, 500),
    'scan stopped after 500ms: 1 cell, 0 problems, 1,200 rows, 3 calls',
  );
});
