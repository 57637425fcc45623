/** Judges the sources of a connection's table, each by the first rule that it fits. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import { formatDay } from '../../model/format.ts';
import { parseFilter } from '../../store/filter/parse-filter.ts';
import { registerFunctions } from '../../store/filter/sql-functions.ts';
import { toCondition } from '../../store/filter/to-condition.ts';
import { arrayRows } from '../../store/sql-rows.ts';
import type { ReplicatedSource } from '../../store/stored-sources.ts';
import type { FoundSource } from './evidence.ts';
import { type Evidence, type Judgement, judge } from './judge.ts';
import { DEFAULT_RULE, type ProtectionRule, RULE_COLUMNS, ruleName } from './rules.ts';

/** A source whose row is there, to be judged. */
export interface Candidate extends Evidence {
  readonly copies: FoundSource['copies'];
  /** Null: AWS does not tell of its backups. */
  readonly isLocked: boolean | null;
  readonly row: number;
  readonly replicaOf: string | null;
  readonly account: string;
  readonly region: string;
  readonly id: string;
  readonly arn: string | null;
}

/** As a source is judged where no rule of the user's fits it. */
export interface Judged extends Candidate {
  readonly byDefault: Judgement;
}

/** Judges a source by the rule that holds where none of the user's does. */
export function judgedByDefault(candidate: Candidate, now: number): Judged {
  return { ...candidate, byDefault: judge(candidate, DEFAULT_RULE, now) };
}

/** What is stored of a source that no rule of the user's fits. */
export function storedByDefault({ byDefault }: Judged): Readonly<Record<string, SQLInputValue>> {
  return { ...byDefault, rule: ruleName(DEFAULT_RULE) };
}

/** The rule of a source, and an exemption of it that has ended. */
interface RuleOfRow {
  readonly rule: ProtectionRule;
  readonly ended: ProtectionRule | null;
}

/** The first rule that each row fits; an exemption that has ended counts no longer. */
function ruleOfRow(
  database: DatabaseSync,
  rules: readonly ProtectionRule[],
  now: number,
): (row: number) => RuleOfRow {
  const fits = new Map<number, ProtectionRule>();
  const ended = new Map<number, ProtectionRule>();
  for (const rule of rules) {
    const into = rule.until !== null && rule.until <= now ? ended : fits;
    for (const row of rowsOfRule(database, rule, now))
      if (!into.has(row) && !fits.has(row)) into.set(row, rule);
  }
  return (row) => ({ rule: fits.get(row) ?? DEFAULT_RULE, ended: ended.get(row) ?? null });
}

function* rowsOfRule(
  database: DatabaseSync,
  { match }: ProtectionRule,
  now: number,
): Generator<number, void, undefined> {
  const parsed = parseFilter(match ?? '', RULE_COLUMNS);
  if ('error' in parsed) return;
  registerFunctions(database);
  const { sql, values } = toCondition(parsed.ok, { tab: SOURCES_TAB, columns: RULE_COLUMNS }, now);
  for (const [row] of arrayRows(database, `SELECT row FROM temp.${SOURCES_TAB} WHERE ${sql}`, ...values))
    yield Number(row);
}

/** Tells the sources that `judgeSources` needs: of a million all others are judged by what holds by default. */
export function mayBeJudgedAnew(
  rules: readonly ProtectionRule[],
  replicated: readonly ReplicatedSource[],
): (source: Judged) => boolean {
  if (rules.length > 0) return () => true;
  const primaries = new Set(replicated.map(primaryName));
  return (source) =>
    source.exempt !== null ||
    source.replicaOf !== null ||
    (primaries.size > 0 && namesOf(source).some((name) => primaries.has(name)));
}

/**
 * Judges those anew that a rule of the user's fits, at `now`, the start of their scan, and replicas last, since what their
 * primaries are is their reason.
 */
