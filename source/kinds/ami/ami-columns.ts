import type { Image } from '@aws-sdk/client-ec2';
import type { ColumnSpec } from '../../model/columns.ts';
import { LIFECYCLE_POLICY_COLUMNS } from '../ebs/lifecycle-policies.ts';
import { RETENTION_COLUMNS } from '../ebs/retention-rules.ts';
import { BACKUP_HOLD_COLUMNS } from '../snapshots/backup-hold-columns.ts';
import * as columns from '../snapshots/snapshot-columns.ts';
import { tagsOf } from '../snapshots/snapshot-values.ts';
import type { AmiRow } from './ami-row.ts';

/** What it is made of, and what it is. */
const MADE_OF: readonly ColumnSpec<AmiRow>[] = [
  {
    header: 'Snapshots',
    type: 'integer',
    width: 9,
    shown: false,
    about: 'How many EBS snapshots it is made of, each counted once.',
    value: ({ snapshotIds }) => snapshotIds.length,
  },
  {
    header: 'Snapshot IDs',
    type: 'list',
    width: 22,
    shown: false,
    about: 'The EBS snapshots that it is made of; they stay when it is deregistered.',
    value: ({ snapshotIds }) => snapshotIds,
  },
  {
    header: 'Snapshots Size',
    label: 'Snapshots',
    type: 'bytes',
    width: 9,
    shown: true,
    noChange: 'tells of others',
    about:
      'What its snapshots come to: the full size of each, else the size of its volume. They count as EBS snapshots, so this is in no total; blank where EBS snapshots were not read beside it.',
    value: ({ snapshotsSize }) => snapshotsSize,
  },
  {
    header: 'Architecture',
    type: 'enum',
    width: 12,
    shown: false,
    about: 'The processors that it runs on: i386, x86_64, arm64 and others.',
    value: ({ image }) => image.Architecture,
  },
  {
    header: 'Platform',
    type: 'enum',
    width: 20,
    shown: false,
    about: 'The system and what AWS bills for it (PlatformDetails): Linux/UNIX, Windows and others.',
    value: ({ image }) => image.PlatformDetails,
  },
  {
    header: 'Root Device',
    type: 'enum',
    width: 14,
    shown: false,
    about: 'ebs: it is made of EBS snapshots; instance-store: it is kept in S3.',
    value: ({ image }) => image.RootDeviceType,
  },
];

/** Who uses it, and what keeps it. */
const USES: readonly ColumnSpec<AmiRow>[] = [
  {
    header: 'Last Launched',
    label: 'Launched',
    type: 'instant',
    width: 16,
    shown: true,
    noChange: 'moves',
    about:
      'When an instance was last launched from it, as AWS says, a day late at most; blank where AWS knows of no launch since 2017.',
    value: ({ lastLaunchedAt }) => lastLaunchedAt,
  },
  {
    header: 'Idle Days',
    type: 'integer',
    unit: 'days',
    width: 9,
    shown: false,
    noChange: 'moves',
    about: 'Whole days up to the scan since it was launched last, where AWS says, else since it was made.',
    value: ({ idleDays }) => idleDays,
  },
  {
    header: 'Deprecated At',
    type: 'instant',
    width: 16,
    shown: false,
    mayBeFuture: true,
    about: 'When it is, or was, hidden from others; whoever knows its id can launch it still.',
    value: ({ deprecatedAt }) => deprecatedAt,
  },
  {
    header: 'Deregistration Protection',
    type: 'enum',
    width: 25,
    shown: false,
    about:
      'disabled, or enabled with or without a day of cooldown: AWS refuses to deregister it until that is taken away.',
    value: ({ image }) => image.DeregistrationProtection,
  },
  {
    header: 'Instances',
    type: 'list',
    width: 20,
    shown: false,
    noChange: 'tells of others',
    about:
      'Instances of the account, running or stopped, launched from it; blank also where they could not be listed.',
    value: ({ instances }) => instances,
  },
  {
    header: 'Launch Templates',
    type: 'list',
    width: 20,
    shown: false,
    noChange: 'tells of others',
    about:
      'Launch templates whose latest or default version names it; blank also where they could not be read.',
    value: ({ launchTemplates }) => launchTemplates,
  },
  {
    ...columns.PUBLIC,
    about: 'Whether every AWS account may launch it.',
    value: ({ sharing }) => sharing.isPublic,
  },
  {
    ...columns.SHARED_WITH,
    about:
      'Accounts, organizations and units that may launch it ("all" is everybody); "not checked" without --attributes.',
    value: ({ sharing }) => sharing.sharedWith,
  },
  columns.derived(columns.SHARING),
  {
    header: 'Public Access Block',
    type: 'enum',
    width: 19,
    shown: false,
    noChange: 'tells of others',
    about: 'Of a public one what its region does about such: unblocked or block-new-sharing.',
    value: ({ accessBlock }) => accessBlock,
  },
];

