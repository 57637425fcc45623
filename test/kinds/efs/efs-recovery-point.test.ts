import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BackupVaultListMember, RecoveryPointByBackupVault } from '@aws-sdk/client-backup';
import { efsRecoveryPoint, efsRecoveryPointRow } from '../../../source/kinds/efs/efs-recovery-point.ts';
import type { FileSystems } from '../../../source/kinds/efs/efs-recovery-point-columns.ts';
import {
  awsError,
  collectAll,
  FAKE_PLACE,
  FAKE_SCAN_START,
  type FakeContextSettings,
  fakeContext,
  inPages,
} from '../../helpers/fake-context.ts';

const pointArn = (id: string) => `arn:aws:backup:us-east-1:123456789012:recovery-point:${id}`;
const fileSystemArn = (id: string, place = 'us-east-1:123456789012') =>
  `arn:aws:elasticfilesystem:${place}:file-system/${id}`;
const daysFromNow = (days: number) => new Date(FAKE_SCAN_START.getTime() + days * 86_400_000);

const VAULT: BackupVaultListMember = {
  BackupVaultName: 'nightly',
  VaultType: 'BACKUP_VAULT',
  Locked: true,
};
const POINT: RecoveryPointByBackupVault = {
  RecoveryPointArn: pointArn('1b2c'),
  ResourceArn: fileSystemArn('fs-1'),
  ResourceName: 'share-then',
  Status: 'COMPLETED',
  CreationDate: daysFromNow(-40),
  CompletionDate: daysFromNow(-39),
  BackupSizeInBytes: 7_654_321,
  IsEncrypted: false,
  EncryptionKeyType: 'CUSTOMER_MANAGED_KMS_KEY',
  EncryptionKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/k',
  CreatedBy: {
    BackupPlanId: 'plan-id',
    BackupPlanName: 'nightly-plan',
    BackupRuleId: 'rule-id',
    BackupRuleName: 'daily',
  },
  Lifecycle: { MoveToColdStorageAfterDays: 30, DeleteAfterDays: 365 },
  CalculatedLifecycle: { MoveToColdStorageAt: daysFromNow(-10), DeleteAt: daysFromNow(325) },
};
const FILE_SYSTEM = {
  FileSystemId: 'fs-1',
  Name: 'share',
  LifeCycleState: 'available',
  PerformanceMode: 'maxIO',
};
const FILE_SYSTEMS: FileSystems = new Map([
  ['fs-1', { name: 'share', lifeCycleState: 'available', performanceMode: 'maxIO' }],
  ['fs-2', { name: 'former', lifeCycleState: 'deleted', performanceMode: 'maxIO' }],
]);

const rowOf = (changes: Partial<RecoveryPointByBackupVault>, fileSystems: FileSystems = FILE_SYSTEMS) =>
  efsRecoveryPointRow({ ...POINT, ...changes }, VAULT, fileSystems, FAKE_PLACE, FAKE_SCAN_START);

function region(answers: FakeContextSettings['answers'], options: FakeContextSettings['options'] = {}) {
  return fakeContext({
    answers: {
      ListBackupVaults: [{ BackupVaultList: [VAULT] }],
      DescribeFileSystems: [{ FileSystems: [FILE_SYSTEM] }],
      ...answers,
    },
    options,
  });
}

test('every column of a recovery point has its value', async () => {
  const fake = region({ ListRecoveryPointsByBackupVault: [{ RecoveryPoints: [POINT] }] });
  const { rows, error } = await collectAll(efsRecoveryPoint, fake);
  assert.equal(error, undefined);
  assert.deepEqual(rows, [
    {
      key: pointArn('1b2c'),
      problem: null,
      values: {
        service: 'EFS',
        region: 'us-east-1',
        type: 'automated',
        snapshot_id: '1b2c',
        source: 'fs-1',
        source_name: 'share',
        size: 7_654_321,
        status: 'COMPLETED',
        creation_time: daysFromNow(-40).getTime(),
        encrypted: false,
        lifecyclestate: 'available',
        performancemode: 'maxIO',
        account: '123456789012',
        across_accounts: null,
        source_account: '123456789012',
        vault_arn: null,
        vault: 'nightly',
        source_exists: 'yes',
        origin: 'AWS Backup',
        storage_tier: 'cold',
        vault_locked: true,
        vault_type: 'BACKUP_VAULT',
        move_to_cold_storage_at: daysFromNow(-10).getTime(),
        delete_at: daysFromNow(325).getTime(),
        completion_time: daysFromNow(-39).getTime(),
        backup_plan: 'nightly-plan',
        backup_rule: 'daily',
        plan_exists: 'not checked',
        legal_hold: ['not checked'],
        encryption_type: 'CUSTOMER_MANAGED_KMS_KEY',
        kms_key: 'arn:aws:kms:us-east-1:123456789012:key/k',
        source_vault: null,
        status_message: null,
        source_arn: fileSystemArn('fs-1'),
        recovery_point_arn: pointArn('1b2c'),
        deletability: null,
        deletability_reasons: null,
        monthly_cost_low: null,
        monthly_cost_high: null,
      },
    },
  ]);
});

