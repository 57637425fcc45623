import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Snapshot } from '@aws-sdk/client-ec2';
import { ebsSnapshot, ebsSnapshotRow } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import type { EbsJoins } from '../../../source/kinds/ebs/ebs-snapshot-joins.ts';
import { NO_HOLDS } from '../../../source/kinds/ebs/snapshot-holds.ts';
import { SHARING_NOT_CHECKED } from '../../../source/kinds/snapshots/snapshot-sharing.ts';
import { BACKUP_NOT_ASKED } from '../../helpers/backup-not-asked.ts';
import {
  awsError,
  collectAll,
  type FakeContextSettings,
  fakeContext,
  inPages,
  type Script,
} from '../../helpers/fake-context.ts';
import { NOTHING_HELD } from './hold-answers.ts';

const GIB = 1024 ** 3;
const STARTED = new Date('2026-09-01T09:12:00Z');

const SNAPSHOT: Snapshot = {
  SnapshotId: 'snap-1',
  VolumeId: 'vol-1',
  State: 'completed',
  Progress: '100%',
  StartTime: STARTED,
  CompletionTime: new Date('2026-09-01T09:20:00Z'),
  VolumeSize: 100,
  FullSnapshotSizeInBytes: 12_345,
  Encrypted: true,
  KmsKeyId: 'arn:aws:kms:us-east-1:123456789012:key/k',
  StorageTier: 'standard',
  TransferType: 'standard',
  Description: 'before upgrade',
  Tags: [
    { Key: 'Name', Value: 'web-data' },
    { Key: 'Team', Value: 'media' },
  ],
};
const VOLUMES = [
  {
    VolumeId: 'vol-1',
    VolumeType: 'gp3',
    Iops: 3000,
    Throughput: 125,
    Tags: [{ Key: 'Name', Value: 'web' }],
  },
];

interface RegionScript {
  readonly own: Exclude<Script, readonly unknown[]>;
  /** Those that everybody may restore: the same operation lists them. */
  readonly publicOnes?: object | Error;
  readonly answers?: FakeContextSettings['answers'];
  readonly options?: FakeContextSettings['options'];
}

function region({ own, publicOnes = { Snapshots: [] }, answers = {}, options = {} }: RegionScript) {
  const listing: Script = (input) => (input.RestorableByUserIds === undefined ? own(input) : publicOnes);
  const joins = { DescribeVolumes: [{ Volumes: VOLUMES }], DescribeImages: [{ Images: [] }] };
  return fakeContext({
    answers: { DescribeSnapshots: listing, ...joins, ...NOTHING_HELD, ...answers },
    options,
  });
}

const JOINS: EbsJoins = {
  volumes: new Map([['vol-1', { name: 'web', type: 'gp3', iops: 3000, throughput: 125, madeOf: undefined }]]),
  images: new Map(),
  publicIds: new Set(),
};

test('a snapshot takes its volume’s name and settings from the volume listing', () => {
  const row = ebsSnapshotRow(SNAPSHOT, JOINS, SHARING_NOT_CHECKED);
  assert.deepEqual(row, {
    snapshot: SNAPSHOT,
    source: 'vol-1',
    volume: { name: 'web', type: 'gp3', iops: 3000, throughput: 125, madeOf: undefined },
    sourceExists: 'yes',
    sourceSnapshot: undefined,
    sourceAccount: undefined,
    origin: 'manual',
    ...{ amiIds: [], amiParts: [], disabledAmis: [], protectedAmis: [], imageAccessBlock: undefined },
    isPublic: false,
    sharedWith: ['not checked'],
    imageSharing: { isPublic: false, sharedWith: null },
    ...NO_HOLDS,
    problem: undefined,
  });
});

test('a volume that is not listed is gone', () => {
  const row = ebsSnapshotRow({ ...SNAPSHOT, VolumeId: 'vol-2' }, JOINS, SHARING_NOT_CHECKED);
  assert.equal(row.sourceExists, 'no');
  assert.equal(row.volume, undefined);
});

test('what a missing listing would have told is unknown, never no', () => {
  const nothing: EbsJoins = { volumes: undefined, images: undefined, publicIds: undefined };
  const row = ebsSnapshotRow(SNAPSHOT, nothing, SHARING_NOT_CHECKED);
  assert.equal(row.sourceExists, null);
  assert.equal(row.origin, null);
  assert.equal(row.amiIds, null);
  assert.deepEqual(row.imageSharing, { isPublic: null, sharedWith: null });
  assert.equal(row.isPublic, null);
});

