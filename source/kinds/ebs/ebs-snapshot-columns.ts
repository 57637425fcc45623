import type { Snapshot } from '@aws-sdk/client-ec2';
import type { ColumnFacts, ColumnSpec } from '../../model/columns.ts';
import type { CollectedRow } from '../define/define-resource.ts';
import { BACKUP_HOLD_COLUMNS } from '../snapshots/backup-hold-columns.ts';
import type { Origin } from '../snapshots/origin.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import { gibibytes, nameTag, type SourceExists, tagsOf } from '../snapshots/snapshot-values.ts';
import type { VolumeFacts } from './ebs-snapshot-joins.ts';
import { type ImageParts, partsText } from './image-sets.ts';
import type { ImageSharing } from './image-sharing.ts';
import { LIFECYCLE_POLICY_COLUMNS } from './lifecycle-policies.ts';
import { RETENTION_COLUMNS } from './retention-rules.ts';
import type { SnapshotHolds } from './snapshot-holds.ts';

const AMI_SHARING: ColumnFacts = {
  header: 'AMI Sharing',
  type: 'enum',
  width: 11,
  shown: false,
  derived: true,
  about:
    'How far the AMIs that use it are shared: public, outside or within the organization, shared (with accounts of which nobody knows whose they are) or nobody; blank where not checked, or where no AMI uses it.',
};

/** What holds it, and what runs on for it. */
const HOLD_COLUMNS: readonly ColumnSpec<EbsSnapshotRow>[] = [
  {
    header: 'Lock',
    type: 'enum',
    width: 11,
    shown: false,
    about:
      'governance, compliance or compliance-cooloff: AWS refuses to delete it; expired or none: it does not; blank where locks could not be read.',
    value: ({ lock }) => lock?.state,
  },
  {
    header: 'Lock Until',
    type: 'instant',
    width: 16,
    shown: false,
    mayBeFuture: true,
    about: 'When its lock ends, or ended.',
    value: ({ lock }) => lock?.until,
  },
  {
    header: 'Fast Restore Zones',
    type: 'list',
    width: 18,
    shown: false,
    about:
      'Availability zones that fast snapshot restore is on in, each billed by the hour; blank also where they could not be read.',
    value: ({ fastRestoreZones }) => fastRestoreZones,
  },
  {
    header: 'Launch Templates',
    type: 'list',
    width: 20,
    shown: false,
    noChange: 'tells of others',
    about:
      'Launch templates whose latest or default version names it or an AMI that uses it; blank also where they could not be read.',
    value: ({ launchTemplates }) => launchTemplates,
  },
  {
    header: 'Archived At',
    type: 'instant',
    width: 16,
    shown: false,
    about: 'When it was moved to the archive, where it is billed for 90 days at least.',
    value: ({ archive }) => archive?.completed,
  },
  ...LIFECYCLE_POLICY_COLUMNS,
  {
    header: 'Public Access Block',
    type: 'enum',
    width: 19,
    shown: false,
    noChange: 'tells of others',
    about:
      'Of a public snapshot what its region does about such: unblocked, block-new-sharing or block-all-sharing.',
    value: ({ publicAccessBlock }) => publicAccessBlock,
  },
];

