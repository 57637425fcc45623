/** Addresses that enter the AWS console of an account as one role or another, and lead on to a page of it. */
import { oneLine } from '../base/one-line.ts';

/** How the console of an account is entered: by a role that whoever is signed in takes, or by IAM Identity Center. */
export type ConsoleEntry =
  | { readonly by: 'role'; readonly role: string }
  | { readonly by: 'sso'; readonly role: string; readonly startUrl: string };

/** The account whose console it is. */
export interface ConsoleAccount {
  readonly id: string;
  readonly name: string | null;
}

/** Where people sign in to a partition. Those are missing of which it is not known. */
const SIGN_IN_HOSTS: Readonly<Record<string, string>> = {
  aws: 'signin.aws.amazon.com',
  'aws-us-gov': 'signin.amazonaws-us-gov.com',
  'aws-cn': 'signin.amazonaws.cn',
};

/** The console shows no longer ones beside the role. */
const LONGEST_NAME = 64;

/** The address that enters an account and leads on to a page; null where none does. */
export function enteringUrl(
  page: string,
  entry: ConsoleEntry,
  account: ConsoleAccount,
  partition: string,
): string | null {
  if (entry.by === 'sso') return shortcutUrl(page, entry, account);
  const host = SIGN_IN_HOSTS[partition];
  if (host === undefined) return null;
  const displayName = [...oneLine(account.name ?? account.id)].slice(0, LONGEST_NAME).join('');
  const query = { account: account.id, roleName: entry.role, displayName, redirect_uri: page };
  return `https://${host}/switchrole?${written(query)}`;
}

/** A shortcut link of the access portal, which lies behind the `#` of its address. */
function shortcutUrl(
  page: string,
  { startUrl, role }: Extract<ConsoleEntry, { by: 'sso' }>,
  { id }: ConsoleAccount,
): string | null {
  if (!URL.canParse(startUrl)) return null;
  const { protocol, host, pathname } = new URL(startUrl);
  if (protocol !== 'https:') return null;
  const query = { account_id: id, role_name: role, destination: page };
  return `https://${host}${pathname.replace(/\/+$/, '')}/#/console?${written(query)}`;
}

function written(query: Readonly<Record<string, string>>): string {
  return Object.entries(query)
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&');
}
