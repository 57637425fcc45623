/** The policies that a scan of many accounts needs: of the role in each, of who may assume it, of the caller. */
import { type AccountChoice, needsOf, takesRole, takesTags } from '../aws/accounts/choice.ts';
import { type RoleTemplate, roleArn } from '../aws/accounts/role.ts';
import { type Policy, type PolicyStatement, policyOf } from './iam-policy.ts';

/** What the policies of many accounts are made of. */
export interface AccountsPolicyOptions {
  readonly choice: AccountChoice;
  readonly role: RoleTemplate;
  /** Who may assume the role, as an ARN; null: not said. */
  readonly principal: string | null;
  readonly externalId: string | null;
  readonly partition: string;
  /** What collecting the chosen kinds asks of AWS. */
  readonly reading: PolicyStatement;
}

/** The three policies; null where none is needed. */
export interface AccountsPolicies {
  /** Of the role in each account; where they are entered by SSO, of the permission set. */
  readonly rolePolicy: Policy;
  /** Who may assume that role; null: Identity Center makes the roles, and sees to it. */
  readonly trustPolicy: Policy | null;
  /** Of whoever runs snapdeck; null: only a sign-in to Identity Center is needed. */
  readonly callerPolicy: Policy | null;
}

/** What stands for a principal that was not said. IAM refuses it, so that nobody is trusted by mistake. */
export const NO_PRINCIPAL = 'CALLER_ARN';

/** What lists an organization, its units, and the accounts in them. */
const LISTING: readonly string[] = [
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListRoots',
];
const LISTING_TAGS = 'organizations:ListTagsForResource';

/** So many roles are named one by one: a managed policy has room for 6,144 characters. */
const MOST_ROLES = 20;

/** The policies with which a choice of accounts can be scanned. Nothing is asked of AWS. */
export function accountsPolicies(options: AccountsPolicyOptions): AccountsPolicies {
  const caller = callerStatements(options);
  return {
    rolePolicy: policyOf([options.reading]),
    trustPolicy: takesRole(options.choice) ? policyOf([trustStatement(options)]) : null,
    callerPolicy: caller.length === 0 ? null : policyOf(caller),
  };
}

function trustStatement({ principal, externalId }: AccountsPolicyOptions): PolicyStatement {
  return {
    Sid: 'SnapdeckCaller',
    Effect: 'Allow',
    Principal: { AWS: principal ?? NO_PRINCIPAL },
    Action: 'sts:AssumeRole',
    ...(externalId === null ? {} : { Condition: { StringEquals: { 'sts:ExternalId': externalId } } }),
  };
}

/** The caller's own account is entered with the caller's own credentials, so that they read as the role does. */
function callerStatements(options: AccountsPolicyOptions): readonly PolicyStatement[] {
  const { choice, reading } = options;
  const listing: PolicyStatement = {
    Sid: 'SnapdeckListAccounts',
    Effect: 'Allow',
    Action: takesTags(choice) ? [...LISTING, LISTING_TAGS] : LISTING,
    Resource: '*',
  };
  const entering: PolicyStatement = {
    Sid: 'SnapdeckEnterAccounts',
    Effect: 'Allow',
    Action: 'sts:AssumeRole',
    Resource: rolesOf(options),
  };
  return [
    ...(needsOf(choice).organization === 'not' ? [] : [listing]),
    ...(takesRole(choice) ? [entering, reading] : []),
  ];
}

/** The role in the accounts that are named, where nothing else is chosen; else in any. */
function rolesOf({
  choice: { include },
  role,
  partition,
}: AccountsPolicyOptions): string | readonly string[] {
  const ids = include.flatMap((term) => (term.is === 'id' ? [term.id] : []));
  const isNamed = ids.length === include.length && ids.length <= MOST_ROLES;
  const arns = (isNamed ? ids : ['*']).map((account) => roleArn(role, account, partition));
  const [first, ...more] = new Set(arns);
  return first !== undefined && more.length === 0 ? first : [...new Set(arns)];
}