/** Columns of an EBS snapshot: those of the old script first, in their order. */
export const EBS_COLUMNS: readonly ColumnSpec<EbsSnapshotRow>[] = [
  { ...columns.SERVICE, value: () => 'EBS' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'automated where Data Lifecycle Manager or AWS Backup made it, else manual.',
    value: ({ origin }) => (origin === 'DLM' || origin === 'AWS Backup' ? 'automated' : 'manual'),
  },
  { ...columns.SNAPSHOT_ID, value: ({ snapshot }) => snapshot.SnapshotId },
  {
    ...columns.SOURCE,
    about: 'The volume that it was made of; blank for a copy, whose volume id means nothing.',
    value: ({ source }) => source,
  },
  { ...columns.SOURCE_NAME, value: ({ volume }) => volume?.name },
  {
    ...columns.SIZE,
    about: 'Size of the volume that it restores to (VolumeSize).',
    value: ({ snapshot }) => gibibytes(snapshot.VolumeSize),
  },
  { ...columns.STATUS, value: ({ snapshot }) => snapshot.State },
  { ...columns.CREATION_TIME, value: ({ snapshot }) => snapshot.StartTime },
  { ...columns.ENCRYPTED, value: ({ snapshot }) => snapshot.Encrypted },
  { ...columns.DESCRIPTION, value: ({ snapshot }) => snapshot.Description },
  { ...columns.VOLUME_TYPE, noChange: 'tells of others', value: ({ volume }) => volume?.type },
  { ...columns.VOLUME_IOPS, noChange: 'tells of others', value: ({ volume }) => volume?.iops },
  { ...columns.VOLUME_THROUGHPUT, noChange: 'tells of others', value: ({ volume }) => volume?.throughput },
  {
    ...columns.RESTORE_PROGRESS,
    value: ({ snapshot }) => (snapshot.RestoreExpiryTime === undefined ? null : 'temporarily restored'),
  },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  { ...columns.NAME, value: ({ snapshot }) => nameTag(snapshot.Tags) },
  { ...columns.SOURCE_EXISTS, value: ({ sourceExists }) => sourceExists },
  { ...columns.ORIGIN, value: ({ origin }) => origin },
  {
    header: 'AMI IDs',
    type: 'list',
    width: 21,
    shown: false,
    noChange: 'tells of others',
    about: 'Images of the account that use it, disabled ones too; blank also where they could not be listed.',
    value: ({ amiIds }) => amiIds,
  },
  {
    header: 'Disabled AMIs',
    type: 'list',
    width: 21,
    shown: false,
    noChange: 'tells of others',
    about: 'Those of its AMIs that are disabled: they keep it, and nobody can launch them.',
    value: ({ disabledAmis }) => disabledAmis,
  },
  {
    header: 'Protected AMIs',
    type: 'list',
    width: 21,
    shown: false,
    noChange: 'tells of others',
    about: 'Those of its AMIs that are protected from deregistration, which has to be taken away first.',
    value: ({ protectedAmis }) => protectedAmis,
  },
  {
    header: 'AMI Disks',
    type: 'list',
    width: 25,
    shown: false,
    noChange: 'tells of others',
    about: 'Those of its AMIs that have several disks, each with how many snapshots it is made of.',
    value: ({ amiParts }) => amiParts?.map(partsText) ?? null,
  },
  {
    header: 'AMI Set',
    type: 'enum',
    width: 12,
    shown: false,
    derived: true,
    about:
      'Of a snapshot whose AMIs all have several disks: whole where every snapshot of one of them is there and completed; not whole: it is no good backup of its volume; blank where that cannot be told, or an AMI has it alone.',
    value: () => null,
  },
  { ...columns.PUBLIC, value: ({ isPublic }) => isPublic },
  { ...columns.SHARED_WITH, value: ({ sharedWith }) => sharedWith },
  columns.derived(columns.SHARING),
  {
    header: 'AMI Public',
    type: 'boolean',
    width: 10,
    shown: false,
    noChange: 'tells of others',
    about: 'Whether every AWS account may launch an AMI that uses it; blank where AMIs could not be listed.',
    value: ({ imageSharing }) => imageSharing.isPublic,
  },
  {
    header: 'AMI Shared With',
    type: 'list',
    width: 15,
    shown: false,
    noChange: 'tells of others',
    about:
      'Accounts, organizations and units that may launch AMIs that use it ("all" is everybody); "not checked" without --attributes; blank where no AMI uses it, or where it is not known.',
    value: ({ imageSharing }) => imageSharing.sharedWith,
  },
  columns.derived(AMI_SHARING),
  {
    header: 'AMI Public Access Block',
    type: 'enum',
    width: 23,
    shown: false,
    noChange: 'tells of others',
    about: 'Of a public AMI that uses it what its region does about such: unblocked or block-new-sharing.',
    value: ({ imageAccessBlock }) => imageAccessBlock,
  },
  ...HOLD_COLUMNS,
  ...RETENTION_COLUMNS,
  ...BACKUP_HOLD_COLUMNS,
  { ...columns.STORAGE_TIER, value: ({ snapshot }) => snapshot.StorageTier },
  { ...columns.FULL_SIZE, value: ({ snapshot }) => fullSize(snapshot) },
  { ...columns.KMS_KEY, value: ({ snapshot }) => snapshot.KmsKeyId },
  { ...columns.COMPLETION_TIME, value: ({ snapshot }) => snapshot.CompletionTime },
  { ...columns.PROGRESS, value: ({ snapshot }) => percent(snapshot.Progress) },
  {
    header: 'Transfer Type',
    type: 'enum',
    width: 13,
    shown: false,
    about: 'standard or time-based: how a copy was made; blank where AWS does not say.',
    value: ({ snapshot }) => snapshot.TransferType,
  },
  {
    header: 'Restore Expiry Time',
    type: 'instant',
    width: 16,
    shown: false,
    mayBeFuture: true,
    about: 'When a temporarily restored snapshot goes back to the archive.',
    value: ({ snapshot }) => snapshot.RestoreExpiryTime,
  },
  { ...columns.STATUS_MESSAGE, value: ({ snapshot }) => snapshot.StateMessage },
  {
    header: 'Availability Zone',
    type: 'text',
    width: 17,
    shown: false,
    about: 'The Local Zone that it is kept in; blank for one kept in the region.',
    value: ({ snapshot }) => snapshot.AvailabilityZone,
  },
  {
    header: 'Outpost ARN',
    type: 'arn',
    width: 30,
    shown: false,
    about: 'The Outpost that it is kept on; blank for one kept in the region.',
    value: ({ snapshot }) => snapshot.OutpostArn,
  },
  {
    header: 'Source Snapshot',
    type: 'text',
    width: 22,
    shown: false,
    about: 'The snapshot that it was copied from, as the description of a copy names it; blank for no copy.',
    value: ({ sourceSnapshot }) => sourceSnapshot,
  },
  {
    header: 'Base Snapshot',
    type: 'text',
    width: 22,
    shown: false,
    noChange: 'tells of others',
    about:
      'The snapshot that its volume was made of, which may be of another account; blank for none, or where the volume is gone.',
    value: ({ volume }) => volume?.madeOf,
  },
  {
    ...columns.SOURCE_ACCOUNT,
    about: 'The account that its volume is in, as AWS Backup tells in a tag; of a copy otherwise blank.',
    value: ({ sourceAccount }, { account }) => sourceAccount ?? (sourceAccount === null ? null : account),
  },
  columns.derived(columns.ACROSS_ACCOUNTS),
  { ...columns.TAGS, value: ({ snapshot }) => tagsOf(snapshot.Tags) },
  columns.derived(columns.OWNER),
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived(columns.MONTHLY_COST_LOW),
  columns.derived(columns.MONTHLY_COST_HIGH),
];

