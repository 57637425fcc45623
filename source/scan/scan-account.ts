import { type AccountChoice, isWholeOrganization } from '../aws/accounts/choice.ts';
import type { Entry } from '../aws/accounts/entry.ts';
import type { AccountsRequest, FoundAccount, FoundAccounts } from '../aws/accounts/find-accounts.ts';
import type { OpenSignIn } from '../aws/accounts/sso-accounts.ts';
import type { AwsSettings } from '../aws/settings.ts';
import type { AccountsChoice } from '../model/scan-facts.ts';

/** An account that is to be scanned. */
export interface ScanAccount {
  readonly id: string;
  /** As it was listed or mapped; null: not known. */
  readonly name: string | null;
  /** Its organizational units from the root on, `Workloads/Prod`; null: not known. */
  readonly ou: string | null;
  /** AWS Organizations' word for its state; null: not known. */
  readonly state: string | null;
  readonly entry: Entry;
}

/** Accounts that are found once the scan runs: nobody signs in twice for it. */
export interface AccountsToFind {
  readonly request: AccountsRequest;
  /** Several profiles, each an account; else none. */
  readonly profiles: readonly string[];
  /** A sign-in that is open already; null: it is looked for. */
  readonly signIn: OpenSignIn | null;
}

/** How AWS is reached with each of the profiles that accounts are entered by. */
export type SettingsOfProfiles = Readonly<Record<string, AwsSettings>>;

/** A found account as a scan takes it; one that does not say whose it is stands under the name of its profile. */
export function scanAccountOf({ id, name, ou, state, entry, tried }: FoundAccount): ScanAccount {
  const refused = id === null && tried?.entered === false ? { way: 'none' as const, why: tried.why } : entry;
  const known = id ?? (entry.way === 'profile' ? `profile ${entry.profile}` : 'unknown');
  return { id: known, name, ou, state, entry: refused };
}

/** What the accounts that were found are of, for the scan file. */
export function choiceOf({ organization }: FoundAccounts, choice: AccountChoice): AccountsChoice {
  return {
    organization: organization?.id ?? null,
    isWholeOrganization: isWholeOrganization(choice),
    ...(organization?.isWhole === true ? { isListed: true } : {}),
  };
}
