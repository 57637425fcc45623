/** The policies of Data Lifecycle Manager that made EBS snapshots: asked only where one did, and what becomes of the verdict. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { keptByPolicy } from '../../../source/kinds/ebs/lifecycle-policies.ts';
import { awsError, collectAll, type FakeContextSettings, fakeContext } from '../../helpers/fake-context.ts';
import { NOTHING_HELD } from './hold-answers.ts';

const made = (SnapshotId: string, policy: string | null, more: object = {}) => ({
  ...{ SnapshotId, VolumeId: 'vol-1' },
  Tags: policy === null ? [] : [{ Key: 'aws:dlm:lifecycle-policy-id', Value: policy }],
  ...more,
});

const POLICIES = {
  GetLifecyclePolicies: () => ({
    Policies: [
      { PolicyId: 'policy-1', Description: 'nightly', State: 'ENABLED' },
      { PolicyId: 'policy-2', State: 'DISABLED' },
      { PolicyId: 'policy-3' },
    ],
  }),
};

async function told(snapshots: readonly object[], answers: FakeContextSettings['answers'] = POLICIES) {
  const fake = fakeContext({
    answers: {
      DescribeSnapshots: ({ RestorableByUserIds }) => ({
        Snapshots: RestorableByUserIds === undefined ? snapshots : [],
      }),
      DescribeVolumes: [{ Volumes: [] }],
      DescribeImages: [{ Images: [] }],
      ...NOTHING_HELD,
      ...answers,
    },
  });
  const { rows, error } = await collectAll(ebsSnapshot, fake);
  assert.equal(error, undefined);
  const ids = ['dlm_policy', 'dlm_policy_name', 'dlm_policy_state'];
  return {
    rows: rows.map(({ values }) => ids.map((id) => values[id])),
    calls: fake.callsOf('GetLifecyclePolicies'),
    missing: fake.missing.map(({ what }) => what),
  };
}

describe('the lifecycle policy of a snapshot', () => {
  it('is on, off, of a state that AWS does not tell, or gone; none made the others', async () => {
    const { rows, calls, missing } = await told([
      made('a', 'policy-1'),
      made('b', 'policy-2'),
      made('c', 'policy-3'),
      made('d', 'policy-4'),
      made('e', null),
    ]);
    assert.deepEqual(rows, [
      ['policy-1', 'nightly', 'ENABLED'],
      ['policy-2', null, 'DISABLED'],
      ['policy-3', null, 'unknown'],
      ['policy-4', null, 'gone'],
      [null, null, 'none'],
    ]);
    assert.deepEqual([calls, missing], [1, []]);
  });

  it('of a copy may be in another region, and is never called gone', async () => {
    const { rows, calls } = await told([
      made('a', 'policy-4', { Description: '[Copied snap-0a1b from eu-west-1] ' }),
      made('b', 'policy-4', { VolumeId: 'vol-ffffffff' }),
    ]);
    assert.deepEqual([rows, calls], [Array(2).fill(['policy-4', null, 'unknown']), 0]);
  });

  it('is not asked for where no policy made a snapshot', async () => {
    assert.equal((await told([made('a', null)])).calls, 0);
  });

  it('stays open where policies are denied, and the cell says so', async () => {
    const denied = { GetLifecyclePolicies: () => awsError('AccessDeniedException') };
    assert.deepEqual(await told([made('a', 'policy-1'), made('b', null)], denied), {
      rows: [
        ['policy-1', null, null],
        [null, null, 'none'],
      ],
      ...{ calls: 1, missing: ['lifecycle policies'] },
    });
  });
});

describe('what a lifecycle policy means for deleting a snapshot', () => {
  const kept = (dlm_policy_state: string | null, dlm_policy_name: string | null = null) =>
    keptByPolicy({ dlm_policy: 'policy-1', dlm_policy_name, dlm_policy_state });
  const by = 'policy policy-1 of Data Lifecycle Manager keeps it';

  it('is that it keeps it, in whatever state', () => {
    assert.deepEqual(kept('ENABLED', 'nightly'), {
      dlm: 'policy policy-1 (nightly) of Data Lifecycle Manager keeps it',
      ...{ isEndless: false, makers: [] },
    });
    assert.deepEqual(
      ['DISABLED', 'ERROR', 'unknown', null].map((state) => kept(state).dlm),
      [
        `${by}, and is disabled: it deletes nothing until it is enabled again`,
        `${by}; its state is ERROR`,
        `${by}; whether it still exists is not known`,
        `${by}; policies could not be read`,
      ],
    );
  });

  it('is that nothing deletes it where the policy is gone', () => {
    assert.deepEqual(kept('gone'), {
      isEndless: true,
      makers: ['made by policy policy-1 of Data Lifecycle Manager, which no longer exists'],
    });
    assert.deepEqual(keptByPolicy({ dlm_policy: null }), { isEndless: false, makers: [] });
  });
});
