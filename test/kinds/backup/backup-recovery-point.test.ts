import assert from 'node:assert/strict';
import { test } from 'node:test';
import { backupPointRow } from '../../../source/kinds/backup/backup-point-row.ts';
import { backupRecoveryPoint } from '../../../source/kinds/backup/backup-recovery-point.ts';
import { dynamodbBackup } from '../../../source/kinds/dynamodb/dynamodb-backup.ts';
import { ebsSnapshot } from '../../../source/kinds/ebs/ebs-snapshot.ts';
import { fsxBackup } from '../../../source/kinds/fsx/fsx-backup.ts';
import { rdsSnapshot } from '../../../source/kinds/rds/rds-snapshot.ts';
import { redshiftSnapshot } from '../../../source/kinds/redshift/redshift-snapshot.ts';
import { KINDS_OF_POINTS } from '../../../source/kinds/registry.ts';
import { KEEPING_NOT_CHECKED } from '../../../source/kinds/snapshots/point-keeping.ts';
import { twinOf } from '../../../source/kinds/snapshots/recovery-points.ts';
import {
  awsError,
  collectAll,
  type FakeContextSettings,
  fakeContext,
  type ScriptedAnswer,
} from '../../helpers/fake-context.ts';

const CREATED = new Date('2026-09-01T03:00:00Z');
const DUE = new Date('2026-09-20T03:00:00Z');
const DISK = 'arn:aws:ec2:us-east-1::snapshot/snap-1';
const IMAGE = 'arn:aws:ec2:us-east-1::image/ami-1';
const DATABASE = 'arn:aws:rds:us-east-1:123456789012:snapshot:awsbackup:job-1';
const BUCKET = 'arn:aws:backup:us-east-1:123456789012:recovery-point:1111';
const FILES = 'arn:aws:backup:us-east-1:123456789012:recovery-point:2222';

const ALL = ['ebs-snapshot', 'rds-snapshot', 'efs-recovery-point', 'backup-recovery-point'];

const point = (RecoveryPointArn: string, ResourceType: string) => ({
  ...{ RecoveryPointArn, ResourceType, Status: 'COMPLETED', CreationDate: CREATED },
  CalculatedLifecycle: { DeleteAt: DUE },
  CreatedBy: { BackupPlanId: 'p', BackupPlanName: 'nightly', BackupRuleName: 'daily' },
});

const VAULT = {
  ...{ BackupVaultName: 'Default', Locked: true },
  BackupVaultArn: 'arn:aws:backup:us-east-1:123456789012:backup-vault:Default',
};

const POINTS = [
  point(DISK, 'EBS'),
  point(IMAGE, 'EC2'),
  point(DATABASE, 'RDS'),
  point(BUCKET, 'S3'),
  point(FILES, 'EFS'),
];

/** What vaults answer, by their names. */
function vaults(byName: Readonly<Record<string, ScriptedAnswer>>): FakeContextSettings['answers'] {
  const names = Object.keys(byName);
  return {
    ListBackupVaults: () => ({
      BackupVaultList: names.map((BackupVaultName) => ({ ...VAULT, BackupVaultName })),
    }),
    ListRecoveryPointsByBackupVault: ({ BackupVaultName }) => byName[String(BackupVaultName)] ?? {},
  };
}

/** A region with two snapshots of disks, the second one used by an AMI, and one of a database. */
const REGION: FakeContextSettings['answers'] = {
  DescribeSnapshots: (input) =>
    input.RestorableByUserIds === undefined
      ? { Snapshots: ['snap-1', 'snap-2', 'snap-3'].map((SnapshotId) => ({ SnapshotId })) }
      : { Snapshots: [] },
  DescribeVolumes: () => ({ Volumes: [] }),
  DescribeImages: () => ({
    Images: [{ ImageId: 'ami-1', BlockDeviceMappings: [{ Ebs: { SnapshotId: 'snap-2' } }] }],
  }),
  DescribeLockedSnapshots: () => ({ Snapshots: [] }),
  DescribeFastSnapshotRestores: () => ({ FastSnapshotRestores: [] }),
  DescribeLaunchTemplateVersions: () => ({ LaunchTemplateVersions: [] }),
  DescribeDBInstances: () => ({ DBInstances: [] }),
  DescribeDBSnapshots: () => ({ DBSnapshots: [{ DBSnapshotArn: DATABASE, SnapshotType: 'awsbackup' }] }),
};

