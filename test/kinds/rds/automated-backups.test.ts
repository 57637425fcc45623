import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { backupRecoveryPoint } from '../../../source/kinds/backup/backup-recovery-point.ts';
import type { ResourceKind } from '../../../source/kinds/define/define-resource.ts';
import { rdsAutomatedBackup } from '../../../source/kinds/rds/rds-automated-backup.ts';
import { rdsAutomatedClusterBackup } from '../../../source/kinds/rds/rds-automated-cluster-backup.ts';
import type { Value } from '../../../source/model/columns.ts';
import { collectAll, fakeContext, inPages } from '../../helpers/fake-context.ts';

const RDS = 'arn:aws:rds:us-east-1:123456789012';
const [FROM, TO] = [new Date('2026-09-24T03:00:00Z'), new Date('2026-10-01T11:55:00Z')];
const RestoreWindow = { EarliestTime: FROM, LatestTime: TO };

describe('automated backups of instances', () => {
  const row = (name: string, change: object = {}) => ({
    ...{ DBInstanceIdentifier: name, DbiResourceId: `db-${name}`, Status: 'active', RestoreWindow },
    ...{ DBInstanceArn: `${RDS}:db:${name}`, DBInstanceAutomatedBackupsArn: `${RDS}:auto-backup:ab-${name}` },
    ...{ AllocatedStorage: 100, BackupRetentionPeriod: 7, Engine: 'postgres', Encrypted: true },
    ...change,
  });

  const listed = async (...rows: readonly object[]) => {
    const answers = {
      DescribeDBInstanceAutomatedBackups: inPages(
        [{ DBInstanceAutomatedBackups: rows.slice(0, 1) }, { DBInstanceAutomatedBackups: rows.slice(1) }],
        { ask: 'Marker', answer: 'Marker' },
      ),
    };
    const { rows: found, error } = await collectAll(rdsAutomatedBackup, fakeContext({ answers }));
    assert.equal(error, undefined);
    return found.map(({ values }) => values);
  };

  it('tell from when to when a database can be restored, and no size of their own', async () => {
    const [one, two] = await listed(row('orders'), row('carts'));
    assert.deepEqual(
      [one?.source, one?.snapshot_id, one?.restorable_from, one?.restorable_to, one?.retention],
      ['orders', 'ab-orders', FROM.getTime(), TO.getTime(), 7],
    );
    assert.deepEqual(
      [one?.size, one?.database_size, one?.creation_time, two?.source],
      [null, 100 * 1024 ** 3, null, 'carts'],
    );
  });

  it('say of a database whether it is there by their state, but not of one in another region', async () => {
    const elsewhere = { DBInstanceArn: 'arn:aws:rds:eu-west-1:123456789012:db:afar' };
    const rows = await listed(
      row('here'),
      row('gone', { Status: 'retained' }),
      row('new', { Status: 'creating' }),
      row('afar', elsewhere),
      row('points', {
        AwsBackupRecoveryPointArn: 'arn:aws:backup:us-east-1:1:recovery-point:continuous:db-1',
      }),
    );
    assert.deepEqual(
      rows.map((values) => [values.source, values.source_exists, values.origin, values.source_region]),
      [
        ['here', 'yes', 'automated', null],
        ['gone', 'no', 'automated', null],
        ['new', 'unknown', 'automated', null],
        ['afar', 'unknown', 'copy', 'eu-west-1'],
        ['points', 'yes', 'AWS Backup', null],
      ],
    );
  });
});