const ADDS_NOTHING =
  '0: AWS bills the snapshots of an AMI, which count as EBS snapshots, and nothing besides; blank for one that is kept in S3.';

/** Columns of an AMI: those of every snapshot first, in their order. */
export const AMI_COLUMNS: readonly ColumnSpec<AmiRow>[] = [
  { ...columns.SERVICE, value: () => 'AMI' },
  { ...columns.REGION, value: (_row, { region }) => region },
  {
    ...columns.TYPE,
    about: 'automated where Data Lifecycle Manager or AWS Backup made it, else manual.',
    value: ({ origin }) => (origin === 'DLM' || origin === 'AWS Backup' ? 'automated' : 'manual'),
  },
  {
    ...columns.SNAPSHOT_ID,
    label: 'AMI',
    about: 'The AMI as AWS names it.',
    value: ({ image }) => image.ImageId,
  },
  {
    ...columns.SOURCE,
    about: 'The instance that it was made of; blank for a copy, or where AWS does not say.',
    value: ({ source }) => source,
  },
  { ...columns.SOURCE_NAME, value: ({ sourceName }) => sourceName },
  {
    ...columns.SIZE,
    shown: false,
    about: 'Blank: the bytes of an AMI are those of its snapshots, which count as EBS snapshots.',
    value: () => undefined,
  },
  {
    ...columns.STATUS,
    about: 'available, pending, disabled (nobody can launch it) or failed, as EC2 says.',
    value: ({ image }) => image.State,
  },
  { ...columns.CREATION_TIME, about: 'When it was made.', value: ({ createdAt }) => createdAt },
  {
    ...columns.ENCRYPTED,
    about: 'yes: all of its snapshots are encrypted; no: one of them is not.',
    value: ({ image }) => isEncrypted(image),
  },
  { ...columns.DESCRIPTION, value: ({ image }) => image.Description },
  { ...columns.ACCOUNT, value: (_row, { account }) => account },
  { ...columns.NAME, about: 'Its name.', value: ({ image }) => image.Name },
  {
    ...columns.SOURCE_EXISTS,
    about:
      'yes or no: whether its instance is still there; unknown where AWS names none; blank where instances could not be listed.',
    value: ({ sourceExists }) => sourceExists,
  },
  {
    ...columns.ORIGIN,
    about: 'What made it: manual, AWS Backup, DLM (Data Lifecycle Manager) or copy.',
    value: ({ origin }) => origin,
  },
  ...MADE_OF,
  ...USES,
  ...LIFECYCLE_POLICY_COLUMNS,
  ...BACKUP_HOLD_COLUMNS,
  ...RETENTION_COLUMNS,
  {
    header: 'Source AMI',
    type: 'text',
    width: 22,
    shown: false,
    about: 'The AMI that a copy was made of, as AWS says or its description; blank for no copy.',
    value: ({ copiedFrom }) => copiedFrom,
  },
  {
    header: 'Base AMI',
    type: 'text',
    width: 22,
    shown: false,
    about: 'The AMI that the instance ran which it was made of, where AWS says.',
    value: ({ image, copiedFrom }) => (copiedFrom === undefined ? image.SourceImageId : undefined),
  },
  { ...columns.STATUS_MESSAGE, value: ({ image }) => image.StateReason?.Message },
  { ...columns.TAGS, value: ({ image }) => tagsOf(image.Tags) },
  columns.derived(columns.OWNER),
  columns.derived(columns.DELETABILITY),
  columns.derived(columns.DELETABILITY_REASONS),
  columns.derived({ ...columns.MONTHLY_COST_LOW, about: ADDS_NOTHING }),
  columns.derived({ ...columns.MONTHLY_COST_HIGH, about: ADDS_NOTHING }),
];

/** Of its disks that are of EBS; undefined: there is none, or AWS does not say it of one. */
function isEncrypted({ BlockDeviceMappings }: Image): boolean | undefined {
  const disks = (BlockDeviceMappings ?? []).flatMap(({ Ebs }) => (Ebs === undefined ? [] : [Ebs.Encrypted]));
  if (disks.includes(false)) return false;
  return disks.length > 0 && disks.every((encrypted) => encrypted === true) ? true : undefined;
}
