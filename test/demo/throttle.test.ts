import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ListTasksCommand } from '@aws-sdk/client-datasync';
import { createThrottle, parseThrottle } from '../../source/demo/throttle.ts';
import { clients, demoServer, now } from './helpers.ts';

const ACCOUNT = '123456789012';
const call = (service: 'ec2' | 'rds', region = 'us-east-1', operation = 'Describe') => ({
  service,
  region,
  operation,
});

test('a bucket lets through its burst, and then its rate', () => {
  let time = 0;
  const throttle = createThrottle({ '*': { rate: 5, burst: 2 } }, () => time);
  const admitted = (count: number) =>
    Array.from({ length: count }, () => throttle.admit(call('ec2'), ACCOUNT));
  assert.deepEqual(admitted(3), [true, true, false]);
  time = 200;
  assert.deepEqual(admitted(2), [true, false]);
  time = 10_000;
  assert.deepEqual(admitted(3), [true, true, false]);
});

test('every service and region has a bucket of its own, and so have operations that are named', () => {
  const throttle = createThrottle(
    {
      '*': { rate: 1, burst: 1 },
      'rds:eu-west-1': { rate: 1, burst: 2 },
      'ec2:Describe': { rate: 1, burst: 1 },
    },
    () => 0,
  );
  assert.equal(throttle.admit(call('ec2'), ACCOUNT), true);
  assert.equal(throttle.admit(call('ec2'), ACCOUNT), false);
  assert.equal(throttle.admit(call('ec2', 'us-east-1', 'Other'), ACCOUNT), true);
  assert.equal(throttle.admit(call('ec2', 'us-west-2'), ACCOUNT), true);
  assert.equal(throttle.admit(call('rds'), ACCOUNT), true);
  const ireland = [1, 2, 3].map(() => throttle.admit(call('rds', 'eu-west-1'), ACCOUNT));
  assert.deepEqual(ireland, [true, true, false]);
});

test('every account has buckets of its own, and those that are full are let go of when there are many', () => {
  let time = 0;
  const throttle = createThrottle({ '*': { rate: 1, burst: 1 } }, () => time);
  assert.equal(throttle.admit(call('ec2'), ACCOUNT), true);
  assert.equal(throttle.admit(call('ec2'), '210987654321'), true);
  assert.equal(throttle.admit(call('ec2'), ACCOUNT), false);
  time = 900;
  for (let account = 0; account < 30_000; account += 1) throttle.admit(call('rds'), String(account));
  assert.equal(throttle.admit(call('ec2'), ACCOUNT), false);
  time = 1000;
  assert.equal(throttle.admit(call('ec2'), ACCOUNT), true);
});

test('rates are read from one line', () => {
  assert.deepEqual(parseThrottle('5'), { '*': { rate: 5, burst: 5 } });
  assert.deepEqual(parseThrottle('5/20'), { '*': { rate: 5, burst: 20 } });
  assert.deepEqual(parseThrottle('ec2=20/100, efs=3,backup:us-east-1=2'), {
    ec2: { rate: 20, burst: 100 },
    elasticfilesystem: { rate: 3, burst: 3 },
    'backup:us-east-1': { rate: 2, burst: 2 },
  });
  for (const text of ['', 'fast', 'ec2=', '0', '5/0'])
    assert.throws(() => parseThrottle(text), /^RangeError: Not a rate/);
});

test('a throttled call is counted as such, and served once the bucket has filled', async (context) => {
  let elapsed = 0;
  const { url, counters } = await demoServer(context, {
    throttle: { datasync: { rate: 1, burst: 1 } },
    clock: () => now.getTime() + elapsed,
  });
  const { datasync } = clients(url);
  const outcome = () =>
    datasync.send(new ListTasksCommand({})).then(
      () => 'served',
      (error: Error) => error.name,
    );
  assert.deepEqual([await outcome(), await outcome()], ['served', 'ThrottlingException']);
  elapsed = 1000;
  assert.equal(await outcome(), 'served');
  const { calls, throttled, failed } = counters();
  assert.deepEqual({ calls, throttled, failed }, { calls: 3, throttled: 1, failed: 0 });
});