test('a point is cold from the day on at which its lifecycle moves it, and warm for ever without one', () => {
  const movesAt = (MoveToColdStorageAt: Date) => rowOf({ CalculatedLifecycle: { MoveToColdStorageAt } });
  assert.equal(movesAt(FAKE_SCAN_START).storageTier, 'cold');
  assert.equal(movesAt(new Date(FAKE_SCAN_START.getTime() + 1)).storageTier, 'warm');
  assert.equal(rowOf({ Lifecycle: undefined, CalculatedLifecycle: undefined }).storageTier, 'warm');
  assert.equal(rowOf({ CalculatedLifecycle: undefined }).storageTier, undefined);
});

test('a file system is there, gone, elsewhere, or not known', () => {
  const exists = (ResourceArn: string | undefined) => rowOf({ ResourceArn }).sourceExists;
  assert.equal(exists(fileSystemArn('fs-1')), 'yes');
  assert.equal(exists(fileSystemArn('fs-2')), 'no');
  assert.equal(exists(fileSystemArn('fs-9')), 'no');
  assert.equal(exists(fileSystemArn('fs-1', 'eu-west-1:123456789012')), 'unknown');
  assert.equal(exists(fileSystemArn('fs-1', 'us-east-1:999999999999')), 'unknown');
  assert.equal(exists(undefined), 'unknown');
  assert.equal(efsRecoveryPointRow(POINT, VAULT, undefined, FAKE_PLACE, FAKE_SCAN_START).sourceExists, null);
});

test('a recovery point being made has no size yet, and an empty one has 0 bytes', async () => {
  const points = [
    { ...POINT, RecoveryPointArn: pointArn('new'), Status: 'CREATING', BackupSizeInBytes: 0 },
    { ...POINT, RecoveryPointArn: pointArn('empty'), BackupSizeInBytes: 0 },
  ];
  const fake = region({ ListRecoveryPointsByBackupVault: [{ RecoveryPoints: points }] });
  const { rows } = await collectAll(efsRecoveryPoint, fake);
  assert.deepEqual(
    rows.map(({ values }) => values.size),
    [null, 0],
  );
});

test('a denied vault is named and the rows of the others are kept', async () => {
  const vaults = ['first', 'finance\u001b[2J', 'last'].map((BackupVaultName) => ({ BackupVaultName }));
  const fake = region({
    ListBackupVaults: [{ BackupVaultList: vaults }],
    ListRecoveryPointsByBackupVault: ({ BackupVaultName }) =>
      String(BackupVaultName).startsWith('finance')
        ? awsError('AccessDeniedException')
        : { RecoveryPoints: [{ ...POINT, RecoveryPointArn: pointArn(String(BackupVaultName)) }] },
  });
  const { rows, error } = await collectAll(efsRecoveryPoint, fake);
  assert.equal(error, undefined);
  assert.deepEqual(
    rows.map(({ values }) => [values.snapshot_id, values.vault]),
    [
      ['first', 'first'],
      ['last', 'last'],
    ],
  );
  assert.deepEqual(fake.missing, [{ what: 'vault finance\ufffd[2J', reason: 'AccessDeniedException' }]);
});

test('a vault that is shared in is asked for as its owner’s, one of the account by its name alone', async () => {
  const vaultArn = (account: string) => `arn:aws:backup:us-east-1:${account}:backup-vault:nightly`;
  const asked: unknown[] = [];
  const fake = region({
    ListBackupVaults: [
      {
        BackupVaultList: ['123456789012', '210987654321'].map((account) => ({
          ...VAULT,
          BackupVaultArn: vaultArn(account),
        })),
      },
    ],
    ListRecoveryPointsByBackupVault: ({ BackupVaultName, BackupVaultAccountId }) => {
      asked.push([BackupVaultName, BackupVaultAccountId]);
      return { RecoveryPoints: [] };
    },
  });
  await collectAll(efsRecoveryPoint, fake);
  assert.deepEqual(asked, [
    ['nightly', undefined],
    ['nightly', '210987654321'],
  ]);
});

