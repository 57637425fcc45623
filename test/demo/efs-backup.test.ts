import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  ListBackupVaultsCommand,
  ListRecoveryPointsByBackupVaultCommand,
  ListRecoveryPointsByResourceCommand,
  paginateListRecoveryPointsByBackupVault,
} from '@aws-sdk/client-backup';
import { DescribeFileSystemsCommand, paginateDescribeFileSystems } from '@aws-sdk/client-efs';
import { clients, demoServer, errorOf, now, rowsOf } from './helpers.ts';

test('file systems page by marker, and one is found by its id', async (context) => {
  const { url } = await demoServer(context);
  const { efs } = clients(url);
  const { rows, pages } = await rowsOf(
    paginateDescribeFileSystems({ client: efs, pageSize: 2 }, {}),
    (page) => page.FileSystems,
  );
  assert.deepEqual([rows.length, pages], [5, 3]);
  const [first] = rows;
  const { FileSystems } = await efs.send(
    new DescribeFileSystemsCommand({ FileSystemId: first?.FileSystemId }),
  );
  assert.deepEqual(FileSystems, [first]);
  assert.ok(first?.CreationTime instanceof Date);
  assert.equal(
    first.SizeInBytes?.Value,
    (first.SizeInBytes?.ValueInStandard ?? 0) +
      (first.SizeInBytes?.ValueInIA ?? 0) +
      (first.SizeInBytes?.ValueInArchive ?? 0),
  );
  const absent = await errorOf(
    efs.send(new DescribeFileSystemsCommand({ FileSystemId: 'fs-00000000000000000' })),
  );
  assert.deepEqual([absent.name, absent.status], ['FileSystemNotFound', 404]);
  const invented = await errorOf(efs.send(new DescribeFileSystemsCommand({ Marker: 'nonsense' })));
  assert.deepEqual([invented.name, invented.status], ['BadRequest', 400]);
});

test('vaults are of every sort', async (context) => {
  const { url } = await demoServer(context);
  const { backup } = clients(url);
  const { BackupVaultList = [] } = await backup.send(new ListBackupVaultsCommand({}));
  assert.deepEqual(
    BackupVaultList.map((vault) => [vault.BackupVaultName, vault.VaultType, vault.Locked]),
    [
      ['Default', 'BACKUP_VAULT', false],
      ['efs-nightly', 'BACKUP_VAULT', false],
      ['compliance-locked', 'BACKUP_VAULT', true],
      ['airgap-vault', 'LOGICALLY_AIR_GAPPED_BACKUP_VAULT', true],
      ['empty-vault', 'BACKUP_VAULT', false],
    ],
  );
});

test('a vault of more than a thousand points needs two pages', async (context) => {
  const { url } = await demoServer(context, { size: 'medium' });
  const { backup } = clients(url);
  const { rows, pages } = await rowsOf(
    paginateListRecoveryPointsByBackupVault(
      { client: backup, pageSize: 1000 },
      { BackupVaultName: 'efs-nightly', ByResourceType: 'EFS' },
    ),
    (page) => page.RecoveryPoints,
  );
  assert.deepEqual([rows.length, pages], [1040, 2]);
  assert.equal(new Set(rows.map((row) => row.RecoveryPointArn)).size, 1040);
});

test('everything that varies occurs among the recovery points', async (context) => {
  const { url } = await demoServer(context, { size: 'medium' });
  const { backup, efs } = clients(url);
  const { RecoveryPoints = [] } = await backup.send(
    new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'Default', ByResourceType: 'EFS' }),
  );
  assert.deepEqual([...new Set(RecoveryPoints.map((point) => point.Status))].sort(), [
    'AVAILABLE',
    'COMPLETED',
    'CREATING',
    'DELETING',
    'EXPIRED',
    'PARTIAL',
    'STOPPED',
  ]);
  const cold = RecoveryPoints.filter(({ CalculatedLifecycle }) => {
    const at = CalculatedLifecycle?.MoveToColdStorageAt;
    return at !== undefined && at <= now;
  });
  assert.equal(cold.length, 1);
  assert.ok(RecoveryPoints.some((point) => point.CreatedBy === undefined));
  assert.ok(
    RecoveryPoints.some((point) => point.CreatedBy?.BackupPlanName === 'aws/efs/automatic-backup-plan'),
  );
  const { FileSystems = [] } = await efs.send(new DescribeFileSystemsCommand({}));
  const live = new Set(FileSystems.map((row) => row.FileSystemArn));
  assert.ok(RecoveryPoints.some((point) => !live.has(point.ResourceArn)));
});

test('a vault has points of other services, which the EFS filter leaves out', async (context) => {
  const { url } = await demoServer(context);
  const { backup } = clients(url);
  const count = async (ByResourceType?: string) => {
    const { RecoveryPoints = [] } = await backup.send(
      new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'Default', ByResourceType }),
    );
    return RecoveryPoints.length;
  };
  assert.deepEqual(
    [await count('EFS'), await count('EBS'), await count('RDS'), await count()],
    [6, 3, 4, 65],
  );
});

test('the listing by resource is thinner, and calls the size otherwise', async (context) => {
  const { url } = await demoServer(context);
  const { backup } = clients(url);
  const { RecoveryPoints: [point] = [] } = await backup.send(
    new ListRecoveryPointsByBackupVaultCommand({ BackupVaultName: 'efs-nightly', MaxResults: 1 }),
  );
  const { RecoveryPoints = [] } = await backup.send(
    new ListRecoveryPointsByResourceCommand({ ResourceArn: point?.ResourceArn }),
  );
  const same = RecoveryPoints.find((row) => row.RecoveryPointArn === point?.RecoveryPointArn);
  assert.equal(same?.BackupSizeBytes, point?.BackupSizeInBytes);
  assert.equal(same !== undefined && 'BackupSizeInBytes' in same, false);
});

test('page sizes, tokens and vaults that do not exist are refused', async (context) => {
  const { url } = await demoServer(context);
  const { backup } = clients(url);
  const list = (input: { BackupVaultName: string; MaxResults?: number; NextToken?: string | undefined }) =>
    backup.send(new ListRecoveryPointsByBackupVaultCommand(input));
  const tooMany = await errorOf(list({ BackupVaultName: 'Default', MaxResults: 1001 }));
  assert.deepEqual([tooMany.name, tooMany.status], ['InvalidParameterValueException', 400]);
  const { NextToken } = await list({ BackupVaultName: 'Default', MaxResults: 1 });
  const moved = await errorOf(list({ BackupVaultName: 'efs-nightly', MaxResults: 1, NextToken }));
  assert.equal(moved.name, 'InvalidParameterValueException');
  const absent = await errorOf(list({ BackupVaultName: 'nothing' }));
  assert.deepEqual(
    [absent.name, absent.message],
    ['ResourceNotFoundException', 'Backup vault nothing does not exist.'],
  );
});
