import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scanFacts } from '../../source/scan/facts.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { QUICK_RETRY } from '../helpers/scan.ts';
import { madeFacts } from '../helpers/scan-files.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

function factsOf(change: Partial<ScanSettings>) {
  const { identity } = madeFacts();
  assert.ok(identity !== null);
  const settings = demoScanSettings('scan.sqlite', { endpointUrl: 'http://127.0.0.1:1', retry: QUICK_RETRY });
  return scanFacts({ ...settings, ...change }, identity, { on: ['us-east-1'], off: ['af-south-1'] });
}

test('a scan file says from the start who scans what, and is not complete until the end', () => {
  const facts = factsOf({ kinds: ['ebs-snapshot'], startedAt: 5 });
  assert.deepEqual(
    [facts.identity?.accountName, facts.regions, facts.regionsOff, facts.kinds],
    ['PROD-ACCOUNT', ['us-east-1'], ['af-south-1'], ['ebs-snapshot']],
  );
  assert.deepEqual([facts.startedAt, facts.endedAt, facts.complete], [5, null, false]);
});

test('a scan file keeps the options as a person would give them, every region by one word', () => {
  const { collect } = demoScanSettings('x', { endpointUrl: 'http://127.0.0.1:1', retry: QUICK_RETRY });
  const { options } = factsOf({
    kinds: ['ebs-snapshot'],
    regionPatterns: ['us-*', 'eu-west-1'],
    collect: { ...collect, since: Date.UTC(2026, 0, 2), until: null },
  });
  assert.deepEqual(options.regions, ['us-*', 'eu-west-1']);
  assert.deepEqual([options.since, options.until], ['2026-01-02T00:00:00.000Z', null]);
  assert.deepEqual([options.old_days, options.owner_tags], [365, ['owner', 'team']]);
  assert.deepEqual(factsOf({ regionPatterns: [] }).options.regions, ['all']);
});
