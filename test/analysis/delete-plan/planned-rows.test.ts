import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import type { PlannedRow } from '../../../source/analysis/delete-plan/delete-plan.ts';
import { plannedRows } from '../../../source/analysis/delete-plan/planned-rows.ts';
import { reviewDeletePlan } from '../../../source/analysis/delete-plan/review.ts';
import type { ResourceKind } from '../../../source/kinds/define/define-resource.ts';
import { findKind, RESOURCE_KINDS } from '../../../source/kinds/registry.ts';
import { openForReading } from '../../../source/store/scan-file.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../../helpers/scan-files.ts';
import { temporaryFolder } from '../../store/folders.ts';

type Row = MadeCell['rows'][number];

const CANDIDATE = { deletability: 'candidate', deletability_reasons: ['newer: snap-9'], origin: 'manual' };

function cell(kind: string, rows: readonly Row[], given: Partial<MadeCell> = {}): MadeCell {
  return { region: 'us-east-1', kind, outcome: 'done', rows, ...given };
}

function ebs(snapshot_id: string, more: Row = {}): Row {
  return { snapshot_id, ...CANDIDATE, ...more };
}

function withScan<Result>(
  cells: readonly MadeCell[],
  read: (database: ReturnType<typeof openForReading>) => Result,
  kinds: readonly ResourceKind[] = RESOURCE_KINDS,
): Result {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  makeScanFile(file, { cells, kinds });
  const database = openForReading(file);
  try {
    return read(database);
  } finally {
    database.close();
  }
}

function planned(cells: readonly MadeCell[], kinds?: readonly ResourceKind[]): readonly PlannedRow[] {
  return withScan(cells, (database) => [...plannedRows(database, kinds ?? RESOURCE_KINDS)], kinds);
}

/** Why each row stays; of one that goes its command. */
function outcomes(...args: Parameters<typeof planned>): readonly string[] {
  return planned(...args).map((row) =>
    row.goes ? row.command.join(' ') : `${row.because}: ${row.reasons.join('; ')}`,
  );
}

