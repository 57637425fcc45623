import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import * as v from 'valibot';
import { nextTime, parseCron, timesBefore } from '../../source/analysis/transfers/aws-cron.ts';
import { randomOf } from '../../source/demo/random.ts';
import { testSeed } from '../soak/seed.ts';
import { askPython } from './children.ts';

const WANTED = 10_000;
const time = v.nullable(v.number());
const answersSchema = v.array(v.nullable(v.tuple([time, time, time])));

/** Writes expressions as people might, and odder ones. */
function expressions(seed: number) {
  const { next: random, pick: one, between: upTo } = randomOf(seed, 0);
  const part = (low: number, high: number, steps: boolean): string => {
    const value = (): number => upTo(low, high);
    const step = upTo(1, Math.max(1, Math.min(30, high - low)));
    const plain = [`${value()}`, `${value()}`, `${value()}-${value()}`] as const;
    return one(
      steps ? [...plain, `${value()}/${step}`, `*/${step}`, `${value()}-${value()}/${step}`] : plain,
    );
  };
  const field = (low: number, high: number, steps = true): string =>
    random() < 0.3 ? '*' : Array.from({ length: upTo(1, 3) }, () => part(low, high, steps)).join(',');
  const weekday = (): string =>
    one([`${upTo(1, 7)}`, one(['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'])]);
  const month = (): string => one([field(1, 12), one(['JAN', 'FEB-JUN', 'MAR,SEP', 'NOV-FEB', 'DEC'])]);
  const day = (): string => one([field(1, 31), field(1, 31), 'L', `${upTo(1, 31)}W`]);
  const ofWeek = (): string =>
    one([
      field(1, 7, false),
      `${weekday()}L`,
      `${weekday()}#${upTo(1, 5)}`,
      `${weekday()},${weekday()}`,
      `${weekday()}-${weekday()}`,
    ]);
  const year = (): string =>
    one([
      '*',
      '*',
      '*',
      `${upTo(1990, 2080)}`,
      `${upTo(1980, 2020)}-${upTo(2021, 2100)}`,
      `${upTo(2000, 2030)}/${upTo(1, 4)}`,
    ]);
  return (): readonly [string, number] => {
    const days = random() < 0.5 ? `${day()} ${month()} ?` : `? ${month()} ${ofWeek()}`;
    const at = upTo(Date.UTC(2000, 0), Date.UTC(2060, 0));
    // On the very minute too, where it is easy to be off by one.
    return [`${field(0, 59)} ${field(0, 23)} ${days} ${year()}`, random() < 0.5 ? at : at - (at % 3_600_000)];
  };
}

suite('cron expressions, by aws-croniter', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-cron-'));
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  test('10,000 random ones are due next, and were due last, when another reader of them says', async (context) => {
    const seed = testSeed();
    context.diagnostic(`seed ${seed} (SNAPDECK_TEST_SEED)`);
    const make = expressions(seed);
    const asked = Array.from({ length: 1.8 * WANTED }, make).map(([text, at]) => {
      const cron = parseCron(text);
      return {
        text,
        at,
        next: nextTime(cron, at),
        before: timesBefore(cron, at, Number.NEGATIVE_INFINITY).next().value ?? null,
      };
    });
    const file = path.join(folder, 'asked.json');
    writeFileSync(file, JSON.stringify(asked.map(({ text, at, before }) => [text, at, before])));
    const answers = v.parse(answersSchema, await askPython('cron_times.py', [file]));
    let both = 0;
    for (const [index, { text, at, next, before }] of asked.entries()) {
      const [after, from, afterBefore] = answers[index] ?? [null, null, null];
      // It looks at a few months only, and finds nothing where the next time is further away, or there is none.
      if (after === null || from === null || before === null) continue;
      const where = `${text} at ${new Date(at).toISOString()}, seed ${seed}`;
      assert.equal(next, after, `next of ${where}`);
      assert.equal(before, from, `${where}: due at the last time`);
      assert.ok(
        before < at && (afterBefore === null || afterBefore >= at),
        `${where}: none since the last time`,
      );
      both++;
    }
    context.diagnostic(`${both} of ${asked.length} known to both`);
    assert.ok(both >= WANTED, `${both} of ${asked.length}, seed ${seed}`);
  });
});
