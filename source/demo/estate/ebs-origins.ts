/** How the snapshots of each origin look: in their tags, their descriptions and their times. */
import type { Random } from '../random.ts';
import type { Row } from './collection.ts';
import {
  accountId,
  daysBefore,
  minutesAfter,
  type RegionContext,
  scheduledRun,
  spreadAge,
} from './context.ts';

export type Origin = 'specimen' | 'image' | 'lifecycle' | 'backup' | 'copy' | 'manual';

/** Where each origin's segment of the snapshots begins, the last one first. */
export function segmentsOf(count: number, specimenCount: number): readonly (readonly [Origin, number])[] {
  const specimens = Math.min(count, specimenCount);
  const at = (share: number) => specimens + Math.floor((count - specimens) * share);
  return [
    ['manual', at(0.8)],
    ['copy', at(0.73)],
    ['backup', at(0.53)],
    ['lifecycle', at(0.08)],
    ['image', specimens],
    ['specimen', 0],
  ];
}

export interface OriginContext {
  readonly context: RegionContext;
  readonly random: Random;
  readonly index: number;
  /** The row's place in its segment. */
  readonly order: number;
  readonly everyVolume: number;
  readonly imageRandom: (image: number) => Random;
  readonly imageId: (image: number) => string;
  readonly instanceId: (index: number) => string;
}

/** The volume of a snapshot, where its origin decides it, and the fields that its origin shows in. */
interface Origins {
  readonly volume?: (origin: OriginContext) => number;
  readonly fields: (origin: OriginContext, volume: Row) => Row;
}

const tagsOf = (volume: Row) => (Array.isArray(volume.Tags) ? volume.Tags : []);

export const origins: Readonly<Record<Origin, Origins>> = {
  specimen: { fields: () => ({}) },
  manual: { fields: () => ({}) },
  image: {
    fields: ({ context, order, imageRandom, imageId, instanceId }) => ({
      StartTime: daysBefore(context.now, spreadAge(imageRandom(order >> 1), 900)),
      Description: `Created by CreateImage(${instanceId(order >> 1)}) for ${imageId(order >> 1)}`,
      Tags: [],
    }),
  },
  lifecycle: {
    volume: ({ order, everyVolume }) => Math.floor(order / 7) % everyVolume,
    fields: ({ context, index, order }, volume) => {
      const chain = Math.floor(order / 7);
      const everyDays = [1, 1, 7, 30][chain % 4] ?? 1;
      const policy = `policy-0${(0x1a2b3c4d5e6f + (chain % 5)).toString(16)}789a`;
      const run = scheduledRun(context.now, everyDays, 180, order % 7);
      return {
        StartTime: minutesAfter(run, (index % 50) + 0.3),
        Description: `Created for policy: ${policy} schedule: Default Schedule`,
        Tags: [
          { Key: 'aws:dlm:lifecycle-policy-id', Value: policy },
          { Key: 'aws:dlm:lifecycle-schedule-name', Value: 'Default Schedule' },
          ...tagsOf(volume),
        ],
      };
    },
  },
  backup: {
    volume: ({ order, everyVolume }) => (Math.floor(order / 5) + 3) % everyVolume,
    fields: ({ context, index, order }, volume) => {
      const source = `arn:aws:ec2:${context.region}:${accountId}:volume/${String(volume.VolumeId)}`;
      return {
        StartTime: minutesAfter(scheduledRun(context.now, 7, 300, order % 5), (index % 90) + 0.7),
        Description: 'This snapshot is created by the AWS Backup service.',
        Tags: [{ Key: 'aws:backup:source-resource', Value: source }, ...tagsOf(volume)],
      };
    },
  },
  copy: {
    fields: ({ random }) => {
      const source = random.pick(['us-east-1', 'eu-west-1', 'us-west-2']);
      return {
        VolumeId: 'vol-ffffffff',
        TransferType: random.chance(0.2) ? 'time-based' : 'standard',
        Description: `[Copied snap-0${random.hex(16)} from ${source}] disaster recovery`,
      };
    },
  },
};
