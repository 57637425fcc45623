/**
 * What of a snapshot is in other accounts: who it is shared with, and whose its source is. What another account has
 * is known only where that account is scanned; whether one belongs to the organization only where that was listed.
 */
import type { Value } from '../../model/columns.ts';
import type { AccountsAround } from '../define/derivation.ts';
import { NO_ACCOUNTS } from './deletability.ts';
import { arnPlace } from './snapshot-values.ts';

/** How far a snapshot is shared, the furthest that counts; `shared`: with accounts of which nobody knows whose they are. */
export type SharedBeyond = 'public' | 'outside' | 'shared' | 'within' | 'nobody';

type Members = Pick<AccountsAround, 'isMember'>;

const ACCOUNT_ID = /^\d{12}$/;

/** An organization or one of its units, which its management account is named in. */
const ORGANIZATION =
  /^arn:[a-z-]+:organizations::(?<manager>\d{12}):(?:organization\/(?<id>o-[a-z0-9]+)|ou\/o-[a-z0-9]+\/(?<unit>ou-[a-z0-9-]+))$/;

/** Somebody with whom something is shared, taken apart. */
export type Grantee =
  | { readonly is: 'account'; readonly id: string }
  /** By the account that manages it, which is in no other organization. */
  | { readonly is: 'organization' | 'unit'; readonly id: string; readonly manager: string }
  | { readonly is: 'everybody' }
  | { readonly is: 'not known' };

/** Takes apart one of those that something is shared with. */
export function granteeOf(text: string): Grantee {
  if (text === 'all') return { is: 'everybody' };
  if (ACCOUNT_ID.test(text)) return { is: 'account', id: text };
  const { manager, id, unit } = ORGANIZATION.exec(text)?.groups ?? {};
  if (manager === undefined) return { is: 'not known' };
  return unit === undefined
    ? { is: 'organization', id: id ?? '', manager }
    : { is: 'unit', id: unit, manager };
}

/** Whether a grantee is in the organization; null: not known. */
export function isWithin(grantee: Grantee, { isMember }: Members): boolean | null {
  if (grantee.is === 'account') return isMember(grantee.id);
  return grantee.is === 'organization' || grantee.is === 'unit' ? isMember(grantee.manager) : null;
}

/** How far a snapshot is shared; null: not asked, or not known. Public is more than any account, so never `within`. */
export function sharedBeyond(
  isPublic: boolean | null,
  sharedWith: readonly string[] | null,
  members: Members,
): SharedBeyond | null {
  if (isPublic === true || sharedWith?.includes('all') === true) return 'public';
  if (sharedWith === null || sharedWith.includes('not checked')) return null;
  const accounts = sharedWith.filter((account) => !NO_ACCOUNTS.includes(account));
  if (accounts.length === 0) return 'nobody';
  const known = accounts.map((account) => isWithin(granteeOf(account), members));
  if (known.includes(false)) return 'outside';
  return known.includes(null) ? 'shared' : 'within';
}

/** Where a copy and its source are; `elsewhere`: in two accounts, of which nobody knows whose they are. */
export type AcrossAccounts = 'no' | 'within' | 'from outside' | 'to outside' | 'elsewhere';

/** Where a copy and its source are, by the accounts that keep them; null: one of them is not known. */
export function acrossAccounts(
  keeper: string | null,
  source: string | null,
  { isMember }: Members,
): AcrossAccounts | null {
  if (keeper === null || source === null) return null;
  if (keeper === source) return 'no';
  const [isKeptWithin, isOfWithin] = [isMember(keeper), isMember(source)];
  if (isKeptWithin === true && isOfWithin === true) return 'within';
  if (isKeptWithin === true && isOfWithin === false) return 'from outside';
  return isKeptWithin === false && isOfWithin === true ? 'to outside' : 'elsewhere';
}

/** The account in an ARN; null: it names none, or is no ARN. */
export function accountOfArn(arn: Value | undefined): string | null {
  return typeof arn === 'string' ? arnPlace(arn)?.account || null : null;
}

/** Why it cannot be told whether a source still exists that another account has; null: it is the cell's own account's. */
export function sourceElsewhere(
  own: string,
  source: string | null,
  { isScanned, words }: Pick<AccountsAround, 'isScanned' | 'words'>,
): string | null {
  if (source === null || source === own) return null;
  const where = `its source is in account ${words(source)}`;
  return isScanned(source)
    ? `${where}: whether it exists is not known here`
    : `${where}, which is not in this scan`;
}
