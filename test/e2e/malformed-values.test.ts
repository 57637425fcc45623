/** One malformed value in a page of each protocol, met by the whole program. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import * as v from 'valibot';
import { demoEnvironment } from '../../source/demo/environment.ts';
import { startDemoServer } from '../../source/demo/server.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';

const ROW = v.looseObject({
  kind: v.string(),
  problem: v.optional(v.string()),
  creation_time: v.optional(v.unknown()),
});
const KINDS = ['ebs-snapshot', 'rds-snapshot', 'efs-recovery-point', 'datasync-agent'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

test('a malformed time leaves its row there with a problem and every other row whole, exit code 3', async (context) => {
  const server = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  context.after(() => server.close());
  const scan = async () => {
    const args = [
      'scan',
      '--region',
      'us-east-1',
      '--kind',
      KINDS.join(','),
      '--format',
      'ndjson',
      '--output',
      '-',
    ];
    const { exitCode, stdout, stderr } = await runWarm(place, args, demoEnvironment(server.url));
    const rows = stdout
      .trimEnd()
      .split('\n')
      .map((line) => v.parse(ROW, JSON.parse(line)));
    return { exitCode, stderr, rows: rows.filter(({ kind }) => kind !== 'coverage') };
  };
  const whole = await scan();
  assert.equal(whole.exitCode, 0, whole.stderr);
  server.setFaults([
    // The listing of public ones may come first, and has no row to show.
    { operation: 'DescribeSnapshots', effect: 'malformed-value' },
    { operation: 'DescribeDBSnapshots', effect: 'malformed-value', times: 1 },
    { operation: 'ListRecoveryPointsByBackupVault', effect: 'malformed-value', times: 1 },
    { operation: 'DescribeAgent', effect: 'malformed-value', times: 1 },
  ]);
  const { exitCode, stderr, rows } = await scan();
  assert.equal(exitCode, 3, stderr);
  assert.equal(rows.length, whole.rows.length);
  const troubled = rows.filter(({ problem }) => problem !== undefined);
  assert.deepEqual(
    troubled.map(({ kind, creation_time }) => [kind, creation_time]),
    [
      ['datasync-agent', null],
      ['ebs-snapshot', null],
      ['rds-snapshot', null],
      ['efs-recovery-point', null],
    ],
  );
  for (const { problem } of troubled)
    assert.match(problem ?? '', /Time cannot be read: the day before|Date cannot be read: the day before/);
  assert.match(stderr, /ebs-snapshot +partial .* 1 row is not sound: /);
});
