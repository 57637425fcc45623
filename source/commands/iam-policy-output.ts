import { parseChoice, takesRole } from '../aws/accounts/choice.ts';
import { parsePrincipal, parseRole } from '../aws/accounts/role.ts';
import { UsageError } from '../base/usage-error.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import type { Flags } from './flags.ts';
import { type IamPolicyOptions, iamPolicyCommand, readingStatement } from './iam-policy.ts';
import { type AccountsPolicyOptions, accountsPolicies } from './iam-policy-accounts.ts';
import { checkKinds } from './kind-names.ts';

/** The role that is made where none is named. */
const ROLE = 'SnapdeckAudit';

const FORMATS = ['json', 'cloudformation', 'terraform'] as const;
type PolicyFormat = (typeof FORMATS)[number];

/** Prints the least policy for the chosen kinds; with `--accounts` those of many accounts, or a template of the role. */
export async function printIamPolicy(flags: Flags): Promise<number> {
  const chosen = checkKinds(flags.kind, '--kind');
  const format = formatOf(flags);
  const options = {
    kinds: RESOURCE_KINDS.filter((kind) => chosen.includes(kind.id)),
    partition: flags.partition,
    attributes: flags.attributes,
    tags: flags.tags,
    isOfMany: flags.accounts.length > 0,
  };
  try {
    const text =
      flags.accounts.length === 0
        ? policyOfOne(flags, options, format)
        : await policiesOfMany(flags, options, format);
    process.stdout.write(`${text.trimEnd()}\n`);
    return 0;
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`--partition: ${error.message}`, { cause: error });
    throw error;
  }
}

function formatOf({ format: given }: Flags): PolicyFormat {
  const [first = 'json', ...more] = new Set(given);
  if (more.length > 0) throw new UsageError('--format: policies are printed in one format.');
  const format = FORMATS.find((one) => one === first);
  if (format === undefined)
    throw new UsageError(`--format takes ${FORMATS.join(', ')} for iam-policy (given: ${first}).`);
  return format;
}

/** Only a role that is assumed from elsewhere has a name, a principal and a template. */
function policyOfOne(flags: Flags, options: IamPolicyOptions, format: PolicyFormat): string {
  const [idle] = ofRole(flags, format);
  if (idle !== undefined)
    throw new UsageError(
      `${idle} is of a role in many accounts, and none is chosen: choose them with --accounts, such as --accounts org.`,
    );
  return iamPolicyCommand(options);
}

/** The options that say something of a role that is assumed. */
function ofRole({ role, principal, externalId }: Flags, format: PolicyFormat): readonly string[] {
  const given = { '--role': role, '--principal': principal, '--external-id': externalId };
  return [
    ...Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [name])),
    ...(format === 'json' ? [] : [`--format ${format}`]),
  ];
}

async function policiesOfMany(
  flags: Flags,
  options: IamPolicyOptions,
  format: PolicyFormat,
): Promise<string> {
  const reading = readingStatement(options);
  const asked = askedPolicies(flags, options.partition, reading);
  if (!takesRole(asked.choice)) refuseRole(flags, format);
  if (format === 'json') {
    const policies = accountsPolicies(asked);
    if (policies.trustPolicy !== null && asked.principal === null)
      say('the trust policy names nobody yet: --principal ARN names who may assume the role');
    return JSON.stringify(policies, null, 2);
  }
  const { templateRole } = await import('./role-template.ts');
  const role = templateRole(asked, reading.Action);
  return format === 'terraform'
    ? (await import('./iam-policy-terraform.ts')).terraformModule(role)
    : (await import('./iam-policy-cloudformation.ts')).cloudFormationTemplate(role);
}

function say(notice: string): void {
  process.stderr.write(`notice: ${notice}\n`);
}

function askedPolicies(
  { accounts, role: named = ROLE, principal, externalId }: Flags,
  partition: string,
  reading: AccountsPolicyOptions['reading'],
): AccountsPolicyOptions {
  const role = parseRole(named, '--role');
  if (role.partition !== null && role.partition !== partition)
    throw new UsageError(
      `--role: the role is of the partition ${role.partition}, the policies are of ${partition}: --partition ${role.partition} (given: ${named}).`,
    );
  return {
    choice: parseChoice(accounts, '--accounts'),
    role,
    principal: principal === undefined ? null : parsePrincipal(principal, partition, '--principal'),
    externalId: externalId ?? null,
    partition,
    reading,
  };
}

/** Identity Center makes its roles itself: nothing about them can be chosen here. */
function refuseRole(flags: Flags, format: PolicyFormat): void {
  const [idle] = ofRole(flags, format);
  if (idle !== undefined)
    throw new UsageError(
      `${idle} is not for accounts that are entered by SSO: IAM Identity Center makes their roles, of a permission set with the rolePolicy that snapdeck iam-policy --accounts sso prints.`,
    );
}
