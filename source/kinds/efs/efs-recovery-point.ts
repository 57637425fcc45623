import type {
  BackupVaultListMember,
  ListRecoveryPointsByBackupVaultCommandOutput,
  RecoveryPointByBackupVault,
} from '@aws-sdk/client-backup';
import { mapConcurrently } from '../../base/map-concurrently.ts';
import { safeText } from '../../base/safe-text.ts';
import type { Place } from '../../model/columns.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { defineResource, type Page } from '../define/define-resource.ts';
import { efsOrigin } from '../snapshots/origin.ts';
import { join, merged, optionalPages } from '../snapshots/snapshot-joins.ts';
import { arnPlace, isWanted, type SourceExists } from '../snapshots/snapshot-values.ts';
import { EFS_PRICES } from './efs-cost.ts';
import { EFS_DERIVATION } from './efs-derivation.ts';
import {
  EFS_DELETE,
  EFS_FINDINGS,
  EFS_RELATIONS,
  EFS_SOURCES,
  EFS_STATUSES,
  EFS_TAB,
  efsConsolePage,
} from './efs-facts.ts';
import {
  EFS_COLUMNS,
  type EfsRecoveryPointRow,
  type FileSystemFacts,
  type FileSystems,
} from './efs-recovery-point-columns.ts';
import { efsSample } from './efs-sample.ts';
import { listFileSystems } from './efs-sources.ts';

type Backup = typeof import('../../aws/backup.ts');

/**
 * Recovery points of one region that are held at once: vaults are listed side by side as far as their points have
 * room. A full page takes more than a megabyte, and every region may have them.
 */
const POINTS_HELD = 3000;

/** The largest page of recovery points. */
const PAGE = 1000;

/** What an empty vault counts as: it is a call all the same, and AWS publishes no rate; so 15 of them at once. */
const SMALLEST_VAULT = 200;

/** Puts one recovery point and what is known of its surroundings into a row; `now` is the scan's start. */
export function efsRecoveryPointRow(
  point: RecoveryPointByBackupVault,
  vault: BackupVaultListMember,
  fileSystems: FileSystems,
  place: Place,
  now: Date,
): EfsRecoveryPointRow {
  const resource = arnPlace(point.ResourceArn);
  const fileSystemId = resource?.resource.split('/').at(-1);
  const isHere = resource?.region === place.region && resource.account === place.account;
  const fileSystem = isHere ? fileSystems?.get(fileSystemId ?? '') : undefined;
  return {
    point,
    vault,
    recoveryPointId: arnPlace(point.RecoveryPointArn)?.resource.split(':').at(-1) ?? point.RecoveryPointArn,
    fileSystemId,
    fileSystem,
    sourceExists: isHere ? fileSystemExists(fileSystem, fileSystems) : 'unknown',
    origin: efsOrigin({
      backupPlanId: point.CreatedBy?.BackupPlanId,
      backupPlanName: point.CreatedBy?.BackupPlanName,
      sourceVaultArn: point.SourceBackupVaultArn,
    }),
    storageTier: storageTier(point, now),
  };
}

function fileSystemExists(fileSystem: FileSystemFacts | undefined, all: FileSystems): SourceExists | null {
  if (all === undefined) return null;
  return fileSystem === undefined || fileSystem.lifeCycleState === 'deleted' ? 'no' : 'yes';
}

/** The listing does not give the tier: a point is cold from the time on at which its lifecycle moves it there. */
export function storageTier(
  { CalculatedLifecycle, Lifecycle }: RecoveryPointByBackupVault,
  now: Date,
): 'warm' | 'cold' | undefined {
  const movesAt = CalculatedLifecycle?.MoveToColdStorageAt;
  if (movesAt !== undefined) return movesAt <= now ? 'cold' : 'warm';
  return (Lifecycle?.MoveToColdStorageAfterDays ?? 0) > 0 ? undefined : 'warm';
}

/** EFS recovery points, vault by vault: so those of deleted file systems are found, with all of their fields. */
export const efsRecoveryPoint = defineResource<EfsRecoveryPointRow>({
  id: 'efs-recovery-point',
  title: 'EFS recovery points',
  noun: 'recovery point',
  group: 'snapshots',
  service: 'EFS',
  byDefault: true,
  gridHeader: 'EFS',
  tab: EFS_TAB,
  sheets: [{ name: 'EFS Recovery Points', position: 11 }],
  columns: EFS_COLUMNS,
  key: ({ point }) => point.RecoveryPointArn,
  identity: 'recovery_point_arn',
  telling: ['snapshot_id', 'creation_time', 'status'],
  actions: [
    'backup:ListBackupVaults',
    'backup:ListRecoveryPointsByBackupVault',
    'elasticfilesystem:DescribeFileSystems',
  ],
  optionalActions: 'none',
  collect,
  derivation: EFS_DERIVATION,
  refresh: 'none',
  statuses: EFS_STATUSES,
  sources: EFS_SOURCES,
  relations: EFS_RELATIONS,
  findings: EFS_FINDINGS,
  consolePage: efsConsolePage,
  pricedBy: EFS_PRICES,
  deleteCommand: EFS_DELETE,
  loads: () => Promise.all([import('../../aws/backup.ts'), import('../../aws/efs.ts')]),
  sample: efsSample,
});

