import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { lockReasons } from '../../../source/kinds/ebs/snapshot-holds.ts';
import {
  awsError,
  collectAll,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';
import { NOTHING_HELD } from './hold-answers.ts';

const UNTIL = new Date('2027-01-01T00:00:00Z');

/** A region with these snapshots; the second one is in the archive where `isArchived`. */
function region(
  answers: FakeContextSettings['answers'] = {},
  given: {
    readonly ids?: readonly string[];
    readonly isArchived?: boolean;
    readonly isPublic?: boolean;
  } = {},
) {
  const { ids = ['snap-1', 'snap-2'], isArchived = false, isPublic = false } = given;
  const snapshots = ids.map((SnapshotId, index) => ({
    SnapshotId,
    StorageTier: isArchived && index === 1 ? 'archive' : 'standard',
    StartTime: new Date('2026-09-01T00:00:00Z'),
  }));
  const own = inPages([{ Snapshots: snapshots }]);
  const image = { ImageId: 'ami-1', BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-1' } }] };
  return fakeContext({
    answers: {
      DescribeSnapshots: (input) => {
        if (input.RestorableByUserIds === undefined) return own(input);
        return { Snapshots: isPublic ? [{ SnapshotId: 'snap-2' }] : [] };
      },
      DescribeVolumes: [{ Volumes: [] }],
      DescribeImages: [{ Images: [image] }],
      ...NOTHING_HELD,
      ...answers,
    },
  });
}

/** The values of some columns, row by row, and what was missing. */
async function held(fake: ReturnType<typeof region>, ...ids: readonly string[]) {
  const { rows, error } = await collectAll(ebsSnapshot, fake);
  assert.equal(error, undefined);
  return {
    rows: rows.map(({ values }) => ids.map((id) => values[id])),
    missing: fake.missing.map(({ what }) => what).sort(),
  };
}

describe('what holds a snapshot', () => {
  it('is its lock with its end, and "none" where it has none', async () => {
    const locked = { SnapshotId: 'snap-2', LockState: 'governance', LockExpiresOn: UNTIL };
    const fake = region({ DescribeLockedSnapshots: [{ Snapshots: [locked, { LockState: 'compliance' }] }] });
    assert.deepEqual(await held(fake, 'lock', 'lock_until'), {
      rows: [
        ['none', null],
        ['governance', UNTIL.getTime()],
      ],
      missing: [],
    });
  });

  it('are the zones that fast restore is on in, or coming on, and no others', async () => {
    const row = (AvailabilityZone: string | undefined, State: string) => ({
      ...{ SnapshotId: 'snap-1', AvailabilityZone, State },
    });
    const restores = [
      row('a', 'enabled'),
      row('b', 'optimizing'),
      row('c', 'disabled'),
      row(undefined, 'enabling'),
    ];
    const fake = region({ DescribeFastSnapshotRestores: [{ FastSnapshotRestores: restores }] });
    assert.deepEqual((await held(fake, 'fast_restore_zones')).rows, [[['a', 'b', 'unknown zone']], [[]]]);
  });

  it('are the launch templates that name it or its AMIs, each once', async () => {
    const version = (name: string, data: object) => ({ LaunchTemplateName: name, LaunchTemplateData: data });
    const disk = { BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-2' } }, { DeviceName: 'x' }] };
    const versions = [
      version('web', { ImageId: 'ami-1' }),
      version('web', { ImageId: 'ami-1' }),
      version('batch', { ImageId: 'ami-1' }),
      version('scanner', disk),
      version('other', { ImageId: 'resolve:ssm:/golden' }),
      { LaunchTemplateId: 'lt-1' },
    ];
    const fake = region({ DescribeLaunchTemplateVersions: [{ LaunchTemplateVersions: versions }] });
    assert.deepEqual((await held(fake, 'launch_templates')).rows, [[['batch', 'web']], [['scanner']]]);
  });

  it('of one in the archive is when it was moved there, asked only where one is', async () => {
    const moved = { SnapshotId: 'snap-2', ArchivalCompleteTime: UNTIL };
    const answers = { DescribeSnapshotTierStatus: [{ SnapshotTierStatuses: [moved] }] };
    const fake = region(answers, { isArchived: true });
    assert.deepEqual((await held(fake, 'storage_tier', 'archived_at')).rows, [
      ['standard', null],
      ['archive', UNTIL.getTime()],
    ]);
    const without = region(answers);
    await held(without);
    assert.equal(without.callsOf('DescribeSnapshotTierStatus'), 0);
  });

  it('of a public one is what its region blocks, asked only where one is', async () => {
    const fake = region({}, { isPublic: true });
    assert.deepEqual((await held(fake, 'public', 'public_access_block')).rows, [
      [false, null],
      [true, 'unblocked'],
    ]);
    const without = region();
    await held(without);
    assert.equal(without.callsOf('GetSnapshotBlockPublicAccessState'), 0);
  });

  it('is asked of no region without snapshots', async () => {
    const fake = region({}, { ids: [] });
    assert.deepEqual(await held(fake), { rows: [], missing: [] });
    assert.deepEqual([...new Set(fake.calls.map(({ action }) => action))].sort(), [
      'ec2:DescribeImages',
      'ec2:DescribeSnapshots',
      'ec2:DescribeVolumes',
    ]);
  });

  it('is unknown, never none, where it is denied, and each part is told once', async () => {
    const denied = awsError('UnauthorizedOperation');
    const names = Object.keys(NOTHING_HELD);
    const fake = region(Object.fromEntries(names.map((name) => [name, () => denied])), {
      ...{ isArchived: true, isPublic: true },
    });
    const ids = ['lock', 'lock_until', 'fast_restore_zones', 'launch_templates', 'archived_at'];
    assert.deepEqual(await held(fake, ...ids, 'public_access_block'), {
      rows: [Array(6).fill(null), Array(6).fill(null)],
      missing: [
        'block of public access',
        'fast restores',
        'launch templates',
        'snapshot locks',
        'tier status',
      ],
    });
    for (const name of names) assert.equal(fake.callsOf(name), 1, name);
  });
});

describe('a lock', () => {
  it('keeps a snapshot from being deleted while it lasts, the cooling-off time of one too', () => {
    assert.deepEqual(lockReasons('governance', '2027-01-01'), ['locked (governance) until 2027-01-01']);
    assert.deepEqual(lockReasons('compliance-cooloff', null), ['locked (compliance-cooloff)']);
    for (const lock of ['expired', 'none', null]) assert.deepEqual(lockReasons(lock, '2026-01-01'), []);
  });
});
