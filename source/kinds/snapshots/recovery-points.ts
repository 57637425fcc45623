/**
 * Recovery points that are resources of other kinds as well: an EBS snapshot, an AMI, a snapshot of a database, a backup of
 * FSx. Where such a kind is scanned they are its rows, which are told how AWS Backup keeps them, and no rows of their own.
 *
 * Kinds of one region meet in its run: nothing is written twice, and a region that is read again asks again.
 */
import type { BackupVaultListMember, RecoveryPointByBackupVault } from '@aws-sdk/client-backup';
import { withProblemsOf } from '../../aws/value-problems.ts';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import { claimsOf, RECOVERY_POINT_KIND } from '../define/point-claims.ts';
import { type PointKeeping, pointKeeping } from './point-keeping.ts';
import { joinOnDemand } from './snapshot-joins.ts';
import { startVaultTally, vaultPages } from './vault-walk.ts';

/** A recovery point and the vault that it is in. */
export interface VaultPoint {
  readonly point: RecoveryPointByBackupVault;
  readonly vault: BackupVaultListMember;
}

/** Some of a vault's recovery points, and where its listing stands after them. */
interface PointPage {
  readonly points: readonly VaultPoint[];
  readonly cursor: string | null;
}

/** What a recovery point is besides. */
interface Twin {
  /** The kinds that may have it: of an AMI those of its snapshots, too. */
  readonly kinds: readonly string[];
  readonly id: string;
  /** Where its kind lists all such points itself, by the same calls: each is a row there, even one without an ARN. */
  readonly isListed: boolean;
}

/** Of a point that AWS Backup keeps by itself. */
export const OWN_ARN = /^arn:[^:]+:backup:/;

/** What a recovery point is besides; undefined: only AWS Backup has it. */
export function twinOf(
  { RecoveryPointArn = '', ResourceType }: RecoveryPointByBackupVault,
  kinds: CollectContext['kindsOfPoints'],
): Twin | undefined {
  const listing = kinds.find(
    ({ points }) => 'resourceType' in points && points.resourceType === ResourceType,
  );
  if (listing !== undefined) return { kinds: [listing.kind], id: RecoveryPointArn, isListed: true };
  const found = kinds.filter(
    ({ points }) =>
      'arn' in points &&
      (points.arn.test(RecoveryPointArn) ||
        (ResourceType !== undefined && points.andOfType === ResourceType && OWN_ARN.test(RecoveryPointArn))),
  );
  const [first] = found;
  if (first === undefined) return undefined;
  const isByArn = 'arn' in first.points && first.points.by === 'arn';
  const id = isByArn ? RecoveryPointArn : (RecoveryPointArn.split('/').at(-1) ?? '');
  return { kinds: found.map(({ kind }) => kind), id, isListed: false };
}

const NAMELESS = 'AWS gave no ARN of a recovery point, so that nobody can tell what else it is';

/** True for a point that may be a row of another kind, and nobody knows which. */
function isNameless(point: RecoveryPointByBackupVault, { kindsOfPoints }: CollectContext): boolean {
  return point.RecoveryPointArn === undefined && twinOf(point, kindsOfPoints) === undefined;
}

/** The recovery points of a region that have twins of scanned kinds. */
class RegionPoints {
  readonly #byId = new Map<string, VaultPoint & Twin>();
  /** Texts that many recovery points share, each kept once. */
  readonly #texts = new Map<string, string>();
  #walk: Promise<{ readonly refusal: { readonly error: unknown } | undefined }> | null = null;

  /** True where no point has a twin. */
  get isEmpty(): boolean {
    return this.#byId.size === 0;
  }

