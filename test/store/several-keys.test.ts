import assert from 'node:assert/strict';
import path from 'node:path';
import { test } from 'node:test';
import { openQueries } from '../../source/queries/query-client.ts';
import { makeScanFile } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';
import { kinds } from './kinds.ts';

test('rows that are equal in one column are sorted by the next, unknown values last each time', async () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const rows = [
    { status: 'b', size: 1, name: 'x' },
    { status: 'a', size: null, name: 'x' },
    { status: 'a', size: 2, name: 'y' },
    { status: null, size: 9, name: 'x' },
    { status: 'a', size: 2, name: 'X' },
    { status: 'a', size: 7, name: null },
  ];
  makeScanFile(file, { kinds, cells: [{ region: 'eu-west-1', kind: 'thing', outcome: 'done', rows }] });
  const queries = openQueries(file);
  const sort = { column: 'status', descending: false };
  const thenBy = [
    { column: 'size', descending: true },
    { column: 'name', descending: false },
    { column: 'bogus', descending: false },
  ];
  try {
    const { rows: order } = await queries.order({ tab: 'ebs', sort, thenBy });
    assert.deepEqual([...order], [6, 5, 3, 2, 1, 4]);
  } finally {
    await queries.close();
  }
});