/** One page of one vault. */
interface VaultPage {
  readonly vault: BackupVaultListMember;
  readonly output: ListRecoveryPointsByBackupVaultCommandOutput;
}

async function* collect(context: CollectContext): AsyncGenerator<Page<EfsRecoveryPointRow>, void, undefined> {
  const [backup, efs] = await Promise.all([import('../../aws/backup.ts'), import('../../aws/efs.ts')]);
  const listed = listFileSystems(context, efs);
  context.sources(listed.then(({ sources }) => sources));
  const fileSystems = join(
    context,
    'source file systems',
    listed.then(({ byId }) => byId),
  );
  const rowsOf = async ({ vault, output }: VaultPage): Promise<Page<EfsRecoveryPointRow>> => {
    const points = (output.RecoveryPoints ?? []).filter(({ CreationDate }) =>
      isWanted(CreationDate, context.options),
    );
    const cursor = output.NextToken === undefined ? null : `${vault.BackupVaultName} ${output.NextToken}`;
    if (points.length === 0) return { rows: [], cursor };
    const known = await fileSystems.result();
    const { place, scanStart } = context;
    return {
      rows: points.map((point) => efsRecoveryPointRow(point, vault, known, place, scanStart)),
      cursor,
    };
  };
  yield* mapConcurrently(vaultPages(context, backup), 1, rowsOf);
  await fileSystems.over;
}

/** How the vaults of a region have answered so far. */
interface VaultTally {
  answered: boolean;
  /** What the first one that refused threw. */
  refusal?: { readonly error: unknown };
}

/**
 * Pages of all vaults; a vault that cannot be read is noted on the cell, and the others go on. Where there are vaults
 * and none can be read nothing is known: that throws what the first one threw, so that it never looks like "none".
 */
async function* vaultPages(
  context: CollectContext,
  backup: Backup,
): AsyncGenerator<VaultPage, void, undefined> {
  const tally: VaultTally = { answered: false };
  for await (const { BackupVaultList } of context.pages(backup.listBackupVaults, {})) {
    const sources = (BackupVaultList ?? []).map((vault) => ({
      start: () => pagesOf(context, backup, vault, tally),
      weight: pointsHeldOf(vault),
    }));
    yield* merged(sources, POINTS_HELD);
  }
  if (!tally.answered && tally.refusal !== undefined) throw tally.refusal.error;
}

/** At most one page and the one asked for behind it; AWS counts a vault's points approximately, of every service. */
function pointsHeldOf({ NumberOfRecoveryPoints: points = PAGE }: BackupVaultListMember): number {
  return points > PAGE ? 2 * PAGE : Math.max(points, SMALLEST_VAULT);
}

async function* pagesOf(
  context: CollectContext,
  backup: Backup,
  vault: BackupVaultListMember,
  tally: VaultTally,
): AsyncGenerator<VaultPage, void, undefined> {
  const { BackupVaultName } = vault;
  if (BackupVaultName === undefined) {
    context.partial('a vault without a name', 'AWS gave no name to list its recovery points by');
    return;
  }
  const what = `vault ${safeText(BackupVaultName)}`;
  // One that is shared in is another account's: its name alone would be taken for one here.
  const owner = arnPlace(vault.BackupVaultArn)?.account ?? context.place.account;
  const pages = context.pages(backup.listRecoveryPointsByBackupVault, {
    BackupVaultName,
    ...(owner === context.place.account ? {} : { BackupVaultAccountId: owner }),
    ByResourceType: 'EFS',
  });
  for await (const output of optionalPages(context, what, tallied(pages, tally))) yield { vault, output };
}

async function* tallied<Output>(
  pages: AsyncGenerator<Output, void, undefined>,
  tally: VaultTally,
): AsyncGenerator<Output, void, undefined> {
  try {
    for await (const page of pages) {
      tally.answered = true;
      yield page;
    }
  } catch (error) {
    tally.refusal ??= { error };
    throw error;
  }
}
