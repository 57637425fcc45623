import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import * as v from 'valibot';
import { hostileIds } from '../../../source/demo/estate/hostile-texts.ts';
import { scriptOf } from '../../helpers/run-script.ts';
import { makePlace, runSnapdeck } from '../../helpers/run-snapdeck.ts';

const place = makePlace();
after(() => place.remove());

const planSchema = v.object({
  rows: v.array(v.object({ id: v.string(), region: v.string(), command: v.array(v.string()) })),
});

test('every id of the hostile estate reaches the AWS CLI as the scan has it', async (t) => {
  const scanFile = place.file('hostile.scan');
  const plan = ['delete-plan', scanFile, '--output'];
  await runSnapdeck(place, [
    ...[
      'scan',
      '--demo',
      '--demo-size',
      'hostile',
      '--latency',
      '0',
      '--region',
      'us-east-1',
      '--kind',
      'ebs,rds',
    ],
    ...['-q', '--scan-file', scanFile, '--format', 'ndjson', '--output', 'rows.ndjson'],
  ]);
  const { rows } = v.parse(
    planSchema,
    JSON.parse((await runSnapdeck(place, [...plan, '-', '--format', 'json'])).stdout),
  );
  const ids = rows.map(({ id }) => id);
  for (const id of hostileIds)
    assert.ok(
      ids.some((one) => one.endsWith(`:snapshot:${id}`)),
      id,
    );
  await runSnapdeck(place, [...plan, 'plan.sh']);
  const text = readFileSync(place.file('plan.sh'), 'utf8');
  const script = scriptOf(t, text, [{ to: 'get-caller-identity', says: '123456789012' }]);
  assert.deepEqual(script.run().calls, []);
  const { calls, exitCode } = script.run({ CONFIRM: 'yes' });
  assert.equal(exitCode, 0);
  assert.equal(calls[0]?.[1], 'get-caller-identity');
  assert.deepEqual(
    calls.slice(1),
    rows.map(({ command }) => command.slice(1)),
  );
});
