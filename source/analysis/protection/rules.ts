import type { Allowance } from './judge.ts';

/** A rule by which sources are judged: the first one that a source fits. */
export interface ProtectionRule extends Allowance {
  /** The filter that its sources pass; null: all do. */
  readonly match: string | null;
  /** Up to when its exemption holds (milliseconds since 1970 UTC); null: for ever. */
  readonly until: number | null;
}

const HOUR = 3_600_000;

/** What holds where no rule of the user's does: a backup a day, with two hours to make it. */
export const DEFAULT_RULE: ProtectionRule = {
  match: null,
  maxAge: 26 * HOUR,
  maxAgeText: '26h',
  exempt: null,
  until: null,
};

/** What a rule is called where it is named as the one that judged a source. */
export function ruleName({ match }: ProtectionRule): string {
  return match ?? 'default';
}
