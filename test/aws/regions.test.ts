import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  checkListed,
  checkRegionNames,
  checkUnasked,
  regionPatterns,
  UnknownRegionError,
} from '../../source/aws/region-patterns.ts';
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

test('what is no name of a region is refused before any call, with close and valid names', () => {
  assert.throws(
    () => checkRegionNames(['us-east']),
    (error) =>
      error instanceof UnknownRegionError &&
      error.message.startsWith('There is no region "us-east". Close: us-east-1, us-east-2') &&
      error.message.includes('Valid in AWS Commercial: all, af-south-1'),
  );
});

test('regions of every partition, globs, all and names of new regions pass before AWS is asked', () => {
  checkRegionNames(['all', 'us-*', 'cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'sa-west-1', 'mars-*']);
});

test('valid names are those of the partition that the name comes close to', () => {
  assert.throws(() => checkRegionNames(['cn-north']), /Valid in AWS China: all, cn-north-1, cn-northwest-1$/);
});

test('where AWS cannot be asked our own list decides, and says that it is no more than that', () => {
  checkUnasked(['all', 'us-*', 'cn-north-1']);
  assert.throws(
    () => checkUnasked(['sa-west-1']),
    /^UnknownRegion: There is no region "sa-west-1" in the list of this version, and AWS could not be asked for its own\. Close: ca-west-1, us-west-1, sa-east-1\./,
  );
  assert.throws(() => checkUnasked(['mars-*']), UnknownRegionError);
});

test("AWS's listing outranks our own list, both ways", () => {
  const listed = ['eu-west-1', 'sa-west-1', 'us-east-1'];
  checkListed(['all', 'sa-west-1', 'sa-w*', 'us-*', 'me-*'], listed);
  assert.throws(
    () => checkListed(['sa-west-1', 'us-west-2'], listed),
    /^UnknownRegion: There is no region "us-west-2" among those that AWS lists for this account\. Close: eu-west-1, sa-west-1, us-east-1\. Valid: all, eu-west-1, sa-west-1, us-east-1$/,
  );
  assert.throws(() => checkListed(['mars-*'], listed), /No region matches "mars-\*"/);
});
