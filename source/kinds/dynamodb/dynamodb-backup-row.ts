import type { BackupSummary } from '@aws-sdk/client-dynamodb';
import type { Place } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import type { MayBeRecoveryPoint } from '../snapshots/backup-hold-columns.ts';
import type { Origin } from '../snapshots/origin.ts';
import { arnPlace, type SourceExists } from '../snapshots/snapshot-values.ts';

/** The ids of the tables of a region, where they were asked for, by name; undefined: the tables could not be listed. */
export type Tables = ReadonlyMap<string, string | undefined> | undefined;

/** A backup as DynamoDB lists it, with what is known of its table now. */
export interface DynamodbBackupRow extends CollectedRow, MayBeRecoveryPoint {
  readonly backup: BackupSummary;
  /** What DynamoDB calls it: the end of its ARN. */
  readonly id: string | undefined;
  /** Null where the tables could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** Null where AWS gives a type that is not known here. */
  readonly origin: Origin | null;
}

/** DynamoDB makes one as it deletes a table: no other word is needed of whether that table is there. */
export function isOfDeletedTable({ BackupType }: BackupSummary): boolean {
  return BackupType === 'SYSTEM';
}

/** Puts one backup and what is known of the tables into a row. */
export function dynamodbBackupRow(backup: BackupSummary, place: Place, tables: Tables): DynamodbBackupRow {
  return {
    backup,
    id: backupId(backup.BackupArn),
    sourceExists: sourceExists(backup, place, tables),
    origin: originOf(backup),
    hold: 'not checked',
  };
}

/** `…:table/orders/backup/01489602797149-73d8d5bc` ends with its id; another ARN is its own. */
function backupId(arn: string | undefined): string | undefined {
  return /^arn:.+:table\/[^/]+\/backup\/([^/]+)$/.exec(arn ?? '')?.[1] ?? arn;
}

function sourceExists(backup: BackupSummary, place: Place, tables: Tables): SourceExists | null {
  const { TableName: name, TableArn, TableId } = backup;
  const at = arnPlace(TableArn);
  if (at !== undefined && (at.region !== place.region || at.account !== place.account)) return 'unknown';
  if (isOfDeletedTable(backup)) return 'no';
  if (name === undefined) return 'unknown';
  if (tables === undefined) return null;
  if (!tables.has(name)) return 'no';
  const now = tables.get(name);
  return now === undefined || TableId === undefined || now === TableId ? 'yes' : 'no';
}

function originOf({ BackupType, BackupArn }: BackupSummary): Origin | null {
  if (BackupType === 'AWS_BACKUP' || isOfVault(BackupArn)) return 'AWS Backup';
  if (BackupType === 'SYSTEM') return 'automated';
  return BackupType === 'USER' ? 'manual' : null;
}

/** A vault of AWS Backup holds it, and AWS Backup bills it. */
export function isOfVault(arn: string | undefined): boolean {
  return arn?.split(':')[2] === 'backup';
}
