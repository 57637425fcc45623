/** The instances of a region, by which it can be told what runs on an AMI, and what one was made of. */
import type { CollectContext } from '../define/collect-context.ts';
import { addTo } from '../ebs/launch-templates.ts';
import { nameTag } from '../snapshots/snapshot-values.ts';

type Ec2 = typeof import('../../aws/ec2.ts');

/** Instances that are there, running or stopped. */
export interface RegionInstances {
  /** Names by id; undefined: one has none. */
  readonly names: ReadonlyMap<string, string | undefined>;
  /** Ids by the AMI that they were launched from. */
  readonly byImage: ReadonlyMap<string, readonly string[]>;
}

/** EC2 goes on listing them for a while. */
const GONE: readonly string[] = ['shutting-down', 'terminated'];

/** The region's instances. */
export async function listInstances(context: CollectContext, ec2: Ec2): Promise<RegionInstances> {
  const names = new Map<string, string | undefined>();
  const byImage = new Map<string, string[]>();
  for await (const { Reservations } of context.pages(ec2.describeInstances, {})) {
    for (const { InstanceId, ImageId, State, Tags } of (Reservations ?? []).flatMap(
      ({ Instances }) => Instances ?? [],
    )) {
      if (InstanceId === undefined || GONE.includes(State?.Name ?? '')) continue;
      names.set(InstanceId, nameTag(Tags));
      if (ImageId !== undefined) addTo(byImage, ImageId, InstanceId);
    }
  }
  return { names, byImage };
}
