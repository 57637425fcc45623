/** The rules that sources are judged by, as config.json and the options of a scan have them. */
import * as v from 'valibot';
import { SOURCE_COLUMNS } from '../../kinds/sources/source-columns.ts';
import type { Column } from '../../model/columns.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import type { FilterFault } from '../../store/filter/expression.ts';
import { parseFilter } from '../../store/filter/parse-filter.ts';
import type { Allowance } from './judge.ts';

/** A rule by which sources are judged: the first one that a source fits. */
export interface ProtectionRule extends Allowance {
  /** The filter that its sources pass; null: all do. */
  readonly match: string | null;
  /** Up to when its exemption holds (milliseconds since 1970 UTC); null: for ever. */
  readonly until: number | null;
  /** Where copies are asked for. */
  readonly copies: { readonly region: boolean; readonly account: boolean };
  /** A lock on its backups is asked for. */
  readonly locked: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const UNITS: Readonly<Record<string, number>> = { h: HOUR, d: DAY, w: 7 * DAY };

const NO_COPIES = { region: false, account: false };

/** What holds where no rule of the user's does: a backup a day, with two hours to make it. */
export const DEFAULT_RULE: ProtectionRule = {
  match: null,
  maxAge: 26 * HOUR,
  maxAgeText: '26h',
  exempt: null,
  until: null,
  copies: NO_COPIES,
  locked: false,
};

/** What a rule is called where it is named as the one that judged a source. */
export function ruleName({ match, maxAgeText, exempt }: ProtectionRule): string {
  return match === null ? 'default' : `${match} (${exempt === null ? maxAgeText : 'exempt'})`;
}

const text = v.pipe(v.string('must be text'), v.trim(), v.nonEmpty('must not be blank'));
const yesOrNo = v.boolean('must be true or false');

/** A rule as it stands in config.json. */
export const RULE_SCHEMA = v.strictObject(
  {
    match: text,
    max_backup_age: v.optional(
      v.pipe(
        v.string('must be text'),
        v.regex(/^[1-9]\d{0,4}[hdw]$/, 'must be an age such as 26h, 8d or 5w'),
      ),
    ),
    copies: v.optional(
      v.strictObject({ region: v.optional(yesOrNo), account: v.optional(yesOrNo) }, 'must be an object'),
    ),
    locked: v.optional(yesOrNo),
    exempt: v.optional(text),
    until: v.optional(
      v.pipe(
        v.string('must be text'),
        v.regex(/^\d{4}-\d\d-\d\d$/, 'must be a day such as 2027-03-31'),
        v.check((day) => !Number.isNaN(Date.parse(day)), 'must be a day that there is'),
      ),
    ),
  },
  'must be an object',
);

export type GivenRule = v.InferOutput<typeof RULE_SCHEMA>;

/** Columns that are what is judged, and not what a rule can go by. */
const JUDGED: readonly string[] = ['protection', 'reason', 'rule'];

/** The columns that the match of a rule can ask for. */
export const RULE_COLUMNS: readonly Column[] = SOURCE_COLUMNS.filter(({ id }) => !JUDGED.includes(id));

/** What is wrong with the match of a rule; null: nothing is. */
export function faultOfMatch(match: string): FilterFault | null {
  const parsed = parseFilter(match, RULE_COLUMNS);
  return 'error' in parsed ? parsed.error : null;
}

function ruleOf({ match, max_backup_age: age, copies, locked, exempt, until }: GivenRule): ProtectionRule {
  return {
    match,
    maxAge: age === undefined ? DEFAULT_RULE.maxAge : ageOf(age),
    maxAgeText: age ?? DEFAULT_RULE.maxAgeText,
    exempt: exempt ?? null,
    until: until === undefined ? null : Date.parse(until) + DAY,
    copies: { region: copies?.region === true, account: copies?.account === true },
    locked: locked === true,
  };
}

function ageOf(age: string): number {
  return Number(age.slice(0, -1)) * (UNITS[age.slice(-1)] ?? HOUR);
}

const OPTION = v.pipe(v.string(), v.parseJson(), RULE_SCHEMA);

/** The rules that a scan was started with, the first one first; what cannot be read of them judges nothing. */
export function rulesOfScan({ options }: Pick<ScanFacts, 'options'>): readonly ProtectionRule[] {
  const given = options.protection;
  if (!Array.isArray(given)) return [];
  return given.flatMap((one) => {
    const read = v.safeParse(OPTION, one);
    return read.success ? [ruleOf(read.output)] : [];
  });
}
