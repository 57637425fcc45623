/**
 * What keeps recovery points besides their vault: the backup plan that made each, where that still exists, and legal
 * holds. Asked where a region has recovery points and the kind of them is scanned, once a region: plans, holds, and what
 * each hold holds.
 */
import type { LegalHold, RecoveryPointByBackupVault } from '@aws-sdk/client-backup';
import { valueProblems } from '../../aws/value-problems.ts';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import { RECOVERY_POINT_KIND } from '../define/point-claims.ts';
import { joinOnDemand } from './snapshot-joins.ts';
import { arnPlace } from './snapshot-values.ts';

/** What keeps one recovery point. */
export interface PointKeeping {
  /** Whether the plan that made it exists; none: no plan made it; null: plans could not be listed. */
  readonly planExists: 'yes' | 'no' | 'unknown' | 'none' | 'not checked' | null;
  /** Titles of the legal holds that it is under; null: they could not be read. */
  readonly legalHolds: readonly string[] | null;
}

/** Nobody asked what keeps it. */
export const KEEPING_NOT_CHECKED: PointKeeping = { planExists: 'not checked', legalHolds: ['not checked'] };

/** Tells what keeps a recovery point. */
export type KeepingOf = (point: RecoveryPointByBackupVault) => PointKeeping;

/** Whether each plan that a region lists is there, by id. */
type Plans = ReadonlyMap<string, 'yes' | 'no' | 'unknown'>;

/** Titles of the legal holds that a recovery point is under, by its ARN. */
type Holds = ReadonlyMap<string, readonly string[]>;

/** What one run over a region has asked for. */
const asked = sharedInRegion((): { plans?: Promise<Plans>; holds?: Promise<Holds> } => ({}));

/** Asks what keeps recovery points, when there is one; without the kind of them nothing is asked. */
export function pointKeeping(context: CollectContext): () => Promise<KeepingOf> {
  if (!context.kinds.includes(RECOVERY_POINT_KIND)) return async () => () => KEEPING_NOT_CHECKED;
  const region = asked(context);
  const plans = joinOnDemand(context, 'backup plans', () => (region.plans ??= plansOf(context)));
  const holds = joinOnDemand(context, 'legal holds', () => (region.holds ??= holdsOf(context)));
  return async () => {
    const [existing, held] = await Promise.all([plans(), holds()]);
    return (point) => ({
      planExists: planExists(point, context, existing),
      legalHolds: held === undefined ? null : (held.get(point.RecoveryPointArn ?? '') ?? []),
    });
  };
}

/** A copy tells of the plan in the region and account that it comes from, which is not among those listed here. */
function planExists(
  { CreatedBy }: RecoveryPointByBackupVault,
  { place }: CollectContext,
  plans: Plans | undefined,
): PointKeeping['planExists'] {
  const id = CreatedBy?.BackupPlanId;
  if (id === undefined) return 'none';
  if (plans === undefined) return null;
  const at = arnPlace(CreatedBy?.BackupPlanArn);
  const isHere = at?.region === place.region && at.account === place.account;
  return isHere ? (plans.get(id) ?? 'no') : 'unknown';
}

async function plansOf(context: CollectContext): Promise<Plans> {
  const { listBackupPlans } = await import('../../aws/backup.ts');
  const plans = new Map<string, 'yes' | 'no' | 'unknown'>();
  for await (const { BackupPlansList } of context.pages(listBackupPlans, { IncludeDeleted: true }))
    for (const plan of BackupPlansList ?? []) {
      const { BackupPlanId: id, DeletionDate } = plan;
      if (id === undefined) throw new Error('AWS gave no id of a backup plan');
      // A time that cannot be read may be that of its deletion.
      const isRead = valueProblems(plan).length === 0;
      const isThere = DeletionDate !== undefined ? 'no' : isRead ? 'yes' : 'unknown';
      if (plans.get(id) !== 'yes') plans.set(id, isThere);
    }
  return plans;
}

/** A hold that is being cancelled holds until it is. */
const HOLDING: readonly (string | undefined)[] = ['CREATING', 'ACTIVE', 'CANCELING'];

async function holdsOf(context: CollectContext): Promise<Holds> {
  const backup = await import('../../aws/backup.ts');
  const holds: LegalHold[] = [];
  for await (const { LegalHolds } of context.pages(backup.listLegalHolds, {}))
    holds.push(...(LegalHolds ?? []).filter(({ Status }) => HOLDING.includes(Status)));
  const titles = new Map<string, string[]>();
  for (const { LegalHoldId, Title } of holds) {
    if (LegalHoldId === undefined) throw new Error('AWS gave no id of a legal hold');
    const points = context.pages(backup.listRecoveryPointsByLegalHold, { LegalHoldId });
    for await (const { RecoveryPoints } of points) {
      for (const { RecoveryPointArn = '' } of RecoveryPoints ?? []) {
        titles.set(RecoveryPointArn, [...(titles.get(RecoveryPointArn) ?? []), Title ?? LegalHoldId]);
      }
    }
  }
  return titles;
}