/** Nothing keeps recovery points but their vaults. */
const NO_KEEPERS: FakeContextSettings['answers'] = {
  ListBackupPlans: () => ({ BackupPlansList: [] }),
  ListLegalHolds: () => ({ LegalHolds: [] }),
};

const inRegion = (answers: FakeContextSettings['answers'], kinds = ALL, scope = {}) =>
  fakeContext({ answers: { ...REGION, ...NO_KEEPERS, ...answers }, kinds, scope });

/** Collects all three kinds side by side, as one run over a region does. */
async function together(answers: FakeContextSettings['answers']) {
  const scope = {};
  const contexts = [ebsSnapshot, rdsSnapshot, backupRecoveryPoint].map(
    (kind) => [kind, inRegion(answers, ALL, scope)] as const,
  );
  const [ebs, rds, points] = await Promise.all(contexts.map(([kind, fake]) => collectAll(kind, fake)));
  return { ebs, rds, points, missing: contexts.map(([, fake]) => fake.missing.map(({ what }) => what)) };
}

const keysOf = (rows: readonly { readonly key: string | undefined }[] = []) => rows.map(({ key }) => key);

const holdsOf = (rows: readonly { readonly values: Readonly<Record<string, unknown>> }[] = []) =>
  rows.map(({ values }) => [values.vault, values.backup_plan, values.backup_rule, values.vault_locked]);

test('recovery points of every type are listed where no other kind is scanned', async () => {
  const fake = inRegion(vaults({ Default: { RecoveryPoints: POINTS } }), ['backup-recovery-point']);
  const { rows, error } = await collectAll(backupRecoveryPoint, fake);
  assert.equal(error, undefined);
  assert.deepEqual(
    rows.map(({ key, values }) => [key, values.resource_type, values.vault, values.backup_plan]),
    POINTS.map(({ RecoveryPointArn, ResourceType }) => [
      RecoveryPointArn,
      ResourceType,
      'Default',
      'nightly',
    ]),
  );
  assert.equal(
    fake.calls.some(({ input }) => 'ByResourceType' in input),
    false,
  );
});

test('a recovery point that is a snapshot, an AMI or a point of EFS is told of on the row of its kind and counts once', async () => {
  const { ebs, rds, points, missing } = await together(vaults({ Default: { RecoveryPoints: POINTS } }));
  assert.deepEqual(keysOf(points?.rows), [BUCKET]);
  const held = ['Default', 'nightly', 'daily', true];
  assert.deepEqual(holdsOf(ebs?.rows), [held, held, ['none', 'none', 'none', null]]);
  assert.deepEqual(holdsOf(rds?.rows), [held]);
  assert.equal(rds?.rows[0]?.values.delete_at, DUE.getTime());
  assert.deepEqual(missing, [[], [], []]);
});

test('vaults are walked once a region, whichever kinds ask', async () => {
  const scope = {};
  const answers = vaults({ Default: { RecoveryPoints: POINTS } });
  const fakes = [ebsSnapshot, rdsSnapshot, backupRecoveryPoint].map(
    (kind) => [kind, inRegion(answers, ALL, scope)] as const,
  );
  await Promise.all(fakes.map(([kind, fake]) => collectAll(kind, fake)));
  const walks = fakes.map(([, fake]) => fake.callsOf('ListRecoveryPointsByBackupVault'));
  assert.deepEqual(walks, [0, 0, 1]);
});

test('a recovery point whose snapshot is not found stays a row', async () => {
  const gone = point('arn:aws:ec2:us-east-1::snapshot/snap-gone', 'EBS');
  const { points } = await together(vaults({ Default: { RecoveryPoints: [...POINTS, gone] } }));
  assert.deepEqual(keysOf(points?.rows), [BUCKET, gone.RecoveryPointArn]);
});

test('a backup of DynamoDB that only AWS Backup lists is a row, and one that both list is a row once', async () => {
  const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/backup/';
  const answers = {
    ...vaults({ Default: { RecoveryPoints: ['1', '2'].map((id) => point(`${table}${id}`, 'DynamoDB')) } }),
    ListBackups: () => ({ BackupSummaries: [{ BackupArn: `${table}1` }] }),
    ListTables: () => ({ TableNames: ['orders'] }),
  };
  const kinds = ['dynamodb-backup', 'backup-recovery-point'];
  const scope = {};
  const [backups, points] = await Promise.all(
    [dynamodbBackup, backupRecoveryPoint].map((kind) => collectAll(kind, inRegion(answers, kinds, scope))),
  );
  assert.deepEqual([keysOf(backups?.rows), keysOf(points?.rows)], [[`${table}1`], [`${table}2`]]);
});

