import type { Collection, Row } from './collection.ts';
import { daysBefore, isHome, type RegionContext, rowRandom, spreadAge } from './context.ts';
import { namingFor, namingOf, tagsOf } from './names.ts';

interface ImageContext {
  readonly context: RegionContext;
  readonly count: number;
  readonly imageId: (image: number) => string;
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
export function imageRows({ context, count, imageId, snapshotOf }: ImageContext): Collection {
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
      RootDeviceType: 'ebs',
      VirtualizationType: 'hvm',
      Hypervisor: 'xen',
      PlatformDetails: 'Linux/UNIX',
      BlockDeviceMappings: [
        ...mapping(image, 0, '/dev/xvda'),
        ...mapping(image, 1, '/dev/sdb'),
        ...(image % 3 === 0 ? [{ DeviceName: '/dev/sdc', VirtualName: 'ephemeral0' }] : []),
      ],
      Tags: tagsOf(random, naming),
    };
  };
  return { count, at };
}

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
