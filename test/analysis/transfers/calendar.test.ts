import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, type TestContext, test } from 'node:test';
import { readCalendar } from '../../../source/analysis/transfers/calendar.ts';
import {
  type CalendarTask,
  calendarDay,
  NO_DAY,
  runsOf,
  type TransferCalendar,
  worstOf,
} from '../../../source/analysis/transfers/calendar-days.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import { temporaryFolder } from '../../export/example-scan.ts';
import { scanDemo } from '../../helpers/scan.ts';
import { type MadeCell, makeScanFile } from '../../helpers/scan-files.ts';
import { madeNight, madeRun, madeTask } from './made-transfers.ts';

function made(context: TestContext, cells: readonly MadeCell[]): TransferCalendar {
  const file = path.join(temporaryFolder(context), 'scan.snapdeck');
  makeScanFile(file, { cells });
  const database = openForReading(file);
  try {
    return readCalendar(database);
  } finally {
    database.close();
  }
}

function taskOf({ tasks }: TransferCalendar, name: string): CalendarTask {
  const task = tasks.find((one) => one.name === name);
  assert.ok(task !== undefined, name);
  return task;
}

const lastDays = (calendar: TransferCalendar, name: string, count: number) =>
  taskOf(calendar, name).days.slice(-count);

suite('the calendar of transfers', () => {
  test('has a day for each of the window and that of the scan, and the worst of each', (context) => {
    const calendar = made(context, madeNight());
    assert.equal(new Date(calendar.first).toISOString(), '2026-10-22T00:00:00.000Z');
    assert.equal(calendar.days, 31);
    assert.deepEqual(lastDays(calendar, 'well', 3), ['s1', 's1', 's1']);
    assert.deepEqual(lastDays(calendar, 'late', 3), ['s1', 's1', 'm1']);
    assert.deepEqual(lastDays(calendar, 'slow', 3), ['s1', '', 'r1']);
    assert.deepEqual(lastDays(calendar, 'waiting', 3), ['', '', 'r1']);
    assert.deepEqual(lastDays(calendar, 'never', 3), ['', '', '']);
    assert.deepEqual(taskOf(calendar, 'well').agents, ['nas']);
    const signs = ['well', 'late', 'slow', 'never'].map((name) =>
      worstOf(calendarDay(taskOf(calendar, name), 30)),
    );
    assert.deepEqual(signs, ['good', 'missed', 'under way', 'none']);
  });

  test('counts several runs of a day, the failed ones among them', (context) => {
    const HOUR = 3_600_000;
    const at = (night: number, hours: number, status: string) => {
      const start = Date.UTC(2026, 10, 21, 3) - night * 24 * HOUR + hours * HOUR;
      const key = `exec-${night}-${hours}`;
      return madeRun(1, night, {
        key,
        task_execution_arn: key,
        status,
        start_time: start,
        launch_time: start,
      });
    };
    const [tasks, ...others] = madeNight().slice(0, 3);
    assert.ok(tasks !== undefined);
    const runs = { region: 'us-east-1', outcome: 'done', kind: 'datasync-execution' } as const;
    const calendar = made(context, [
      { ...tasks, rows: [madeTask(1, 'busy', { schedule: null, schedule_status: null })] },
      ...others,
      { ...runs, rows: [at(1, 0, 'SUCCESS'), at(1, 1, 'ERROR'), at(1, 2, 'SUCCESS'), at(2, -4, 'ERROR')] },
    ]);
    const task = taskOf(calendar, 'busy');
    assert.deepEqual(task.days.slice(-5), ['', 'f1', '', 's2f1', '']);
    const day = calendarDay(task, 29);
    assert.deepEqual(day, { ...NO_DAY, good: 2, failed: 1 });
    assert.deepEqual([runsOf(day), worstOf(day)], [3, 'failed']);
  });

  test('does not know days of which not all was read, or which AWS no longer keeps', (context) => {
    const [tasks, ...others] = madeNight();
    assert.ok(tasks !== undefined);
    const denied = others.map(
      (cell): MadeCell => (cell.kind === 'datasync-execution' ? { ...cell, outcome: 'denied' } : cell),
    );
    const calendar = made(context, [tasks, ...denied]);
    assert.deepEqual(lastDays(calendar, 'well', 2), ['s1?', 's1?']);
    assert.deepEqual(lastDays(calendar, 'never', 2), ['?', '?']);
    const whole = made(context, madeNight());
    assert.equal(taskOf(whole, 'never').days[0], '?', 'the window begins within that day');
    assert.equal(taskOf(whole, 'never').days[1], '');
  });

  test('knows of no day before a task was created', (context) => {
    const created = Date.UTC(2026, 10, 20, 12);
    const [, ...others] = madeNight();
    const cell = { region: 'us-east-1', outcome: 'done', kind: 'datasync-task' } as const;
    const rows = [madeTask(5, 'new', { creation_time: created })];
    const calendar = made(context, [{ ...cell, rows }, ...others]);
    assert.deepEqual(taskOf(calendar, 'new').days, [...Array.from({ length: 30 }, () => ''), 'm1']);
  });

  test('is empty without tasks', (context) => {
    const { days, tasks } = made(context, []);
    assert.deepEqual([days, tasks], [0, []]);
  });

  test('has every run of the demo estate once, on the day on which it was requested', async () => {
    const retry = { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 };
    await scanDemo({ kinds: ['datasync-task', 'datasync-execution'], retry }, ({ reader }) => {
      const calendar = readCalendar(reader.database);
      const told = calendar.tasks.flatMap((task) =>
        task.days.flatMap((_, day) => {
          const runs = runsOf(calendarDay(task, day));
          const date = new Date(calendar.first + day * 86_400_000).toISOString().slice(0, 10);
          return runs === 0 ? [] : [`${task.arn} ${date} ${runs}`];
        }),
      );
      const sql = `SELECT task_arn || ' ' || date(start_time / 1000, 'unixepoch') || ' ' || count(*) AS line
        FROM executions GROUP BY task_arn, date(start_time / 1000, 'unixepoch')`;
      const lines = reader.database
        .prepare(sql)
        .all()
        .map(({ line }) => String(line));
      assert.ok(lines.length > 20);
      assert.deepEqual(told.toSorted(), lines.toSorted());
    });
  });
});
