import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ami } from '../../../source/kinds/ami/ami.ts';
import { backupRecoveryPoint } from '../../../source/kinds/backup/backup-recovery-point.ts';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { awsError, collectAll, type FakeContextSettings, fakeContext } from '../../helpers/fake-context.ts';
import { NOTHING_HELD } from '../ebs/hold-answers.ts';

const GIBIBYTE = 1024 ** 3;

const disk = (SnapshotId: string, Encrypted = true) => ({ Ebs: { SnapshotId, Encrypted } });

const GOLDEN = {
  ImageId: 'ami-1',
  Name: 'golden',
  State: 'available',
  CreationDate: '2026-01-05T02:00:00.000Z',
  LastLaunchedTime: '2026-03-01T08:00:00Z',
  DeprecationTime: '2028-01-05T02:00:00.000Z',
  DeregistrationProtection: 'disabled',
  Public: false,
  SourceInstanceId: 'i-1',
  SourceImageId: 'ami-0',
  Architecture: 'arm64',
  PlatformDetails: 'Linux/UNIX',
  RootDeviceType: 'ebs',
  BlockDeviceMappings: [disk('snap-1'), disk('snap-2', false), disk('snap-1'), { VirtualName: 'ephemeral0' }],
};

const ANSWERS: FakeContextSettings['answers'] = {
  ...NOTHING_HELD,
  DescribeImages: [
    {
      Images: [
        GOLDEN,
        {
          ImageId: 'ami-2',
          State: 'disabled',
          CreationDate: '2025-01-05T02:00:00.000Z',
          Description: '[Copied ami-0123abcd from us-east-1] golden',
          RootDeviceType: 'instance-store',
        },
      ],
      NextToken: 'more',
    },
    { Images: [{ ImageId: 'ami-3', CreationDate: '2024-01-05T02:00:00.000Z', Public: true }] },
  ],
  DescribeInstances: [
    {
      Reservations: [
        {
          Instances: [
            {
              InstanceId: 'i-1',
              ImageId: 'ami-0',
              State: { Name: 'running' },
              Tags: [{ Key: 'Name', Value: 'wms' }],
            },
            { InstanceId: 'i-2', ImageId: 'ami-1', State: { Name: 'stopped' } },
            { InstanceId: 'i-3', ImageId: 'ami-1', State: { Name: 'terminated' } },
          ],
        },
      ],
    },
  ],
  DescribeLaunchTemplateVersions: [
    { LaunchTemplateVersions: [{ LaunchTemplateName: 'fleet', LaunchTemplateData: { ImageId: 'ami-2' } }] },
  ],
  GetImageBlockPublicAccessState: [{ ImageBlockPublicAccessState: 'unblocked' }],
};

