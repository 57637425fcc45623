/** The launch templates of a region as users of snapshots and of images. */
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';

type Ec2 = typeof import('../../aws/ec2.ts');

/** The launch templates whose latest or default version names a snapshot or an image, by name. */
export interface TemplateUses {
  readonly bySnapshot: ReadonlyMap<string, readonly string[]>;
  readonly byImage: ReadonlyMap<string, readonly string[]>;
}

const asked = sharedInRegion((): { uses?: Promise<TemplateUses> } => ({}));

/** What they use, asked once a region. */
export function launchTemplateUses(context: CollectContext, ec2: Ec2): Promise<TemplateUses> {
  const region = asked(context);
  region.uses ??= readUses(context, ec2);
  return region.uses;
}

async function readUses(context: CollectContext, ec2: Ec2): Promise<TemplateUses> {
  const uses = { bySnapshot: new Map<string, string[]>(), byImage: new Map<string, string[]>() };
  // Without a template EC2 answers for all of them.
  const versions = { Versions: ['$Latest', '$Default'] };
  for await (const page of context.pages(ec2.describeLaunchTemplateVersions, versions)) {
    for (const version of page.LaunchTemplateVersions ?? []) {
      const { LaunchTemplateName, LaunchTemplateId, LaunchTemplateData } = version;
      const name = LaunchTemplateName ?? LaunchTemplateId ?? 'one without name';
      const { ImageId, BlockDeviceMappings = [] } = LaunchTemplateData ?? {};
      if (ImageId !== undefined) addTo(uses.byImage, ImageId, name);
      for (const { Ebs } of BlockDeviceMappings) {
        if (Ebs?.SnapshotId !== undefined) addTo(uses.bySnapshot, Ebs.SnapshotId, name);
      }
    }
  }
  return uses;
}

/** Adds a name to those under a key, once. */
export function addTo(all: Map<string, string[]>, key: string, name: string): void {
  const names = all.get(key);
  if (names === undefined) all.set(key, [name]);
  else if (!names.includes(name)) names.push(name);
}