for (const [kind, arn, answers] of [
  [
    fsxBackup,
    'arn:aws:fsx:us-east-1:123456789012:backup/backup-1',
    (ResourceARN: string) => ({
      DescribeBackups: () => ({ Backups: [{ ResourceARN }] }),
      DescribeFileSystems: () => ({ FileSystems: [] }),
      DescribeVolumes: () => ({ Volumes: [] }),
    }),
  ],
  [
    dynamodbBackup,
    'arn:aws:dynamodb:us-east-1:123456789012:table/orders/backup/1',
    (BackupArn: string) => ({
      ListBackups: () => ({ BackupSummaries: [{ BackupArn }] }),
      ListTables: () => ({ TableNames: [] }),
    }),
  ],
  [
    redshiftSnapshot,
    'arn:aws:redshift:us-east-1:123456789012:snapshot:dwh/awsbackup-1',
    (SnapshotArn: string) => ({
      DescribeClusterSnapshots: () => ({ Snapshots: [{ SnapshotArn }] }),
      DescribeClusters: () => ({ Clusters: [] }),
    }),
  ],
] as const) {
  test(`${kind.title} tell how AWS Backup keeps them, or that nobody asked`, async () => {
    const given = { ...answers(arn), ...vaults({ Default: { RecoveryPoints: [point(arn, 'X')] } }) };
    const asked = await collectAll(kind, inRegion(given, [kind.id, 'backup-recovery-point']));
    assert.deepEqual(holdsOf(asked.rows), [['Default', 'nightly', 'daily', true]]);
    assert.equal(asked.rows[0]?.values.recovery_point_arn, arn);
    const unasked = await collectAll(kind, inRegion(given, [kind.id]));
    assert.deepEqual(holdsOf(unasked.rows), [['not checked', 'not checked', 'not checked', null]]);
  });
}

test('where snapshots are denied their recovery points are rows', async () => {
  const { ebs, points } = await together({
    ...vaults({ Default: { RecoveryPoints: POINTS } }),
    DescribeSnapshots: () => awsError('UnauthorizedOperation'),
  });
  assert.equal(String(ebs?.error), 'UnauthorizedOperation: UnauthorizedOperation from the script');
  assert.deepEqual(keysOf(points?.rows), [BUCKET, DISK, IMAGE]);
});

test('a vault that is denied leaves open what it may hold, and says so on every kind', async () => {
  const { ebs, points, missing } = await together(
    vaults({ Default: { RecoveryPoints: [point(DISK, 'EBS')] }, finance: awsError('AccessDeniedException') }),
  );
  assert.deepEqual(keysOf(points?.rows), []);
  assert.deepEqual(holdsOf(ebs?.rows), [
    ['Default', 'nightly', 'daily', true],
    [null, null, null, null],
    [null, null, null, null],
  ]);
  assert.deepEqual(missing, [['recovery points'], ['recovery points'], ['vault finance']]);
});

test('a vault without a name leaves open what it may hold', async () => {
  const { ebs, missing } = await together({ ListBackupVaults: () => ({ BackupVaultList: [{}] }) });
  assert.deepEqual(new Set(holdsOf(ebs?.rows).flat()), new Set([null]));
  assert.deepEqual(missing, [['recovery points'], ['recovery points'], ['a vault without a name']]);
});

test('a recovery point without an ARN is a row but for one of EFS, and leaves open which snapshot it is', async () => {
  const { ebs, points, missing } = await together(
    vaults({ Default: { RecoveryPoints: [{ ResourceType: 'EBS' }, { ResourceType: 'EFS' }] } }),
  );
  assert.deepEqual(
    points?.rows.map(({ values }) => values.resource_type),
    ['EBS'],
  );
  assert.deepEqual(new Set(holdsOf(ebs?.rows).flat()), new Set([null]));
  assert.deepEqual(missing, [['recovery points'], ['recovery points'], []]);
});

test('vaults that cannot be listed leave every row open', async () => {
  const { ebs, points, missing } = await together({
    ListBackupVaults: () => awsError('AccessDeniedException'),
  });
  assert.notEqual(points?.error, undefined);
  assert.deepEqual(new Set(holdsOf(ebs?.rows).flat()), new Set([null]));
  assert.deepEqual(missing, [['recovery points'], ['recovery points'], []]);
});