describe('own AMIs', () => {
  it('are listed whatever their state, with what they are made of, who uses them, and when they were launched', async () => {
    const fake = fakeContext({ answers: ANSWERS, kinds: ['ami'] });
    const { rows, error } = await collectAll(ami, fake);
    assert.equal(error, undefined);
    assert.deepEqual(fake.calls[0], {
      action: 'ec2:DescribeImages',
      input: {
        ...{ Owners: ['self'], IncludeDeprecated: true, IncludeDisabled: true },
        ...{ MaxResults: 1000, NextToken: undefined },
      },
    });
    assert.deepEqual(
      rows.map(({ key, problem }) => [key, problem]),
      [
        ['ami-1', null],
        ['ami-2', null],
        ['ami-3', null],
      ],
    );
    const told = rows.map(({ values }) => [
      ...[values.status, values.origin, values.source, values.source_name, values.source_exists],
      ...[values.snapshots, values.snapshot_ids, values.encrypted, values.root_device, values.platform],
      ...[values.instances, values.launch_templates, values.source_ami, values.base_ami, values.idle_days],
    ]);
    assert.deepEqual(told, [
      [
        ...['available', 'manual', 'i-1', 'wms', 'yes', 2, ['snap-1', 'snap-2'], false, 'ebs', 'Linux/UNIX'],
        ...[['i-2'], [], null, 'ami-0', 214],
      ],
      [
        ...['disabled', 'copy', null, null, 'unknown', 0, [], null, 'instance-store', null],
        ...[[], ['fleet'], 'ami-0123abcd', null, 634],
      ],
      [null, 'manual', null, null, 'unknown', 0, [], null, null, null, [], [], null, null, 1000],
    ]);
    const [first] = rows;
    assert.deepEqual(
      ['creation_time', 'last_launched', 'deprecated_at', 'size', 'snapshots_size', 'shared_with'].map(
        (id) => first?.values[id],
      ),
      [
        ...[Date.UTC(2026, 0, 5, 2), Date.UTC(2026, 2, 1, 8), Date.UTC(2028, 0, 5, 2)],
        ...[null, null, ['not checked']],
      ],
    );
    assert.deepEqual(
      rows.map(({ values }) => values.public_access_block),
      [null, null, 'unblocked'],
    );
  });

  it('ask for nothing besides where there is none', async () => {
    const fake = fakeContext({ answers: { DescribeImages: [{ Images: [] }] }, kinds: ['ami'] });
    const { rows, error } = await collectAll(ami, fake);
    assert.deepEqual([rows, error, fake.calls.length], [[], undefined, 1]);
  });

  it('are listed all the same where nothing else can be read, and say that they do not know', async () => {
    const denied = [awsError('UnauthorizedOperation')];
    const answers = { ...ANSWERS, DescribeInstances: denied, DescribeLaunchTemplateVersions: denied };
    const fake = fakeContext({
      answers: { ...answers, GetImageBlockPublicAccessState: denied },
      kinds: ['ami'],
    });
    const { rows } = await collectAll(ami, fake);
    assert.deepEqual(
      rows.map(({ values }) => [values.instances, values.launch_templates, values.source_exists]),
      [
        [null, null, null],
        [null, null, 'unknown'],
        [null, null, 'unknown'],
      ],
    );
    assert.deepEqual(fake.missing.map(({ what }) => what).sort(), [
      ...['block of public AMIs', 'instances', 'launch templates'],
    ]);
  });

  it('say of a time that cannot be read that it is not known', async () => {
    const images = [{ ImageId: 'ami-1', CreationDate: 'the day before', LastLaunchedTime: '' }];
    const answers = { ...ANSWERS, DescribeImages: [{ Images: images }] };
    const { rows } = await collectAll(ami, fakeContext({ answers, kinds: ['ami'] }));
    assert.deepEqual(
      rows.map(({ problem, values }) => [problem, values.creation_time, values.idle_days]),
      [['CreationDate cannot be read: the day before', null, null]],
    );
  });

  it('are asked one by one with whom they are shared, but for those that nobody can launch', async () => {
    const answers = {
      ...ANSWERS,
      DescribeImageAttribute: (input: Record<string, unknown>) =>
        input.ImageId === 'ami-1'
          ? { LaunchPermissions: [{ UserId: '111122223333' }] }
          : awsError('UnauthorizedOperation'),
    };
    const fake = fakeContext({ answers, kinds: ['ami'], options: { attributes: true } });
    const { rows } = await collectAll(ami, fake);
    assert.deepEqual(
      rows.map(({ values, problem }) => [values.shared_with, values.public, problem]),
      [
        [['111122223333'], false, null],
        [[], false, null],
        [null, true, 'who it is shared with could not be read'],
      ],
    );
    assert.equal(fake.callsOf('DescribeImageAttribute'), 2);
  });
});

/** EBS snapshots and AMIs of one region in one run. */
async function together(answers: FakeContextSettings['answers'], kinds: readonly string[]) {
  const all = [ebsSnapshot, ami, backupRecoveryPoint].filter(({ id }) => kinds.includes(id));
  const settings = {
    answers: { DescribeVolumes: [{ Volumes: [] }], ...ANSWERS, ...answers },
    kinds,
    scope: {},
  };
  const fakes = all.map((kind) => [kind, fakeContext(settings)] as const);
  const collected = await Promise.all(fakes.map(([kind, fake]) => collectAll(kind, fake)));
  const asked = (name: string) => fakes.reduce((sum, [, fake]) => sum + fake.callsOf(name), 0);
  return { rowsOf: (id: string) => collected[all.findIndex((kind) => kind.id === id)]?.rows ?? [], asked };
}

const snapshots = (...Snapshots: readonly object[]) => ({
  DescribeSnapshots: (input: Record<string, unknown>) =>
    input.RestorableByUserIds === undefined ? { Snapshots } : { Snapshots: [] },
});
const ofDisk = (SnapshotId: string, more: object) => ({ SnapshotId, State: 'completed', ...more });

