import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import type { LastNight } from '../../../source/analysis/summary.ts';
import { lastNight } from '../../../source/analysis/transfers/last-night.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import { temporaryFolder } from '../../export/example-scan.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { madeNight, madeRun, madeTask } from './made-transfers.ts';

function nightOf(context: TestContext, cells: readonly MadeCell[]): LastNight | undefined {
  const file = path.join(temporaryFolder(context), 'scan.snapdeck');
  makeScanFile(file, { cells });
  const database = openForReading(file);
  try {
    return lastNight(database, SCAN_START);
  } finally {
    database.close();
  }
}

const counts = (night: LastNight | undefined) =>
  Object.fromEntries(Object.entries(night ?? {}).map(([name, { count }]) => [name, count]));

const NIGHT = { region: 'us-east-1', outcome: 'done' } as const;

suite('the last night', () => {
  test('is what the 24 hours before the scan brought, an hour more is another night', (context) => {
    const rows = [
      madeRun(1, 0),
      madeRun(1, 1),
      madeRun(2, 0, { key: 'edge', start_time: SCAN_START - 86_400_000, status: 'ERROR' }),
      madeRun(2, 2, { key: 'older', start_time: SCAN_START - 86_400_001, status: 'ERROR' }),
      madeRun(2, 3, { key: 'later', start_time: SCAN_START + 1, status: 'LAUNCHING' }),
    ];
    const tasks = { ...NIGHT, kind: 'datasync-task', rows: [madeTask(1, 'well', { schedule: null })] };
    const night = nightOf(context, [tasks, { ...NIGHT, kind: 'datasync-execution', rows }]);
    assert.deepEqual(counts(night), {
      ...{ runs: 2, well: 1, failed: 1, underWay: 0 },
      ...{ missed: 0, missedUnknown: 0, stuck: 0 },
    });
  });

  test('has the tasks that did not start then, and those that seem stuck', (context) => {
    const { missed, stuck } = counts(nightOf(context, madeNight()));
    assert.deepEqual({ missed, stuck }, { missed: 1, stuck: 1 });
  });

  test('is not known where executions were not part of the scan', (context) => {
    assert.equal(
      nightOf(
        context,
        madeNight().filter(({ kind }) => kind !== 'datasync-execution'),
      ),
      undefined,
    );
  });
});