export function judgeSources(
  database: DatabaseSync,
  sources: readonly Judged[],
  rules: readonly ProtectionRule[],
  now: number,
): void {
  const ruleOf = ruleOfRow(database, rules, now);
  const update = database.prepare(
    `UPDATE temp.${SOURCES_TAB} SET protection = ?, reason = ?, rule = ?, rule_met = ?, exemption_ended = ? WHERE row = ?`,
  );
  const keep = (source: Judged): Judgement => {
    const { rule, ended } = ruleOf(source.row);
    if (rule === DEFAULT_RULE && ended === null && source.exempt === null) return source.byDefault;
    const judgement = judge(source, rule, now);
    const lacking = judgement.protection === 'exempt' ? [] : lackingOf(source, rule);
    const reason = [judgement.reason, ...besides(judgement, lacking, ended)].join('; ');
    const over = judgement.protection === 'exempt' ? null : (ended?.until ?? null);
    update.run(
      judgement.protection,
      reason,
      ruleName(rule),
      metWord(judgement, lacking, rule),
      over,
      source.row,
    );
    return judgement;
  };
  const replicas = sources.filter(({ replicaOf }) => replicaOf !== null);
  const primaries = new Map<string, Judgement>();
  const wanted = new Set(replicas.map(primaryOf));
  for (const source of sources) {
    if (source.replicaOf !== null) continue;
    const judgement = keep(source);
    if (wanted.size === 0) continue;
    for (const name of namesOf(source)) if (wanted.has(name)) primaries.set(name, judgement);
  }
  for (const replica of replicas) keep({ ...replica, exempt: replicaWords(replica, primaries) });
}

/** Something that a rule asks for beside a new backup and that was not found. */
interface Lacking {
  readonly words: string;
  /** False: where it could be was not all read, or AWS does not tell. */
  readonly isKnown: boolean;
}

function lackingOf({ copies, isLocked }: Candidate, rule: ProtectionRule): readonly Lacking[] {
  const { isAllRead } = copies;
  const copyIn = (place: string): Lacking => ({
    words: isAllRead ? `it has no copy in another ${place}` : `no copy in another ${place} was found`,
    isKnown: isAllRead,
  });
  return [
    ...(rule.copies.region && !copies.region ? [copyIn('region')] : []),
    ...(rule.copies.account && !copies.account ? [copyIn('account')] : []),
    ...(rule.locked && isLocked !== true
      ? [
          {
            words: isLocked === null ? 'no lock on a backup of it was found' : 'no backup of it is locked',
            isKnown: isLocked !== null,
          },
        ]
      : []),
  ];
}

/** Whether a source has what its rule asks for beside a new backup; null: it asks for nothing. */
function metWord(
  { protection }: Judgement,
  lacking: readonly Lacking[],
  rule: ProtectionRule,
): string | null {
  const asks = rule.copies.region || rule.copies.account || rule.locked;
  if (!asks || protection === 'exempt') return null;
  if (lacking.length === 0) return 'met';
  return lacking.some(({ isKnown }) => isKnown) ? 'missing' : 'not known';
}

/** What is to be said beside how it is judged: an exemption that is over, what the rule asks for and was not found. */
function besides(
  { protection }: Judgement,
  lacking: readonly Lacking[],
  ended: ProtectionRule | null,
): readonly string[] {
  if (protection === 'exempt') return [];
  const isOver = ended?.exempt == null ? [] : [`its exemption (${ended.exempt}) ended on ${lastDay(ended)}`];
  return [...isOver, ...lacking.map(({ words }) => words)];
}

function lastDay({ until }: ProtectionRule): string {
  return formatDay(until === null ? null : until - 1);
}

/** The names by which replicas may call it. */
function namesOf({ arn, account, region, id }: Candidate): readonly string[] {
  return [...(arn === null ? [] : [arn]), `${account} ${region} ${id}`];
}

function primaryOf({ replicaOf, account, region }: Candidate): string {
  return primaryName({ name: replicaOf ?? '', account, region });
}

function primaryName({ name, account, region }: ReplicatedSource): string {
  return name.startsWith('arn:') ? name : `${account} ${region} ${name}`;
}

function replicaWords(replica: Candidate, primaries: ReadonlyMap<string, Judgement>): string {
  const primary = primaries.get(primaryOf(replica));
  const words = primary === undefined ? 'of which nothing was read' : `which is ${primary.protection}`;
  return `a read replica of ${replica.replicaOf}, ${words}`;
}