describe('AMIs beside EBS snapshots', () => {
  it('come to what their snapshots come to, and share what is asked of a region', async () => {
    const listed = snapshots(
      ofDisk('snap-1', { VolumeSize: 8, FullSnapshotSizeInBytes: 3 * GIBIBYTE }),
      ofDisk('snap-2', { VolumeSize: 5 }),
    );
    const { rowsOf, asked } = await together(listed, ['ebs-snapshot', 'ami']);
    assert.deepEqual(
      rowsOf('ami').map(({ values }) => [values.snapshots_size, values.size]),
      [
        [8 * GIBIBYTE, null],
        [null, null],
        [null, null],
      ],
    );
    assert.deepEqual(
      ['DescribeImages', 'DescribeLaunchTemplateVersions', 'DescribeInstances'].map(asked),
      [2, 1, 1],
    );
  });

  it('do not know what they come to where one of the snapshots was not read, or has no size', async () => {
    const whole = ofDisk('snap-1', { VolumeSize: 8 });
    for (const listed of [[whole], [whole, ofDisk('snap-2', {})]]) {
      const { rowsOf } = await together(snapshots(...listed), ['ebs-snapshot', 'ami']);
      assert.equal(rowsOf('ami')[0]?.values.snapshots_size, null);
    }
    const refused = { DescribeSnapshots: () => awsError('UnauthorizedOperation') };
    const { rowsOf } = await together(refused, ['ebs-snapshot', 'ami']);
    assert.deepEqual(
      rowsOf('ami').map(({ key, values }) => [key, values.snapshots_size]),
      [
        ['ami-1', null],
        ['ami-2', null],
        ['ami-3', null],
      ],
    );
  });
});

const ARN = 'arn:aws:ec2:us-east-1::image/ami-1';
const IN_VAULT = {
  ListBackupVaults: [{ BackupVaultList: [{ BackupVaultName: 'Default', Locked: true }] }],
  ListRecoveryPointsByBackupVault: [
    { RecoveryPoints: [{ RecoveryPointArn: ARN, ResourceType: 'EC2', Status: 'COMPLETED' }] },
  ],
  ListBackupPlans: [{ BackupPlansList: [] }],
  ListLegalHolds: [{ LegalHolds: [] }],
  ListProtectedResources: [{ Results: [] }],
};

describe('a recovery point of AWS Backup that is an AMI', () => {
  for (const kinds of [
    ['ami', 'backup-recovery-point'],
    ['ebs-snapshot', 'ami', 'backup-recovery-point'],
  ])
    it(`is told of the AMI, and no row of its own, with ${kinds.join(', ')}`, async () => {
      const listed = { ...snapshots(ofDisk('snap-1', { VolumeSize: 8 })), ...IN_VAULT };
      const once = new Map<string, number>();
      // The vaults are walked once, by whichever kind comes first.
      const answers = Object.fromEntries(
        Object.entries(listed).map(([name, script]) => [
          name,
          typeof script === 'function'
            ? script
            : () => {
                once.set(name, (once.get(name) ?? 0) + 1);
                return script[0] ?? awsError('UnscriptedCall');
              },
        ]),
      );
      const { rowsOf } = await together(answers, kinds);
      assert.deepEqual(
        rowsOf('ami').map(({ values }) => [values.vault, values.vault_locked, values.recovery_point_arn]),
        [
          ['Default', true, ARN],
          ['none', null, null],
          ['none', null, null],
        ],
      );
      assert.deepEqual(rowsOf('backup-recovery-point'), []);
      assert.equal(once.get('ListRecoveryPointsByBackupVault'), 1);
      if (kinds.includes('ebs-snapshot'))
        assert.deepEqual(
          rowsOf('ebs-snapshot').map(({ values }) => [values.snapshot_id, values.vault]),
          [['snap-1', 'Default']],
        );
    });

  it('stays a row where neither kind has the AMI', async () => {
    const gone = {
      ...IN_VAULT,
      ...snapshots(),
      ListRecoveryPointsByBackupVault: [
        { RecoveryPoints: [{ RecoveryPointArn: `${ARN}9`, ResourceType: 'EC2' }] },
      ],
    };
    const answers = Object.fromEntries(
      Object.entries(gone).map(([name, script]) => [
        name,
        typeof script === 'function' ? script : () => script[0] ?? awsError('UnscriptedCall'),
      ]),
    );
    const { rowsOf } = await together(answers, ['ebs-snapshot', 'ami', 'backup-recovery-point']);
    assert.deepEqual(
      rowsOf('backup-recovery-point').map(({ key }) => key),
      [`${ARN}9`],
    );
  });
});
