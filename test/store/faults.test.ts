import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { makeScanFile } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';

test('faults only keeps rows with a problem and rows that a finding is about', () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const agents = [
    { agent_name: 'sound', status: 'ONLINE' },
    { agent_name: 'odd', status: 'ONLINE', problem: 'Creation Time lies in the future' },
    { agent_name: 'gone', status: 'OFFLINE' },
  ];
  makeScanFile(file, {
    cells: [{ region: 'us-east-1', kind: 'datasync-agent', outcome: 'done', rows: agents }],
  });
  const reader = openScanReader(file);
  const rowsOf = (faults: boolean, filter = '') => [
    ...reader.order({ tab: 'agents', filter, faults, sort: null }).rows,
  ];
  assert.deepEqual(rowsOf(true), [2, 3]);
  assert.deepEqual(rowsOf(true, 'status:OFFLINE'), [3]);
  assert.deepEqual(rowsOf(false), [1, 2, 3]);
  reader.close();
});
