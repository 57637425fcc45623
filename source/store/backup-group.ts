/** The backups of one source, and what makes them. */

/** What makes backups of a source time after time, with the good ones that it made. */
export interface BackupMaker {
  /** What it is and is called; the origin alone where nobody knows which one it is. */
  readonly name: string;
  readonly origin: string;
  readonly isNamed: boolean;
  readonly newest: number | null;
  /** Both bounds of what they cost a month; null: not known of all. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Backups of one source that one cell holds, those apart that tell another place of it. */
export interface BackupGroup {
  readonly cell: number;
  readonly key: string;
  /** Good backups, and what is kept of them as far as AWS tells sizes; null: of none. */
  readonly backups: number;
  readonly bytes: number | null;
  readonly newest: number | null;
  readonly newestId: string | null;
  readonly copiedAt: number | null;
  readonly undated: number;
  /** All other rows. */
  readonly unfit: number;
  /** Those of them that are parts of something that is not whole. */
  readonly parted: number;
  readonly origins: readonly string[];
  readonly makers: readonly BackupMaker[];
  readonly locked: boolean | null;
  /** What its rows say of whether the source exists. */
  readonly exists: 'yes' | 'no' | 'unknown';
  /** Of one that was there before another got its name. */
  readonly isFormer: boolean;
  readonly service: string;
  /** The source as its rows name it. */
  readonly label: string;
  readonly name: string | null;
  /** Where its source is, where rows tell that it is elsewhere: an ARN, or a region. */
  readonly elsewhere: string | null;
}

/** Two parts of the backups of one source as one; what its rows call it is as in the first. */
export function together(one: BackupGroup, other: BackupGroup): BackupGroup {
  const newer = (other.newest ?? -1) > (one.newest ?? -1) ? other : one;
  const exists = [one.exists, other.exists];
  return {
    ...one,
    backups: one.backups + other.backups,
    bytes: one.bytes === null ? other.bytes : one.bytes + (other.bytes ?? 0),
    newest: newer.newest,
    newestId: newer.newestId,
    copiedAt: one.copiedAt === null ? other.copiedAt : Math.max(one.copiedAt, other.copiedAt ?? 0),
    undated: one.undated + other.undated,
    unfit: one.unfit + other.unfit,
    parted: one.parted + other.parted,
    origins: [...new Set([...one.origins, ...other.origins])],
    makers: makersOfBoth(one.makers, other.makers),
    name: one.name ?? other.name,
    locked: lockOfBoth(one, other),
    exists: exists.includes('no') ? 'no' : exists.includes('yes') ? 'yes' : 'unknown',
  };
}

function makersOfBoth(one: readonly BackupMaker[], other: readonly BackupMaker[]): readonly BackupMaker[] {
  if (one.length === 0 || other.length === 0) return one.length === 0 ? other : one;
  const makers = new Map(one.map((maker) => [maker.name, maker]));
  for (const maker of other) {
    const known = makers.get(maker.name);
    makers.set(maker.name, known === undefined ? maker : makerOfBoth(known, maker));
  }
  return [...makers.values()];
}

/** The same maker in two parts of the backups of a source. */
export function makerOfBoth(one: BackupMaker, other: BackupMaker): BackupMaker {
  const sum = (a: number | null, b: number | null): number | null =>
    a === null || b === null ? null : a + b;
  return {
    ...one,
    newest: one.newest === null ? other.newest : Math.max(one.newest, other.newest ?? 0),
    low: sum(one.low, other.low),
    high: sum(one.high, other.high),
  };
}

/** One lock is a lock; none is known only where that is told of all. */
function lockOfBoth(one: BackupGroup, other: BackupGroup): boolean | null {
  const told = [one, other].filter(({ backups }) => backups > 0).map(({ locked }) => locked);
  if (told.includes(true)) return true;
  return told.length === 0 || told.includes(null) ? null : false;
}

/** What automatic backups of a service are called as a maker, and their origin. */
export const AUTOMATIC = { name: 'automatic backups', origin: 'automated', isNamed: true } as const;
