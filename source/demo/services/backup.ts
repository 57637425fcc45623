import { type Collection, collectionOf, concatenated, type Row } from '../estate/collection.ts';
import { everyPoint } from '../estate/efs.ts';
import { type Call, fail } from '../protocols/call.ts';
import { backupPlans, legalHolds, pointsUnderHold } from './backup-keepers.ts';
import { protectedResources } from './backup-protected.ts';
import { vaultPoints } from './backup-twins.ts';
import type { Operations } from './operation.ts';
import { type Paging, pageOf } from './paging.ts';

const invalid = (message: string): never =>
  fail('InvalidParameterValueException', 400, message, { Code: 'ERROR_4', Type: 'CLIENT' });

const paging = (list: string): Paging => ({
  size: 'maxResults',
  token: 'nextToken',
  nextToken: 'NextToken',
  list,
  limits: { low: 1, high: 1000, default: 1000 },
  badSize: (value) => invalid(`maxResults must be between 1 and 1000: ${value}`),
  badToken: () => invalid('The next token is not valid.'),
});

const vaultPaging = paging('BackupVaultList');
const pointPaging = paging('RecoveryPoints');

export const backup: Operations = {
  ListBackupVaults: (call, { region }) => {
    const { parameters } = call;
    const type = parameters.text('vaultType');
    if (parameters.text('shared') === 'true') return pageOf(call, concatenated([]), vaultPaging);
    return pageOf(call, region.efs.vaults, vaultPaging, {
      keeps: type === undefined ? undefined : (row) => row.VaultType === type,
    });
  },

  ListRecoveryPointsByBackupVault: (call, world) => {
    const { parameters } = call;
    const name = parameters.text('BackupVaultName') ?? '';
    const points = vaultPoints(world, name);
    if (points === undefined) {
      return fail('ResourceNotFoundException', 400, `Backup vault ${name} does not exist.`, {
        Code: 'ERROR_3',
        Type: 'CLIENT',
      });
    }
    const type = parameters.text('resourceType');
    const rows: Collection =
      type === 'EFS' ? points.efs : type === undefined ? everyPoint(points) : points.other;
    const tests = [
      type === undefined || type === 'EFS' ? undefined : (row: Row) => row.ResourceType === type,
      equal(call, 'resourceArn', 'ResourceArn'),
      created(call, 'createdBefore', (at, limit) => at < limit),
      created(call, 'createdAfter', (at, limit) => at > limit),
    ].filter((test) => test !== undefined);
    return pageOf(call, rows, pointPaging, {
      keeps: tests.length === 0 ? undefined : (row) => tests.every((test) => test(row)),
    });
  },

  ListBackupPlans: (call, world) =>
    pageOf(call, backupPlans(world), paging('BackupPlansList'), {
      keeps:
        call.parameters.text('includeDeleted') === 'true'
          ? undefined
          : ({ DeletionDate }) => DeletionDate === undefined,
    }),

  ListLegalHolds: (call, world) => pageOf(call, legalHolds(world), paging('LegalHolds')),

  ListRecoveryPointsByLegalHold: (call, world) => pageOf(call, pointsUnderHold(world, call), pointPaging),

  ListProtectedResources: (call, world) => pageOf(call, protectedResources(world), paging('Results')),

  ListRecoveryPointsByResource: (call, world) => {
    const arn = call.parameters.text('ResourceArn') ?? '';
    const rows: Row[] = [];
    for (const { name } of world.region.counts.vaults) {
      const points = vaultPoints(world, name);
      if (points === undefined) continue;
      const all = everyPoint(points);
      for (let index = 0; index < all.count; index++) {
        const row = all.at(index);
        if (row.ResourceArn === arn) rows.push(byResource(row));
      }
    }
    return pageOf(call, collectionOf(rows), pointPaging);
  },
};

/** The thinner row of the listing by resource, which calls the size otherwise. */
function byResource(row: Row): Row {
  return {
    RecoveryPointArn: row.RecoveryPointArn,
    CreationDate: row.CreationDate,
    Status: row.Status,
    StatusMessage: row.StatusMessage,
    EncryptionKeyArn: row.EncryptionKeyArn,
    BackupSizeBytes: row.BackupSizeInBytes,
    BackupVaultName: row.BackupVaultName,
    IsParent: row.IsParent,
    ResourceName: row.ResourceName,
    VaultType: row.VaultType,
    IndexStatus: row.IndexStatus,
    EncryptionKeyType: row.EncryptionKeyType,
  };
}

function equal({ parameters }: Call, parameter: string, field: string): ((row: Row) => boolean) | undefined {
  const wanted = parameters.text(parameter);
  return wanted === undefined ? undefined : (row) => row[field] === wanted;
}

function created(
  { parameters }: Call,
  parameter: string,
  compare: (at: number, limit: number) => boolean,
): ((row: Row) => boolean) | undefined {
  const text = parameters.text(parameter);
  if (text === undefined) return undefined;
  const limit = Date.parse(text);
  if (Number.isNaN(limit)) return invalid(`${parameter} is no time: ${text}`);
  return (row) => row.CreationDate instanceof Date && compare(row.CreationDate.getTime(), limit);
}
