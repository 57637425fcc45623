import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { recycleBin } from '../../../source/kinds/ebs/recycle-bin.ts';
import { awsError, collectAll, fakeContext } from '../../helpers/fake-context.ts';

const [ENTERED, EXITS] = [new Date('2026-09-28T09:00:00Z'), new Date('2026-10-12T09:00:00Z')];
const times = { RecycleBinEnterTime: ENTERED, RecycleBinExitTime: EXITS };

const ANSWERS = {
  ListSnapshotsInRecycleBin: [
    { Snapshots: [{ SnapshotId: 'snap-1', VolumeId: 'vol-1', ...times }], NextToken: 'more' },
    {
      Snapshots: [
        { SnapshotId: 'snap-2', VolumeId: 'vol-gone', Description: 'Created for policy: policy-1', ...times },
        { SnapshotId: 'snap-3', VolumeId: 'vol-ffffffff', ...times },
      ],
    },
  ],
  ListImagesInRecycleBin: [{ Images: [{ ImageId: 'ami-1', Name: 'golden', ...times }] }],
  DescribeVolumes: [{ Volumes: [{ VolumeId: 'vol-1', Tags: [{ Key: 'Name', Value: 'data' }] }] }],
};

describe('the Recycle Bin', () => {
  it('holds snapshots and AMIs, with when they go and whether their volume is there', async () => {
    const { rows, error } = await collectAll(recycleBin, fakeContext({ answers: ANSWERS }));
    assert.equal(error, undefined);
    assert.deepEqual(
      rows
        .map(({ key, values }) => [
          ...[key, values.resource, values.source, values.source_name, values.source_exists],
          ...[values.origin, values.name, values.size, values.creation_time],
        ])
        .sort(),
      [
        ['ami-1', 'AMI', null, null, 'unknown', null, 'golden', null, null],
        ['snap-1', 'snapshot', 'vol-1', 'data', 'yes', null, null, null, null],
        ['snap-2', 'snapshot', 'vol-gone', null, 'no', 'DLM', null, null, null],
        ['snap-3', 'snapshot', null, null, 'unknown', 'copy', null, null, null],
      ],
    );
    for (const { values } of rows)
      assert.deepEqual([values.entered_at, values.exits_at], [ENTERED.getTime(), EXITS.getTime()]);
  });

  it('asks for volumes only where a snapshot is in it', async () => {
    const empty = fakeContext({
      answers: { ListSnapshotsInRecycleBin: [{ Snapshots: [] }], ListImagesInRecycleBin: [{ Images: [] }] },
    });
    const { rows, error } = await collectAll(recycleBin, empty);
    assert.deepEqual([rows, error, empty.calls.length], [[], undefined, 2]);
  });

  it('keeps the snapshots where AMIs or volumes are denied, and says what is missing', async () => {
    const denied = [awsError('UnauthorizedOperation')];
    const fake = fakeContext({
      answers: { ...ANSWERS, ListImagesInRecycleBin: denied, DescribeVolumes: denied },
    });
    const { rows } = await collectAll(recycleBin, fake);
    assert.deepEqual(
      rows.map(({ key, values }) => [key, values.source_exists]),
      [
        ['snap-1', null],
        ['snap-2', null],
        ['snap-3', 'unknown'],
      ],
    );
    assert.deepEqual(fake.missing.map(({ what }) => what).sort(), ['AMIs in the bin', 'source volumes']);
  });

  it('lets nothing be deleted: what is in it is gone already, and billed until it leaves', () => {
    assert.equal(recycleBin.deleteCommand, 'none');
    const { derivation } = recycleBin;
    assert.ok(derivation !== 'none');
    const [verdict, reasons, low, high] = derivation.values(
      {
        row: 1,
        copy: null,
        values: { source: 'vol-1', source_exists: 'yes', status: 'in the bin', exits_at: EXITS.getTime() },
        leaders: {},
      },
      {
        place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
        ...{ isIncomplete: false, isLimited: false, prices: null, ownerTags: [] },
        accounts: { isMember: () => null, isScanned: () => true, words: (account) => account },
      },
    );
    assert.equal(verdict, 'managed by Recycle Bin');
    assert.deepEqual(reasons, [
      'deleted already: it leaves the bin on 2026-10-12, no call deletes it sooner, and it is billed till then',
    ]);
    assert.deepEqual([low, high], [null, null]);
  });
});
