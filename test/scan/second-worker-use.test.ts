import assert from 'node:assert/strict';
import os from 'node:os';
import { test } from 'node:test';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { hasSecondWorker } from '../../source/scan/second-worker.ts';
import { QUICK_RETRY } from '../helpers/scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

const SEVERAL_PROCESSORS = os.availableParallelism() > 1;

/** Whether such a scan has a second worker, where the machine has processors for two. */
function has(regionPatterns: readonly string[], kinds: readonly string[], concurrency = 64): boolean {
  const settings = demoScanSettings('scan.sqlite', { endpointUrl: 'http://127.0.0.1:1', retry: QUICK_RETRY });
  const scan: ScanSettings = { ...settings, regionPatterns, kinds, aws: { ...settings.aws, concurrency } };
  return hasSecondWorker(scan);
}

const MIXED = ['datasync-task', 'ebs-snapshot'];
const SNAPSHOTS = ['ebs-snapshot', 'rds-snapshot'];

test('a scan of several regions is shared by two workers, whatever its kinds are', {
  skip: !SEVERAL_PROCESSORS,
}, () => {
  for (const regions of [[], ['all'], ['us-*'], ['us-east-?'], ['us-[ew]est-1'], ['{a,b}'], ['a', 'b']])
    for (const kinds of [MIXED, SNAPSHOTS]) assert.equal(has(regions, kinds), true, regions.join(' '));
});

test('a scan of one region is shared where it has snapshots and others', {
  skip: !SEVERAL_PROCESSORS,
}, () => {
  assert.equal(has(['us-east-1'], MIXED), true);
  assert.equal(has(['us-east-1'], SNAPSHOTS), false);
  assert.equal(has(['us-east-1'], ['datasync-task']), false);
});

test('a scan that may make one call at a time has one worker', () => {
  assert.equal(has(['all'], MIXED, 1), false);
  assert.equal(has(['all'], MIXED, 2), SEVERAL_PROCESSORS);
});