  /** The point whose twin has one of these ids. */
  find(ids: readonly string[]): VaultPoint | undefined {
    for (const id of ids) {
      const found = this.#byId.get(id);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** Resolves when the walk of the region is over, with why a vault could not be read; begins it where nobody has. */
  async walked(
    context: CollectContext,
  ): Promise<{ readonly refusal: { readonly error: unknown } | undefined }> {
    if (this.#walk === null) {
      // That a vault cannot be read takes no rows from the kind that asks.
      const optional: CollectContext['optional'] = (what, part) => context.optional(what, part);
      for await (const _ of this.walk({ ...context, optional })) void _;
    }
    return (await this.#walk) ?? { refusal: undefined };
  }

  /** Pages of the recovery points without twins of scanned kinds; those with such are kept for `find` and `unclaimed`. */
  walk(context: CollectContext): AsyncGenerator<PointPage, void, undefined> {
    const over = Promise.withResolvers<{ readonly refusal: { readonly error: unknown } | undefined }>();
    over.promise.catch(() => undefined);
    this.#walk ??= over.promise;
    return this.#walking(context, over);
  }

  async *#walking(
    context: CollectContext,
    over: PromiseWithResolvers<{ readonly refusal: { readonly error: unknown } | undefined }>,
  ): AsyncGenerator<PointPage, void, undefined> {
    const tally = startVaultTally();
    const scanned = context.kindsOfPoints.filter(({ kind }) => context.kinds.includes(kind));
    try {
      const backup = await import('../../aws/backup.ts');
      for await (const { vault, output } of vaultPages(context, backup, tally)) {
        if (output.RecoveryPoints?.some((point) => isNameless(point, context)) === true)
          tally.unasked ??= { error: new Error(NAMELESS) };
        const points = (output.RecoveryPoints ?? []).filter((point) => !this.#keep(point, vault, scanned));
        const { NextToken } = output;
        const cursor = NextToken === undefined ? null : `${vault.BackupVaultName} ${NextToken}`;
        yield { points: points.map((point) => ({ point, vault })), cursor };
      }
      over.resolve({ refusal: tally.refusal ?? tally.unasked });
    } catch (error) {
      over.reject(error);
      throw error;
    } finally {
      over.reject(new Error('the vaults were not read to their end'));
    }
  }

  /** True for a point that is left to its twin. */
  #keep(
    point: RecoveryPointByBackupVault,
    vault: BackupVaultListMember,
    scanned: CollectContext['kindsOfPoints'],
  ): boolean {
    const twin = twinOf(point, scanned);
    if (twin === undefined) return false;
    if (twin.isListed) return true;
    const kept = { ...twin, vault, point: this.#lean(point) };
    this.#byId.set(twin.id, withProblemsOf(vault, withProblemsOf(point, kept)));
    return true;
  }

  #lean(point: RecoveryPointByBackupVault): RecoveryPointByBackupVault {
    const { CreatedBy, BackupVaultName: _, BackupVaultArn: __, IamRoleArn: ___, ...rest } = point;
    return {
      ...rest,
      ResourceType: this.#once(point.ResourceType),
      EncryptionKeyArn: this.#once(point.EncryptionKeyArn),
      CreatedBy: CreatedBy && {
        BackupPlanId: this.#once(CreatedBy.BackupPlanId),
        BackupPlanArn: this.#once(CreatedBy.BackupPlanArn),
        BackupPlanName: this.#once(CreatedBy.BackupPlanName),
        BackupRuleId: this.#once(CreatedBy.BackupRuleId),
        BackupRuleName: this.#once(CreatedBy.BackupRuleName),
      },
    };
  }

  #once(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  /**
   * Points whose twins were not found, when all kinds of this run that could have found them have ended. Those of a kind
   * that is scanned but not in this run are its rows from another one.
   */
  async unclaimed(context: CollectContext): Promise<readonly VaultPoint[]> {
    const left: VaultPoint[] = [];
    for (const { kinds, id, point, vault } of this.#byId.values()) {
      const claims = kinds.flatMap((kind) => claimsOf(context).get(kind) ?? []);
      if (claims.length === 0) continue;
      await Promise.all(claims.map(({ over }) => over));
      if (!claims.some(({ ids }) => ids.has(id))) left.push({ point, vault });
    }
    return left;
  }
}

/** The recovery points of the region that other kinds have rows of. */
export const regionPoints = sharedInRegion(() => new RegionPoints());

/** How AWS Backup keeps a row: as this point; not at all; or nobody asked, or could tell. */
export type BackupHold = (VaultPoint & PointKeeping) | 'none' | 'not checked' | 'unknown';

/** Tells how AWS Backup keeps what has one of these ids. */
export type HoldOf = (ids: readonly (string | undefined)[]) => BackupHold;

/** Asks how AWS Backup keeps rows; without the kind of recovery points nothing is asked. */
export function backupHolds(context: CollectContext): () => Promise<HoldOf> {
  if (!context.kinds.includes(RECOVERY_POINT_KIND)) return async () => () => 'not checked';
  const points = regionPoints(context);
  const walked = joinOnDemand(context, 'recovery points', () => points.walked(context));
  const refused = joinOnDemand(context, 'recovery points', async () => {
    const walk = await walked();
    if (walk?.refusal !== undefined) throw walk.refusal.error;
  });
  const keeping = pointKeeping(context);
  return async () => {
    const walk = await walked();
    if (walk?.refusal !== undefined) await refused();
    const others = walk === undefined || walk.refusal !== undefined ? 'unknown' : 'none';
    if (points.isEmpty) return () => others;
    const keepingOf = await keeping();
    return (ids) => {
      const found = points.find(ids.filter((id) => id !== undefined));
      return found === undefined ? others : { ...found, ...keepingOf(found.point) };
    };
  };
}
