import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRegionPatterns, regionPatterns, UnknownRegionError } from '../../source/aws/region-patterns.ts';
import { chooseRegions } from '../../source/aws/regions.ts';

const LISTED = [
  { name: 'af-south-1', status: 'not-opted-in' },
  { name: 'eu-west-1', status: 'opt-in-not-required' },
  { name: 'me-south-1', status: 'opted-in' },
  { name: 'us-east-1', status: 'opt-in-not-required' },
  { name: 'us-west-2', status: 'unknown' },
] as const;

test('regions are given as names, globs and comma lists, repeated', () => {
  assert.deepEqual(regionPatterns(['us-east-1, eu-*', 'all', '']), ['us-east-1', 'eu-*', 'all']);
});

test('without a choice every region that is on is scanned, and those that are off are told', () => {
  assert.deepEqual(chooseRegions(LISTED, []), {
    on: ['eu-west-1', 'me-south-1', 'us-east-1', 'us-west-2'],
    off: ['af-south-1'],
  });
});

test('globs choose among the listed regions', () => {
  assert.deepEqual(chooseRegions(LISTED, ['us-*', 'af-south-1']), {
    on: ['us-east-1', 'us-west-2'],
    off: ['af-south-1'],
  });
});

test('a region that does not exist is refused before any call, with close and valid names', () => {
  assert.throws(
    () => checkRegionPatterns(['us-east-3']),
    (error) =>
      error instanceof UnknownRegionError &&
      error.message.startsWith('There is no region "us-east-3". Close: us-east-1, us-east-2') &&
      error.message.includes('Valid in AWS Commercial: all, af-south-1'),
  );
  assert.throws(() => checkRegionPatterns(['mars-*']), UnknownRegionError);
});

test('regions of every partition, globs and all pass', () => {
  checkRegionPatterns(['all', 'us-*', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1']);
});

test('valid names are those of the partition that the name comes close to', () => {
  assert.throws(
    () => checkRegionPatterns(['cn-north-2']),
    /Valid in AWS China: all, cn-north-1, cn-northwest-1$/,
  );
});
