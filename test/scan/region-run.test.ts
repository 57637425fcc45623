import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallFailed } from '../../source/aws/caller.ts';
import type { Fault } from '../../source/aws/fault.ts';
import type { RegionStatus } from '../../source/model/cell.ts';
import { createRegionRun } from '../../source/scan/region-run.ts';

const REFUSED: Fault = { class: 'not-accepted', code: 'UnrecognizedClientException', message: 'no token' };
const NO_HOST: Fault = { class: 'no-host', code: 'ENOTFOUND', message: 'there is no such host' };
const BLOCKED: Fault = { class: 'not-accepted', code: 'Blocked', message: 'blocked' };

function run(status: RegionStatus['status'], elsewhere: CallFailed | null = null) {
  return createRegionRun(new AbortController().signal, status, () => Promise.resolve(elsewhere));
}

const TO_KNOW = 'allow ec2:DescribeRegions, which tells';

test('a service without a host in a region that is on is not offered there', async () => {
  for (const status of ['opted-in', 'opt-in-not-required'] as const)
    assert.deepEqual(await run(status).judge(NO_HOST), { outcome: 'skipped', message: 'not offered here' });
});

test('a service without a host where nobody knows whether the region is on has failed, with what would tell', async () => {
  for (const status of ['unknown', 'not-opted-in'] as const)
    assert.deepEqual(await run(status).judge(NO_HOST), {
      outcome: 'failed',
      message: 'there is no such host: whether the region is on and has the service is not known',
      advice: TO_KNOW,
    });
});

test('credentials that a region refuses while AWS knows them elsewhere are a matter of that region', async () => {
  assert.deepEqual(await run('opted-in').judge(REFUSED), {
    outcome: 'failed',
    message: 'AWS lists this region as on, but refuses the credentials here: no token',
    advice:
      'session tokens of the global STS endpoint do not work in opt-in regions: get them from a regional one (AWS_STS_REGIONAL_ENDPOINTS=regional)',
  });
  assert.deepEqual(await run('unknown').judge(REFUSED), {
    outcome: 'failed',
    message: 'the credentials are refused here, and whether the region is on is not known: no token',
    advice: TO_KNOW,
  });
});

test('a service that refuses in a region that has answered is refused there only', async () => {
  const region = run('opted-in');
  region.onServed();
  assert.deepEqual(await region.judge(REFUSED), {
    outcome: 'failed',
    message: 'refused here only: no token',
  });
});

test('credentials that are refused at home too are bad everywhere, whatever the region answered', async () => {
  const elsewhere = new CallFailed(
    { class: 'not-accepted', code: 'InvalidClientTokenId', message: 'bad\ntoken' },
    { service: 'sts', name: 'GetCallerIdentity' },
    null,
  );
  const region = run('opted-in', elsewhere);
  region.onServed();
  for (const fault of [REFUSED, NO_HOST, BLOCKED])
    assert.deepEqual(await region.judge(fault), {
      outcome: 'failed',
      message: 'InvalidClientTokenId: bad token',
    });
  assert.equal(region.signal.aborted, false);
});

test('an account that is blocked in a region is skipped there, with all that is under way', async () => {
  const region = run('opted-in');
  assert.equal(region.signal.aborted, false);
  assert.deepEqual(await region.judge(BLOCKED), {
    outcome: 'skipped',
    message: 'the account is blocked in this region',
  });
  assert.equal(region.signal.aborted, true);
});
