import {
  BackupClient,
  paginateListBackupVaults,
  paginateListRecoveryPointsByBackupVault,
} from '@aws-sdk/client-backup';
import {
  EC2Client,
  paginateDescribeImages,
  paginateDescribeSnapshots,
  paginateDescribeVolumes,
} from '@aws-sdk/client-ec2';
import { EFSClient, paginateDescribeFileSystems } from '@aws-sdk/client-efs';
import {
  paginateDescribeDBClusterSnapshots,
  paginateDescribeDBClusters,
  paginateDescribeDBInstances,
  paginateDescribeDBSnapshots,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { FanOutConfig } from './fan-out-config.ts';

/** Asks one region for the snapshots of EBS and RDS and the recovery points of EFS; returns the number of rows. */
export async function snapshots(config: FanOutConfig): Promise<number> {
  const counts = await Promise.all([ofEc2(config), ofRds(config), ofEfs(config)]);
  return counts.reduce((sum, count) => sum + count, 0);
}

async function ofEc2(config: FanOutConfig): Promise<number> {
  const client = new EC2Client(config);
  const [own] = await Promise.all([
    countIn(
      paginateDescribeSnapshots({ client, pageSize: 1000 }, { OwnerIds: ['self'] }),
      (page) => page.Snapshots,
    ),
    countIn(
      paginateDescribeSnapshots(
        { client, pageSize: 1000 },
        { OwnerIds: ['self'], RestorableByUserIds: ['all'] },
      ),
      (page) => page.Snapshots,
    ),
    countIn(paginateDescribeVolumes({ client, pageSize: 500 }, {}), (page) => page.Volumes),
    countIn(
      paginateDescribeImages({ client, pageSize: 1000 }, { Owners: ['self'], IncludeDisabled: true }),
      (page) => page.Images,
    ),
  ]);
  return own;
}

async function ofRds(config: FanOutConfig): Promise<number> {
  const client = new RDSClient(config);
  const paging = { client, pageSize: 100 };
  const [instances, ofBackup, clusters] = await Promise.all([
    countIn(paginateDescribeDBSnapshots(paging, {}), (page) => page.DBSnapshots),
    countIn(paginateDescribeDBSnapshots(paging, { SnapshotType: 'awsbackup' }), (page) => page.DBSnapshots),
    countIn(paginateDescribeDBClusterSnapshots(paging, {}), (page) => page.DBClusterSnapshots),
    countIn(paginateDescribeDBInstances(paging, {}), (page) => page.DBInstances),
    countIn(paginateDescribeDBClusters(paging, {}), (page) => page.DBClusters),
  ]);
  return instances + ofBackup + clusters;
}

async function ofEfs(config: FanOutConfig): Promise<number> {
  const fileSystems = paginateDescribeFileSystems({ client: new EFSClient(config), pageSize: 100 }, {});
  const [points] = await Promise.all([
    recoveryPoints(config),
    countIn(fileSystems, (page) => page.FileSystems),
  ]);
  return points;
}

async function recoveryPoints(config: FanOutConfig): Promise<number> {
  const client = new BackupClient(config);
  const paging = { client, pageSize: 1000 };
  const counts: Promise<number>[] = [];
  for await (const { BackupVaultList = [] } of paginateListBackupVaults(paging, {}))
    for (const { BackupVaultName } of BackupVaultList) {
      const listing = paginateListRecoveryPointsByBackupVault(paging, {
        BackupVaultName,
        ByResourceType: 'EFS',
      });
      counts.push(countIn(listing, (page) => page.RecoveryPoints));
    }
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}

/** Reads a listing to its end; returns how many there are of what it lists. */
async function countIn<Page>(
  pages: AsyncIterable<Page>,
  listOf: (page: Page) => readonly unknown[] | undefined,
): Promise<number> {
  let count = 0;
  for await (const page of pages) count += listOf(page)?.length ?? 0;
  return count;
}
