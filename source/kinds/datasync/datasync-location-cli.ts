/** The commands of the AWS CLI that describe locations: one for each type. */
import { type DescribeCommand, describedBy } from '../define/describe-command.ts';
import type { LocationType } from './datasync-location-uri.ts';

const OPERATIONS: Readonly<Record<LocationType, string>> = {
  S3: 'describe-location-s3',
  EFS: 'describe-location-efs',
  'FSx-Windows': 'describe-location-fsx-windows',
  'FSx-Lustre': 'describe-location-fsx-lustre',
  'FSx-OpenZFS': 'describe-location-fsx-open-zfs',
  'FSx-ONTAP': 'describe-location-fsx-ontap',
  NFS: 'describe-location-nfs',
  SMB: 'describe-location-smb',
  HDFS: 'describe-location-hdfs',
  'Object Storage': 'describe-location-object-storage',
  'Azure Blob': 'describe-location-azure-blob',
};

/** By type; there is none for a type that is not known. */
export const LOCATION_DESCRIBE: readonly DescribeCommand[] = Object.entries(OPERATIONS).map(
  ([type, operation]) => ({
    ...describedBy('datasync', operation, '--location-arn', 'location_arn'),
    only: { column: 'location_type', oneOf: [type] },
  }),
);