suite('the rows of a delete plan', () => {
  test('are the candidates alone, each with its command', () => {
    const verdicts = ['locked', 'in use', 'last backup', 'managed by DLM', 'unknown', 'superseded', 'safe'];
    const rows = verdicts.map((deletability) =>
      ebs('snap-1', { deletability, deletability_reasons: ['why'] }),
    );
    assert.deepEqual(outcomes([cell('ebs-snapshot', [...rows, ebs('snap-2')])]), [
      ...verdicts.map((verdict) => `${verdict}: why`),
      'aws ec2 delete-snapshot --snapshot-id snap-2 --region us-east-1',
    ]);
  });

  test('stay where nothing judged them, as in a cell that did not end', () => {
    const rows = [{ snapshot_id: 'snap-1', origin: 'manual' }];
    assert.deepEqual(outcomes([cell('ebs-snapshot', rows, { outcome: null })]), [
      'no verdict: its cell did not end, or the scan is of a snapdeck that gave none',
    ]);
  });

  test('stay where no command deletes them', () => {
    const manual = { type: 'manual', ...CANDIDATE };
    const found = outcomes([
      cell('datasync-task', [{ task_arn: 'arn:task' }]),
      cell('ebs-snapshot', [
        ebs('snap-1', { origin: 'AWS Backup' }),
        ebs(''),
        { ...CANDIDATE },
        ebs('file:///etc/passwd'),
        ebs('http://host/x'),
        ebs('snap\u0000'),
      ]),
      cell('rds-snapshot', [{ ...manual, snapshot_id: 'db-1', type: 'automated' }]),
      cell('ebs-snapshot', [ebs('snap-1')], { account: 'nobody', region: 'us-west-2' }),
    ]);
    assert.deepEqual(found, [
      'no command: snapdeck names none that deletes DataSync tasks',
      'no command: AWS Backup made it, and in which vault it is as which recovery point is not known (--kind backup-recovery-point tells)',
      'no command: AWS gave no snapshot id, which aws ec2 delete-snapshot needs',
      'no command: AWS gave no snapshot id, which aws ec2 delete-snapshot needs',
      ...Array.from({ length: 3 }, () => 'no command: its snapshot id cannot be given to the AWS CLI'),
      'no command: aws rds delete-db-snapshot takes only those whose type is manual',
      'no command: its account is not known by its id',
    ]);
  });

  test('are deleted as recovery points where AWS Backup keeps them in a vault that is known', () => {
    const arn = (end: string) => `arn:aws:${end}`;
    const kept = (recovery_point_arn: string, more: Row = {}): Row => ({
      ...{ snapshot_id: 's', ...CANDIDATE, origin: 'AWS Backup', vault: 'Default', recovery_point_arn },
      ...more,
    });
    const found = outcomes([
      cell('ebs-snapshot', [
        kept(arn('ec2:us-east-1::snapshot/s')),
        kept(arn('ec2:us-east-1::snapshot/t'), { origin: 'manual', storage_tier: 'archive' }),
        { ...kept(''), recovery_point_arn: null, vault: 'not checked' },
      ]),
      cell('rds-snapshot', [kept(arn('rds:r:1:snapshot:awsbackup:s'), { type: 'awsbackup' })]),
      cell('fsx-backup', [kept(arn('fsx:r:1:backup/s'))]),
      cell('dynamodb-backup', [kept(arn('dynamodb:r:1:table/t/backup/s'))]),
      cell('redshift-snapshot', [kept(arn('redshift:r:1:snapshot:c/s'), { type: 'manual' })]),
    ]);
    const command = (end: string) =>
      `aws backup delete-recovery-point --backup-vault-name Default --recovery-point-arn ${arn(end)} --region us-east-1`;
    assert.deepEqual(found, [
      command('ec2:us-east-1::snapshot/s'),
      command('ec2:us-east-1::snapshot/t'),
      'no command: AWS Backup made it, and in which vault it is as which recovery point is not known (--kind backup-recovery-point tells)',
      command('rds:r:1:snapshot:awsbackup:s'),
      command('fsx:r:1:backup/s'),
      command('dynamodb:r:1:table/t/backup/s'),
      command('redshift:r:1:snapshot:c/s'),
    ]);
  });

  test('stay while a copy of them is being made, in whatever account and region', () => {
    const copy = {
      status: 'pending',
      deletability: 'unknown',
      deletability_reasons: ['its status is pending'],
    };
    const arn = 'arn:aws:rds:us-east-1:123456789012:snapshot:db-1';
    const found = outcomes([
      cell('ebs-snapshot', [
        ebs('snap-1'),
        ebs('snap-2'),
        { snapshot_id: 'snap-3', ...copy, source_snapshot: 'snap-3', status: 'completed' },
      ]),
      cell('ebs-snapshot', [{ snapshot_id: 'snap-9', ...copy, source_snapshot: 'snap-1' }], {
        ...{ account: '210987654321', region: 'eu-west-1' },
      }),
      cell('rds-snapshot', [
        { snapshot_id: 'db-1', snapshot_arn: arn, type: 'manual', ...CANDIDATE },
        { snapshot_id: 'db-2', snapshot_arn: 'arn:2', ...copy, status: 'copying', source_snapshot: arn },
      ]),
    ]);
    assert.deepEqual(found, [
      'in use: a copy of it is being made: snap-9 in eu-west-1 of account 210987654321',
      'aws ec2 delete-snapshot --snapshot-id snap-2 --region us-east-1',
      'unknown: its status is pending',
      'in use: a copy of it is being made: arn:2 in us-east-1 of account 123456789012',
      'unknown: its status is pending',
      'unknown: its status is pending',
    ]);
  });

  test('have what looks like an option behind an equals sign', () => {
    assert.deepEqual(planned([cell('ebs-snapshot', [ebs('--dry-run')])])[0], {
      ...{ goes: true, cell: 1, kind: 'ebs-snapshot', account: '123456789012', region: 'us-east-1' },
      id: '--dry-run',
      command: ['aws', 'ec2', 'delete-snapshot', '--snapshot-id=--dry-run', '--region', 'us-east-1'],
      ...{ reasons: ['newer: snap-9'], terms: [], size: null, low: null, high: null },
      ...{ source: null, name: null, description: null, createdAt: null },
    });
  });

  test('say the terms of an archive', () => {
    const rows = [ebs('snap-1', { storage_tier: 'archive' }), ebs('snap-2', { storage_tier: 'standard' })];
    assert.deepEqual(
      planned([cell('ebs-snapshot', rows)]).map((row) => (row.goes ? row.terms : null)),
      [['archived: deleted within 90 days of its archiving, AWS bills the rest of the 90 days at once'], []],
    );
  });

  test('come account by account and region by region, images before their snapshots', () => {
    const snapshots = findKind('ebs-snapshot');
    assert.ok(snapshots !== undefined);
    const image: ResourceKind = {
      ...snapshots,
      id: 'ami',
      deleteCommand: {
        ...{ service: 'ec2', operation: 'deregister-image' },
        options: [{ option: '--image-id', column: 'snapshot_id' }],
      },
    };
    const cells = ['222222222222', '111111111111'].flatMap((account) =>
      ['us-east-1', 'eu-west-1'].flatMap((region) =>
        ['ebs-snapshot', 'ami'].map((kind) =>
          cell(kind, [ebs(`${account[0]} ${region} ${kind}`)], { account, region }),
        ),
      ),
    );
    assert.deepEqual(
      planned(cells, [snapshots, image]).map(({ id }) => id),
      ['1', '2'].flatMap((account) =>
        ['eu-west-1', 'us-east-1'].flatMap((region) =>
          ['ami', 'ebs-snapshot'].map((kind) => `${account} ${region} ${kind}`),
        ),
      ),
    );
  });
});