test('every column of an EBS snapshot has its value', async () => {
  const disks = ['snap-1', 'snap-2', 'snap-2'].map((SnapshotId) => ({ Ebs: { SnapshotId } }));
  const image = { ImageId: 'ami-1', BlockDeviceMappings: [...disks, {}] };
  const fake = region({
    own: inPages([{ Snapshots: [SNAPSHOT] }]),
    answers: { DescribeImages: [{ Images: [image] }] },
  });
  const { rows, error } = await collectAll(ebsSnapshot, fake);
  assert.equal(error, undefined);
  assert.deepEqual(rows, [
    {
      key: 'snap-1',
      problem: null,
      values: {
        service: 'EBS',
        region: 'us-east-1',
        type: 'manual',
        snapshot_id: 'snap-1',
        source: 'vol-1',
        source_name: 'web',
        size: 100 * GIB,
        status: 'completed',
        creation_time: STARTED.getTime(),
        encrypted: true,
        description: 'before upgrade',
        volume_type: 'gp3',
        volume_iops: 3000,
        volume_throughput: 125,
        restoreprogress: null,
        account: '123456789012',
        across_accounts: null,
        ...BACKUP_NOT_ASKED,
        source_account: '123456789012',
        sharing: null,
        source_snapshot: null,
        base_snapshot: null,
        name: 'web-data',
        source_exists: 'yes',
        origin: 'AMI',
        ...{
          ami_ids: ['ami-1'],
          ami_disks: ['ami-1: 2'],
          ami_set: null,
          disabled_amis: [],
          protected_amis: [],
          ami_public_access_block: null,
        },
        ...{ dlm_policy: null, dlm_policy_name: null, dlm_policy_state: 'none' },
        ...{ recycle_bin_rule: 'not checked', recycle_bin_days: null },
        ami_public: null,
        ami_shared_with: ['not checked'],
        ami_sharing: null,
        ...{ lock: 'none', lock_until: null, fast_restore_zones: [], launch_templates: [] },
        ...{ archived_at: null, public_access_block: null },
        public: false,
        shared_with: ['not checked'],
        storage_tier: 'standard',
        full_size: 12_345,
        kms_key: 'arn:aws:kms:us-east-1:123456789012:key/k',
        completion_time: Date.UTC(2026, 8, 1, 9, 20),
        progress: 100,
        transfer_type: 'standard',
        restore_expiry_time: null,
        status_message: null,
        availability_zone: null,
        outpost_arn: null,
        tags: [
          ['Name', 'web-data'],
          ['Team', 'media'],
        ],
        owner: null,
        deletability: null,
        deletability_reasons: null,
        monthly_cost_low: null,
        monthly_cost_high: null,
      },
    },
  ]);
});

test('a snapshot being made has no full size yet, and one out of the archive says so', async () => {
  const expiry = new Date('2026-10-05T00:00:00Z');
  const pending = { ...SNAPSHOT, State: 'pending', Progress: '0%', FullSnapshotSizeInBytes: 0 };
  const restored = { ...SNAPSHOT, SnapshotId: 'snap-2', StorageTier: 'archive', RestoreExpiryTime: expiry };
  const bare = { SnapshotId: 'snap-3' };
  const fake = region({ own: inPages([{ Snapshots: [pending, restored, bare] }]) });
  const { rows } = await collectAll(ebsSnapshot, fake);
  assert.equal(rows[0]?.values.full_size, null);
  assert.equal(rows[0]?.values.progress, 0);
  assert.equal(rows[1]?.values.restoreprogress, 'temporarily restored');
  assert.equal(rows[1]?.values.restore_expiry_time, expiry.getTime());
  assert.equal(rows[1]?.problem, null);
  const { size, progress, creation_time, full_size, source, source_exists } = rows[2]?.values ?? {};
  assert.deepEqual(
    { size, progress, creation_time, full_size, source, source_exists },
    {
      size: null,
      progress: null,
      creation_time: null,
      full_size: null,
      source: null,
      source_exists: 'unknown',
    },
  );
});

