import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import {
  grantees,
  imageCaveats,
  imageStateCaveats,
  listedSharing,
} from '../../../source/kinds/ebs/image-sharing.ts';
import {
  awsError,
  collectAll,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';
import { NOTHING_HELD } from './hold-answers.ts';

const [PAY, WEB] = ['111122223333', '444455556666'];
const ORGANIZATION = 'arn:aws:organizations::104729310482:organization/o-lk7spur4fr';
const UNIT = 'arn:aws:organizations::104729310482:ou/o-lk7spur4fr/ou-lk7s-prod1234';

describe('launch permissions', () => {
  test('name accounts, everybody, organizations and units, each once', () => {
    const given = [
      { UserId: PAY },
      { Group: 'all' as const },
      { OrganizationArn: ORGANIZATION },
      { OrganizationalUnitArn: UNIT },
      { UserId: PAY },
    ];
    assert.deepEqual(grantees(given), [PAY, 'all', ORGANIZATION, UNIT]);
  });

  test('of nobody are none', () => {
    assert.deepEqual(grantees([]), []);
  });

  test('that name nobody we know are somebody, never nobody', () => {
    assert.deepEqual(grantees([{}]), ['not known']);
    assert.deepEqual(grantees([{ UserId: '' }, { UserId: WEB }]), ['not known', WEB]);
  });
});

test('the listing alone tells which images are public, and no more', () => {
  const image = (isPublic: boolean | null) => ({
    id: 'ami-1',
    isPublic,
    isDisabled: false,
    isProtected: null,
    parts: 1,
  });
  assert.deepEqual(listedSharing(undefined), { isPublic: null, sharedWith: null });
  assert.deepEqual(listedSharing([]), { isPublic: false, sharedWith: null });
  const table = [
    [[false], false],
    [[false, true], true],
    [[null, true], true],
    [[false, null], null],
  ] as const;
  for (const [given, isPublic] of table)
    assert.deepEqual(listedSharing(given.map(image)), { isPublic, sharedWith: ['not checked'] });
});

test('what must be known before an AMI goes: who may be launching it', () => {
  assert.deepEqual(imageCaveats(false, []), []);
  assert.deepEqual(imageCaveats(false, ['not checked']), []);
  assert.deepEqual(imageCaveats(true, ['all']), ['AMI is public: any account may be launching it']);
  assert.deepEqual(imageCaveats(false, [PAY]), ['AMI shared with 1 account']);
  assert.deepEqual(imageCaveats(false, [PAY, WEB, ORGANIZATION, UNIT, 'not known']), [
    'AMI shared with 2 accounts, organization o-lk7spur4fr, organizational unit ou-lk7s-prod1234, somebody not known',
  ]);
  assert.deepEqual(imageCaveats(null, null), ['AMI sharing could not be read']);
});

test('what must be known before an AMI goes: that nobody can launch it, and that AWS keeps it', () => {
  assert.deepEqual(imageStateCaveats(null, null), []);
  assert.deepEqual(imageStateCaveats([], []), []);
  assert.deepEqual(imageStateCaveats(['ami-1'], ['ami-1', 'ami-2']), [
    'AMI ami-1 is disabled: nobody can launch it',
    'AMI ami-1 is protected from deregistration',
    'AMI ami-2 is protected from deregistration',
  ]);
});

describe('the snapshots of images', () => {
  const image = (ImageId: string, snapshots: readonly string[], more: object = {}) => ({
    ImageId,
    Public: false,
    BlockDeviceMappings: snapshots.map((SnapshotId) => ({ Ebs: { SnapshotId } })),
    ...more,
  });
  const collect = async (
    images: readonly object[] | Error,
    permissions: Exclude<FakeContextSettings['answers'][string], readonly unknown[]> | null,
    options: FakeContextSettings['options'] = { attributes: true },
  ) => {
    const snapshots = ['snap-1', 'snap-2', 'snap-3'].map((SnapshotId) => ({
      SnapshotId,
      StartTime: new Date('2026-09-01T00:00:00Z'),
    }));
    const fake = fakeContext({
      answers: {
        DescribeSnapshots: (input) =>
          input.RestorableByUserIds === undefined
            ? inPages([{ Snapshots: snapshots.slice(0, 2) }, { Snapshots: snapshots.slice(2) }])(input)
            : { Snapshots: [] },
        DescribeVolumes: [{ Volumes: [] }],
        ...NOTHING_HELD,
        GetImageBlockPublicAccessState: () => ({ ImageBlockPublicAccessState: 'unblocked' }),
        DescribeImages: [images instanceof Error ? images : { Images: images }],
        DescribeSnapshotAttribute: () => ({ CreateVolumePermissions: [] }),
        ...(permissions === null ? {} : { DescribeImageAttribute: permissions }),
      },
      options,
    });
    const { rows, error } = await collectAll(ebsSnapshot, fake);
    assert.equal(error, undefined);
    const asked = fake.calls.filter(({ action }) => action === 'ec2:DescribeImageAttribute');
    return {
      rows: rows.map(({ values, problem }) => [values.ami_public, values.ami_shared_with, problem]),
      all: rows,
      calls: fake.callsOf,
      asked: asked.map(({ input }) => input),
      missing: fake.missing,
    };
  };

  test('tell who may launch them, asked once an image however many snapshots and pages it has', async () => {
    const { rows, asked, missing } = await collect([image('ami-1', ['snap-1', 'snap-2', 'snap-3'])], () => ({
      LaunchPermissions: [{ UserId: PAY }, { OrganizationArn: ORGANIZATION }],
    }));
    assert.deepEqual(asked, [{ ImageId: 'ami-1', Attribute: 'launchPermission' }]);
    const shared = [false, [PAY, ORGANIZATION], null];
    assert.deepEqual([rows, missing], [[shared, shared, shared], []]);
  });

  test('of several images tell of all of them; a snapshot without any tells nothing', async () => {
    const images = [
      image('ami-1', ['snap-1']),
      image('ami-2', ['snap-1', 'snap-2'], { Public: true }),
      image('ami-3', ['snap of another account']),
    ];
    const { rows, asked } = await collect(images, ({ ImageId }) => ({
      LaunchPermissions: ImageId === 'ami-1' ? [{ UserId: PAY }] : [{ Group: 'all' }, { UserId: PAY }],
    }));
    assert.deepEqual(
      asked.map(({ ImageId }) => ImageId),
      ['ami-1', 'ami-2'],
    );
    assert.deepEqual(rows, [
      [true, [PAY, 'all'], null],
      [true, ['all', PAY], null],
      [false, null, null],
    ]);
  });

  test('name the images that are disabled and protected, and are blank where those could not be listed', async () => {
    const states = async (images: readonly object[] | Error) => {
      const { all } = await collect(images, () => ({ LaunchPermissions: [] }), {});
      return all.map(({ values }) => [values.disabled_amis, values.protected_amis])[0];
    };
    assert.deepEqual(
      await states([
        image('ami-1', ['snap-1'], { State: 'disabled', DeregistrationProtection: 'disabled' }),
        image('ami-2', ['snap-1'], { DeregistrationProtection: 'enabled-with-cooldown' }),
        image('ami-3', ['snap-1'], { DeregistrationProtection: 'enabled-without-cooldown' }),
        image('ami-4', ['snap-1']),
      ]),
      [['ami-1'], ['ami-2', 'ami-3']],
    );
    assert.deepEqual(await states([]), [[], []]);
    assert.deepEqual(await states(awsError('UnauthorizedOperation')), [null, null]);
  });

  test('of public images say what their region blocks, asked once and only where one is', async () => {
    const isPublic = [image('ami-1', ['snap-1', 'snap-3'], { Public: true })];
    const found = await collect(isPublic, null, {});
    assert.deepEqual(
      found.all.map(({ values }) => values.ami_public_access_block),
      ['unblocked', null, 'unblocked'],
    );
    assert.equal(found.calls('GetImageBlockPublicAccessState'), 1);
    const without = await collect([image('ami-1', ['snap-1'])], null, {});
    assert.equal(without.calls('GetImageBlockPublicAccessState'), 0);
  });

  test('of a disabled image are not asked: AWS shares it with nobody', async () => {
    const { rows, asked } = await collect([image('ami-1', ['snap-1'], { State: 'disabled' })], null);
    assert.deepEqual([asked, rows[0]], [[], [false, [], null]]);
  });

  test('are public where the permissions say so, whatever the listing did', async () => {
    const permissions = () => ({ LaunchPermissions: [{ Group: 'all' }] });
    const { rows } = await collect([image('ami-1', ['snap-1'])], permissions);
    assert.deepEqual(rows[0], [true, ['all'], null]);
    const private_ = () => ({ LaunchPermissions: [] });
    const unsaid = await collect([image('ami-1', ['snap-1'], { Public: undefined })], private_);
    assert.deepEqual(unsaid.rows[0], [false, [], null]);
  });

  test('stay unknown where it is denied, which is told once an image', async () => {
    const images = [image('ami-1', ['snap-1', 'snap-2']), image('ami-2', ['snap-2', 'snap-3'])];
    const { rows, missing } = await collect(images, ({ ImageId }) =>
      ImageId === 'ami-1' ? awsError('UnauthorizedOperation') : { LaunchPermissions: [{ UserId: WEB }] },
    );
    const unknown = [false, null, 'who its AMIs are shared with could not be read'];
    assert.deepEqual(rows, [unknown, unknown, [false, [WEB], null]]);
    assert.deepEqual(missing, [{ what: 'sharing of ami-1', reason: 'UnauthorizedOperation' }]);
  });

  test('stay unknown where the images could not be listed', async () => {
    const { rows, missing } = await collect(awsError('UnauthorizedOperation'), null);
    assert.deepEqual(rows, Array(3).fill([null, null, null]));
    assert.deepEqual(missing, [{ what: 'images', reason: 'UnauthorizedOperation' }]);
  });

  test('outside of --since are not asked about', async () => {
    const options = { attributes: true, since: Date.UTC(2026, 9, 1) };
    const { rows, asked } = await collect([image('ami-1', ['snap-1'])], null, options);
    assert.deepEqual([rows, asked], [[], []]);
  });

  test('without --attributes take no call, and tell of public ones alone', async () => {
    const images = [image('ami-1', ['snap-1'], { Public: true }), image('ami-2', ['snap-2'])];
    const { rows, asked } = await collect(images, null, {});
    assert.deepEqual(asked, []);
    assert.deepEqual(rows, [
      [true, ['not checked'], null],
      [false, ['not checked'], null],
      [false, null, null],
    ]);
  });
});
