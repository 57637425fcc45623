/** What keeps recovery points: backup plans, one of which is no more, and in the home region legal holds. */
import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore, isHome } from '../estate/context.ts';
import { PLANS } from '../estate/recovery-points.ts';
import type { Call } from '../protocols/call.ts';
import { vaultPoints } from './backup-twins.ts';
import type { World } from './operation.ts';

/** Days since a plan was made, and since it was deleted. */
const [MADE, DELETED] = [1500, 430];

/** The plans of a region; one that was deleted is listed on request alone. */
export function backupPlans({ region: { context } }: World): Collection {
  const { region, owner, now } = context;
  return collectionOf(
    PLANS.map(({ id, name, isGone }) => ({
      BackupPlanId: id,
      BackupPlanArn: `arn:aws:backup:${region}:${owner.id}:backup-plan:${id}`,
      BackupPlanName: name,
      VersionId: 'ZGVtbw',
      CreationDate: daysBefore(now, MADE),
      DeletionDate: isGone ? daysBefore(now, DELETED) : undefined,
      LastExecutionDate: daysBefore(now, isGone ? DELETED + 3 : 1),
    })),
  );
}

const HOLD = '4b1f2c3d-5e6a-4788-9a0b-c1d2e3f4a5b6';

/** The legal department keeps what an audit of the customs needs; another hold is over. */
export function legalHolds({ region: { context } }: World): Collection {
  if (!isHome(context)) return collectionOf([]);
  const { region, owner, now } = context;
  const arn = `arn:aws:backup:${region}:${owner.id}:legal-hold:`;
  const holdOf = (id: string, Title: string, more: Row): Row => ({
    ...{ LegalHoldId: id, LegalHoldArn: `${arn}${id}`, Title, Status: 'ACTIVE' },
    ...{ Description: 'asked for by the legal department', CreationDate: daysBefore(now, 300), ...more },
  });
  return collectionOf([
    holdOf(HOLD, 'customs audit 2025', {}),
    holdOf(`${HOLD.slice(0, -1)}7`, 'broker dispute', {
      ...{ Status: 'CANCELED', CancellationDate: daysBefore(now, 40) },
    }),
  ]);
}

/** What the hold holds: of a vault the first disk or database, and the last one that only AWS Backup keeps. */
export function pointsUnderHold(world: World, call: Call): Collection {
  const points = vaultPoints(world, 'Default')?.other;
  if (call.parameters.text('LegalHoldId') !== HOLD || points === undefined) return collectionOf([]);
  const own = world.region.efs.points('Default')?.other.count ?? 0;
  return collectionOf(
    [0, own - 1].map((index) => {
      const { RecoveryPointArn, ResourceArn, ResourceType, BackupVaultName } = points.at(index);
      return { RecoveryPointArn, ResourceArn, ResourceType, BackupVaultName };
    }),
  );
}
