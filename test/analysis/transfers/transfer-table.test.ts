import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { countFindings } from '../../../source/analysis/findings-from-scan-file.ts';
import { transferSettings, transfersOption } from '../../../source/analysis/transfers/transfer-settings.ts';
import { freshTransfers } from '../../../source/analysis/transfers/transfer-table.ts';
import { failedOn, failOnOf } from '../../../source/commands/fail-on.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import type { SqlRow } from '../../../source/store/sqlite.ts';
import { temporaryFolder } from '../../export/example-scan.ts';
import { type MadeCell, makeScanFile } from '../../helpers/scan-files.ts';
import { madeNight, madeRun, madeTask } from './made-transfers.ts';

function made(test: TestContext, cells: readonly MadeCell[]): string {
  const file = path.join(temporaryFolder(test), 'scan.snapdeck');
  makeScanFile(file, { cells });
  return file;
}

function transfersOf(file: string): readonly SqlRow[] {
  const database = openForReading(file);
  try {
    freshTransfers(database);
    return database.prepare('SELECT * FROM transfers ORDER BY row').all();
  } finally {
    database.close();
  }
}

const at = (time: string): number => Date.parse(`${time}:00Z`);

suite('the table of transfers', () => {
  test('has a line a task: when it runs next, how its last run went, what is wrong', (context) => {
    const lines = transfersOf(made(context, madeNight()));
    const told = (column: string) => lines.map((line) => line[column]);
    const next = at('2026-11-22T03:00');
    assert.deepEqual(told('task_name'), ['well', 'late', 'slow', 'waiting', 'never']);
    assert.deepEqual(told('next_run'), [next, next, null, null, null]);
    const [last, before] = [at('2026-11-21T03:00'), at('2026-11-20T03:00')];
    assert.deepEqual(told('last_run'), [last, before, last, last, null]);
    assert.deepEqual(told('last_status'), ['SUCCESS', 'SUCCESS', 'TRANSFERRING', 'QUEUED', null]);
    assert.deepEqual(told('missed'), [0, 1, 0, 0, 0]);
    assert.deepEqual(told('last_missed'), [null, last, null, null, null]);
    assert.deepEqual(told('stuck'), [0, 0, 1, 0, 0]);
    assert.deepEqual(told('reason'), [
      'every scheduled run started',
      '1 scheduled run did not start, last 2026-11-21 03:00',
      'running for 6h 30m, its median is 30m 00s; it has no schedule',
      'it has no schedule',
      'it has no schedule',
    ]);
    assert.deepEqual(told('queued_behind'), [null, null, null, '["slow"]', null]);
    assert.deepEqual(told('collides_with'), ['["slow"]', null, '["well"]', null, null]);
    assert.deepEqual(told('median_duration'), [1_800_000, 1_800_000, 1_800_000, null, null]);
    assert.deepEqual(told('bytes_trend'), [0, 0, null, null, null]);
    assert.deepEqual(told('data_left'), [null, null, 600, null, null]);
    assert.deepEqual(told('files_failed'), [0, 0, 3, 0, null]);
    assert.deepEqual(told('agents'), Array(5).fill('["nas ONLINE"]'));
    assert.deepEqual(told('log_group'), ['set', 'none', 'set', 'set', 'set']);
    assert.deepEqual(told('runs'), [31, 30, 2, 1, 0]);
  });

  test('is what the findings count, and --fail-on goes by', (context) => {
    const file = made(context, madeNight());
    const database = openForReading(file);
    const counts = new Map(countFindings(database).map(({ id, count }) => [id, count]));
    database.close();
    const of = (id: string) => counts.get(id);
    assert.deepEqual([of('missed'), of('stuck'), of('transfer-files-failed')], [1, 1, 1]);
    assert.deepEqual([of('transfer-verify-off'), of('transfer-no-log-group')], [1, 1]);
    assert.equal(of('transfer-agent-discontinued'), 5);
    const conditions = failOnOf(['missed', 'stuck', 'missed>1'], ['datasync-task', 'datasync-execution']);
    assert.deepEqual(failedOn(file, conditions), ['--fail-on: 1 missed', '--fail-on: 1 stuck']);
    assert.throws(() => failOnOf(['missed'], ['ebs-snapshot']), /no kind of this scan tells of it/);
  });

  test('does not know what was not read', (context) => {
    const [tasks] = madeNight();
    assert.ok(tasks !== undefined);
    const denied: MadeCell = {
      ...{ region: 'us-east-1', kind: 'datasync-execution', outcome: 'denied', rows: [] },
      error: { code: 'AccessDenied', message: 'no' },
    };
    const [well] = transfersOf(made(context, [tasks, denied]));
    assert.deepEqual([well?.missed, well?.runs, well?.last_run, well?.agents], [null, null, null, null]);
    assert.equal(well?.reason, 'DataSync executions of us-east-1: denied, AccessDenied: no');
    const [alone] = transfersOf(made(context, [tasks]));
    assert.equal(alone?.reason, 'DataSync executions are not part of the scan');
  });

  test('takes what AWS would refuse, what is over, and what could not be described', (context) => {
    const cell = { region: 'us-east-1', outcome: 'done' } as const;
    const rows = [
      madeTask(1, 'refused', { schedule: 'cron(0 0 * * * *)' }),
      madeTask(2, 'over', { schedule: 'cron(0 3 * * ? 2020)' }),
      madeTask(3, 'off', { schedule_status: 'DISABLED' }),
      { key: 'undescribed', task_arn: 'undescribed', problem: 'details: AccessDenied' },
      madeTask(5, 'rate', { schedule: 'rate(7 days)', creation_time: Date.UTC(2026, 10, 15) }),
    ];
    const file = made(context, [
      { ...cell, kind: 'datasync-task', rows },
      { ...cell, kind: 'datasync-execution', rows: [madeRun(5, 5), madeRun(2, 1, { start_time: null })] },
    ]);
    const lines = transfersOf(file);
    assert.deepEqual(
      lines.map(({ missed, next_run: next }) => [missed, next]),
      [
        [null, null],
        [0, null],
        [0, null],
        [null, null],
        [0, at('2026-11-23T03:00')],
      ],
    );
    assert.deepEqual(
      lines.map(({ reason }) => reason),
      [
        'its schedule cannot be read: one of day of month and day of week has to be ?, and only one',
        'every scheduled run started',
        'its schedule is disabled',
        'what it does now is not known; the task could not be described',
        'every scheduled run started',
      ],
    );
  });

  test('is there in seconds of 10,000 tasks that run every hour', (context) => {
    const cell = { region: 'us-east-1', outcome: 'done' } as const;
    const rows = Array.from({ length: 10_000 }, (_, task) => ({
      ...madeTask(1, `task ${task}`, { schedule: 'cron(0 * * * ? *)' }),
      ...{ key: `task-${task}`, task_arn: `task-${task}` },
    }));
    const file = made(context, [
      { ...cell, kind: 'datasync-task', rows },
      { ...cell, kind: 'datasync-execution', rows: [] },
    ]);
    const lines = transfersOf(file);
    assert.deepEqual([lines.length, lines[9_999]?.missed_runs], [10_000, 720]);
  });
});

suite('what transfers are judged by', () => {
  const settings = (transfers?: string) =>
    transferSettings({ options: transfers === undefined ? {} : { transfers } });
  test('is kept with the scan; what cannot be read of it is as usual', () => {
    const usual = { tolerance: 900_000, stuckAfter: { times: 3, least: 3_600_000 } };
    assert.deepEqual(settings(), usual);
    assert.deepEqual(settings('{"missed_after":"soon"}'), usual);
    assert.deepEqual(transfersOption({ missed_after: '15m', stuck_after: '1h', stuck_medians: 3 }), {});
    assert.deepEqual(transfersOption({ missed_after: '1h', stuck_after: '1h', stuck_medians: 3 }), {
      transfers: '{"missed_after":"1h","stuck_after":"1h","stuck_medians":3}',
    });
    assert.deepEqual(settings('{"missed_after":"2h","stuck_after":"1d","stuck_medians":1.5}'), {
      tolerance: 7_200_000,
      stuckAfter: { times: 1.5, least: 86_400_000 },
    });
  });
});
