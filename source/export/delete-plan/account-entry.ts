/** With whose credentials the script of a delete plan enters an account: as the scan did. */
import type { DatabaseSync } from 'node:sqlite';
import { wayOf } from '../../aws/accounts/entry.ts';
import { findPartition } from '../../aws/partitions.ts';
import type { AccountState } from '../../model/account.ts';
import type { ExportInput } from '../export-input.ts';

/** How a script enters an account. */
export interface AccountEntry {
  readonly id: string;
  /** Its name; null: not known. */
  readonly name: string | null;
  /** Where its caller is asked for. */
  readonly region: string;
  /** The profile to begin with; empty: the credentials that the shell has. */
  readonly profile: string;
  /** The ARN of the role to assume; empty: none. */
  readonly role: string;
  /** What a person has to know or to do first. */
  readonly note: string | null;
}

/** Finds the way into accounts of a scan; `region`: one of its own, where nothing better is known. */
export function accountEntries({
  accounts,
  database,
  facts: { identity, profile },
}: Pick<ExportInput, 'accounts' | 'database' | 'facts'>): (id: string, region: string) => AccountEntry {
  const byId = new Map(accounts.map((account) => [account.id, account]));
  return (id, region) => {
    const partition = partitionOf(database, id);
    const account = byId.get(id);
    const own = identity?.account === id ? identity.accountName : id;
    const name = account === undefined ? own : account.name;
    return {
      ...{ id, name: name === id ? null : name },
      region: findPartition(partition)?.firstRegion ?? region,
      ...entered(id, partition, account?.entry ?? '', profile ?? ''),
    };
  };
}

function entered(
  id: string,
  partition: string,
  words: AccountState['entry'],
  own: string,
): Pick<AccountEntry, 'profile' | 'role' | 'note'> {
  const way = wayOf(words);
  switch (way?.by) {
    case undefined:
      return { profile: own, role: '', note: null };
    case 'profile':
      return { profile: way.name, role: '', note: null };
    case 'role': {
      const role = `arn:${partition}:iam::${id}:role/${way.name}`;
      const note = way.isWithExternalId ? 'The role asks for an external id: give DELETE_EXTERNAL_ID.' : null;
      return { profile: own, role, note };
    }
    case 'sso': {
      const note = `The scan entered it by the SSO role ${way.name}: name a profile of it in DELETE_PROFILE_${id}.`;
      return { profile: own, role: '', note };
    }
  }
}

function partitionOf(database: DatabaseSync, account: string): string {
  const line = database.prepare('SELECT partition FROM cell WHERE account = ? LIMIT 1').get(account);
  return String(line?.partition ?? 'aws');
}
