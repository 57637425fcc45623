/** How long a scan of many accounts still takes, told from the accounts that have ended. */
import { type AccountState, canBeEntered } from '../../model/account.ts';
import type { ScanState } from '../../model/cell.ts';
import { formatDuration } from '../../model/format.ts';

/** So many accounts have to be done before what is left can be told from them. */
const TELLING_ACCOUNTS = 10;

/**
 * How much of the way to what an account's end tells the expected end moves: one quick or slow account is no trend. More
 * where much of what is left went by before it: few such ends are to come.
 */
const [LEAST_TRUST, TRUST_IN_PAUSES] = [0.15, 3];

const [SECOND, MINUTE, HOUR] = [1_000, 60_000, 3_600_000];

/** As `~2m 15s left`; null where it is not known. */
export function timeLeftWords(
  scan: Pick<ScanState, 'accounts' | 'rerunAt' | 'startedAt'>,
  now: number,
): string | null {
  const left = timeLeft(scan, now);
  return left === null ? null : `~${aboutWords(left)} left`;
}

/**
 * Milliseconds until all accounts have ended, by the later half of those that have. Null before there are enough of
 * them, and where no other one has ended for longer than between any two of them, and than would be left: nobody knows
 * what holds it up.
 */
function timeLeft(
  { accounts, rerunAt, startedAt }: Pick<ScanState, 'accounts' | 'rerunAt' | 'startedAt'>,
  now: number,
): number | null {
  const began = rerunAt ?? startedAt;
  // Those that are not active end at once, wherever they stand.
  const entered = accounts.filter(canBeEntered);
  const open = entered.filter(({ endedAt }) => endedAt === null).length;
  const ends = endsSince(began, entered);
  if (open === 0 || ends.length < TELLING_ACCOUNTS) return null;
  const times = [began, ...ends];
  const last = times.at(-1) ?? began;
  const recent = times.slice(recentFrom(ends.length));
  const longest = longestGap(recent);
  // A pause as there were others says nothing; a longer one is time that every account may take.
  const pause = Math.max(0, now - last - longest);
  const left = expectedEnd(times, open) + pause * (1 + open / (recent.length - 1)) - now;
  return now - last > Math.max(left, longest) ? null : Math.max(0, left);
}

function endsSince(began: number, accounts: readonly AccountState[]): readonly number[] {
  return accounts
    .flatMap(({ endedAt }) => (endedAt !== null && endedAt >= began ? [endedAt] : []))
    .sort((a, b) => a - b);
}

/** From which of these times on they tell how fast it goes: the later half, enough of them in any case. */
function recentFrom(ends: number): number {
  return Math.max(0, ends - Math.max(TELLING_ACCOUNTS, Math.ceil(ends / 2)));
}

/**
 * When all will have ended of which `open` were left at the last of these times. Gone through from the first end that
 * tells something, so that what is expected moves by and by, and the same ends always tell the same.
 */
function expectedEnd(times: readonly number[], open: number): number {
  let expected: number | null = null;
  for (let ends = TELLING_ACCOUNTS; ends < times.length; ends += 1) {
    const from = recentFrom(ends);
    const [first = 0, before = 0, at = 0] = [times[from], times[ends - 1], times[ends]];
    const told = at + ((at - first) / (ends - from)) * (open + times.length - 1 - ends);
    expected = expected === null ? told : moved(expected, told, before, at);
  }
  return expected ?? 0;
}

/** The expected end after an account has ended that tells another one. */
function moved(expected: number, told: number, before: number, at: number): number {
  const share = (at - before) / Math.max(1, expected - before);
  return expected + Math.min(1, Math.max(LEAST_TRUST, TRUST_IN_PAUSES * share)) * (told - expected);
}

function longestGap(times: readonly number[]): number {
  return Math.max(...times.slice(1).map((time, index) => time - (times[index] ?? time)));
}

/** In coarse steps: finer ones would say more than is known, and never stand still. */
function aboutWords(span: number): string {
  const step =
    span < MINUTE ? 5 * SECOND : span < 5 * MINUTE ? 15 * SECOND : span < HOUR ? MINUTE : 10 * MINUTE;
  const about = Math.max(step, Math.ceil(span / step) * step);
  if (about < MINUTE) return `${about / SECOND}s`;
  return about >= 5 * MINUTE && about < HOUR ? `${about / MINUTE}m` : formatDuration(about);
}
