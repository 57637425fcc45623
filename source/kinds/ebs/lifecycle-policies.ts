/**
 * The policies of Data Lifecycle Manager that made EBS snapshots, by the tag that it puts on what it makes. They are
 * asked for where a row that is no copy has that tag, once a region.
 */
import type { Snapshot } from '@aws-sdk/client-ec2';
import type { ColumnSpec, Value } from '../../model/columns.ts';
import { type CollectContext, sharedInRegion } from '../define/collect-context.ts';
import { textOf } from '../snapshots/derive-snapshots.ts';

/** The tag that Data Lifecycle Manager puts on what it makes: the id of the policy. */
const POLICY_TAG = 'aws:dlm:lifecycle-policy-id';

/** A policy as a snapshot's row has it. */
export interface LifecyclePolicy {
  readonly id: string;
  /** What somebody called it; undefined: nobody did, or it is not known. */
  readonly name: string | undefined;
  /**
   * As AWS gives it: `ENABLED`, `DISABLED`, `ERROR`; gone: there is no such policy; unknown: a copy's may be in another
   * region or account; null: policies could not be read.
   */
  readonly state: string | null;
}

/** Columns of a kind whose rows such a policy may have made. */
export const LIFECYCLE_POLICY_COLUMNS: readonly ColumnSpec<{
  readonly policy: LifecyclePolicy | undefined;
}>[] = [
  {
    header: 'DLM Policy',
    type: 'text',
    width: 24,
    shown: false,
    about: 'The policy of Data Lifecycle Manager that made it, as its tag tells; blank where none did.',
    value: ({ policy }) => policy?.id,
  },
  {
    header: 'DLM Policy Name',
    type: 'text',
    width: 24,
    shown: false,
    noChange: 'tells of others',
    about: 'What that policy is described by; blank where it is gone or could not be read.',
    value: ({ policy }) => policy?.name,
  },
  {
    header: 'DLM Policy State',
    type: 'enum',
    width: 16,
    shown: false,
    noChange: 'tells of others',
    about:
      'ENABLED, DISABLED or ERROR, or gone: it no longer exists; unknown of a copy, whose policy may be elsewhere; none where no policy made it; blank where policies could not be read.',
    value: ({ policy }) => (policy === undefined ? 'none' : policy.state),
  },
];

/** The policies of a region by id. */
export type LifecyclePolicies = ReadonlyMap<string, Omit<LifecyclePolicy, 'id'>>;

/** The id of the policy that made a snapshot; undefined: none did. */
export function policyIdOf({ Tags }: Pick<Snapshot, 'Tags'>): string | undefined {
  return Tags?.find(({ Key }) => Key === POLICY_TAG)?.Value;
}

/** All policies of the region, asked for once. */
export const lifecyclePolicies = sharedInRegion(readPolicies);

async function readPolicies(context: CollectContext): Promise<LifecyclePolicies> {
  const { getLifecyclePolicies } = await import('../../aws/dlm.ts');
  const { Policies } = await context.call(getLifecyclePolicies, {});
  const byId = new Map<string, Omit<LifecyclePolicy, 'id'>>();
  for (const { PolicyId, Description, State } of Policies ?? []) {
    if (PolicyId === undefined) throw new Error('AWS gave no id of a lifecycle policy');
    byId.set(PolicyId, { name: Description, state: State ?? 'unknown' });
  }
  return byId;
}

/** The policy that made a snapshot; undefined: none did. `known`: undefined where policies could not be read. */
export function policyOf(
  snapshot: Pick<Snapshot, 'Tags'>,
  isCopy: boolean,
  known: LifecyclePolicies | undefined,
): LifecyclePolicy | undefined {
  const id = policyIdOf(snapshot);
  if (id === undefined) return undefined;
  const unlisted = known === undefined ? null : 'gone';
  return { id, ...(known?.get(id) ?? { name: undefined, state: isCopy ? 'unknown' : unlisted }) };
}

/** What the policy of a snapshot bears on deleting it. */
export interface KeptByPolicy {
  /** What keeps it, in words; absent where no policy made it. */
  readonly dlm?: string;
  /** True where its policy is no more: Data Lifecycle Manager deletes nothing of such a one. */
  readonly isEndless: boolean;
  readonly makers: readonly string[];
}

/** What the policy of a row with these values bears on deleting it. */
export function keptByPolicy(values: Readonly<Record<string, Value>>): KeptByPolicy {
  const id = textOf(values.dlm_policy);
  if (id === null) return { isEndless: false, makers: [] };
  const [name, state] = [textOf(values.dlm_policy_name), textOf(values.dlm_policy_state)];
  const policy = `policy ${id}${name === null ? '' : ` (${name})`} of Data Lifecycle Manager`;
  if (state === 'gone') {
    const made = [`made by policy ${id} of Data Lifecycle Manager, which no longer exists`];
    return { isEndless: true, makers: made };
  }
  return { dlm: `${policy} keeps it${standing(state)}`, isEndless: false, makers: [] };
}

function standing(state: string | null): string {
  if (state === null) return '; policies could not be read';
  if (state === 'ENABLED') return '';
  if (state === 'DISABLED') return ', and is disabled: it deletes nothing until it is enabled again';
  return state === 'unknown' ? '; whether it still exists is not known' : `; its state is ${state}`;
}