suite('the review of a delete plan', () => {
  test('adds up sizes and costs, and counts those that are not known', () => {
    const rows = [
      ebs('snap-1', { size: 100, monthly_cost_low: 0, monthly_cost_high: 2 }),
      ebs('snap-2', { size: 50, monthly_cost_low: 1 }),
      ebs('snap-3'),
    ];
    const review = withScan([cell('ebs-snapshot', rows)], (database) =>
      reviewDeletePlan(database, RESOURCE_KINDS),
    );
    const sum = {
      rows: 3,
      bytes: { sum: 150, unknown: 1 },
      low: { sum: 1, unknown: 1 },
      high: { sum: 2, unknown: 2 },
    };
    assert.deepEqual(review, {
      ...{ rows: 3, goes: sum, heeded: [], leftOut: [], readAt: SCAN_START },
      kinds: [{ kind: 'ebs-snapshot', ...sum }],
      accounts: [{ account: '123456789012', ...sum }],
    });
  });

  test('counts what is left out by its reason, and gives an example where each has its own', () => {
    const stays = (deletability: string, reason: string): Row =>
      ebs(`snap-of-${reason}`, { deletability, deletability_reasons: [reason, 'sharing not checked'] });
    const rows = [
      ...[1, 2, 3, 4, 5, 6].map((image) => stays('in use', `used by AMI ami-${image}`)),
      ...['AMIs could not be listed', 'AMIs could not be listed', 'its status is pending'].map((reason) =>
        stays('unknown', reason),
      ),
    ];
    const review = withScan([cell('ebs-snapshot', rows)], (database) =>
      reviewDeletePlan(database, RESOURCE_KINDS),
    );
    assert.deepEqual(review.leftOut, [
      {
        ...{ reason: 'in use', rows: 6 },
        example: { id: 'snap-of-used by AMI ami-1', reason: 'used by AMI ami-1' },
      },
      { reason: 'unknown: AMIs could not be listed', rows: 2 },
      { reason: 'unknown: its status is pending', rows: 1 },
    ]);
    assert.deepEqual([review.rows, review.goes.rows, review.readAt], [9, 0, null]);
  });

  test('says when the first of the cells that rows would go of was read', () => {
    const review = withScan(
      [
        cell('ebs-snapshot', [ebs('snap-1')], { read: { at: SCAN_START + 9, until: SCAN_START + 10 } }),
        cell('ebs-snapshot', [ebs('snap-2')], {
          region: 'eu-west-1',
          read: { at: SCAN_START + 7, until: SCAN_START + 8 },
        }),
        cell('ebs-snapshot', [ebs('snap-3', { deletability: 'unknown' })], {
          region: 'us-west-2',
          read: { at: SCAN_START + 1, until: SCAN_START + 2 },
        }),
      ],
      (database) => reviewDeletePlan(database, RESOURCE_KINDS),
    );
    assert.equal(review.readAt, SCAN_START + 7);
  });
});