/** AWS answers 0 while a snapshot is being made: not known yet. */
function fullSize({ FullSnapshotSizeInBytes: size, State }: Snapshot): number | undefined {
  return size === 0 && State === 'pending' ? undefined : size;
}

/** `80%` as a number. */
function percent(progress: string | undefined): number | undefined {
  const digits = /^(\d+)%?$/.exec(progress ?? '')?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/** An EBS snapshot: as EC2 lists it, with what other listings say of it. */
export interface EbsSnapshotRow extends CollectedRow, SnapshotHolds {
  readonly snapshot: Snapshot;
  /** The volume that it was made of; null for a copy, whose volume id is arbitrary. */
  readonly source: string | null;
  /** That volume as it is now; undefined where it is gone or not known. */
  readonly volume: VolumeFacts | undefined;
  /** Null where the volumes could not be listed. */
  readonly sourceExists: SourceExists | null;
  /** The snapshot that a copy was made of, as its description names it. */
  readonly sourceSnapshot: string | undefined;
  /** The account of its volume; undefined: the snapshot's own; null: AWS does not say. */
  readonly sourceAccount: string | null | undefined;
  /** Null where only the images could tell and they could not be listed. */
  readonly origin: Origin | null;
  /** Null where the images could not be listed. */
  readonly amiIds: readonly string[] | null;
  /** Those of them that have several disks; those that are disabled, and that are protected from deregistration. */
  readonly amiParts: readonly ImageParts[] | null;
  readonly disabledAmis: readonly string[] | null;
  readonly protectedAmis: readonly string[] | null;
  /** Where one of them is public: what the region does about such; undefined also where that could not be read. */
  readonly imageAccessBlock: string | undefined;
  readonly isPublic: boolean | null;
  readonly sharedWith: readonly string[] | null;
  readonly imageSharing: ImageSharing;
}
