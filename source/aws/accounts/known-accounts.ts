/** What is known of accounts before one of them is entered, by where it was asked. */
import type { SsoRoleChoice } from './sso-roles.ts';

/** An account as AWS Organizations lists it. */
export interface OrganizationAccount {
  readonly id: string;
  readonly name: string | null;
  /** `ACTIVE`, `SUSPENDED`, … as AWS gives it; null: not given. */
  readonly state: string | null;
  /** Ids of the root and the units that it is below; null: not known. */
  readonly parents: readonly string[] | null;
  /** Names of the units, as a path: `Workloads/Prod`; right below the root that one's name; null: not known. */
  readonly ou: string | null;
}

/** An organization. */
export interface ListedOrganization {
  /** Null where AWS did not say. */
  readonly id: string | null;
  readonly managementAccount: string | null;
  readonly accounts: readonly OrganizationAccount[];
  /** False: AWS listed some without an id, so that any other may be one of them. */
  readonly isWhole: boolean;
  /** Ids of its root and its units; null: not known, for this reason. */
  readonly parents: readonly string[] | null;
  readonly notices: readonly string[];
}

/** An account that whoever signed in to IAM Identity Center may enter. */
export interface SsoAccount {
  readonly id: string;
  readonly name: string | null;
  readonly role: SsoRoleChoice;
}

/** Tags by account. */
export type AccountTags = ReadonlyMap<string, ReadonlyMap<string, string>>;
