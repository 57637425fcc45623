/** EFS file systems as they are listed: what recovery points are of, and what there is to protect. */
import type { FileSystemDescription } from '@aws-sdk/client-efs';
import { valueProblems } from '../../aws/value-problems.ts';
import type { Place } from '../../model/columns.ts';
import type { CollectContext } from '../define/collect-context.ts';
import type { ListedSource } from '../define/listed-source.ts';
import { tagsOf } from '../snapshots/snapshot-values.ts';
import type { FileSystemFacts } from './efs-recovery-point-columns.ts';

/** The file systems of a region. */
interface ListedFileSystems {
  readonly byId: ReadonlyMap<string, FileSystemFacts>;
  readonly sources: readonly ListedSource[];
}

/** The region's file systems. */
export async function listFileSystems(
  context: CollectContext,
  efs: typeof import('../../aws/efs.ts'),
): Promise<ListedFileSystems> {
  const byId = new Map<string, FileSystemFacts>();
  const sources: ListedSource[] = [];
  for await (const { FileSystems: listed } of context.pages(efs.describeFileSystems, {})) {
    for (const fileSystem of listed ?? []) {
      const { FileSystemId: id, Name, LifeCycleState, PerformanceMode } = fileSystem;
      if (id === undefined) continue;
      byId.set(id, { name: Name, lifeCycleState: LifeCycleState, performanceMode: PerformanceMode });
      if (LifeCycleState !== 'deleted') sources.push(fileSystemSource(fileSystem, id, context.place));
    }
  }
  return { byId, sources };
}

function fileSystemSource(
  fileSystem: FileSystemDescription,
  id: string,
  { partition, region, account }: Place,
): ListedSource {
  const { FileSystemArn, Name, SizeInBytes, LifeCycleState, Encrypted, Tags } = fileSystem;
  const arn = FileSystemArn ?? `arn:${partition}:elasticfilesystem:${region}:${account}:file-system/${id}`;
  return {
    key: arn,
    id,
    arn,
    service: 'EFS',
    name: Name,
    size: SizeInBytes?.Value,
    state: LifeCycleState,
    inUseBy: null,
    restorableFrom: undefined,
    restorableTo: undefined,
    encrypted: Encrypted,
    tags: tagsOf(Tags),
    replicaOf: undefined,
    problem: valueProblems(fileSystem).join('; ') || null,
  };
}
