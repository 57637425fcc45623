import type { Call } from './protocols/call.ts';

/** A bucket that holds `burst` calls and is filled at `rate` calls a second. */
export interface Rate {
  readonly rate: number;
  readonly burst: number;
}

/**
 * Rates by `service:region:Operation`, `service:Operation`, `service:region`, `service`, `region` or `*`; the first of
 * these that is set counts. A rate is never shared: every region of every service (or operation, where one is named)
 * has a bucket of its own in every account.
 */
export type ThrottleSettings = Readonly<Record<string, Rate>>;

export interface Throttle {
  /** Whether a call that comes now is let through. */
  readonly admit: (call: Pick<Call, 'service' | 'region' | 'operation'>, account: string) => boolean;
}

/** Many more than are in use at a time: those that are full again are let go of then. */
const MOST_BUCKETS = 20_000;

interface Bucket {
  readonly rate: Rate;
  level: number;
  at: number;
}

/** Some accounts may have settings of their own. */
export function createThrottle(
  settings: ThrottleSettings,
  now: () => number,
  ofAccount: (account: string) => ThrottleSettings | undefined = () => undefined,
): Throttle {
  const buckets = new Map<string, Bucket>();
  const letGo = (time: number): void => {
    for (const [key, bucket] of buckets) if (levelAt(bucket, time) >= bucket.rate.burst) buckets.delete(key);
  };
  return {
    admit: ({ service, region, operation }, account) => {
      const names = [
        `${service}:${region}:${operation}`,
        `${service}:${operation}`,
        `${service}:${region}`,
        service,
        region,
        '*',
      ];
      const rates = ofAccount(account) ?? settings;
      const name = names.find((candidate) => rates[candidate] !== undefined);
      const rate = name === undefined ? undefined : rates[name];
      if (name === undefined || rate === undefined) return true;
      const key = name.endsWith(`:${operation}`)
        ? `${account}:${service}:${region}:${operation}`
        : `${account}:${service}:${region}`;
      const time = now();
      if (buckets.size >= MOST_BUCKETS) letGo(time);
      const bucket = buckets.get(key) ?? { rate, level: rate.burst, at: time };
      buckets.set(key, bucket);
      bucket.level = levelAt(bucket, time);
      bucket.at = time;
      if (bucket.level < 1) return false;
      bucket.level -= 1;
      return true;
    },
  };
}

function levelAt({ rate: { rate, burst }, level, at }: Bucket, time: number): number {
  return Math.min(burst, level + ((time - at) / 1000) * rate);
}

/**
 * Settings from one line of text: `5`, `5/20` (rate/burst), `ec2=20/100,rds=3,backup:us-east-1=2`. A burst that is not
 * given is the rate.
 */
export function parseThrottle(text: string): ThrottleSettings {
  const settings: Record<string, Rate> = {};
  for (const part of text.split(',')) {
    const [left = '', right] = part.trim().split('=');
    const [name, value] = right === undefined ? ['*', left] : [left.trim(), right];
    const [rate = Number.NaN, burst = rate] = value.split('/').map(Number);
    if (!(rate > 0) || !(burst >= 1)) {
      throw new RangeError(
        `Not a rate: "${part.trim()}". Write calls a second, as in 5, 5/20 or ec2=20/100,rds=3.`,
      );
    }
    settings[name === 'efs' ? 'elasticfilesystem' : name] = { rate, burst };
  }
  return settings;
}
