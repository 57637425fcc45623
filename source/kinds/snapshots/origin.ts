/**
 * Origin: what made a snapshot. AWS has no field for it; tags, descriptions and the list of images tell.
 */

/** How a snapshot came to be. `automated` is RDS's own backup or EFS's automatic backup plan. */
export type Origin = 'manual' | 'automated' | 'AWS Backup' | 'AMI' | 'DLM' | 'copy';

/** A tag as EC2 and RDS give it. */
export interface AwsTag {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

/** What is known of an EBS snapshot that tells its origin. */
export interface EbsOriginFacts {
  readonly tags: readonly AwsTag[];
  readonly description: string | undefined;
  readonly volumeId: string | undefined;
  /** Whether one of the account's images uses it; undefined where the images could not be listed. */
  readonly usedByImage: boolean | undefined;
}

/** Descriptions that EC2 gives to the snapshots behind an image, and to those of an image's copy. */
const IMAGE_DESCRIPTION = /^(Created by CreateImage\(|Copied for DestinationAmi )/;

/** The description that the EC2 console gives to a copy. */
const COPY_DESCRIPTION = /^\[Copied snap-/;

/** What stands for the volume of a copied snapshot: AWS calls it arbitrary, and no volume has it. */
const NO_VOLUME = /^vol-f+$/;

/** The snapshot that EC2 names in the description of a copy: the console's own words, or those of an image's copy. */
const COPIED_SNAPSHOT =
  /^(?:\[Copied (?<copied>snap-[0-9a-f]+) from |Copied for DestinationAmi \S+ from SourceAmi \S+ for SourceSnapshot (?<ofImage>snap-[0-9a-f]+)\b)/;

/** The snapshot that an EBS snapshot was copied from, where its description says so in EC2's own words. */
export function copiedSnapshot(description: string | undefined): string | undefined {
  const found = COPIED_SNAPSHOT.exec(description ?? '')?.groups;
  return found?.copied ?? found?.ofImage;
}

/** The ARN of what AWS Backup made a snapshot of, which it tells in a tag; nobody else can set one that begins like that. */
export function sourceResource(tags: readonly AwsTag[]): string | undefined {
  return tags.find(({ Key }) => Key === 'aws:backup:source-resource')?.Value;
}

/** True where an EBS snapshot is a copy by its own fields, whoever made it: then its volume id means nothing. */
export function isEbsCopy(facts: Pick<EbsOriginFacts, 'description' | 'volumeId'>): boolean {
  return NO_VOLUME.test(facts.volumeId ?? '') || COPY_DESCRIPTION.test(facts.description ?? '');
}

/**
 * The origin of an EBS snapshot: the service that made it, by its tags or description; then what it was made for.
 * Null where only the list of images could tell and that is missing.
 */
export function ebsOrigin(facts: EbsOriginFacts): Origin | null {
  const description = facts.description ?? '';
  if (hasTag(facts.tags, 'aws:backup:') || description.includes('created by the AWS Backup service')) {
    return 'AWS Backup';
  }
  if (
    hasTag(facts.tags, 'aws:dlm:', 'dlm:managed') ||
    description.startsWith('Created for policy: policy-')
  ) {
    return 'DLM';
  }
  if (IMAGE_DESCRIPTION.test(description)) return 'AMI';
  if (isEbsCopy(facts)) return 'copy';
  if (facts.usedByImage === undefined) return null;
  return facts.usedByImage ? 'AMI' : 'manual';
}

/** The description that the EC2 console gives to the copy of an image. */
const IMAGE_COPY = /^\[Copied (?<image>ami-[0-9a-f]+) from /;

/** What is known of an image that tells its origin. */
export interface ImageOriginFacts {
  readonly tags: readonly AwsTag[];
  readonly description: string | undefined;
  /** The image that it was made from, and the instance that it was made of. */
  readonly sourceImage: string | undefined;
  readonly sourceInstance: string | undefined;
}

/** The image that another was copied from; one that was made of an instance is no copy of what that instance ran. */
export function copiedImage({
  description,
  sourceImage,
  sourceInstance,
}: Omit<ImageOriginFacts, 'tags'>): string | undefined {
  const named = IMAGE_COPY.exec(description ?? '')?.groups?.image;
  return named ?? (sourceInstance === undefined ? sourceImage : undefined);
}

/** The origin of an image: the service that made it, else whether it is a copy. */
export function imageOrigin(facts: ImageOriginFacts): Origin {
  const description = facts.description ?? '';
  if (hasTag(facts.tags, 'aws:backup:') || description.includes('created by the AWS Backup service')) {
    return 'AWS Backup';
  }
  if (hasTag(facts.tags, 'aws:dlm:', 'dlm:managed')) return 'DLM';
  return copiedImage(facts) === undefined ? 'manual' : 'copy';
}

/** What is known of an RDS snapshot (of an instance or a cluster) that tells its origin. */
export interface RdsOriginFacts {
  readonly identifier: string | undefined;
  /** AWS's SnapshotType: `manual`, `automated` or `awsbackup`. */
  readonly snapshotType: string | undefined;
  readonly tags: readonly AwsTag[];
  /** The snapshot that it was copied from, where AWS names one. */
  readonly copiedFrom: string | undefined;
}

/** The origin of an RDS snapshot; null where AWS gives a type that is not known here. */
export function rdsOrigin(facts: RdsOriginFacts): Origin | null {
  if (
    facts.snapshotType === 'awsbackup' ||
    facts.identifier?.startsWith('awsbackup:') === true ||
    hasTag(facts.tags, 'aws:backup:')
  ) {
    return 'AWS Backup';
  }
  if (facts.copiedFrom !== undefined && facts.copiedFrom !== '') return 'copy';
  if (facts.snapshotType === 'automated') return 'automated';
  return facts.snapshotType === 'manual' ? 'manual' : null;
}

/** What is known of an EFS recovery point that tells its origin. */
export interface EfsOriginFacts {
  readonly backupPlanId: string | undefined;
  readonly backupPlanName: string | undefined;
  /** The vault that it was copied from. */
  readonly sourceVaultArn: string | undefined;
}

/** The plan that EFS itself makes for a file system with automatic backups. */
const AUTOMATIC_EFS_PLAN = 'aws/efs/automatic-backup-plan';

/** The origin of an EFS recovery point: copied from another vault, made by a plan, or on demand. */
export function efsOrigin(facts: EfsOriginFacts): Origin {
  if (facts.sourceVaultArn !== undefined && facts.sourceVaultArn !== '') return 'copy';
  if (facts.backupPlanName === AUTOMATIC_EFS_PLAN) return 'automated';
  return facts.backupPlanId === undefined ? 'manual' : 'AWS Backup';
}

function hasTag(tags: readonly AwsTag[], ...starts: readonly string[]): boolean {
  return tags.some(({ Key }) => starts.some((start) => Key?.startsWith(start) === true));
}
