/** What backs a source up time after time, and what it costs where more than one does. */
import { AUTOMATIC, type BackupMaker, makerOfBoth } from '../../store/backup-group.ts';
import type { FoundSource } from './evidence.ts';

/** A maker that made no good backup for so long before the scan has ended, in milliseconds. */
const RECENT = 8 * 86_400_000;

/** What is known of the makers of a source. */
export interface RegularMakers {
  readonly names: readonly string[];
  /** Whether two or more back it up; null: it is not there. */
  readonly isTwice: 'yes' | 'no' | 'not known' | null;
  /** Bounds of what the backups of all but the dearest cost a month; null: not known, or there is one alone. */
  readonly low: number | null;
  readonly high: number | null;
}

/** The makers of a source that made a good backup lately, at `now`, the start of the scan. */
export function regularMakers(source: FoundSource, now: number): RegularMakers {
  const makers = makersOf(source).filter(({ newest }) => newest !== null && now - newest <= RECENT);
  const names = makers.map(({ name }) => name).sort();
  const none = { names, low: null, high: null };
  if (source.existence.is !== 'there') return { ...none, isTwice: null };
  const named = makers.filter(({ isNamed }) => isNamed);
  // Whichever of its origin it is, it may be one of those that are named.
  const others = makers.filter(
    ({ isNamed, origin }) => !isNamed && !named.some((one) => one.origin === origin),
  );
  if (named.length + others.length > 1) return { names, isTwice: 'yes', ...costOfOthers(makers) };
  const isOpen = named.length < makers.length || !source.backups.whole || source.listed?.unasked != null;
  return { ...none, isTwice: isOpen ? 'not known' : 'no' };
}

/** Continuous backups are a maker too, whose cost AWS does not tell. */
function makersOf({ group, listed }: FoundSource): readonly BackupMaker[] {
  const made = group?.makers ?? [];
  if (listed?.restorableTo == null) return made;
  const by = listed.continuousBy;
  const maker = by === null ? AUTOMATIC : { name: by, origin: by, isNamed: false };
  const continuous = { ...maker, newest: listed.restorableTo, low: null, high: null };
  const same = made.find(({ name }) => name === continuous.name);
  const own = same === undefined ? continuous : makerOfBoth(same, continuous);
  return [...made.filter(({ name }) => name !== continuous.name && name !== AUTOMATIC.name), own];
}

/** One would be kept: the dearest, or one whose cost is not known. */
function costOfOthers(makers: readonly BackupMaker[]): Pick<RegularMakers, 'low' | 'high'> {
  const [, ...others] = makers.toSorted((one, other) => dearness(other) - dearness(one));
  const sum = (costs: readonly (number | null)[]): number | null =>
    costs.reduce<number | null>((all, cost) => (all === null || cost === null ? null : all + cost), 0);
  return { low: sum(others.map(({ low }) => low)), high: sum(others.map(({ high }) => high)) };
}

function dearness({ high }: BackupMaker): number {
  return high ?? Number.POSITIVE_INFINITY;
}
