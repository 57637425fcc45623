import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { RetentionRule } from '../../../source/aws/rbin.ts';
import { ami } from '../../../source/kinds/ami/ami.ts';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { binWords, keptBy } from '../../../source/kinds/ebs/retention-rules.ts';
import { awsError, collectAll, type FakeContextSettings, fakeContext } from '../../helpers/fake-context.ts';
import { NOTHING_HELD } from './hold-answers.ts';

const rule = (id: string, days: number, more: Partial<RetentionRule> = {}): RetentionRule => ({
  ...{ Identifier: id, Status: 'available', ...more },
  RetentionPeriod: { RetentionPeriodValue: days, RetentionPeriodUnit: 'DAYS' },
});

const PROD = { ResourceTagKey: 'env', ResourceTagValue: 'prod' };
const inProd = [{ Key: 'env', Value: 'prod' }];

describe('a rule of the Recycle Bin', () => {
  it('with tags is for what has one of them, by its value where that is given', () => {
    const tagged = rule('tagged', 7, { ResourceTags: [PROD, { ResourceTagKey: 'keep' }] });
    assert.deepEqual(keptBy([tagged], inProd), { id: 'tagged', days: 7 });
    assert.deepEqual(keptBy([tagged], [{ Key: 'keep', Value: 'any' }]), { id: 'tagged', days: 7 });
    assert.equal(keptBy([tagged], [{ Key: 'env', Value: 'qa' }]), 'none');
    assert.equal(keptBy([tagged], []), 'none');
  });

  it('without tags is for all of the region, but for what has an exclusion tag', () => {
    const whole = rule('whole', 7, { ResourceTags: [], ExcludeResourceTags: [PROD] });
    assert.deepEqual(keptBy([whole], []), { id: 'whole', days: 7 });
    assert.equal(keptBy([whole], inProd), 'none');
  });

  it('keeps nothing until it is available, and of several the one that keeps longest counts', () => {
    assert.equal(keptBy([rule('new', 30, { Status: 'pending' })], []), 'none');
    assert.equal(keptBy([], []), 'none');
    const rules = [rule('week', 7), rule('month', 30), rule('day', 1)];
    assert.deepEqual(keptBy(rules, []), { id: 'month', days: 30 });
    assert.deepEqual(keptBy(rules.toReversed(), []), { id: 'month', days: 30 });
  });

  it('keeps for nobody knows how long where it is not told in days', () => {
    assert.deepEqual(keptBy([{ Identifier: 'odd', Status: 'available' }], []), {
      id: 'odd',
      days: undefined,
    });
  });
});

describe('what becomes of a candidate once it is deleted', () => {
  it('is told by the rule, or that nobody read the rules', () => {
    const words = (recycle_bin_rule: string | null, recycle_bin_days: number | null = null) =>
      binWords({ recycle_bin_rule, recycle_bin_days });
    assert.equal(
      words('r-1', 14),
      'once deleted it is in the Recycle Bin for 14 days (rule r-1), and billed till then',
    );
    assert.equal(
      words('r-1'),
      'once deleted it is in the Recycle Bin for a time that is not known (rule r-1), and billed till then',
    );
    assert.equal(words('none'), 'no rule of the Recycle Bin keeps it once it is deleted');
    assert.equal(
      words('not checked'),
      'Recycle Bin rules were not read: whether it goes to the bin is not known',
    );
    assert.equal(words(null), 'Recycle Bin rules could not be read: whether it goes to the bin is not known');
  });
});

const SNAPSHOTS = [{ SnapshotId: 'snap-1', Tags: inProd }, { SnapshotId: 'snap-2' }];
const RULES: FakeContextSettings['answers'] = {
  ListRules: (input) => ({
    Rules: input.ResourceType === 'EBS_SNAPSHOT' ? [{ Identifier: 'prod' }] : [{ Identifier: 'images' }],
  }),
  GetRule: (input) =>
    input.Identifier === 'prod' ? rule('prod', 14, { ResourceTags: [PROD] }) : rule('images', 30),
};

function inRegion(answers: FakeContextSettings['answers'], kinds: readonly string[]) {
  return fakeContext({
    answers: {
      ...NOTHING_HELD,
      DescribeSnapshots: (input) => ({ Snapshots: input.RestorableByUserIds === undefined ? SNAPSHOTS : [] }),
      DescribeVolumes: [{ Volumes: [] }],
      DescribeInstances: [{ Reservations: [] }],
      DescribeImages: () => ({ Images: [{ ImageId: 'ami-1' }] }),
      ...answers,
    },
    kinds,
  });
}

describe('rules of the Recycle Bin', () => {
  it('are asked once a region with the kind of the bin, for snapshots and for AMIs', async () => {
    const ofSnapshots = inRegion(RULES, ['ebs-snapshot', 'recycle-bin']);
    const { rows } = await collectAll(ebsSnapshot, ofSnapshots);
    assert.deepEqual(
      rows.map(({ values }) => [values.recycle_bin_rule, values.recycle_bin_days]),
      [
        ['prod', 14],
        ['none', null],
      ],
    );
    assert.deepEqual([ofSnapshots.callsOf('ListRules'), ofSnapshots.callsOf('GetRule')], [1, 1]);
    const ofImages = inRegion(RULES, ['ami', 'recycle-bin']);
    const images = await collectAll(ami, ofImages);
    assert.deepEqual(
      images.rows.map(({ values }) => [values.recycle_bin_rule, values.recycle_bin_days]),
      [['images', 30]],
    );
  });

  it('are not asked without it, and what could not be read is unknown', async () => {
    const without = inRegion({}, ['ebs-snapshot']);
    const { rows } = await collectAll(ebsSnapshot, without);
    assert.deepEqual([rows[0]?.values.recycle_bin_rule, without.callsOf('ListRules')], ['not checked', 0]);
    for (const operation of ['ListRules', 'GetRule']) {
      const denied = inRegion({ ...RULES, [operation]: () => awsError('AccessDeniedException') }, [
        'ebs-snapshot',
        'recycle-bin',
      ]);
      const found = await collectAll(ebsSnapshot, denied);
      assert.deepEqual(
        found.rows.map(({ values }) => values.recycle_bin_rule),
        [null, null],
      );
      assert.deepEqual(denied.missing, [{ what: 'Recycle Bin rules', reason: 'AccessDeniedException' }]);
    }
  });
});
