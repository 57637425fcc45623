import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RegionListings } from '../../source/scan/region-listings.ts';

const on = (name: string) => ({ name, status: 'opted-in' }) as const;

test('accounts with the same regions have one listing, and one with others has its own', () => {
  const listings = new RegionListings();
  const first = listings.of([on('eu-west-1'), on('us-east-1')]);
  assert.equal(listings.of([on('eu-west-1'), on('us-east-1')]), first);
  const other = listings.of([on('eu-west-1'), { name: 'us-east-1', status: 'not-opted-in' }]);
  assert.deepEqual(
    [first, other].map(({ statusOf }) => statusOf.get('us-east-1')),
    ['opted-in', 'not-opted-in'],
  );
});
