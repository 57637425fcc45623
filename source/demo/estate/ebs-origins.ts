/** How the snapshots of each origin look: in their tags, their descriptions and their times. */
import type { Random } from '../random.ts';
import type { Row } from './collection.ts';
import { handMadeReasons } from './company.ts';
import { daysBefore, minutesAfter, type RegionContext, scheduledRun, spreadAge } from './context.ts';
import { plantedVolumes } from './ebs-volumes.ts';
import { hostileTexts } from './hostile-texts.ts';
import { namingOf, tagsOf } from './names.ts';

export type Origin = 'rare' | 'forgotten' | 'stalled' | 'image' | 'lifecycle' | 'backup' | 'copy' | 'manual';

/** Snapshots of the two volumes that the home region tells something about. */
const forgottenCount = 7;
const stalledCount = 9;

/** Where each origin's segment of the snapshots begins, the last one first. */
export function segmentsOf(
  context: RegionContext,
  rareCount: number,
): readonly (readonly [Origin, number])[] {
  const count = context.counts.snapshots;
  const rare = Math.min(count, rareCount);
  const planted = context.counts.forgottenGibibytes === undefined ? 0 : 1;
  const stalled = rare + planted * forgottenCount;
  const first = stalled + planted * stalledCount;
  const at = (share: number) => first + Math.floor((count - first) * share);
  if (context.owner.isNeglected === true) {
    const images = at(0.15);
    return [
      ['manual', images],
      ...(['copy', 'backup', 'lifecycle'] as const).map((origin) => [origin, images] as const),
      ['image', first],
    ];
  }
  return [
    ['manual', at(0.8)],
    ['copy', at(0.73)],
    ['backup', at(0.53)],
    ['lifecycle', at(context.owner.imagesFor === undefined ? 0.08 : 0.3)],
    ['image', first],
    ['stalled', stalled],
    ['forgotten', rare],
    ['rare', 0],
  ];
}

export interface OriginContext {
  readonly context: RegionContext;
  readonly random: Random;
  readonly index: number;
  /** The row's place in its segment. */
  readonly order: number;
  readonly everyVolume: number;
  readonly imageAge: (image: number) => number;
  readonly imageId: (image: number) => string;
  readonly instanceId: (index: number) => string;
}

/** The volume of a snapshot, where its origin decides it, and the fields that its origin shows in. */
interface Origins {
  readonly volume?: (origin: OriginContext) => number;
  readonly fields: (origin: OriginContext, volume: Row) => Row;
}

const tagsOfVolume = (volume: Row) => (Array.isArray(volume.Tags) ? volume.Tags : []);

/** How long a lifecycle policy keeps what it makes: 35 dailies, 12 weeklies, 24 monthlies. */
const policies = [
  { id: 'policy-0a3c51e07d94b268f', schedule: 'daily, keep 35', everyDays: 1, keeps: 35 },
  { id: 'policy-0e82d0c4715af369b', schedule: 'weekly, keep 12', everyDays: 7, keeps: 12 },
  { id: 'policy-0e82d0c4715af369b', schedule: 'weekly, keep 12', everyDays: 7, keeps: 12 },
  { id: 'policy-06f1b9a2ce83d7045', schedule: 'monthly, keep 24', everyDays: 30, keeps: 24 },
] as const;

/** The policies that are there still: the monthly one is gone, and what it made has stayed. */
export const LIFECYCLE_POLICIES = [
  { ...policies[0], isOn: true },
  { ...policies[1], isOn: false },
] as const;

/** Which volume's chain a snapshot is in, by which policy, and how many runs ago it was made. */
function lifecyclePlace(order: number, { daysMore }: Pick<RegionContext, 'daysMore'>) {
  const kept = policies.map(({ keeps, everyDays }) => keeps + Math.ceil(daysMore / everyDays));
  const keptByAll = kept.reduce((sum, keeps) => sum + keeps, 0);
  let rest = order % keptByAll;
  let chain = Math.floor(order / keptByAll) * policies.length;
  for (const [index, policy] of policies.entries()) {
    const keeps = kept[index] ?? policy.keeps;
    if (rest < keeps) return { chain, policy, generation: rest };
    rest -= keeps;
    chain++;
  }
  return { chain, policy: policies[0], generation: 0 };
}

function lifecycleFields({ id, schedule }: (typeof policies)[number], began: Date, volume: Row): Row {
  return {
    StartTime: began,
    Description: `Created for policy: ${id} schedule: ${schedule}`,
    Tags: [
      { Key: 'aws:dlm:lifecycle-policy-id', Value: id },
      { Key: 'aws:dlm:lifecycle-schedule-name', Value: schedule },
      ...tagsOfVolume(volume),
    ],
  };
}