describe('continuous recovery points of AWS Backup', () => {
  const POINT = 'arn:aws:backup:us-east-1:123456789012:recovery-point:continuous:db-1';
  const OTHER = 'arn:aws:backup:us-east-1:123456789012:recovery-point:continuous:db-2';
  const backup = (name: string, AwsBackupRecoveryPointArn?: string) => ({
    ...{ DBInstanceIdentifier: name, DbiResourceId: `db-${name}`, Status: 'active', RestoreWindow },
    ...{ DBInstanceAutomatedBackupsArn: `${RDS}:auto-backup:ab-${name}`, AwsBackupRecoveryPointArn },
  });
  const answers = {
    DescribeDBInstanceAutomatedBackups: () => ({
      DBInstanceAutomatedBackups: [backup('orders', POINT), backup('carts')],
    }),
    ListBackupVaults: () => ({ BackupVaultList: [{ BackupVaultName: 'Default', Locked: true }] }),
    ListRecoveryPointsByBackupVault: () => ({
      RecoveryPoints: [POINT, OTHER].map((RecoveryPointArn) => ({
        ...{ RecoveryPointArn, ResourceType: 'RDS', Status: 'AVAILABLE' },
        CreatedBy: { BackupPlanId: 'plan', BackupPlanName: 'databases' },
      })),
    }),
    ListBackupPlans: () => ({ BackupPlansList: [{ BackupPlanId: 'plan' }] }),
    ListLegalHolds: () => ({ LegalHolds: [] }),
    ListProtectedResources: () => ({ Results: [] }),
  };
  const kinds = ['rds-automated-backup', 'backup-recovery-point'];

  it('are told of the backups that they are, count once, and are rows of their own where RDS lists no such', async () => {
    const scope = {};
    const [backups, points] = await Promise.all(
      [rdsAutomatedBackup, backupRecoveryPoint].map((kind) =>
        collectAll(kind, fakeContext({ answers, kinds, scope })),
      ),
    );
    assert.deepEqual(
      backups?.rows.map(({ values }) => [
        ...[values.source, values.vault, values.vault_locked, values.backup_plan],
        ...[values.plan_exists, values.recovery_point_arn],
      ]),
      [
        ['orders', 'Default', true, 'databases', 'unknown', POINT],
        ['carts', 'none', null, 'none', 'none', null],
      ],
    );
    assert.deepEqual(
      points?.rows.map(({ key }) => key),
      [OTHER],
    );
  });

  it('stay unasked without the kind of recovery points', async () => {
    const fake = fakeContext({ answers, kinds: ['rds-automated-backup'] });
    const { rows } = await collectAll(rdsAutomatedBackup, fake);
    assert.deepEqual(
      [rows.map(({ values }) => values.vault), fake.calls.length],
      [['not checked', 'not checked'], 1],
    );
  });
});

describe('automated backups of clusters', () => {
  it('are of the service of their engine, and of no storage where that grows by itself', async () => {
    const row = (name: string, Engine: string, AllocatedStorage: number) => ({
      ...{ DBClusterIdentifier: name, DbClusterResourceId: `cluster-${name}`, Engine, AllocatedStorage },
      ...{ Status: 'retained', StorageEncrypted: false, RestoreWindow },
    });
    const answers = {
      DescribeDBClusterAutomatedBackups: [
        { DBClusterAutomatedBackups: [row('ledger', 'aurora-mysql', 1), row('orders', 'postgres', 100)] },
      ],
    };
    const { rows } = await collectAll(rdsAutomatedClusterBackup, fakeContext({ answers }));
    assert.deepEqual(
      rows.map(({ key, values }) => [
        ...[key, values.service, values.database_size, values.encrypted, values.source_exists],
      ]),
      [
        ['cluster-ledger', 'Aurora', null, false, 'no'],
        ['cluster-orders', 'RDS', 100 * 1024 ** 3, false, 'no'],
      ],
    );
  });
});

describe('whether automated backups may go', () => {
  const verdict = ({ derivation }: ResourceKind, change: Readonly<Record<string, Value>>) => {
    assert.ok(derivation !== 'none');
    const [deletability, reasons] = derivation.values(
      {
        row: 1,
        copy: null,
        values: {
          ...{ source: 'orders', source_resource_id: 'db-1', source_exists: 'yes', status: 'active' },
          ...{ origin: 'automated', restorable_to: TO.getTime(), retention: 7 },
          ...change,
        },
        leaders: {},
      },
      {
        place: { account: '123456789012', partition: 'aws', region: 'us-east-1' },
        ...{ isIncomplete: false, isLimited: false, prices: null, ownerTags: [] },
        accounts: { isMember: () => null, isScanned: () => true, words: (account) => account },
      },
    );
    return [deletability, reasons];
  };

  it('they are the last backup of a database, as far as they tell, and those of one that is gone end by themselves', () => {
    assert.deepEqual(verdict(rdsAutomatedBackup, { status: 'retained', source_exists: 'no' }), [
      'last backup',
      [
        'no newer backup of orders is known',
        'its source is gone',
        'an automatic backup keeps it',
        'RDS deletes them by itself 7 days after the database',
        'snapshots of its database not looked at',
        'restores under way not checked',
      ],
    ]);
    assert.equal(verdict(rdsAutomatedBackup, {})[0], 'last backup');
  });

  it('RDS keeps what cannot be restored yet', () => {
    const creating = { status: 'creating', restorable_to: null, source_exists: 'unknown' };
    assert.equal(verdict(rdsAutomatedBackup, creating)[0], 'managed by RDS');
  });

  it('there is a command for those of databases that are gone alone', () => {
    for (const { deleteCommand } of [rdsAutomatedBackup, rdsAutomatedClusterBackup]) {
      assert.ok(deleteCommand !== 'none');
      assert.deepEqual(deleteCommand.only, { column: 'status', oneOf: ['retained'] });
    }
  });
});
