import type { Collection, Row } from './collection.ts';
import { daysBefore, isHome, type RegionContext, rowRandom, spreadAge } from './context.ts';
import { LIFECYCLE_POLICIES } from './ebs-origins.ts';
import { hostileTexts } from './hostile-texts.ts';
import { namingFor, namingOf, tagsOf } from './names.ts';

interface ImageContext {
  readonly context: RegionContext;
  readonly count: number;
  readonly imageId: (image: number) => string;
  readonly instanceId: (instance: number) => string;
  /** The snapshot of one of an image's two disks, unless there is none. */
  readonly snapshotOf: (image: number, disk: 0 | 1) => Row | undefined;
}

/** The image of the home region that nobody has launched an instance from for two years. */
const unusedImage = 0;
/** Its age, and how long ago it was launched last, in days. */
const unused = { age: 1136, launched: 774 };

/** The image that is shared with somebody outside, and the one that is for a whole unit, where the account shares so. */
const [sharedImage, imageForUnit] = [0, 1];

/** The image that somebody made public for a supplier, years ago, and that is so still. */
const publicImage = { region: 'eu-west-1', image: 0 };

/** True where the account has an image that everybody may launch: its region blocks no such thing. */
export function hasPublicImage({ owner, region }: RegionContext): boolean {
  return owner.hasRareCases && region === publicImage.region;
}

function isPublic(context: RegionContext, image: number): boolean {
  return hasPublicImage(context) && image === publicImage.image;
}

/** Days since an image was made: images are replaced every other year at the latest, but for the forgotten one. */
export function imageAge(context: RegionContext, image: number): number {
  if (isHome(context) && image === unusedImage) return unused.age;
  return 2 + spreadAge(rowRandom(context, 'image')(image), 640);
}

/** The account's images, disabled and deprecated ones among them. */
export function imageRows({ context, count, imageId, instanceId, snapshotOf }: ImageContext): Collection {
  const { now, owner } = context;
  const randomOf = rowRandom(context, 'image');
  const mapping = (image: number, disk: 0 | 1, device: string): readonly Row[] => {
    const snapshot = snapshotOf(image, disk);
    if (snapshot === undefined) return [];
    const { SnapshotId, VolumeSize, Encrypted } = snapshot;
    const ebs: Row = { SnapshotId, VolumeSize, Encrypted, VolumeType: 'gp3', DeleteOnTermination: true };
    return [{ DeviceName: device, Ebs: ebs }];
  };
  const at = (image: number): Row => {
    const random = randomOf(image);
    const age = imageAge(context, image);
    const created = daysBefore(now, age);
    const isUnused = isHome(context) && image === unusedImage;
    const naming = isUnused ? namingFor('wms', 'prod', 'terminal-server') : namingOf(owner, random, 'golden');
    const launched = isUnused ? unused.launched : Math.min(age, random.between(1, 200));
    const disks = [...mapping(image, 0, '/dev/xvda'), ...mapping(image, 1, '/dev/sdb')];
    return {
      ImageId: imageId(image),
      Name: `${naming.name}-${created.toISOString().slice(0, 10)}-${image}`,
      Description: `base image of ${naming.service}`,
      State: image % 11 === 3 ? 'disabled' : 'available',
      CreationDate: created.toISOString(),
      DeprecationTime: image % 7 === 2 ? daysBefore(now, 3).toISOString() : undefined,
      LastLaunchedTime: daysBefore(now, launched).toISOString(),
      OwnerId: owner.id,
      Public: isPublic(context, image),
      DeregistrationProtection: image % 5 === 1 ? 'enabled-with-cooldown' : 'disabled',
      Architecture: random.pick(['x86_64', 'arm64']),
      ImageType: 'machine',
      RootDeviceName: '/dev/xvda',
      RootDeviceType: disks.length > 0 ? 'ebs' : 'instance-store',
      VirtualizationType: 'hvm',
      Hypervisor: 'xen',
      PlatformDetails: 'Linux/UNIX',
      BlockDeviceMappings: [
        ...disks,
        ...(image % 3 === 0 ? [{ DeviceName: '/dev/sdc', VirtualName: 'ephemeral0' }] : []),
      ],
      Tags: tagsOf(random, naming),
      ...madeBy(context, image, instanceId),
    };
  };
  return { count, at };
}

