import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { timesBefore } from '../../../source/analysis/transfers/aws-cron.ts';
import { nextRun, readSchedule } from '../../../source/analysis/transfers/schedule.ts';

/** A Monday. */
const NOW = Date.parse('2026-11-30T12:00:00Z');

function next(text: string, now = NOW): string | null {
  const time = nextRun(readSchedule(text), now, null);
  return time === null ? null : new Date(time).toISOString().slice(0, 16);
}

function previous(text: string, now = NOW): string | null {
  const schedule = readSchedule(text);
  assert.ok(schedule.is === 'cron', text);
  const time = timesBefore(schedule.cron, now, Number.NEGATIVE_INFINITY).next().value;
  return time === undefined ? null : new Date(time).toISOString().slice(0, 16);
}

function why(text: string): string {
  const schedule = readSchedule(text);
  return schedule.is === 'unknown' ? schedule.why : `read: ${schedule.words}`;
}

function words(text: string): string {
  const schedule = readSchedule(text);
  return schedule.is === 'unknown' ? `unknown: ${schedule.why}` : schedule.words;
}

suite('schedules of EventBridge', () => {
  /** AWS's documented examples: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
  const DOCUMENTED = [
    ['cron(0 10 * * ? *)', '2026-11-30T10:00', '2026-12-01T10:00', 'At 10:00 (UTC)'],
    ['cron(15 12 * * ? *)', '2026-11-29T12:15', '2026-11-30T12:15', 'At 12:15 (UTC)'],
    [
      'cron(0 18 ? * MON-FRI *)',
      '2026-11-27T18:00',
      '2026-11-30T18:00',
      'At 18:00, Monday through Friday (UTC)',
    ],
    ['cron(0 8 1 * ? *)', '2026-11-01T08:00', '2026-12-01T08:00', 'At 08:00, on day 1 of the month (UTC)'],
    ['cron(0/15 * * * ? *)', '2026-11-30T11:45', '2026-11-30T12:15', 'Every 15 minutes (UTC)'],
    [
      'cron(0/10 * ? * MON-FRI *)',
      '2026-11-30T11:50',
      '2026-11-30T12:10',
      'Every 10 minutes, Monday through Friday (UTC)',
    ],
    [
      'cron(0/5 8-17 ? * MON-FRI *)',
      '2026-11-30T11:55',
      '2026-11-30T12:05',
      'Every 5 minutes, between 08:00 and 17:59, Monday through Friday (UTC)',
    ],
    ['cron(0/30 20-2 ? * MON-FRI *)', '2026-11-30T02:30', '2026-11-30T20:00', undefined],
    [
      'cron(0 9 ? * 2#1 *)',
      '2026-11-02T09:00',
      '2026-12-07T09:00',
      'At 09:00, on the first Monday of the month (UTC)',
    ],
    [
      'cron(15 10 ? * 6L 2022-2027)',
      '2026-11-27T10:15',
      '2026-12-25T10:15',
      'At 10:15, on the last Friday of the month, 2022 through 2027 (UTC)',
    ],
    [
      'cron(0 12 ? * SUN,WED *)',
      '2026-11-29T12:00',
      '2026-12-02T12:00',
      'At 12:00, only on Sunday and Wednesday (UTC)',
    ],
    [
      '0 12 ? * SUN,WED *',
      '2026-11-29T12:00',
      '2026-12-02T12:00',
      'At 12:00, only on Sunday and Wednesday (UTC)',
    ],
  ] as const;
  for (const [text, before, after, inWords] of DOCUMENTED)
    test(`${text} was due at ${before} and is due at ${after}`, () => {
      assert.deepEqual([previous(text), next(text)], [before, after]);
      if (inWords !== undefined) assert.equal(words(text), inWords);
    });

  test('the wildcards L, W and # are days of their month', () => {
    assert.equal(next('cron(0 0 L * ? *)'), '2026-12-31T00:00');
    assert.equal(next('cron(0 0 L 2 ? *)'), '2027-02-28T00:00');
    assert.equal(next('cron(0 0 ? * L *)'), '2026-12-05T00:00', 'the last day of the week is a Saturday');
    // The 5th of December 2026 is a Saturday, the 1st of August a Saturday too, the 31st of January 2027 a Sunday.
    assert.equal(next('cron(0 0 5W 12 ? *)'), '2026-12-04T00:00');
    assert.equal(next('cron(0 0 6W 12 ? *)'), '2026-12-07T00:00');
    assert.equal(previous('cron(0 0 1W 8 ? 2026)'), '2026-08-03T00:00', 'it does not leave its month');
    assert.equal(next('cron(0 0 31W 1 ? 2027)'), '2027-01-29T00:00');
    assert.equal(next('cron(0 0 31W 11,12 ? *)'), '2026-12-31T00:00', 'November has no 31st');
    assert.equal(next('cron(0 0 ? * 3#5 *)'), '2026-12-29T00:00', 'the fifth Tuesday');
  });

  test('a day that comes every four years is found, one that never comes is not', () => {
    assert.deepEqual(
      [previous('cron(0 0 29 2 ? *)'), next('cron(0 0 29 2 ? *)')],
      ['2024-02-29T00:00', '2028-02-29T00:00'],
    );
    assert.equal(next('cron(0 0 30 2 ? *)'), null);
  });

  test('a schedule that is over has a last time and no next one', () => {
    assert.deepEqual(
      [previous('cron(0 3 * * ? 2020)'), next('cron(0 3 * * ? 2020)')],
      ['2020-12-31T03:00', null],
    );
  });

  test('times are UTC, whatever clocks elsewhere do: a day on which they change has 24 hours', () => {
    const zone = process.env.TZ;
    process.env.TZ = 'Europe/Berlin';
    try {
      const schedule = readSchedule('cron(30 * * * ? *)');
      assert.ok(schedule.is === 'cron');
      for (const day of ['2026-03-29', '2026-10-25']) {
        const from = Date.parse(`${day}T00:00:00Z`);
        const times: readonly number[] = [...timesBefore(schedule.cron, from + 86_400_000, from)];
        assert.deepEqual(
          times.map((time) => (time - from) / 3_600_000),
          Array.from({ length: 24 }, (_, hour) => 23.5 - hour),
        );
      }
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  test('what AWS would refuse is unknown, with why', () => {
    assert.equal(why('cron(0 0 * * * *)'), 'one of day of month and day of week has to be ?, and only one');
    assert.equal(why('cron(0 0 ? * ? *)'), 'one of day of month and day of week has to be ?, and only one');
    assert.equal(why('cron(0 0 * * ?)'), 'a cron expression has six fields');
    assert.equal(why('cron(60 0 * * ? *)'), 'minutes: not 60');
    assert.equal(why('cron(0 24 * * ? *)'), 'hours: not 24');
    assert.equal(why('cron(0 0 ? * MON/2 *)'), 'day of week: not MON/2');
    assert.equal(why('cron(0 0 ? * 2#6 *)'), 'day of week: not 2#6');
    assert.equal(why('cron(0 0 32W * ? *)'), 'day of month: not 32W');
    assert.equal(why('cron(0 0 1 FOO ? *)'), 'month: not FOO');
    assert.equal(why('cron(0,,5 0 1 * ? *)'), 'minutes: a value is missing');
    assert.equal(why('cron(*/0 0 1 * ? *)'), 'minutes: not */0');
    assert.equal(why('cron(0 0 1 * ? 1969)'), 'year: not 1969');
    assert.equal(why('cron(0 0 1 * ? 2030-2020)'), 'year: 2030-2020 ends before it begins');
    assert.equal(why(''), 'a cron expression has six fields');
    assert.equal(why('\u001b]0;title\u0007'), 'a cron expression has six fields');
  });

  test('a rate is about so long after its last start, for AWS tells no phase', () => {
    const schedule = readSchedule('rate(6 hours)');
    assert.equal(words('rate(6 hours)'), 'about every 6 hours');
    assert.equal(words('rate(1 day)'), 'about every day');
    assert.equal(nextRun(schedule, NOW, NOW - 3_600_000), NOW + 5 * 3_600_000);
    assert.equal(nextRun(schedule, NOW, NOW - 13 * 3_600_000), NOW + 5 * 3_600_000, 'never in the past');
    assert.equal(nextRun(schedule, NOW, null), null);
    assert.match(why('rate(1 hours)'), /^a rate is a number/);
    assert.match(why('rate(2 hour)'), /^a rate is a number/);
    assert.match(why('rate(0 hours)'), /^a rate is a number/);
    assert.match(why('rate(5 weeks)'), /^a rate is a number/);
  });
});
