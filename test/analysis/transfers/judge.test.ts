import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import {
  judgeMissed,
  type RunsRead,
  type TaskSchedule,
} from '../../../source/analysis/transfers/judge-missed.ts';
import { judgeStuck } from '../../../source/analysis/transfers/judge-stuck.ts';
import { median, type Run, trendOf } from '../../../source/analysis/transfers/run.ts';
import { readSchedule } from '../../../source/analysis/transfers/schedule.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The start of the scan, a Monday at noon. */
const NOW = Date.parse('2026-11-30T12:00:00Z');
const TOLERANCE = 15 * MINUTE;

let made = 0;
function run(start: string | null, more: Partial<Run> = {}): Run {
  const time = start === null ? null : Date.parse(`${start}:00Z`);
  return {
    ...{ arn: `exec-${++made}`, status: 'SUCCESS', start: time, launch: time },
    ...{ end: time === null ? null : time + HOUR, duration: HOUR, bytes: 100, bytesPerSecond: null },
    ...{
      filesTransferred: null,
      filesFailed: null,
      verifyStatus: null,
      estimatedBytes: null,
      reportResult: null,
    },
    ...more,
  };
}

const read = (days: number, lacking: string | null = null): RunsRead => ({
  from: NOW - days * DAY,
  to: NOW,
  lacking,
});
const on = (text: string, since: string | null = null): TaskSchedule => ({
  schedule: readSchedule(text),
  isOn: true,
  since: since === null ? null : Date.parse(`${since}:00Z`),
});

function missed(
  task: TaskSchedule,
  runs: readonly Run[],
  of = read(3),
): readonly (boolean | number | null)[] {
  const { missed, times, skipped } = judgeMissed(task, runs, of, TOLERANCE);
  return [missed, missed === null ? null : times.length, skipped.length];
}

const NIGHTLY = 'cron(0 3 * * ? *)';
const LAST = ['2026-11-28T03:00', '2026-11-29T03:00', '2026-11-30T03:00'] as const;
const NONE = [false, 0, 0];

suite('runs that did not start: schedules by executions by what was read', () => {
  const all = LAST.map((time) => run(time));
  const twoOfThree = all.slice(0, 2);

  test('every scheduled run started', () => assert.deepEqual(missed(on(NIGHTLY), all), NONE));
  test('the last one did not', () => assert.deepEqual(missed(on(NIGHTLY), twoOfThree), [true, 1, 0]));
  test('none did', () => assert.deepEqual(missed(on(NIGHTLY), []), [true, 3, 0]));
  test('a run within the tolerance fills its place, before or after', () => {
    assert.deepEqual(missed(on(NIGHTLY), [...twoOfThree, run('2026-11-30T03:15')]), NONE);
    assert.deepEqual(missed(on(NIGHTLY), [...twoOfThree, run('2026-11-30T02:45')]), NONE);
    assert.deepEqual(missed(on(NIGHTLY), [...twoOfThree, run('2026-11-30T03:16')]), [true, 1, 0]);
    assert.deepEqual(
      missed(on(NIGHTLY), [
        ...twoOfThree,
        run('2026-11-30T02:44', { end: Date.parse('2026-11-30T02:50:00Z') }),
      ]),
      [true, 1, 0],
    );
  });
  test('one that failed has started all the same', () =>
    assert.deepEqual(missed(on(NIGHTLY), [...twoOfThree, run(LAST[2], { status: 'ERROR' })]), NONE));
  test('one that is due within the tolerance before the scan may still start', () => {
    assert.deepEqual(missed(on('cron(50 11 * * ? *)'), [run('2026-11-29T11:50')], read(1.5)), NONE);
    assert.deepEqual(missed(on('cron(45 11 * * ? *)'), [run('2026-11-29T11:45')], read(1.5)), [true, 1, 0]);
  });
  test('before the window nothing is asked', () =>
    assert.deepEqual(missed(on(NIGHTLY), all.slice(2), read(1)), NONE));

  test('a task that was created or changed within the window counts from then on', () => {
    assert.deepEqual(missed(on(NIGHTLY, '2026-11-29T12:00'), all.slice(2)), NONE);
    assert.deepEqual(missed(on(NIGHTLY, '2026-11-29T12:00'), []), [true, 1, 0]);
    assert.deepEqual(missed(on(NIGHTLY, '2026-11-30T04:00'), []), NONE);
  });

  test('where the one before still ran then it was likely skipped', () => {
    const long = run('2026-11-29T03:00', { end: Date.parse('2026-11-30T05:00:00Z') });
    assert.deepEqual(missed(on(NIGHTLY), [run(LAST[0]), long]), [false, 0, 1]);
    const going = run('2026-11-28T03:00', { end: null, status: 'TRANSFERRING' });
    assert.deepEqual(missed(on(NIGHTLY), [going]), [false, 0, 2]);
    const { reason } = judgeMissed(on(NIGHTLY), [run(LAST[0]), long], read(3), TOLERANCE);
    assert.equal(reason, '1 run likely skipped, as the one before still ran, last 2026-11-30 03:00');
  });

  test('without a schedule, or with one that is disabled, nothing is missed', () => {
    assert.deepEqual(missed({ schedule: null, isOn: null, since: null }, []), NONE);
    assert.deepEqual(missed({ ...on(NIGHTLY), isOn: false }, []), NONE);
    assert.equal(
      judgeMissed({ ...on(NIGHTLY), isOn: false }, [], read(3), TOLERANCE).reason,
      'its schedule is disabled',
    );
  });

  test('what is not known is unknown: the schedule, whether it is on, executions, their times', () => {
    assert.deepEqual(missed(on('cron(0 0 * * * *)'), []), [null, null, 0]);
    assert.deepEqual(missed({ ...on(NIGHTLY), isOn: null }, []), [null, null, 0]);
    assert.deepEqual(missed(on(NIGHTLY), twoOfThree, read(3, 'denied')), [null, null, 0]);
    assert.deepEqual(missed(on(NIGHTLY), [...twoOfThree, run(null)]), [null, null, 0]);
    assert.equal(judgeMissed(on(NIGHTLY), [], read(3, 'denied'), TOLERANCE).reason, 'denied');
  });
  test('where every place is filled, what else was not read does not matter', () => {
    assert.deepEqual(missed(on(NIGHTLY), all, read(3, 'denied')), NONE);
    assert.deepEqual(missed(on(NIGHTLY), [...all, run(null)]), NONE);
  });

  test('of a rate something is missed only after a gap of the rate and the tolerance', () => {
    const rate = on('rate(12 hours)');
    const twice = ['2026-11-29T00:10', '2026-11-29T12:10', '2026-11-30T00:10'].map((time) => run(time));
    assert.deepEqual(missed(rate, twice, read(1.5)), NONE);
    assert.deepEqual(
      missed(rate, [run('2026-11-29T00:10'), run('2026-11-29T12:25'), run('2026-11-30T00:10')], read(1.5)),
      NONE,
    );
    assert.deepEqual(
      missed(rate, [run('2026-11-29T00:10'), run('2026-11-29T12:26'), run('2026-11-30T00:10')], read(1.5)),
      [true, 1, 0],
    );
    assert.deepEqual(missed(rate, [run('2026-11-29T00:10')], read(1.5)), [true, 2, 0]);
    assert.deepEqual(missed(rate, [run('2026-11-29T00:10')], read(1.5, 'denied')), [null, null, 0]);
    assert.deepEqual(missed(on('rate(12 hours)', '2026-11-30T11:00'), [], read(1.5)), NONE);
  });

  test('a schedule that is over, or never comes, misses nothing', () => {
    assert.deepEqual(missed(on('cron(0 3 * * ? 2020)'), []), NONE);
    assert.deepEqual(missed(on('cron(0 3 30 2 ? *)'), []), NONE);
  });
});

