/**
 * Retention rules of the Recycle Bin: what becomes of a snapshot or an AMI once it is deleted. They are asked for where the
 * kind of the Recycle Bin is scanned, too, and a region has rows; else nobody knows, and candidates say so.
 */
import type { RetentionRule, RuleResourceType, RuleTag } from '../../aws/rbin.ts';
import { withProblemsOf } from '../../aws/value-problems.ts';
import type { ColumnSpec, Value } from '../../model/columns.ts';
import { counted } from '../../model/words.ts';
import type { CollectContext } from '../define/collect-context.ts';
import { numberOf, textOf } from '../snapshots/derive-snapshots.ts';
import type { AwsTag } from '../snapshots/origin.ts';
import { joinOnDemand } from '../snapshots/snapshot-joins.ts';

/** The kind whose rows have been deleted. */
export const RECYCLE_BIN_KIND = 'recycle-bin';

/** A rule that would keep a row. */
interface KeepingRule {
  readonly id: string;
  /** Undefined: AWS does not say, or not in days. */
  readonly days: number | undefined;
}

/** What would keep a row once it is deleted; none: nothing would; null: rules could not be read. */
export type KeptInBin = KeepingRule | 'none' | 'not checked' | null;

/** What a row has that rules may be for. */
export interface MayGoToBin {
  readonly bin: KeptInBin;
}

/** Tells what would keep something with these tags. */
export type BinOf = (tags: readonly AwsTag[]) => KeptInBin;

/** Columns of a kind whose rows rules may be for. */
export const RETENTION_COLUMNS: readonly ColumnSpec<MayGoToBin>[] = [
  {
    header: 'Recycle Bin Rule',
    type: 'text',
    width: 16,
    shown: false,
    noChange: 'tells of others',
    about:
      'The rule of the Recycle Bin that would keep it once it is deleted, of several the one that does so for longest, or none; "not checked" without the kind recycle-bin; blank where rules could not be read.',
    value: ({ bin }) => (bin === null || typeof bin === 'string' ? bin : bin.id),
  },
  {
    header: 'Recycle Bin Days',
    type: 'integer',
    unit: 'days',
    width: 16,
    shown: false,
    noChange: 'tells of others',
    about: 'How long that rule would keep it, billed all the while; blank where none would, or nobody knows.',
    value: ({ bin }) => (bin === null || typeof bin === 'string' ? undefined : bin.days),
  },
];

/** The columns that `binWords` reads. */
export const RETENTION_READS: readonly string[] = ['recycle_bin_rule', 'recycle_bin_days'];

/** What becomes of a row with these values once it is deleted. */
export function binWords(values: Readonly<Record<string, Value>>): string {
  const [rule, days] = [textOf(values.recycle_bin_rule), numberOf(values.recycle_bin_days)];
  if (rule === null) return `Recycle Bin rules could not be read: ${NOT_KNOWN}`;
  if (rule === 'not checked') return `Recycle Bin rules were not read: ${NOT_KNOWN}`;
  if (rule === 'none') return 'no rule of the Recycle Bin keeps it once it is deleted';
  const time = days === null ? 'for a time that is not known' : `for ${counted(days, 'day')}`;
  return `once deleted it is in the Recycle Bin ${time} (rule ${rule}), and billed till then`;
}

const NOT_KNOWN = 'whether it goes to the bin is not known';

/** Asks what would keep rows of a type, once a region; without the kind of the Recycle Bin nothing is asked. */
export function binAsker(context: CollectContext, type: RuleResourceType): () => Promise<BinOf> {
  if (!context.kinds.includes(RECYCLE_BIN_KIND)) return async () => () => 'not checked';
  const rules = joinOnDemand(context, 'Recycle Bin rules', () => readRules(context, type));
  return async () => {
    const known = await rules();
    return (tags) => (known === undefined ? null : keptBy(known, tags));
  };
}

async function readRules(context: CollectContext, ResourceType: RuleResourceType): Promise<RetentionRule[]> {
  const rbin = await import('../../aws/rbin.ts');
  const ids: string[] = [];
  for await (const { Rules } of context.pages(rbin.listRules, { ResourceType })) {
    for (const { Identifier } of Rules ?? []) {
      if (Identifier === undefined) throw new Error('AWS gave no id of a rule of the Recycle Bin');
      ids.push(Identifier);
    }
  }
  // Only in full it says which tags it goes by.
  return await Promise.all(ids.map((Identifier) => context.call(rbin.getRule, { Identifier })));
}

/** Of the rules that are for something with these tags the one that keeps it longest. */
export function keptBy(rules: readonly RetentionRule[], tags: readonly AwsTag[]): KeptInBin {
  let kept: KeepingRule | 'none' = 'none';
  for (const rule of rules) {
    if (rule.Status !== 'available' || !isFor(rule, tags)) continue;
    const { RetentionPeriodValue, RetentionPeriodUnit } = rule.RetentionPeriod ?? {};
    const days = RetentionPeriodUnit === 'DAYS' ? RetentionPeriodValue : undefined;
    const isLonger = kept === 'none' || (days ?? 0) > (kept.days ?? 0);
    if (isLonger) kept = withProblemsOf(rule, { id: rule.Identifier ?? 'without id', days });
  }
  return kept;
}

/** One with tags is for what has one of them; one without is for all of the region but what has an exclusion tag. */
function isFor(
  { ResourceTags = [], ExcludeResourceTags = [] }: RetentionRule,
  tags: readonly AwsTag[],
): boolean {
  const has = ({ ResourceTagKey, ResourceTagValue }: RuleTag): boolean =>
    tags.some(
      ({ Key, Value = '' }) =>
        Key === ResourceTagKey && (ResourceTagValue === undefined || ResourceTagValue === Value),
    );
  return ResourceTags.length > 0 ? ResourceTags.some(has) : !ExcludeResourceTags.some(has);
}
