/** What templates of the role in each account have in common, whichever tool reads them. */
import type { RoleTemplate } from '../aws/accounts/role.ts';
import { findPartition } from '../aws/partitions.ts';
import { UsageError } from '../base/usage-error.ts';
import type { AccountsPolicyOptions } from './iam-policy-accounts.ts';

/** The role that a template makes. */
export interface TemplateRole {
  readonly name: string;
  /** `/`, or `/audit/`. */
  readonly path: string;
  /** What the role may do. */
  readonly actions: readonly string[];
  readonly principal: string | null;
  readonly externalId: string | null;
  /** The root and the units that are chosen. */
  readonly units: readonly string[];
  /** A region of the partition; null: none is known. */
  readonly region: string | null;
}

/** What a path, a name and an external id of a role can be, for tools that check before AWS does. */
export const ROLE_PATH = '^/([A-Za-z0-9_+=,.@-]+/)*$';
export const ROLE_NAME = '^[A-Za-z0-9_+=,.@-]{1,64}$';
export const EXTERNAL_ID_OR_NONE = '^([A-Za-z0-9_+=,.@:/-]{2,})?$';
/** Said beside its pattern: Terraform's patterns count to a thousand. */
export const LONGEST_EXTERNAL_ID = 1224;

/** What the templates tell of the role and of their parameters. */
export const WORDS = {
  role: 'Lets snapdeck list snapshots, backups and DataSync. It only reads.',
  principal: 'Who may assume the role: the ARN of a role or user, or the id of an account.',
  externalId: 'What the caller has to give as --external-id; empty: nothing.',
  name: 'The name of the role, as --role takes it, behind its path.',
  path: 'The path of the role: / or /audit/.',
  duration: 'Seconds that a session of the role may last, as --session-duration takes it.',
  everywhere: 'The role in every account: what the policy of the caller has to allow sts:AssumeRole on.',
} as const;

/**
 * The role that a template is to make.
 * @throws UsageError where one template cannot make it in every account
 */
export function templateRole(options: AccountsPolicyOptions, actions: readonly string[]): TemplateRole {
  const { choice, role, principal, externalId, partition } = options;
  const cut = role.name.lastIndexOf('/') + 1;
  return {
    name: nameOf(role, cut),
    path: `/${role.name.slice(0, cut)}`,
    actions,
    principal,
    externalId,
    units: choice.include.flatMap((term) => (term.is === 'parent' ? [term.id] : [])),
    region: findPartition(partition)?.firstRegion ?? null,
  };
}

function nameOf(role: RoleTemplate, cut: number): string {
  if (role.name.includes('{'))
    throw new UsageError(
      `--role: a template makes a role of one name in every account, without {account} (given: ${role.text}).`,
    );
  return role.name.slice(cut);
}
