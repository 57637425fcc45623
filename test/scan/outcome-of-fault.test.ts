import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault, FaultClass } from '../../source/aws/fault.ts';
import { adviceFor, outcomeOf } from '../../source/scan/outcome-of-fault.ts';

const LISTING = { service: 'ec2', name: 'DescribeSnapshots' } as const;
const fault = (faultClass: FaultClass): Fault => ({ class: faultClass, code: 'Code', message: 'words' });

/** How a cell ends by each fault, and what a person can do about it. */
const FAULTS: Record<FaultClass, readonly [outcome: string, advice: string | undefined]> = {
  denied: ['denied', 'add ec2:DescribeSnapshots to the role (snapdeck iam-policy prints the whole policy)'],
  'denied-by-organization': ['denied', 'a policy of the organization denies it: its administrators decide'],
  throttled: ['throttled', 'run the cell again later (r), or lower --max-rps'],
  server: ['failed', undefined],
  network: ['failed', 'check network, proxy and VPN, then run the cell again (r)'],
  timeout: ['failed', 'check network, proxy and VPN, then run the cell again (r)'],
  'no-host': ['failed', undefined],
  'no-named-host': ['failed', 'check the setting, then scan again'],
  untrusted: [
    'failed',
    'name the certificate authorities that vouch for it: AWS_CA_BUNDLE, or ca_bundle of the profile',
  ],
  'not-accepted': ['failed', undefined],
  expired: ['stopped', undefined],
  'no-credentials': ['stopped', undefined],
  clock: ['failed', "set this machine's clock"],
  garbage: ['failed', 'something between here and AWS answered instead: check proxy and endpoint'],
  'repeated-page': ['failed', undefined],
  stopped: ['stopped', undefined],
  invalid: ['failed', undefined],
};

test('a cell ends by its fault as denied, throttled, failed or stopped, with what to do where there is something', () => {
  for (const [name, [outcome, advice]] of Object.entries(FAULTS)) {
    const given = fault(name as FaultClass);
    assert.deepEqual([outcomeOf(given), adviceFor(given, LISTING)], [outcome, advice], name);
  }
});

test('where nobody knows which call was denied, no permission is named', () => {
  assert.equal(adviceFor(fault('denied'), undefined), undefined);
});
