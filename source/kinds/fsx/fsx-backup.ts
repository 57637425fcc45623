import type { Backup, DescribeBackupsCommandOutput } from '@aws-sdk/client-fsx';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import { LEFT_OUT_BY_DATE } from '../define/absence.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { describedBy } from '../define/describe-command.ts';
import { backupHolds } from '../snapshots/recovery-points.ts';
import { join, PAGES_HELD } from '../snapshots/snapshot-joins.ts';
import { isWanted } from '../snapshots/snapshot-values.ts';
import { FSX_COLUMNS } from './fsx-backup-columns.ts';
import { type FsxBackupRow, fsxBackupRow, isOfVolume, type Sources } from './fsx-backup-row.ts';
import { FSX_DERIVATION } from './fsx-derivation.ts';
import {
  FSX_DELETE,
  FSX_FINDINGS,
  FSX_PRICES,
  FSX_RELATIONS,
  FSX_SOURCES,
  FSX_STATUSES,
  FSX_TAB,
  fsxConsolePage,
} from './fsx-facts.ts';
import { fsxSample } from './fsx-sample.ts';
import { type ListedFsx, listFileSystems, listVolumes } from './fsx-sources.ts';

/**
 * FSx backups: of Windows, Lustre and OpenZFS file systems and of the volumes of ONTAP. The snapshots inside an OpenZFS
 * volume are another thing, and not asked for.
 */
export const fsxBackup = defineResource<FsxBackupRow>({
  id: 'fsx-backup',
  title: 'FSx backups',
  noun: 'backup',
  group: 'snapshots',
  service: 'FSx',
  byDefault: false,
  gridHeader: 'FSx',
  tab: FSX_TAB,
  sheets: [{ name: 'FSx Backups', position: 12 }],
  columns: FSX_COLUMNS,
  key: ({ backup }) => backup.ResourceARN ?? backup.BackupId,
  identity: 'backup_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: ['fsx:DescribeBackups', 'fsx:DescribeFileSystems', 'fsx:DescribeVolumes'],
  optionalActions: 'none',
  askedLater: 'none',
  collect,
  derivation: FSX_DERIVATION,
  refresh: 'none',
  statuses: FSX_STATUSES,
  sources: FSX_SOURCES,
  relations: FSX_RELATIONS,
  findings: FSX_FINDINGS,
  consolePage: fsxConsolePage,
  leftOut: LEFT_OUT_BY_DATE,
  leavesAt: ['delete_at'],
  pricedBy: FSX_PRICES,
  deleteCommand: FSX_DELETE,
  describeCommands: [describedBy('fsx', 'describe-backups', '--backup-ids', 'snapshot_id')],
  recoveryPoints: {
    arn: /^arn:[^:]+:fsx:[^:]*:[^:]*:backup\//,
    by: 'arn',
    ids: ({ backup }) => [backup.ResourceARN],
  },
  loads: () => import('../../aws/fsx.ts'),
  sample: fsxSample,
});

/** File systems and volumes are listed beside the backups; that one failed counts only where a backup is of its sort. */
async function* collect(context: CollectContext): AsyncGenerator<Page<FsxBackupRow>, void, undefined> {
  const fsx = await import('../../aws/fsx.ts');
  const [listedSystems, listedVolumes] = [listFileSystems(context, fsx), listVolumes(context, fsx)];
  context.sources(
    Promise.all([listedSystems, listedVolumes]).then((listed) => listed.flatMap(({ sources }) => sources)),
  );
  const byId = ({ byId }: ListedFsx): Sources => byId;
  const fileSystems = join(context, 'source file systems', listedSystems.then(byId));
  const volumes = join(context, 'source volumes', listedVolumes.then(byId));
  const holds = backupHolds(context);
  const rowOf = async (backup: Backup): Promise<FsxBackupRow> => {
    const sources = isOfVolume(backup) ? volumes : fileSystems;
    const row = fsxBackupRow(backup, context.place, await sources.result());
    return { ...row, hold: (await holds())([backup.ResourceARN]) };
  };
  const rowsOf = async (output: DescribeBackupsCommandOutput): Promise<Page<FsxBackupRow>> => {
    const wanted = (output.Backups ?? []).filter(({ CreationTime }) =>
      isWanted(CreationTime, context.options),
    );
    return { rows: await Promise.all(wanted.map(rowOf)), cursor: output.NextToken ?? null };
  };
  yield* mapConcurrently(context.pages(fsx.describeBackups, {}), PAGES_HELD, rowsOf);
  await Promise.all([fileSystems.over, volumes.over]);
}
