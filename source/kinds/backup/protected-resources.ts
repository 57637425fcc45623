/** What AWS Backup says that it has backed up, and when last. */
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { namedSource } from '../snapshots/named-sources.ts';
import { arnPlace } from '../snapshots/snapshot-values.ts';

/** The protected resources of a region; that a backup is still there, or that what it is of exists, it does not say. */
export async function protectedResources(
  context: CollectContext,
  { listProtectedResources }: typeof import('../../aws/backup.ts'),
): Promise<readonly ListedSource[]> {
  const found: ListedSource[] = [];
  for await (const { Results } of context.pages(listProtectedResources, {}))
    for (const resource of Results ?? []) {
      const { ResourceArn: arn, ResourceType, LastBackupTime } = resource;
      if (arn === undefined) continue;
      const id = arnPlace(arn)?.resource.split(/[:/]/).at(-1) ?? arn;
      const source = namedSource(ResourceType ?? 'AWS Backup', id, arn, resource);
      found.push({ ...source, key: arn, lastBackup: LastBackupTime });
    }
  return found;
}
