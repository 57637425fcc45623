import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { copyWithAllRuns } from '../../../source/store/history/all-runs.ts';
import { openScanReader } from '../../../source/store/scan-reader.ts';
import { DAY, type HistoryPlace, historyPlace } from '../../helpers/history-place.ts';
import { type MadeScan, SCAN_START } from '../../helpers/scan-files.ts';

let place: HistoryPlace;
beforeEach(() => {
  place = historyPlace();
});
afterEach(() => place[Symbol.dispose]());

/** An execution that was requested so many days after the first scan began. */
const run = (key: string, day: number, status: string, more: object = {}) => ({
  ...{ key, status, start_time: SCAN_START + day * DAY },
  ...more,
});

/** The executions of a region. */
const cell = (
  rows: MadeScan['cells'][number]['rows'],
  region = 'us-east-1',
  outcome: 'done' | 'empty' = 'done',
) => ({ region, kind: 'datasync-execution', outcome, rows }) as const;

/** The executions of the copy: key and status, by key; and what is said of putting them together. */
function copied(scanFile: string) {
  const copy = path.join(place.path, 'copy.sqlite');
  const said = copyWithAllRuns(scanFile, copy);
  const reader = openScanReader(copy);
  try {
    const rows = reader.select('SELECT key, status FROM executions ORDER BY key');
    return {
      said,
      rows: rows.map(({ key, status }) => `${key} ${status}`),
      counts: reader.cells().map(({ region, phase, rows: count }) => [region, phase, count]),
      options: reader.facts().options,
    };
  } finally {
    reader.close();
  }
}

test('executions of all kept scans of the accounts stand in the copy once, as the newest scan has them', () => {
  place.make('aaaaaaaa', 0, { cells: [cell([run('a', -20, 'SUCCESS'), run('b', -1, 'TRANSFERRING')])] });
  const own = place.make('bbbbbbbb', 30 * DAY, {
    cells: [cell([run('b', -1, 'SUCCESS'), run('c', 29, 'TRANSFERRING')])],
    facts: { options: { execution_days: 30 } },
  });
  place.make('cccccccc', 31 * DAY, { cells: [cell([run('c', 29, 'ERROR'), run('d', 31, 'SUCCESS')])] });
  const before = fs.readFileSync(own);
  const { said, rows, counts, options } = copied(own);
  assert.deepEqual(rows, ['a SUCCESS', 'b SUCCESS', 'c ERROR', 'd SUCCESS']);
  assert.deepEqual(said, { own: 2, all: 4, scans: 2, unread: [], since: SCAN_START - 20 * DAY });
  assert.deepEqual(counts, [['us-east-1', 'done', 4]]);
  assert.deepEqual([options.execution_days, options.runs], [50, 'all']);
  assert.deepEqual(fs.readFileSync(own), before);
});

test('other accounts, other regions and files that cannot be read add nothing', () => {
  place.make('aaaaaaaa', 0, {
    cells: [{ ...cell([run('x', -1, 'SUCCESS')]), account: '210987654321' }],
    facts: {
      identity: { account: '210987654321', callerArn: '', partition: 'aws', accountName: 'other' },
    },
  });
  place.make('bbbbbbbb', DAY, { cells: [cell([run('y', 0, 'SUCCESS')], 'eu-west-1')] });
  const own = place.make('cccccccc', 2 * DAY, { cells: [cell([], 'us-east-1', 'empty')] });
  fs.writeFileSync(place.make('dddddddd', 3 * DAY), 'no database');
  const { said, rows, counts } = copied(own);
  assert.deepEqual(rows, []);
  assert.deepEqual(said, { own: 0, all: 0, scans: 1, unread: [], since: null });
  assert.deepEqual(counts, [['us-east-1', 'empty', 0]]);
});

test('a region that had none has some then, and what could not be described hides nothing that was known', () => {
  place.make('aaaaaaaa', 0, {
    cells: [cell([run('a', -1, 'SUCCESS')]), cell([run('b', -1, 'SUCCESS')], 'eu-west-1')],
  });
  const own = place.make('bbbbbbbb', DAY, {
    cells: [cell([run('a', -1, 'SUCCESS')]), cell([], 'eu-west-1', 'empty')],
  });
  place.make('cccccccc', 2 * DAY, { cells: [cell([{ key: 'a', problem: 'denied' }])] });
  const { rows, counts } = copied(own);
  assert.deepEqual(rows, ['a SUCCESS', 'b SUCCESS']);
  assert.deepEqual(counts, [
    ['us-east-1', 'done', 1],
    ['eu-west-1', 'done', 1],
  ]);
});
