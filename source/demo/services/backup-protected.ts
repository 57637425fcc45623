/** What AWS Backup says that it has backed up: what its vaults hold points of, and what it holds no point of any more. */
import { type Collection, collectionOf, type Row } from '../estate/collection.ts';
import { daysBefore } from '../estate/context.ts';
import { everyPoint } from '../estate/efs.ts';
import type { RegionEstate } from '../estate/index.ts';
import { vaultPoints } from './backup-twins.ts';
import { tableWithoutBackup } from './dynamodb.ts';
import type { World } from './operation.ts';

/** Points of a vault that are looked through: what it protects is told by the first ones. */
const mostLookedAt = 400;

const made = new WeakMap<RegionEstate, Collection>();

export function protectedResources(world: World): Collection {
  const known = made.get(world.region);
  if (known !== undefined) return known;
  const fresh = collectionOf([...fromVaults(world).values(), ...withoutPoint(world)]);
  made.set(world.region, fresh);
  return fresh;
}

function fromVaults(world: World): ReadonlyMap<string, Row> {
  const newest = new Map<string, Row>();
  for (const { name } of world.region.counts.vaults) {
    const points = vaultPoints(world, name);
    if (points === undefined) continue;
    const all = everyPoint(points);
    for (let index = 0; index < Math.min(all.count, mostLookedAt); index++) {
      const { ResourceArn, ResourceType, ResourceName, CreationDate, RecoveryPointArn } = all.at(index);
      if (typeof ResourceArn !== 'string' || !(CreationDate instanceof Date)) continue;
      const before = newest.get(ResourceArn)?.LastBackupTime;
      if (before instanceof Date && before >= CreationDate) continue;
      newest.set(ResourceArn, {
        ...{ ResourceArn, ResourceType, ResourceName, LastBackupTime: CreationDate },
        LastRecoveryPointArn: RecoveryPointArn,
      });
    }
  }
  return newest;
}

/** A table whose only recovery point somebody deleted: AWS Backup says still that it was backed up. */
function withoutPoint(world: World): readonly Row[] {
  const table = tableWithoutBackup(world);
  if (table === undefined) return [];
  const LastBackupTime = daysBefore(world.region.context.now, 3.2);
  return [{ ResourceArn: table.arn, ResourceType: 'DynamoDB', ResourceName: table.name, LastBackupTime }];
}
