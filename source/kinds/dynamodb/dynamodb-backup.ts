import type { BackupSummary, ListBackupsCommandOutput } from '@aws-sdk/client-dynamodb';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { firstOf, join, merged, optionalPages, PAGES_HELD } from '../snapshots/snapshot-joins.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import { DYNAMODB_COLUMNS } from './dynamodb-backup-columns.ts';
import { type DynamodbBackupRow, dynamodbBackupRow, isOfDeletedTable } from './dynamodb-backup-row.ts';
import { DYNAMODB_DERIVATION } from './dynamodb-derivation.ts';
import {
  DYNAMODB_DELETE,
  DYNAMODB_FINDINGS,
  DYNAMODB_PRICES,
  DYNAMODB_RELATIONS,
  DYNAMODB_SOURCES,
  DYNAMODB_STATUSES,
  DYNAMODB_TAB,
  dynamodbConsolePage,
} from './dynamodb-facts.ts';
import { dynamodbSample } from './dynamodb-sample.ts';
import { listTables } from './dynamodb-sources.ts';

/**
 * DynamoDB backups: made on demand, those that DynamoDB makes as it deletes a table, and those of AWS Backup that it
 * lists. What AWS Backup keeps in its vaults alone is not among them; point-in-time recovery is no backup of this sort.
 */
export const dynamodbBackup = defineResource<DynamodbBackupRow>({
  id: 'dynamodb-backup',
  title: 'DynamoDB backups',
  noun: 'backup',
  group: 'snapshots',
  service: 'DynamoDB',
  byDefault: false,
  gridHeader: 'DynamoDB',
  tab: DYNAMODB_TAB,
  sheets: [{ name: 'DynamoDB Backups', position: 13 }],
  columns: DYNAMODB_COLUMNS,
  key: ({ backup }) => backup.BackupArn,
  identity: 'backup_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: ['dynamodb:ListBackups', 'dynamodb:ListTables'],
  optionalActions: { attributes: ['dynamodb:DescribeTable', 'dynamodb:DescribeContinuousBackups'] },
  askedLater: 'none',
  collect,
  derivation: DYNAMODB_DERIVATION,
  refresh: 'none',
  statuses: DYNAMODB_STATUSES,
  sources: DYNAMODB_SOURCES,
  relations: DYNAMODB_RELATIONS,
  findings: DYNAMODB_FINDINGS,
  consolePage: dynamodbConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['expires_at', 'delete_at'],
  pricedBy: DYNAMODB_PRICES,
  deleteCommand: DYNAMODB_DELETE,
  describeCommands: [describedBy('dynamodb', 'describe-backup', '--backup-arn', 'backup_arn')],
  recoveryPoints: {
    arn: /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/[^/]+\/backup\//,
    andOfType: 'DynamoDB',
    by: 'arn',
    ids: ({ backup }) => [backup.BackupArn],
  },
  loads: () => import('../../aws/dynamodb.ts'),
  sample: dynamodbSample,
});

/**
 * Listed with "ALL" are those that DynamoDB made itself or was told to; AWS Backup's are asked for beside them, and are
 * taken once where AWS gives them twice. That tables could not be listed counts only where a backup does not tell by itself.
 */
async function* collect(context: CollectContext): AsyncGenerator<Page<DynamodbBackupRow>, void, undefined> {
  const dynamodb = await import('../../aws/dynamodb.ts');
  const listed = listTables(context, dynamodb);
  context.sources(listed.then(({ sources }) => sources));
  const tables = join(
    context,
    'source tables',
    listed.then(({ byName }) => byName),
  );
  const isFirst = firstOf(({ BackupArn }: BackupSummary) => BackupArn);
  const holds = backupHolds(context);
  const rowOf = async (backup: BackupSummary): Promise<DynamodbBackupRow> => {
    const known = isOfDeletedTable(backup) ? undefined : await tables.result();
    const row = dynamodbBackupRow(backup, context.place, known);
    return { ...row, hold: (await holds())([backup.BackupArn]) };
  };
  const rowsOf = async (output: ListBackupsCommandOutput): Promise<Page<DynamodbBackupRow>> => {
    const wanted = (output.BackupSummaries ?? [])
      .filter(isFirst)
      .filter(({ BackupCreationDateTime }) => isWanted(BackupCreationDateTime, context.options));
    return { rows: await Promise.all(wanted.map(rowOf)), cursor: output.LastEvaluatedBackupArn ?? null };
  };
  const own = () => context.pages(dynamodb.listBackups, { BackupType: 'ALL' });
  const ofBackup = () =>
    optionalPages(
      context,
      'backups of AWS Backup',
      context.pages(dynamodb.listBackups, { BackupType: 'AWS_BACKUP' }),
    );
  const pages = merged(
    [own, ofBackup].map((start) => ({ start, weight: 1 })),
    2,
  );
  yield* mapConcurrently(pages, PAGES_HELD, rowsOf);
  await tables.over;
}
