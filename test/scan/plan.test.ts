import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UnknownRegionError } from '../../source/aws/region-patterns.ts';
import type { RegionStatus } from '../../source/model/cell.ts';
import { planScan } from '../../source/scan/plan.ts';

const who = {
  account: '111122223333',
  callerArn: 'arn:aws:iam::111122223333:user/me',
  partition: 'aws',
  region: 'eu-west-1',
};
const regions: readonly RegionStatus[] = [
  { name: 'af-south-1', status: 'not-opted-in' },
  { name: 'eu-west-1', status: 'opt-in-not-required' },
  { name: 'us-east-1', status: 'unknown' },
];
const settings = { regionPatterns: [], accountMappings: {}, kinds: ['ebs-snapshots', 'rds-snapshots'] };

test('a plan has a cell for each kind in each region, those that are off last', () => {
  const plan = planScan(settings, who, regions);
  assert.deepEqual(plan.on, ['eu-west-1', 'us-east-1']);
  assert.deepEqual(plan.off, ['af-south-1']);
  assert.deepEqual(
    plan.cells.map((cell) => `${cell.account} ${cell.partition} ${cell.region} ${cell.kind}`),
    [
      '111122223333 aws eu-west-1 ebs-snapshots',
      '111122223333 aws eu-west-1 rds-snapshots',
      '111122223333 aws us-east-1 ebs-snapshots',
      '111122223333 aws us-east-1 rds-snapshots',
      '111122223333 aws af-south-1 ebs-snapshots',
      '111122223333 aws af-south-1 rds-snapshots',
    ],
  );
});

test('an account that the settings name has that name at once, any other its number', () => {
  const named = planScan({ ...settings, accountMappings: { '111122223333': 'shop' } }, who, regions);
  assert.deepEqual([named.identity.accountName, named.isNamed], ['shop', true]);
  const unnamed = planScan(settings, who, regions);
  assert.deepEqual([unnamed.identity.accountName, unnamed.isNamed], ['111122223333', false]);
});

test('a plan without a region that is on says which of those asked for are off, and which are on', () => {
  assert.throws(
    () => planScan({ ...settings, regionPatterns: ['af-*'] }, who, regions),
    new UnknownRegionError('Not enabled for account 111122223333: af-south-1. Enabled: eu-west-1, us-east-1'),
  );
});

test('a plan of patterns that no region matches says so with the partition in words', () => {
  assert.throws(
    () => planScan({ ...settings, regionPatterns: ['cn-*', 'me-*'] }, who, regions),
    (error: unknown) =>
      error instanceof UnknownRegionError && /^No region of .+ matches cn-\*, me-\*$/.test(error.message),
  );
});

test('a region that is named and that AWS does not list ends the plan, whatever others are on', () => {
  assert.throws(
    () => planScan({ ...settings, regionPatterns: ['eu-west-1', 'eu-west-9'] }, who, regions),
    /There is no region "eu-west-9" among those that AWS lists for this account\. Close: eu-west-1\. Valid: /,
  );
});

test('a new region that AWS lists is planned, and one that is named where AWS lists none is tried', () => {
  const listed: readonly RegionStatus[] = [...regions, { name: 'sa-west-1', status: 'opted-in' }];
  assert.deepEqual(planScan({ ...settings, regionPatterns: ['sa-west-1'] }, who, listed).on, ['sa-west-1']);
  const unknown: readonly RegionStatus[] = [{ name: 'eu-west-1', status: 'unknown' }];
  assert.deepEqual(planScan({ ...settings, regionPatterns: ['sa-west-1'] }, who, unknown).on, ['sa-west-1']);
});
