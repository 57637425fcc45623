import { SHARING_NOT_CHECKED } from '../snapshots/snapshot-sharing.ts';
import { type AmiRow, amiRow } from './ami-row.ts';

const INSTANCE = 'i-0abcdef1234567890';

/** An AMI as AWS might list it, for tests. */
export const amiSample = (): AmiRow =>
  amiRow(
    {
      ImageId: 'ami-0a1b2c3d4e5f60718',
      Name: 'wms-golden-2026-08',
      Description: 'base image of wms',
      State: 'available',
      CreationDate: '2026-05-01T02:00:00.000Z',
      LastLaunchedTime: '2026-06-11T08:30:00.000Z',
      DeregistrationProtection: 'disabled',
      Public: false,
      SourceInstanceId: INSTANCE,
      SourceImageId: 'ami-0fedcba9876543210',
      Architecture: 'x86_64',
      PlatformDetails: 'Linux/UNIX',
      RootDeviceType: 'ebs',
      BlockDeviceMappings: [
        { DeviceName: '/dev/xvda', Ebs: { SnapshotId: 'snap-0a1b2c3d4e5f60718', Encrypted: true } },
      ],
      Tags: [{ Key: 'team', Value: 'warehouse' }],
    },
    {
      instances: { names: new Map([[INSTANCE, 'wms-prod-01']]), byImage: new Map() },
      templatesByImage: new Map(),
      policies: undefined,
      sizeOf: () => 64_424_509_440,
      hold: 'not checked',
      bin: 'not checked',
      sharing: { ...SHARING_NOT_CHECKED, isPublic: false },
      accessBlock: undefined,
    },
    new Date('2026-10-01T12:00:00Z'),
  );