/** Of eight images, which one of that many AWS Backup made, DLM did, or somebody copied from elsewhere. */
const [byBackup, byLifecycle, copied, every] = [5, 1, 7, 8];

/** True for an image that is a recovery point of AWS Backup. */
export function isBackupImage(image: number): boolean {
  return image % every === byBackup;
}

/** What tells of an image who made it of what: EC2 names the instance only of those that were made of late. */
function madeBy(
  { region, owner, hostile }: RegionContext,
  image: number,
  instanceId: (instance: number) => string,
): Row {
  const SourceInstanceId = instanceId(image);
  const base = 'ami-0ba5e00000000000a';
  const name: Row = hostile ? { Name: hostileTexts[image % hostileTexts.length] } : {};
  if (isBackupImage(image))
    return {
      SourceInstanceId,
      Name: `AwsBackup_${SourceInstanceId}_${image}`,
      Description: 'This image is created by the AWS Backup service.',
      Tags: [
        {
          Key: 'aws:backup:source-resource',
          Value: `arn:aws:ec2:${region}:${owner.id}:instance/${SourceInstanceId}`,
        },
      ],
    };
  if (image % every === byLifecycle) {
    const { id } = LIFECYCLE_POLICIES[image % LIFECYCLE_POLICIES.length] ?? LIFECYCLE_POLICIES[0];
    return { ...name, Tags: [{ Key: 'aws:dlm:lifecycle-policy-id', Value: id }] };
  }
  if (image % every === copied) {
    const Description = `[Copied ${base} from us-east-1] base image`;
    return { ...name, Description, SourceImageId: base, SourceImageRegion: 'us-east-1' };
  }
  return image % 4 === 0
    ? { ...name, SourceInstanceId, SourceImageId: base, SourceImageRegion: region }
    : name;
}

/** Instances, those of an account that run on its own images among them: every other image has some. */
export function instanceRows({
  context,
  count,
  images,
  instanceId,
}: {
  readonly context: RegionContext;
  readonly count: number;
  readonly images: Collection;
  readonly instanceId: (instance: number) => string;
}): Collection {
  const { owner } = context;
  const randomOf = rowRandom(context, 'instance-name');
  const withInstances = images.count >> 1;
  const at = (instance: number): Row => {
    const own = withInstances > 0 && instance % 3 === 1;
    const image = own ? images.at(1 + 2 * (instance % withInstances)).ImageId : 'ami-0a11ce00000000001';
    const random = randomOf(instance);
    return {
      ReservationId: `r-${instanceId(instance).slice(2)}`,
      OwnerId: owner.id,
      Instances: [
        {
          InstanceId: instanceId(instance),
          ImageId: image,
          State: instanceStates[instance % 29] ?? { Code: 16, Name: 'running' },
          Tags: tagsOf(random, namingOf(owner, random, 'node')),
        },
      ],
    };
  };
  return { count, at };
}

const instanceStates: Readonly<Record<number, Row>> = {
  7: { Code: 80, Name: 'stopped' },
  28: { Code: 48, Name: 'terminated' },
};

/** Who may launch an image: nobody a disabled one; those that are for others all of them; else one that went too far. */
export function launchPermissions(context: RegionContext, image: number, { State }: Row): readonly Row[] {
  if (State === 'disabled') return [];
  if (isPublic(context, image)) return [{ Group: 'all' }];
  const { owner } = context;
  if (owner.imagesFor !== undefined) {
    const accounts = owner.imagesFor.map((UserId) => ({ UserId }));
    const unit = image === imageForUnit ? owner.imageForUnit : undefined;
    return unit === undefined ? accounts : [...accounts, { OrganizationalUnitArn: unit }];
  }
  return owner.sharesOutside === true && image === sharedImage ? [{ UserId: owner.others[2] }] : [];
}