test('a full size of 0 is one once the snapshot is made, and one that is known before counts', async () => {
  const empty = { ...SNAPSHOT, State: 'completed', FullSnapshotSizeInBytes: 0 };
  const early = { ...SNAPSHOT, SnapshotId: 'snap-2', State: 'pending', FullSnapshotSizeInBytes: 7 };
  const { rows } = await collectAll(ebsSnapshot, region({ own: inPages([{ Snapshots: [empty, early] }]) }));
  assert.deepEqual(
    rows.map(({ values }) => values.full_size),
    [0, 7],
  );
});

test('progress is a number of percent, with the sign or without; what is none is unknown', async () => {
  const given = ['80%', '80', '80 of 100', 'about 80%', ''];
  const snapshots = given.map((Progress, index) => ({ ...SNAPSHOT, SnapshotId: `snap-${index}`, Progress }));
  const { rows } = await collectAll(ebsSnapshot, region({ own: inPages([{ Snapshots: snapshots }]) }));
  assert.deepEqual(
    rows.map(({ values }) => values.progress),
    [80, 80, null, null, null],
  );
});

test('a volume that is being deleted is gone already', async () => {
  const answers = { DescribeVolumes: [{ Volumes: [{ ...VOLUMES[0], State: 'deleted' }] }] };
  const fake = region({ own: inPages([{ Snapshots: [SNAPSHOT] }]), answers });
  const { rows } = await collectAll(ebsSnapshot, fake);
  assert.equal(rows[0]?.values.source_exists, 'no');
});

test('each listing of a region is asked for once a page, disabled images too, and never without an owner', async () => {
  const pages = inPages([{ Snapshots: [SNAPSHOT] }, { Snapshots: [{ ...SNAPSHOT, SnapshotId: 'snap-2' }] }]);
  const fake = region({ own: pages });
  const { rows, cursors } = await collectAll(ebsSnapshot, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['snap-1', 'snap-2'],
  );
  assert.deepEqual(cursors, ['page-1', null]);
  assert.deepEqual(
    fake.calls.map(({ action, input }) => [action, input]),
    [
      ['ec2:DescribeVolumes', { MaxResults: 500, NextToken: undefined }],
      [
        'ec2:DescribeImages',
        {
          Owners: ['self'],
          IncludeDeprecated: true,
          IncludeDisabled: true,
          MaxResults: 1000,
          NextToken: undefined,
        },
      ],
      [
        'ec2:DescribeSnapshots',
        { OwnerIds: ['self'], RestorableByUserIds: ['all'], MaxResults: 1000, NextToken: undefined },
      ],
      ['ec2:DescribeSnapshots', { OwnerIds: ['self'], MaxResults: 1000, NextToken: undefined }],
      ['ec2:DescribeSnapshots', { OwnerIds: ['self'], MaxResults: 1000, NextToken: 'page-1' }],
      ['ec2:DescribeLockedSnapshots', { MaxResults: 1000, NextToken: undefined }],
      ['ec2:DescribeFastSnapshotRestores', { MaxResults: 200, NextToken: undefined }],
      [
        'ec2:DescribeLaunchTemplateVersions',
        { Versions: ['$Latest', '$Default'], MaxResults: 200, NextToken: undefined },
      ],
    ],
  );
});

test('snapshot pages are read ahead while the volumes are still coming, but only a few', async () => {
  const { promise: volumes, resolve } = Promise.withResolvers<object>();
  const { promise: aheadRead, resolve: noteAhead } = Promise.withResolvers<void>();
  const pages = Array.from({ length: 12 }, (_, index) => ({ Snapshots: [{ SnapshotId: `snap-${index}` }] }));
  const paged = inPages(pages);
  let asked = 0;
  const fake = region({
    own: (input) => {
      asked += 1;
      if (asked === 3) noteAhead();
      return paged(input);
    },
    answers: { DescribeVolumes: [volumes] },
  });
  const collected = collectAll(ebsSnapshot, fake);
  await aheadRead;
  await new Promise(setImmediate);
  assert.equal(asked, 3);
  resolve({ Volumes: [] });
  assert.equal((await collected).rows.length, 12);
});

