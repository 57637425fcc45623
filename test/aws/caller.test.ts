import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { type CallObserver, createCaller } from '../../source/aws/caller.ts';
import type { Operation, ServiceId } from '../../source/aws/operation.ts';
import {
  type AwsSettings,
  DEFAULT_RETRY,
  PLAIN_SETTINGS,
  type RetrySettings,
} from '../../source/aws/settings.ts';
import { steadyNow } from '../../source/base/steady-clock.ts';

const QUIET: CallObserver = { onSent: () => {}, onRetry: () => {}, onServed: () => {} };

function caller(settings: Partial<AwsSettings>) {
  const credentials = {
    current: () => Promise.resolve({ accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'nothing' }),
    forget: () => {},
  };
  const { call } = createCaller({ ...PLAIN_SETTINGS, ...settings }, credentials, {
    userAgent: 'test',
    onExpired: () => Promise.resolve('give up'),
  });
  const { signal } = new AbortController();
  return (operation: Operation<undefined, undefined>, region: string, observer = QUIET) =>
    call(operation, undefined, region, signal, observer);
}

suite('calls that wait for room', () => {
  test('go by turns: three of DataSync, whose answers wait for each other, then one of another service', async () => {
    const call = caller({ concurrency: 1 });
    const sent: string[] = [];
    const held = Promise.withResolvers<undefined>();
    const operation = (service: ServiceId, until = Promise.resolve(undefined)) => ({
      service,
      name: 'ListThings',
      send: () => {
        sent.push(service);
        return until;
      },
    });
    const first = call(operation('sts', held.promise), 'us-east-1');
    const regions = ['eu-west-1', 'eu-west-2', 'eu-west-3', 'eu-north-1', 'eu-south-1'];
    const rest = ['ec2', 'datasync'].flatMap((service) =>
      regions.map((region) => call(operation(service), region)),
    );
    while (sent.length === 0) await setImmediate();
    await setImmediate();
    held.resolve(undefined);
    await Promise.all([first, ...rest]);
    const [urgent, other] = ['datasync', 'ec2'];
    assert.deepEqual(sent, [
      ...['sts', urgent, urgent],
      ...[other, urgent, urgent, urgent],
      ...[other, other, other, other],
    ]);
  });
});

suite('the wait before a call that failed is sent again', () => {
  /** The waits in milliseconds of a call that fails until its tries are used up. */
  async function waits(retry: Partial<RetrySettings>): Promise<readonly number[]> {
    const call = caller({ retry: { ...DEFAULT_RETRY, ...retry } });
    const told: number[] = [];
    const failing = {
      service: 'ec2',
      name: 'DescribeThings',
      send: () =>
        Promise.reject(
          Object.assign(new Error('no'), { name: 'InternalError', $metadata: { httpStatusCode: 500 } }),
        ),
    };
    const onRetry: CallObserver['onRetry'] = ({ nextTryAt }) => told.push(nextTryAt - steadyNow());
    await assert.rejects(call(failing, 'us-east-1', { ...QUIET, onRetry }));
    return told;
  }

  for (const [random, share] of [
    [0, 0.75],
    [0.5, 1],
    [0.75, 1.125],
  ] as const) {
    test(`doubles with every try up to the longest one, times ${share} where chance says ${random}`, async (t) => {
      t.mock.method(process, 'hrtime', () => [0, 0]);
      t.mock.method(Math, 'random', () => random);
      assert.deepEqual(
        await waits({ tries: 6, baseMs: 1, capMs: 6 }),
        [1, 2, 4, 6, 6].map((wait) => wait * share),
      );
    });
  }
});
