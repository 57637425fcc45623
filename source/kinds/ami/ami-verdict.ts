/**
 * What speaks against deregistering an AMI. It keeps no data of its own, its snapshots do, and those stay: so it is no
 * last backup of a volume, and may go where nobody is known to launch it. The newest one of an instance that is still
 * there is kept all the same.
 */
import { formatDay } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import {
  type DeletabilityFacts,
  keepersOf,
  type NewestOfSource,
  usedBy,
  type Verdict,
} from '../snapshots/deletability.ts';

/** What is known of an AMI that bears on deregistering it. */
export interface AmiVerdictFacts
  extends Pick<
    DeletabilityFacts,
    'origin' | 'isExpired' | 'isEndless' | 'dlm' | 'keptBy' | 'makers' | 'afterwards'
  > {
  /** Why AWS refuses to deregister it, in words. */
  readonly locks: readonly string[];
  /** Null: they could not be listed. */
  readonly instances: readonly string[] | null;
  readonly launchTemplates: readonly string[] | null;
  readonly condition: 'usable' | 'failed' | 'other';
  readonly status: string | null;
  readonly createdAt: number | null;
  readonly lastLaunchedAt: number | null;
  /** The instance that it was made of, where that is still there; null: it is gone, or AWS names none. */
  readonly instance: string | null;
  readonly newest: NewestOfSource | undefined;
  readonly snapshots: number;
  readonly caveats: readonly string[];
  readonly gaps: readonly string[];
  /** Whole days since it was launched, else since it was made; null: not known, or nobody can launch it. */
  readonly idleDays: number | null;
}

/** An AMI that was made or launched within so many days may be in use in ways that nobody lists. */
const RECENT_DAYS = 90;

/** Judges one AMI. */
export function judgeAmi(facts: AmiVerdictFacts): Verdict {
  const { locks, makers = [], lastLaunchedAt, createdAt } = facts;
  const isRecent = facts.idleDays !== null && facts.idleDays < RECENT_DAYS;
  const users = [
    ...usedBy('instance', facts.instances ?? []),
    ...usedBy('launch template', facts.launchTemplates ?? []),
    ...(isRecent && lastLaunchedAt !== null ? [`launched on ${formatDay(lastLaunchedAt)}, ${LATELY}`] : []),
  ];
  const last = lastOfInstance(facts);
  const keepers = keepersOf({ ...facts, service: 'EC2' });
  const unread = undecided(facts);
  const claims = [...locks, ...users, ...last, ...keepers.map(({ reason }) => reason), ...makers, ...unread];
  const [keeper] = keepers;
  const stays = facts.snapshots === 0 ? [] : [`${itsSnapshots(facts.snapshots)}, billed as before`];
  const around = [
    ...(facts.isEndless === true ? ['nothing deletes it by itself'] : []),
    ...facts.gaps,
    ...facts.caveats,
    ...stays,
    'Auto Scaling launch configurations and other accounts not looked at',
  ];
  const verdict = (deletability: Verdict['deletability'], ...more: readonly string[]): Verdict => ({
    deletability,
    reasons: [...claims, ...more],
  });
  if (locks.length > 0) return verdict('locked', ...facts.caveats);
  if (users.length > 0) return verdict('in use', ...facts.caveats);
  if (last.length > 0) return verdict('last backup', ...around);
  if (keeper !== undefined) return verdict(`managed by ${keeper.by}`);
  if (unread.length > 0) return verdict('unknown', ...around);
  if (isRecent)
    return verdict('unknown', `made on ${formatDay(createdAt)}, ${LATELY}, and not launched yet`, ...around);
  return verdict('candidate', whyCandidate(facts), ...around, ...(facts.afterwards ?? []));
}

const LATELY = `less than ${RECENT_DAYS} days ago`;

function itsSnapshots(count: number): string {
  return count === 1 ? 'its snapshot stays' : `its ${counted(count, 'snapshot')} stay`;
}

/** It is the newest that is known of an instance that is still there. */
function lastOfInstance({ instance, condition, newest }: AmiVerdictFacts): readonly string[] {
  if (instance === null || condition !== 'usable' || newest?.relation === 'newer') return [];
  const many = newest?.relation === 'this' && newest.count > 1;
  return [
    `the ${many ? `newest of ${newest.count} AMIs` : 'only AMI'} of instance ${instance}, which still exists`,
  ];
}

function undecided({
  instances,
  launchTemplates,
  condition,
  status,
  createdAt,
}: AmiVerdictFacts): readonly string[] {
  return [
    ...(instances === null ? ['instances could not be listed'] : []),
    ...(launchTemplates === null ? ['launch templates could not be listed'] : []),
    ...(condition === 'other' ? [`its status is ${status ?? 'not known'}`] : []),
    ...(createdAt === null ? ['its creation time is not known'] : []),
  ];
}

function whyCandidate({ condition, status, lastLaunchedAt }: AmiVerdictFacts): string {
  if (condition === 'failed') return `its status is ${status ?? 'not known'}`;
  const launched =
    lastLaunchedAt === null
      ? 'AWS knows of no launch of it'
      : `it was last launched on ${formatDay(lastLaunchedAt)}, as AWS says`;
  return `no instance and no launch template of its region uses it, and ${launched}`;
}
