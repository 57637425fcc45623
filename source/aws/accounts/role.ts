/** Roles to enter accounts by, and what STS takes beside them. */
import { UsageError } from '../../base/usage-error.ts';
import { PARTITIONS } from '../partitions.ts';

/** A role as it is written: a name, with its path, or an ARN; `{account}` in it stands for the account's id. */
export interface RoleTemplate {
  readonly text: string;
  /** Null: that of the caller. */
  readonly partition: string | null;
  /** The one account that an ARN is of; null: any. */
  readonly account: string | null;
  /** With the path: `audit/Reader`. */
  readonly name: string;
}

const ROLE_NAME = /^(?:[\w+=,.@{}-]+\/)*[\w+=,.@{}-]{1,64}$/;

/**
 * Reads a role.
 * @throws UsageError that names `place` and what is wrong
 */
export function parseRole(text: string, place: string): RoleTemplate {
  const wrong = (what: string) => new UsageError(`${place}: ${what} (given: ${text})`);
  if (!text.startsWith('arn:')) {
    const name = text.replace(/^\/?(?:role\/)?/, '');
    if (text.includes(':') || !ROLE_NAME.test(name)) throw wrong('this is neither a role’s name nor its ARN');
    return { text, partition: null, account: null, name: checkedName(name, wrong) };
  }
  const [, partition = '', service, region, account = '', resource = ''] = text.split(':');
  const known = PARTITIONS.map(({ id }) => id);
  if (!known.includes(partition) && !/^aws-iso(?:-[a-z])?$/.test(partition))
    throw wrong(`there is no partition "${partition}": it is one of ${known.join(', ')}`);
  if (service !== 'iam' || region !== '' || !resource.startsWith('role/'))
    throw wrong(`this ARN is not of a role: arn:${partition}:iam::{account}:role/NAME`);
  if (account !== '{account}' && !/^\d{12}$/.test(account))
    throw wrong('the account in it is neither {account} nor an id of 12 digits');
  const name = resource.slice('role/'.length);
  if (!ROLE_NAME.test(name)) throw wrong('the name of the role cannot be one');
  return {
    text,
    partition,
    account: account === '{account}' ? null : account,
    name: checkedName(name, wrong),
  };
}

/** Braces are those of `{account}` only. */
function checkedName(name: string, wrong: (what: string) => Error): string {
  if (/[{}]/.test(name.replaceAll('{account}', ''))) throw wrong('{account} is all that can stand in braces');
  return name;
}

/** The ARN of a role in an account. */
export function roleArn(role: RoleTemplate, account: string, partition: string): string {
  const name = role.name.replaceAll('{account}', account);
  return `arn:${role.partition ?? partition}:iam::${role.account ?? account}:role/${name}`;
}

/** Who can be trusted, as every tool reads a pattern: the id of an account, or an ARN. */
export const PRINCIPAL =
  '^([0-9]{12}|arn:aws[a-z-]*:iam::[0-9]{12}:(root|(role|user)/[A-Za-z0-9_+=,.@/-]+))$';

/**
 * Reads who may assume a role, the id of an account for all of it, and returns the ARN.
 * @throws UsageError that names `place` and what is wrong
 */
export function parsePrincipal(text: string, partition: string, place: string): string {
  if (/^\d{12}$/.test(text)) return `arn:${partition}:iam::${text}:root`;
  const wrong = (what: string) => new UsageError(`${place} ${what} (given: ${text})`);
  const session = /:assumed-role\/([^/]+)/.exec(text)?.[1];
  if (session !== undefined)
    throw wrong(
      `takes the role of a session: aws iam get-role --role-name ${session} prints its ARN, with its path`,
    );
  if (!new RegExp(PRINCIPAL).test(text))
    throw wrong(
      `takes the id of an account, or the ARN of a role, a user or an account: arn:${partition}:iam::111122223333:role/NAME`,
    );
  const own = text.split(':')[1];
  if (own !== partition) throw wrong(`is of the partition ${own}, the policies are of ${partition}`);
  return text;
}

/** What STS takes for an external id, and for a session's name. */
export const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;
export const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;

/** Seconds that a role's session may last. */
export const SHORTEST_SESSION = 900;
export const LONGEST_SESSION = 43_200;

/** What is wrong with an external id; undefined: nothing. */
export function wrongExternalId(text: string): string | undefined {
  return EXTERNAL_ID.test(text) ? undefined : 'takes 2 to 1224 letters, digits and _+=,.@:/-';
}

/** What is wrong with a session's name; undefined: nothing. */
export function wrongSessionName(text: string): string | undefined {
  return SESSION_NAME.test(text) ? undefined : 'takes 2 to 64 letters, digits and _+=,.@-';
}

/**
 * Seconds from `3600`, `90m` or `1h`.
 * @throws UsageError where it is none, or none that STS takes
 */
export function parseSessionDuration(text: string, place: string): number {
  const [, number = '', unit = 's'] = /^(\d{1,6})([smh]?)$/.exec(text.trim()) ?? [];
  const seconds = Number(number) * ({ s: 1, m: 60, h: 3600 }[unit] ?? 1);
  if (number === '' || seconds < SHORTEST_SESSION || seconds > LONGEST_SESSION)
    throw new UsageError(`${place} takes 15m to 12h, or seconds from 900 to 43200 (given: ${text})`);
  return seconds;
}