suite('runs that take too long', () => {
  const AFTER = { times: 3, least: HOUR };
  const good = [HOUR, HOUR, 2 * HOUR].map((duration, index) => run(`2026-11-2${index}T03:00`, { duration }));
  const going = (duration: number | null, status = 'TRANSFERRING'): Run =>
    run('2026-11-30T03:00', { status, duration, end: null });
  const stuck = (runs: readonly Run[], task: string | null = 'RUNNING') =>
    judgeStuck(runs, task, AFTER).stuck;

  test('over three times the median of its good runs, and over an hour', () => {
    assert.equal(stuck([...good, going(3 * HOUR)]), false);
    assert.deepEqual(judgeStuck([...good, going(3 * HOUR + MINUTE)], 'RUNNING', AFTER), {
      stuck: true,
      reason: 'running for 3h 01m, its median is 1h 00m',
    });
    const short = [run('2026-11-20T03:00', { duration: MINUTE })];
    assert.equal(stuck([...short, going(HOUR)]), false);
    assert.equal(stuck([...short, going(HOUR + 1)]), true);
  });
  test('one that waits, or has ended, is not', () => {
    assert.equal(stuck([...good, going(null, 'QUEUED')]), false);
    assert.equal(stuck(good, 'AVAILABLE'), false);
  });
  test('without a time, a median or its executions it is not known', () => {
    assert.equal(stuck([...good, going(null)]), null);
    assert.equal(stuck([going(2 * HOUR)]), null);
    assert.equal(stuck([], 'RUNNING'), null);
    assert.equal(stuck([], null), null);
    assert.equal(stuck([], 'AVAILABLE'), false);
  });
});

suite('what runs come to', () => {
  test('the median is the middle one, of an even number the mean of two', () => {
    assert.deepEqual(
      [median([]), median([5, null]), median([9, 1, 5]), median([1, 2, 4, 9])],
      [null, 5, 5, 3],
    );
  });
  test('a trend compares the last good run with three or more before it', () => {
    const runs = [100, 100, 120, 150].map((bytes, day) => run(`2026-11-2${day}T03:00`, { bytes }));
    assert.equal(
      trendOf(runs, ({ bytes }) => bytes),
      50,
    );
    assert.equal(
      trendOf(runs.slice(1), ({ bytes }) => bytes),
      null,
    );
    assert.equal(
      trendOf([...runs, run('2026-11-29T03:00', { bytes: 1, status: 'ERROR' })], ({ bytes }) => bytes),
      50,
    );
  });
});
