import { findPartition, PARTITIONS } from '../aws/partitions.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';

/** What a policy is asked for. */
export interface IamPolicyOptions {
  readonly kinds: readonly ResourceKind[];
  /** As an ARN carries it: `aws`, `aws-us-gov`, `aws-cn`, `aws-eusc`, or one of the isolated ones. */
  readonly partition: string;
  /** With what `--attributes` needs. */
  readonly attributes: boolean;
  /** With what `--tags` needs. */
  readonly tags: boolean;
  /** One of many accounts, which are named where they are listed. */
  readonly isOfMany: boolean;
}

/** A policy as IAM takes it. */
export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly PolicyStatement[];
}

/** One statement of a policy; that of a role's trust has a principal in the place of a resource. */
export interface PolicyStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Principal?: { readonly AWS: string };
  readonly Action: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

/** What every scan asks: its regions. GetCallerIdentity needs no permission. */
const ALWAYS = 'ec2:DescribeRegions';

/** What a scan of one account asks for that account's name. */
const NAME: readonly string[] = ['account:GetAccountInformation', 'iam:ListAccountAliases'];

/** What kinds with prices ask at the end of a scan (`--prices api`). */
const PRICES = 'pricing:GetProducts';

/** Services that the isolated partitions lack, by the endpoint lists of botocore. */
const LACKING_WHEN_ISOLATED: ReadonlyMap<string, readonly string[]> = new Map([
  ['aws-iso', ['account', 'pricing']],
  ['aws-iso-b', ['account', 'pricing']],
  ['aws-iso-e', ['account', 'backup', 'datasync', 'pricing']],
  ['aws-iso-f', ['account', 'datasync', 'pricing']],
]);

/** The least policy with which the chosen kinds can be collected in a partition, as JSON that IAM takes as it is. */
export function iamPolicyCommand(options: IamPolicyOptions): string {
  return JSON.stringify(policyOf([readingStatement(options)]), null, 2);
}

/** These statements as a policy. */
export function policyOf(statements: readonly PolicyStatement[]): Policy {
  return { Version: '2012-10-17', Statement: statements };
}

/**
 * What collecting the chosen kinds asks of AWS.
 * All of it reads only, and none of these actions can be limited to resources without losing what a scan is for.
 * Throws a RangeError of one line for a partition that there is not.
 */
export function readingStatement(
  options: IamPolicyOptions,
): PolicyStatement & { readonly Action: readonly string[] } {
  const lacks = servicesLacking(options.partition);
  const actions = options.kinds.flatMap((kind) => [
    ...kind.actions,
    ...(kind.pricedBy === 'none' ? [] : [PRICES]),
    ...(options.attributes ? kind.optionalActions.attributes : []),
    ...(options.tags ? kind.optionalActions.tags : []),
  ]);
  const offered = [...new Set([ALWAYS, ...(options.isOfMany ? [] : NAME), ...actions])].filter(
    (action) => !lacks.includes(action.slice(0, action.indexOf(':'))),
  );
  return { Sid: 'SnapdeckReadOnly', Effect: 'Allow', Action: offered.sort(), Resource: '*' };
}

function servicesLacking(partition: string): readonly string[] {
  const lacks = findPartition(partition)?.lacks ?? LACKING_WHEN_ISOLATED.get(partition);
  if (lacks === undefined) {
    const known = [...PARTITIONS.map(({ id }) => id), ...LACKING_WHEN_ISOLATED.keys()];
    throw new RangeError(`There is no partition "${partition}": it is one of ${known.join(', ')}.`);
  }
  return lacks;
}
