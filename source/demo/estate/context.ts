import { hashText, type Random, randomOf } from '../random.ts';
import { homeRegion } from './company.ts';
import type { Owner } from './owner.ts';
import type { RegionCounts } from './sizes.ts';

/** What every generator of one region starts from. */
export interface RegionContext {
  readonly seed: number;
  /** Whose rows they are. */
  readonly owner: Owner;
  readonly region: string;
  readonly counts: RegionCounts;
  /** Names hold what acts on a terminal, a spreadsheet or a shell. */
  readonly hostile: boolean;
  /** The instant that the estate is built around. */
  readonly now: Date;
  /** What is made night by night is kept for so many days more, mostly none. */
  readonly daysMore: number;
  /** The instant on the server's clock, for what changes while it runs. */
  readonly clock: () => Date;
  /** Regions of other accounts whose file systems are copied to this one's central vaults. */
  readonly copiedFrom?: (region: string) => readonly RegionContext[];
  /** Snapshots of images in a region of another account, which are copied here and volumes made of. */
  readonly goldenSnapshots?: (region: string) => readonly string[];
}

/** The random stream of each row of one collection of a region. */
export function rowRandom(context: RegionContext, collection: string): (index: number) => Random {
  const salt = hashText(`${context.seed}/${context.region}/${collection}`);
  return (index) => randomOf(salt, index);
}

/** Where a region is, and whose. */
export type Place = Pick<RegionContext, 'owner' | 'region'>;

/** Where the company began: what is rare, and what is wrong, is all there. */
export function isHome({ owner, region }: Place): boolean {
  return owner.hasRareCases && region === homeRegion;
}

/** Where in a list of the company's names a region begins, so that not all have the same ones. */
export function firstName({ region }: Place, count: number): number {
  return region === homeRegion ? 0 : hashText(region) % count;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

export function daysBefore(now: Date, days: number): Date {
  return new Date(Math.round(now.getTime() - days * dayMs));
}

export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(Math.round(instant.getTime() + minutes * minuteMs));
}

/** What a run begins, one after the other, is all done by then. */
const runMs = 180 * minuteMs;

/** The run number `index` of something that runs every `everyDays` at `minuteOfDay`, the latest that is over first; after `longest`. */
export function scheduledRun(
  now: Date,
  everyDays: number,
  minuteOfDay: number,
  index: number,
  longest = runMs,
): Date {
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs;
  const today = midnight + minuteOfDay * minuteMs;
  const latest = today + longest <= now.getTime() ? today : today - dayMs;
  return new Date(latest - index * everyDays * dayMs);
}

/** An age in days: most are young, a few go back for years. */
export function spreadAge(random: Random, oldest: number): number {
  return 0.05 + (oldest - 0.05) * random.next() ** 3;
}

/** The keys of a region: the team's own, and the one that everybody uses. */
export function kmsKeyArn({ owner, region }: Place, random: Random): string {
  const key = random.pick(['1f2e3d4c', '7a6b5c4d', 'c0ffee00']);
  return `arn:aws:kms:${region}:${owner.id}:key/${key}-90ab-4cde-8f01-23456789abcd`;
}