test('where every vault is denied the listing is denied, and does not look empty', async () => {
  const fake = region({
    ListBackupVaults: [{ BackupVaultList: [VAULT, { BackupVaultName: 'finance' }] }],
    ListRecoveryPointsByBackupVault: () => awsError('AccessDeniedException'),
  });
  const { rows, error } = await collectAll(efsRecoveryPoint, fake);
  assert.ok(error instanceof Error);
  assert.deepEqual([rows, error.name], [[], 'AccessDeniedException']);
});

test('a vault that answers that it holds nothing keeps a denied one from being all that is known', async () => {
  const fake = region({
    ListBackupVaults: [{ BackupVaultList: [VAULT, { BackupVaultName: 'finance' }] }],
    ListRecoveryPointsByBackupVault: ({ BackupVaultName }) =>
      BackupVaultName === 'finance' ? awsError('AccessDeniedException') : { RecoveryPoints: [] },
  });
  const { rows, error } = await collectAll(efsRecoveryPoint, fake);
  assert.deepEqual([rows, error], [[], undefined]);
  assert.deepEqual(fake.missing, [{ what: 'vault finance', reason: 'AccessDeniedException' }]);
});

test('a vault that fails on its second page keeps the first', async () => {
  const fake = region({
    ListRecoveryPointsByBackupVault: inPages([{ RecoveryPoints: [POINT] }, awsError('InternalException')]),
  });
  const { rows, cursors, error } = await collectAll(efsRecoveryPoint, fake);
  assert.deepEqual([rows.length, cursors, error], [1, ['nightly page-1'], undefined]);
  assert.deepEqual(fake.missing, [{ what: 'vault nightly', reason: 'InternalException' }]);
});

test('a vault without a name cannot be listed, and the cell says so', async () => {
  const fake = region({
    ListBackupVaults: [{ BackupVaultList: [{}, VAULT] }],
    ListRecoveryPointsByBackupVault: [{ RecoveryPoints: [POINT] }],
  });
  const { rows } = await collectAll(efsRecoveryPoint, fake);
  assert.equal(rows.length, 1);
  assert.deepEqual(
    fake.missing.map(({ what }) => what),
    ['a vault without a name'],
  );
});

test('denied file systems leave what they would tell blank, and the name is the one at the time', async () => {
  const fake = region({
    ListRecoveryPointsByBackupVault: [{ RecoveryPoints: [POINT] }],
    DescribeFileSystems: [awsError('AccessDeniedException')],
  });
  const { rows } = await collectAll(efsRecoveryPoint, fake);
  const { source_exists, source_name, lifecyclestate, performancemode } = rows[0]?.values ?? {};
  assert.deepEqual(
    { source_exists, source_name, lifecyclestate, performancemode },
    { source_exists: null, source_name: 'share-then', lifecyclestate: null, performancemode: null },
  );
  assert.deepEqual(fake.missing, [{ what: 'source file systems', reason: 'AccessDeniedException' }]);
});

test('vaults are listed side by side as far as their points have room: many small ones, or one with several pages', async () => {
  const vault = (BackupVaultName: string, NumberOfRecoveryPoints?: number) => ({
    BackupVaultName,
    NumberOfRecoveryPoints,
  });
  const small = Array.from({ length: 10 }, (_, index) => vault(`small-${index}`, index));
  const vaults = [vault('large-1', 50_000), vault('large-2', 1001), ...small, vault('uncounted')];
  const { promise: open, resolve } = Promise.withResolvers<object>();
  const { promise: full, resolve: noteFull } = Promise.withResolvers<void>();
  const asked: string[] = [];
  const fake = region({
    ListBackupVaults: [{ BackupVaultList: vaults }],
    ListRecoveryPointsByBackupVault: ({ BackupVaultName }) => {
      asked.push(String(BackupVaultName));
      if (asked.length === 6) noteFull();
      return open;
    },
  });
  const collected = collectAll(efsRecoveryPoint, fake);
  await full;
  await new Promise(setImmediate);
  assert.deepEqual(asked, ['large-1', 'small-0', 'small-1', 'small-2', 'small-3', 'small-4']);
  resolve({ RecoveryPoints: [] });
  assert.equal((await collected).error, undefined);
  assert.deepEqual([...asked].sort(), vaults.map((each) => each.BackupVaultName).sort());
});
