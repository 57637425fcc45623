/** How the recovery points of a region are listed: vault by vault, with all of their fields. */
import type {
  BackupVaultListMember,
  ListRecoveryPointsByBackupVaultCommandOutput,
  RecoveryPointByBackupVault,
} from '@aws-sdk/client-backup';
import { safeText } from '../../base/safe-text.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { merged, optionalPages } from './snapshot-joins.ts';
import { arnPlace } from './snapshot-values.ts';

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

/** The listing does not give the tier: a point is cold from the time on at which its lifecycle moves it there. */
export function storageTier(
  { CalculatedLifecycle, Lifecycle }: RecoveryPointByBackupVault,
  now: Date,
): 'warm' | 'cold' | undefined {
  const movesAt = CalculatedLifecycle?.MoveToColdStorageAt;
  if (movesAt !== undefined) return movesAt <= now ? 'cold' : 'warm';
  return (Lifecycle?.MoveToColdStorageAfterDays ?? 0) > 0 ? undefined : 'warm';
}

/** One page of one vault. */
export interface VaultPage {
  readonly vault: BackupVaultListMember;
  readonly output: ListRecoveryPointsByBackupVaultCommandOutput;
}

/** How the vaults of a region have answered so far. */
export interface VaultTally {
  answered: boolean;
  /** What the first one that refused threw. */
  refusal?: { readonly error: unknown };
  /** Why a vault could not be asked at all. */
  unasked?: { readonly error: unknown };
}

/** No vault has answered yet. */
export const startVaultTally = (): VaultTally => ({ answered: false });

/**
 * Pages of all vaults; a vault that cannot be read is noted on the cell, and the others go on. Where there are vaults
 * and none can be read nothing is known: that throws what the first one threw, so that it never looks like "none".
 * `type`: only points of such resources, as AWS Backup names them.
 */
export async function* vaultPages(
  context: CollectContext,
  backup: Backup,
  tally: VaultTally,
  type?: string,
): AsyncGenerator<VaultPage, void, undefined> {
  for await (const { BackupVaultList } of context.pages(backup.listBackupVaults, {})) {
    const sources = (BackupVaultList ?? []).map((vault) => ({
      start: () => pagesOf(context, backup, vault, tally, type),
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
  type: string | undefined,
): AsyncGenerator<VaultPage, void, undefined> {
  const { BackupVaultName } = vault;
  if (BackupVaultName === undefined) {
    const reason = 'AWS gave no name to list its recovery points by';
    context.partial('a vault without a name', reason);
    tally.unasked = { error: new Error(`a vault without a name: ${reason}`) };
    return;
  }
  const what = `vault ${safeText(BackupVaultName)}`;
  // One that is shared in is another account's: its name alone would be taken for one here.
  const owner = arnPlace(vault.BackupVaultArn)?.account ?? context.place.account;
  const pages = context.pages(backup.listRecoveryPointsByBackupVault, {
    BackupVaultName,
    ...(owner === context.place.account ? {} : { BackupVaultAccountId: owner }),
    ...(type === undefined ? {} : { ByResourceType: type }),
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