test('snapshots that are read again alone ask for recovery points themselves', async () => {
  const fake = inRegion(vaults({ Default: { RecoveryPoints: POINTS } }));
  const { rows } = await collectAll(ebsSnapshot, fake);
  assert.deepEqual(holdsOf(rows)[0], ['Default', 'nightly', 'daily', true]);
  assert.equal(fake.callsOf('ListRecoveryPointsByBackupVault'), 1);
});

test('without the kind nothing is asked and nothing is said to be in no vault', async () => {
  const fake = inRegion({}, ['ebs-snapshot']);
  const { rows } = await collectAll(ebsSnapshot, fake);
  const not = 'not checked';
  assert.deepEqual(holdsOf(rows), Array(3).fill([not, not, not, null]));
  assert.equal(fake.callsOf('ListBackupVaults'), 0);
});

test('a recovery point is known by its ARN to be what another service lists', () => {
  const told = (RecoveryPointArn: string) => twinOf({ RecoveryPointArn }, KINDS_OF_POINTS)?.kinds[0];
  assert.deepEqual(
    [
      DISK,
      IMAGE,
      DATABASE,
      'arn:aws-cn:rds:cn-north-1:123456789012:cluster-snapshot:awsbackup:job-2',
      'arn:aws:fsx:us-east-1:123456789012:backup/backup-0',
      'arn:aws:dynamodb:us-east-1:123456789012:table/orders/backup/01489602797149-73d8d5bc',
      'arn:aws:redshift:us-east-1:123456789012:snapshot:dwh/awsbackup-1',
      'arn:aws:rds:us-east-1:123456789012:auto-backup:ab-1',
      BUCKET,
    ].map(told),
    [
      ...['ebs-snapshot', 'ebs-snapshot', 'rds-snapshot', 'rds-cluster-snapshot', 'fsx-backup'],
      ...['dynamodb-backup', 'redshift-snapshot', 'rds-automated-backup', undefined],
    ],
  );
});

const PLACE = 'us-east-1:123456789012';
const planAt = (place: string, id: string) => `arn:aws:backup:${place}:backup-plan:${id}`;

/** A point that a plan made; of no plan where it has no id. */
const madeBy = (arn: string, BackupPlanId?: string, BackupPlanArn = planAt(PLACE, BackupPlanId ?? '')) => ({
  ...point(arn, 'S3'),
  CreatedBy: BackupPlanId === undefined ? undefined : { BackupPlanId, BackupPlanArn, BackupPlanName: 'p' },
});

/** How each recovery point is kept. */
async function keeping(points: readonly object[], answers: FakeContextSettings['answers']) {
  const fake = inRegion({ ...vaults({ Default: { RecoveryPoints: points } }), ...answers }, [
    'backup-recovery-point',
  ]);
  const { rows } = await collectAll(backupRecoveryPoint, fake);
  return {
    fake,
    told: rows.map(({ values }) => [values.plan_exists, values.legal_hold]),
    missing: fake.missing,
  };
}

const PLANS = {
  ListBackupPlans: () => ({
    BackupPlansList: [
      { BackupPlanId: 'live' },
      { BackupPlanId: 'deleted', DeletionDate: CREATED },
      { BackupPlanId: 'again', DeletionDate: CREATED },
      { BackupPlanId: 'again' },
    ],
  }),
};

test('a plan exists, is deleted or unlisted, belongs elsewhere, or is none', async () => {
  const { told, fake } = await keeping(
    [
      madeBy('a', 'live'),
      madeBy('b', 'deleted'),
      madeBy('c', 'again'),
      madeBy('d', 'forgotten'),
      madeBy('e', 'deleted', planAt('eu-west-1:123456789012', 'deleted')),
      madeBy('f', 'deleted', planAt('us-east-1:210987654321', 'deleted')),
      { ...madeBy('g'), CreatedBy: { BackupPlanId: 'deleted' } },
      madeBy('h'),
    ],
    PLANS,
  );
  assert.deepEqual(
    told.map(([planExists]) => planExists),
    ['yes', 'no', 'yes', 'no', 'unknown', 'unknown', 'unknown', 'none'],
  );
  assert.deepEqual(fake.calls.find(({ action }) => action === 'backup:ListBackupPlans')?.input, {
    IncludeDeleted: true,
    MaxResults: 1000,
    NextToken: undefined,
  });
});