test('a denied join keeps the rows, leaves its columns blank and names what is missing', async () => {
  const denied = awsError('UnauthorizedOperation');
  const fake = region({
    own: inPages([{ Snapshots: [SNAPSHOT] }]),
    publicOnes: denied,
    answers: { DescribeVolumes: [denied], DescribeImages: [denied] },
  });
  const { rows, error } = await collectAll(ebsSnapshot, fake);
  assert.equal(error, undefined);
  const { source, source_exists, volume_type, ami_ids, origin, type } = rows[0]?.values ?? {};
  assert.deepEqual(
    { source, source_exists, volume_type, ami_ids, origin, type, public: rows[0]?.values.public },
    {
      source: 'vol-1',
      source_exists: null,
      volume_type: null,
      ami_ids: null,
      origin: null,
      type: 'manual',
      public: null,
    },
  );
  assert.deepEqual(fake.missing, [
    { what: 'source volumes', reason: 'UnauthorizedOperation' },
    { what: 'images', reason: 'UnauthorizedOperation' },
    { what: 'public snapshots', reason: 'UnauthorizedOperation' },
  ]);
});

test('a region without snapshots lacks nothing where its volumes are denied', async () => {
  const fake = region({
    own: inPages([{ Snapshots: [] }]),
    answers: { DescribeVolumes: [awsError('UnauthorizedOperation')] },
  });
  const { rows, error } = await collectAll(ebsSnapshot, fake);
  assert.deepEqual({ rows, error, missing: fake.missing }, { rows: [], error: undefined, missing: [] });
});

test('expired credentials in a joined listing end the cell', async () => {
  const fake = region({
    own: inPages([{ Snapshots: [SNAPSHOT] }]),
    answers: { DescribeVolumes: [awsError('ExpiredToken')] },
  });
  const { error } = await collectAll(ebsSnapshot, fake);
  assert.equal(error instanceof Error && error.name, 'ExpiredToken');
});

test('public snapshots are known without a call each', async () => {
  const fake = region({
    own: inPages([{ Snapshots: [SNAPSHOT, { ...SNAPSHOT, SnapshotId: 'snap-2' }] }]),
    publicOnes: { Snapshots: [{ SnapshotId: 'snap-2' }] },
  });
  const { rows } = await collectAll(ebsSnapshot, fake);
  assert.deepEqual(
    rows.map(({ values }) => [values.public, values.shared_with]),
    [
      [false, ['not checked']],
      [true, ['not checked']],
    ],
  );
  assert.equal(fake.callsOf('DescribeSnapshotAttribute'), 0);
});

test('with attributes each snapshot is asked once who it is shared with', async () => {
  const snapshots = ['snap-1', 'snap-2', 'snap-3'].map((SnapshotId) => ({ ...SNAPSHOT, SnapshotId }));
  const fake = region({
    own: inPages([{ Snapshots: snapshots }]),
    answers: {
      DescribeSnapshotAttribute: [
        { CreateVolumePermissions: [{ UserId: '111122223333' }, { Group: 'all' }] },
        { CreateVolumePermissions: [] },
        awsError('UnauthorizedOperation'),
      ],
    },
    options: { attributes: true },
  });
  const { rows } = await collectAll(ebsSnapshot, fake);
  assert.deepEqual(
    rows.map(({ values, problem }) => [values.shared_with, problem]),
    [
      [['111122223333', 'all'], null],
      [[], null],
      [null, 'who it is shared with could not be read'],
    ],
  );
  assert.deepEqual(fake.missing, [{ what: 'sharing of snap-3', reason: 'UnauthorizedOperation' }]);
  assert.equal(fake.callsOf('DescribeSnapshotAttribute'), 3);
});

test('--since and --until keep snapshots by creation time, those of unknown time too, and ask nothing of the others', async () => {
  const at = (SnapshotId: string, StartTime: Date | undefined) => ({ ...SNAPSHOT, SnapshotId, StartTime });
  const Snapshots = [
    at('before', new Date(STARTED.getTime() - 1)),
    at('first', STARTED),
    at('end', new Date('2026-09-02T00:00:00Z')),
    at('unknown', undefined),
  ];
  const fake = region({
    own: inPages([{ Snapshots }]),
    answers: { DescribeSnapshotAttribute: [{}, {}] },
    options: { attributes: true, since: STARTED.getTime(), until: Date.UTC(2026, 8, 2) },
  });
  const { rows } = await collectAll(ebsSnapshot, fake);
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['first', 'unknown'],
  );
  assert.equal(fake.callsOf('DescribeSnapshotAttribute'), 2);
});
