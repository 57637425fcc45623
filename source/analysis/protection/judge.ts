/**
 * How well one source is protected, judged from what is known of it. Pure: nothing is read here.
 *
 * What holds whatever else does: a source is called unprotected only where the listing that its backups would be in was
 * read to its end and none is there; late only where no newer backup can be among what was not read.
 */
import { formatAge, formatDuration, formatInstant } from '../../model/format.ts';

export type Protection = 'protected' | 'late' | 'unprotected' | 'unknown' | 'exempt';

/** Every protection, the one to look at first before the others. */
export const PROTECTIONS: readonly Protection[] = ['unprotected', 'late', 'unknown', 'protected', 'exempt'];

/** Whether the listing that the backups of a source are in was read to its end; `why` names it where not. */
export type BackupsRead =
  | { readonly whole: true; readonly where: string }
  | { readonly whole: false; readonly why: string };

/** Whether a source exists: it does, it does not, or nobody could tell. */
export type Existence =
  | { readonly is: 'there' }
  | { readonly is: 'gone' }
  | { readonly is: 'not known'; readonly why: string };

/** What is known of a source. */
export interface Evidence {
  readonly existence: Existence;
  /** Why no backup is to be expected of it: a read replica, and of what; something that AWS backs up in no way. */
  readonly exempt: string | null;
  /** What may restore it and was not asked for, or could not be told; null: there is no such thing. */
  readonly unasked: string | null;
  /** When the newest of its good backups was made (milliseconds since 1970 UTC), of those whose age is known. */
  readonly newest: number | null;
  /** The newest that a copy of unknown age can be: when the copy was made. */
  readonly copiedAt: number | null;
  /** Rows that are, or may be, good backups, and of whose age nothing is known; those too that may be of another of its name. */
  readonly undated: number;
  /** Its name may be that of an earlier one. */
  readonly isNamedAgain: boolean;
  /** Rows of it that are no good backups: failed, under way, expired. */
  readonly unfit: number;
  /** How many of those are parts of something that is not whole, and what; null: none is. */
  readonly parted: { readonly count: number; readonly words: string } | null;
  /** Up to when continuous backups restore it. */
  readonly restorableTo: number | null;
  /** What of it could not be read. */
  readonly problem: string | null;
  readonly backups: BackupsRead;
  /** When AWS Backup says that it backed it up last; it alone protects nothing, since that may be gone. Null: it says nothing. */
  readonly saidLast: number | null;
}

/** The reason why a source is exempt that is there no more, while backups of it are. */
export const GONE = 'gone';

/** The part of a rule that a source is judged by. */
export interface Allowance {
  /** How old the newest backup may be, in milliseconds. */
  readonly maxAge: number;
  /** As the user wrote it: `26h`. */
  readonly maxAgeText: string;
  /** Why the rule asks for no backup; null: it does. */
  readonly exempt: string | null;
}

export interface Judgement {
  readonly protection: Protection;
  /** One sentence with the facts. */
  readonly reason: string;
}

/** Judges one source at `now`, the start of its scan. What AWS Backup says of it stands beside what else is known. */
export function judge(source: Evidence, rule: Allowance, now: number): Judgement {
  const { protection, reason } = judgeByBackups(source, rule, now);
  const { saidLast } = source;
  if (saidLast === null || protection === 'protected' || protection === 'exempt')
    return { protection, reason };
  const said = `AWS Backup says that it backed it up last at ${formatInstant(saidLast)}`;
  return { protection, reason: `${reason}; ${said}` };
}

function judgeByBackups(source: Evidence, rule: Allowance, now: number): Judgement {
  const exempt = exemption(source, rule);
  if (exempt !== null) return { protection: 'exempt', reason: exempt };
  if (source.existence.is === 'not known')
    return { protection: 'unknown', reason: `whether it still exists is not known: ${source.existence.why}` };
  const restorable = latest(source.newest, source.restorableTo);
  const isRecent = (time: number | null): boolean => time !== null && now - time <= rule.maxAge;
  if (isRecent(restorable)) return { protection: 'protected', reason: whatIsThere(source, now) };
  const doubt = doubtOf(source, isRecent(source.copiedAt));
  if (doubt !== null) return { protection: 'unknown', reason: doubt };
  const known = latest(restorable, source.copiedAt);
  if (known !== null && restorable === null)
    return { protection: 'late', reason: `its only backup is a copy of ${formatInstant(known)} or older` };
  if (known !== null)
    return { protection: 'late', reason: `${whatIsThere(source, now)}; ${rule.maxAgeText} are allowed` };
  return { protection: 'unprotected', reason: nothingThere(source) };
}

function exemption({ existence, exempt }: Evidence, rule: Allowance): string | null {
  if (existence.is === 'gone') return GONE;
  return rule.exempt ?? exempt;
}

/** Why there may be a newer backup than those that are known; null: there is none. */
function doubtOf(
  { backups, undated, isNamedAgain, unasked, problem }: Evidence,
  copyMayBeRecent: boolean,
): string | null {
  if (!backups.whole) return backups.why;
  if (unasked !== null) return unasked;
  if (undated > 0)
    return `AWS does not say how old a backup of it is, or whether it is whole${isNamedAgain ? ' and not of an earlier one of its name' : ''}`;
  if (copyMayBeRecent) return 'its newest backup is a copy, and AWS does not say how old what was copied is';
  return problem === null ? null : `what AWS says of it cannot be read: ${problem}`;
}

function whatIsThere({ newest, restorableTo }: Evidence, now: number): string {
  if (restorableTo !== null && restorableTo >= (newest ?? restorableTo))
    return `restorable to ${formatInstant(restorableTo)}, ${ageWords(restorableTo, now)}`;
  return newest === null ? '' : `newest backup of ${formatInstant(newest)}, ${ageWords(newest, now)}`;
}

function nothingThere({ backups, unfit, parted }: Evidence): string {
  const where = backups.whole ? backups.where : '';
  const parts = parted === null ? '' : `: ${parted.count} ${parted.words}`;
  return unfit === 0
    ? `no backup of it is among ${where}`
    : `none of its ${unfit} among ${where} is a good one${parts}`;
}

const DAY = 86_400_000;

/** How long before the scan; what came while it ran is as new as can be. */
function ageWords(time: number, now: number): string {
  if (now <= time) return 'during the scan';
  const age = now - time;
  return `${age < 2 * DAY ? formatDuration(age) : formatAge(time, now)} before the scan`;
}

function latest(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other;
  return Math.max(one, other);
}
