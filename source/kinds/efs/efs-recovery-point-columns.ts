import type { ColumnSpec } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { accountOfArn } from '../snapshots/across-accounts.ts';
import type { Origin } from '../snapshots/origin.ts';
import { KEPT_COLUMNS, KEY_COLUMNS, pointSize } from '../snapshots/point-columns.ts';
import type { PointKeeping } from '../snapshots/point-keeping.ts';
import type { VaultPoint } from '../snapshots/recovery-points.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import type { SourceExists } from '../snapshots/snapshot-values.ts';
import * as vaults from '../snapshots/vault-columns.ts';

/** Columns of an EFS recovery point: those of the old script first, in their order. */
export const EFS_COLUMNS: readonly ColumnSpec<EfsRecoveryPointRow>[] = [
  { ...columns.SERVICE, value: () => 'EFS' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'automated where a backup plan made it, manual where it was made on demand.',
    value: ({ point }) => (point.CreatedBy?.BackupPlanId === undefined ? 'manual' : 'automated'),
  },
  {
    ...columns.SNAPSHOT_ID,
    width: 36,
    about: 'The last part of its ARN.',
    value: ({ recoveryPointId }) => recoveryPointId,
  },
  { ...columns.SOURCE, about: 'The file system that it was made of.', value: (row) => row.fileSystemId },
  {
    ...columns.SOURCE_NAME,
    about: 'Name of the file system now; where it is gone, the name that it had.',
    shown: true,
    value: ({ fileSystem, point }) => fileSystem?.name ?? point.ResourceName,
  },
  {
    ...columns.SIZE,
    about: 'BackupSizeInBytes; AWS does not say whether that is the whole or what was added.',
    value: pointSize,
  },
  { ...columns.STATUS, value: ({ point }) => point.Status },
  { ...columns.CREATION_TIME, value: ({ point }) => point.CreationDate },
  { ...columns.ENCRYPTED, value: ({ point }) => point.IsEncrypted },
  { ...columns.LIFE_CYCLE_STATE, value: ({ fileSystem }) => fileSystem?.lifeCycleState },
  { ...columns.PERFORMANCE_MODE, value: ({ fileSystem }) => fileSystem?.performanceMode },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  { ...vaults.VAULT, value: ({ vault }) => vault.BackupVaultName },
  { ...columns.SOURCE_EXISTS, value: ({ sourceExists }) => sourceExists },
  {
    ...columns.ORIGIN,
    about:
      'copy (from another vault), automated (the plan that EFS makes), AWS Backup (another plan) or manual.',
    value: ({ origin }) => origin,
  },
  {
    ...columns.STORAGE_TIER,
    about: 'warm, or cold from the time on at which its lifecycle moves it to cold storage.',
    value: (row) => row.storageTier,
  },
  { ...vaults.VAULT_LOCKED, value: ({ vault }) => vault.Locked },
  ...KEPT_COLUMNS,
  ...KEY_COLUMNS,
  {
    header: 'Source ARN',
    type: 'arn',
    width: 40,
    shown: false,
    about: 'ARN of the file system; its region and account tell where a copy comes from.',
    value: ({ point }) => point.ResourceArn,
  },
  { ...columns.SOURCE_ACCOUNT, value: ({ point }) => accountOfArn(point.ResourceArn) },
  columns.derived(columns.ACROSS_ACCOUNTS),
  { ...vaults.VAULT_ARN, value: ({ vault }) => vault.BackupVaultArn },
  { ...vaults.RECOVERY_POINT_ARN, value: ({ point }) => point.RecoveryPointArn },
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({
    ...columns.MONTHLY_COST_LOW,
    about:
      'The least that keeping it costs a month, in US dollars: its size where it is the newest of its file system, else 0; blank where price or size is not known.',
  }),
  columns.derived({
    ...columns.MONTHLY_COST_HIGH,
    about:
      'The most that keeping it costs a month, in US dollars: its size at the price of its tier; blank where price or size is not known.',
  }),
];

/** What a recovery point's row shows of its file system. */
export interface FileSystemFacts {
  readonly name: string | undefined;
  readonly lifeCycleState: string | undefined;
  readonly performanceMode: string | undefined;
}

/** The file systems of the region by id; undefined: they could not be listed. */
export type FileSystems = ReadonlyMap<string, FileSystemFacts> | undefined;

/** A recovery point of an EFS file system: as AWS Backup lists it, with its vault and its file system. */
export interface EfsRecoveryPointRow extends CollectedRow, VaultPoint, PointKeeping {
  readonly recoveryPointId: string | undefined;
  readonly fileSystemId: string | undefined;
  /** As it is now; undefined where it is gone or not known. */
  readonly fileSystem: FileSystemFacts | undefined;
  /** Null where the file systems could not be listed. */
  readonly sourceExists: SourceExists | null;
  readonly origin: Origin;
  readonly storageTier: 'warm' | 'cold' | undefined;
}
