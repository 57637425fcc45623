/**
 * Which kept scans a policy lets go. Scans are counted by their accounts and by how good they are, so that neither other
 * accounts nor lesser scans push out good ones. Days and months are those that have scans: time that passes without one
 * removes nothing, and neither does a clock that is wrong.
 */
import type { KeptScan } from '../../model/kept-scan.ts';

/** How many scans stay. */
export interface RetentionPolicy {
  /** The newest so many. */
  readonly last: number;
  /** The newest of each of so many UTC days, and months, with scans. */
  readonly daily: number;
  readonly monthly: number;
  /** Bytes that all files may take on the disk; null: as many as they are. */
  readonly maxSize: number | null;
}

/** Without a configuration. */
export const USUAL_POLICY: RetentionPolicy = { last: 30, daily: 90, monthly: 24, maxSize: 5e9 };

/** A scan that is to go, and why. */
export interface PrunedScan {
  readonly scan: KeptScan;
  /** `policy`: enough newer ones stay. `size`: all together take too much. */
  readonly why: 'policy' | 'size';
}

/** From good to worthless: whole, whole with problems, not ended, no scan at all. */
const GRADES = { sound: 0, problems: 1, unended: 2, broken: 3 } as const;
type Grade = (typeof GRADES)[keyof typeof GRADES];

interface Graded {
  readonly scan: KeptScan;
  readonly set: string;
  readonly grade: Grade;
  readonly stays: boolean;
}

/**
 * Those that go, oldest first. `scans`: newest first. `isInUse`: stays, but takes its place among the others. What has a
 * name, was told to stay, or is no file of this snapdeck's stays as well, and takes nobody's place.
 */
export function scansToPrune(
  scans: readonly KeptScan[],
  policy: RetentionPolicy,
  isInUse: (scan: KeptScan) => boolean,
): readonly PrunedScan[] {
  const graded = scans.flatMap((scan) => gradedScan(scan) ?? []);
  const counted = graded.filter(({ stays }) => !stays);
  const enough = beyondCounts(counted, policy);
  const best = newestOfEach(counted);
  const mayGo = ({ scan }: Graded): boolean => !best.has(scan) && !isInUse(scan);
  const byPolicy = new Set(counted.filter((one) => enough.has(one.scan) && mayGo(one)));
  const left = counted.filter((one) => !byPolicy.has(one));
  const total = scans.reduce((sum, { sizeOnDisk }) => sum + sizeOnDisk, 0);
  const freed = [...byPolicy].reduce((sum, { scan }) => sum + scan.sizeOnDisk, 0);
  const bySize = overSize(left, total - freed, policy.maxSize, mayGo);
  const why = new Map<KeptScan, PrunedScan['why']>([
    ...[...byPolicy].map(({ scan }) => [scan, 'policy'] as const),
    ...[...bySize].map((scan) => [scan, 'size'] as const),
  ]);
  return scans.toReversed().flatMap((scan) => {
    const reason = why.get(scan);
    return reason === undefined ? [] : [{ scan, why: reason }];
  });
}

function gradedScan(kept: KeptScan): Graded | null {
  const { scan, fault } = kept;
  if (fault !== null || scan === null)
    return fault?.code === 'broken' ? { scan: kept, set: '', grade: GRADES.broken, stays: false } : null;
  const isWhole = scan.state === 'whole';
  const grade = isWhole ? (scan.problems === 0 ? GRADES.sound : GRADES.problems) : GRADES.unended;
  return { scan: kept, set: scan.accountSet, grade, stays: scan.isKept || scan.name !== null };
}

/** Those that neither the counts of their set and grade keep nor that is the newest of a day or month that does. */
function beyondCounts(counted: readonly Graded[], { last, daily, monthly }: RetentionPolicy): Set<KeptScan> {
  const beyond = new Set<KeptScan>();
  const groups = Map.groupBy(counted, ({ set, grade }) => `${grade} ${set}`);
  for (const group of groups.values()) {
    const times = group[0]?.grade === GRADES.unended || group[0]?.grade === GRADES.broken ? 0 : 1;
    const days = newestOfSpans(group, 10, daily * times);
    const months = newestOfSpans(group, 7, monthly * times);
    for (const [at, one] of group.entries())
      if (at >= last && !days.has(one) && !months.has(one)) beyond.add(one.scan);
  }
  return beyond;
}

/** The newest of each of so many spans of time, which are told by the first characters of an instant. */
function newestOfSpans(group: readonly Graded[], characters: number, most: number): ReadonlySet<Graded> {
  const newest = new Map<string, Graded>();
  for (const one of group) {
    const span = new Date(one.scan.scan?.startedAt ?? 0).toISOString().slice(0, characters);
    if (newest.size < most && !newest.has(span)) newest.set(span, one);
  }
  return new Set(newest.values());
}

/** Of each account set the newest whole scan, and the newest of the best that there is: they stay whatever they take. */
function newestOfEach(counted: readonly Graded[]): ReadonlySet<KeptScan> {
  const newest = new Set<KeptScan>();
  for (const ofSet of Map.groupBy(counted, ({ set }) => set).values()) {
    const readable = ofSet.filter(({ grade }) => grade !== GRADES.broken);
    const whole = readable.find(({ grade }) => grade <= GRADES.problems);
    const least = Math.min(...readable.map(({ grade }) => grade));
    const best = readable.find(({ grade }) => grade === least);
    for (const one of [whole, best]) if (one !== undefined) newest.add(one.scan);
  }
  return newest;
}

/** Those that go so that all take no more: first what never ended, oldest first, then the others, oldest first. */
function overSize(
  left: readonly Graded[],
  total: number,
  maxSize: number | null,
  mayGo: (one: Graded) => boolean,
): ReadonlySet<KeptScan> {
  const gone = new Set<KeptScan>();
  if (maxSize === null || total <= maxSize) return gone;
  const oldestFirst = left.filter(mayGo).toReversed();
  const isLess = ({ grade }: Graded): boolean => grade >= GRADES.unended;
  const inTurn = [...oldestFirst.filter(isLess), ...oldestFirst.filter((one) => !isLess(one))];
  let taken = total;
  for (const { scan } of inTurn) {
    if (taken <= maxSize) break;
    taken -= scan.sizeOnDisk;
    gone.add(scan);
  }
  return gone;
}