test('a point names the legal holds that it is under, those that are over not', async () => {
  const { told, fake } = await keeping(
    ['a', 'b', 'c'].map((arn) => madeBy(arn)),
    {
      ListLegalHolds: () => ({
        LegalHolds: [
          { LegalHoldId: '1', Title: 'audit', Status: 'ACTIVE' },
          { LegalHoldId: '2', Status: 'CANCELING' },
          { LegalHoldId: '3', Title: 'over', Status: 'CANCELED' },
        ],
      }),
      ListRecoveryPointsByLegalHold: ({ LegalHoldId }) => ({
        RecoveryPoints:
          LegalHoldId === '1'
            ? [{ RecoveryPointArn: 'a' }]
            : [{ RecoveryPointArn: 'a' }, { RecoveryPointArn: 'b' }],
      }),
    },
  );
  assert.deepEqual(
    told.map(([, legalHold]) => legalHold),
    [['audit', '2'], ['2'], []],
  );
  assert.equal(fake.callsOf('ListRecoveryPointsByLegalHold'), 2);
});

test('plans and holds that are denied leave what they would tell open, and the cell partial', async () => {
  const points = [madeBy('a', 'live'), madeBy('b')];
  const denied = await keeping(points, {
    ListBackupPlans: () => awsError('AccessDeniedException'),
    ListLegalHolds: () => awsError('AccessDeniedException'),
  });
  assert.deepEqual(denied.told, [
    [null, null],
    ['none', null],
  ]);
  assert.deepEqual(
    denied.missing.map(({ what }) => what),
    ['backup plans', 'legal holds'],
  );
  const oneHold = await keeping(points, {
    ListLegalHolds: () => ({ LegalHolds: [{ LegalHoldId: '1', Status: 'ACTIVE' }] }),
    ListRecoveryPointsByLegalHold: () => awsError('AccessDeniedException'),
  });
  assert.deepEqual(
    oneHold.told.map(([, legalHold]) => legalHold),
    [null, null],
  );
});

test('what keeps points is asked once a region, whichever kinds ask, and not where there is no point', async () => {
  const scope = {};
  const answers = vaults({ Default: { RecoveryPoints: [...POINTS, madeBy('a', 'live')] } });
  const fakes = [ebsSnapshot, rdsSnapshot, backupRecoveryPoint].map(
    (kind) => [kind, inRegion(answers, ALL, scope)] as const,
  );
  await Promise.all(fakes.map(([kind, fake]) => collectAll(kind, fake)));
  const asked = (name: string) => fakes.reduce((sum, [, fake]) => sum + fake.callsOf(name), 0);
  assert.deepEqual([asked('ListBackupPlans'), asked('ListLegalHolds')], [1, 1]);
  const none = await keeping([], {});
  assert.deepEqual([none.fake.callsOf('ListBackupPlans'), none.fake.callsOf('ListLegalHolds')], [0, 0]);
});

test('what AWS Backup keeps by itself of a table may be listed by DynamoDB as well, and counts once', () => {
  const kindOf = (ResourceType: string) =>
    twinOf({ RecoveryPointArn: BUCKET, ResourceType }, KINDS_OF_POINTS)?.kinds[0];
  assert.deepEqual(['DynamoDB', 'S3'].map(kindOf), ['dynamodb-backup', undefined]);
});

test('a point that its service does not list says so, and one that AWS Backup keeps by itself does not', () => {
  const listed = (RecoveryPointArn: string, isMissed: boolean) =>
    backupPointRow({ point: { RecoveryPointArn }, vault: VAULT }, KEEPING_NOT_CHECKED, CREATED, isMissed)
      .isUnlisted;
  assert.deepEqual([listed(DISK, true), listed(DISK, false), listed(BUCKET, true)], [true, false, false]);
});

test('what AWS Backup says it has backed up is listed once a region, by ARN, with the time of the last backup', async () => {
  const ResourceArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders';
  const Results = [{ ResourceArn, ResourceType: 'DynamoDB', LastBackupTime: CREATED }, {}];
  const fake = inRegion({ ...vaults({}), ListProtectedResources: () => ({ Results }) }, [
    'backup-recovery-point',
  ]);
  await collectAll(backupRecoveryPoint, fake);
  const told = (await fake.sources())?.map(({ key, id, service, lastBackup }) => [
    key,
    id,
    service,
    lastBackup,
  ]);
  assert.deepEqual(told, [[ResourceArn, 'orders', 'DynamoDB', CREATED]]);
  assert.equal(fake.callsOf('ListProtectedResources'), 1);
});