const weeklyCopies = 12;

/** What the console writes of a copy: some are of snapshots that another account of the company has shared. */
function copyDescription({ context, random, order }: OriginContext, source: string): string {
  const { owner, goldenSnapshots } = context;
  const other = `snap-0${random.hex(16)}`;
  const isOfAnother = !owner.hasRareCases && random.chance(0.4);
  if (!isOfAnother) return `[Copied ${other} from ${source}] disaster recovery`;
  const golden = goldenSnapshots?.(source) ?? [];
  const copied = golden[order % golden.length] ?? other;
  return `[Copied ${copied} from ${source}] golden image of account ${owner.others[1]}`;
}

export const origins: Readonly<Record<Origin, Origins>> = {
  rare: {
    fields: ({ context, random }) => ({
      Description: random.pick(handMadeReasons),
      Tags: tagsOf(random, namingOf(context.owner, random, 'data')),
    }),
  },
  // A tenth of what all snapshots cost, of a volume that nobody remembers.
  forgotten: {
    volume: ({ context }) => context.counts.volumes + plantedVolumes.forgottenAfterLast,
    fields: ({ context, order }) => ({
      StartTime: daysBefore(context.now, 1475 + order * 61),
      FullSnapshotSizeInBytes: ((context.counts.forgottenGibibytes ?? 0) - order * 20) * 1024 ** 3,
      StorageTier: 'standard',
      Description: 'PoD scans 2014-2019, keep until the new archive is checked',
      Tags: [{ Key: 'Name', Value: `pod-scans-2014-2019 part ${forgottenCount - order}` }],
    }),
  },
  // Backed up every night, up to the night before it moved to another cluster and lost the tag that its policy goes by.
  stalled: {
    volume: () => plantedVolumes.stalled,
    fields: ({ context, order }, volume) => {
      const run = scheduledRun(context.now, 1, 180, 133 + order);
      if (order > 0) return lifecycleFields(policies[0], minutesAfter(run, 4), volume);
      return {
        StartTime: minutesAfter(run, 900),
        Description: 'before migration to wms-cluster-2, CHG-20418',
        Tags: [
          { Key: 'Name', Value: 'wms-prod-oradata' },
          { Key: 'Owner', Value: 'Marcus Hale' },
        ],
      };
    },
  },
  manual: {
    fields: ({ context, random }) => {
      const naming = namingOf(context.owner, random, random.pick(['data', 'data', 'root', 'before-upgrade']));
      const name = context.hostile && random.chance(0.3) ? random.pick(hostileTexts) : naming.name;
      return {
        StorageTier: random.chance(0.06) ? 'archive' : 'standard',
        Description: name === naming.name ? random.pick(handMadeReasons) : name,
        Tags: tagsOf(random, naming, name),
      };
    },
  },
  image: {
    fields: ({ context, order, imageAge, imageId, instanceId }) => ({
      StartTime: daysBefore(context.now, imageAge(order >> 1)),
      Description: `Created by CreateImage(${instanceId(order >> 1)}) for ${imageId(order >> 1)}`,
      Tags: [],
    }),
  },
  lifecycle: {
    volume: ({ order, context }) => lifecyclePlace(order, context).chain + 1,
    fields: ({ context, index, order }, volume) => {
      const { policy, generation } = lifecyclePlace(order, context);
      const run = scheduledRun(context.now, policy.everyDays, 180, generation);
      return lifecycleFields(policy, minutesAfter(run, (index % 50) + 0.3), volume);
    },
  },
  backup: {
    volume: ({ order, everyVolume }) => Math.floor(order / weeklyCopies) + Math.floor(everyVolume * 0.4),
    fields: ({ context, index, order }, volume) => {
      const source = `arn:aws:ec2:${context.region}:${context.owner.id}:volume/${String(volume.VolumeId)}`;
      const run = scheduledRun(context.now, 7, 300, order % weeklyCopies);
      return {
        StartTime: minutesAfter(run, (index % 90) + 0.7),
        Description: 'This snapshot is created by the AWS Backup service.',
        Tags: [{ Key: 'aws:backup:source-resource', Value: source }, ...tagsOfVolume(volume)],
      };
    },
  },
  copy: {
    fields: (made) => {
      const { context, random } = made;
      const source = random.pick(['us-east-1', 'eu-west-1', 'us-west-2']);
      return {
        VolumeId: 'vol-ffffffff',
        StartTime: daysBefore(context.now, spreadAge(random, 700)),
        TransferType: random.chance(0.2) ? 'time-based' : 'standard',
        Description: copyDescription(made, source),
        Tags: tagsOf(random, namingOf(context.owner, random, 'data')),
      };
    },
  },
};
