import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  costSentences,
  costSheetSentences,
  missingSentence,
  ownerTagWords,
  PRICES_ADVICE,
} from '../../source/analysis/cost-words.ts';
import { noCost, REPORT } from './example-report.ts';

const PRICES = { date: '2026-01-31', source: 'a contract', regions: ['us-east-1', 'eu-west-1'] };

/** Of ten snapshots of EBS, so many have no price or no size. */
function missing(withoutPrice: number, withoutSize: number) {
  const withoutHigh = withoutPrice + withoutSize;
  return {
    total: { count: 1210, low: 1, high: 2, withoutLow: withoutHigh, withoutHigh },
    byTab: [{ tab: 'ebs', count: 1210, withoutHigh, withoutSize }],
  };
}

test('how many snapshots have no cost is said with the reason, each where there is any', () => {
  assert.equal(missingSentence(missing(0, 0)), null);
  assert.equal(missingSentence(missing(6, 0)), 'Cost known for 1,204 of 1,210 snapshots: 6 without a price.');
  assert.equal(
    missingSentence(missing(0, 6)),
    'Cost known for 1,204 of 1,210 snapshots: 6 without a known size.',
  );
  assert.equal(
    missingSentence(missing(1000, 6)),
    'Cost known for 204 of 1,210 snapshots: 1,000 without a price, 6 without a known size.',
  );
});

test('prices are said with their date, their source and the regions that they are known for', () => {
  const said = (regions: readonly string[]) =>
    costSentences({ ...missing(0, 0), prices: { ...PRICES, regions } })[1];
  assert.equal(
    said(PRICES.regions),
    'Prices of 2026-01-31 (a contract); known for us-east-1, eu-west-1. What has no price or size is unknown, not zero, and in no sum.',
  );
  assert.match(said([]) ?? '', /; known for no region\. /);
});

test('what belongs to the costs of a service is said once where there are such costs', () => {
  const tab = (id: string) => ({ tab: id, count: 1, withoutHigh: 0, withoutSize: 0 });
  const said = (...tabs: string[]) =>
    costSentences({ prices: PRICES, total: noCost.total, byTab: tabs.map(tab) }).slice(1, -1);
  assert.deepEqual(said('ebs'), []);
  assert.deepEqual(said('ebs', 'rds', 'rds'), [
    'RDS keeps backups free up to the storage of its databases, so their low bound is 0.',
  ]);
  assert.deepEqual(said('tasks'), []);
});

test('how prices that are missing are given is said where any is missing', () => {
  const said = costSentences({ ...missing(6, 0), prices: PRICES });
  assert.equal(said.at(-1), `Cost known for 1,204 of 1,210 snapshots: 6 without a price. ${PRICES_ADVICE}`);
  assert.equal(costSentences({ ...missing(0, 0), prices: PRICES }).length, said.length - 1);
});

test('a sheet of costs says what names an owner, and nothing more where there is no estimate', () => {
  const cost = { ...REPORT.cost, prices: PRICES, ownerTags: ['owner', 'team'] };
  assert.deepEqual(costSheetSentences(cost), [
    ...costSentences(cost),
    'Owner is the owner tag (owner, team) of a snapshot.',
  ]);
  assert.deepEqual(costSheetSentences(noCost), ['This scan file holds no estimate of costs.']);
  assert.equal(ownerTagWords([]), 'owner tag');
});
