import type { DatabaseSync } from 'node:sqlite';
import { oneLine } from '../base/one-line.ts';
import type { AccountsAround } from '../kinds/define/derivation.ts';
import { readAccountNames, readListedAccounts } from './stored-accounts.ts';
import { readFacts } from './stored-facts.ts';

/** What a scan file knows of accounts: its own ones, and those of the organization that was listed for it. */
export function accountsAround(database: DatabaseSync): AccountsAround {
  const scanned = readAccountNames(database);
  const listed = readListedAccounts(database);
  const { accountsChoice, identity } = readFacts(database);
  const members = accountsChoice?.isListed === true ? new Set(listed.map(({ id }) => id)) : null;
  const names = new Map([...listed, ...scanned].map(({ id, name }) => [id, name]));
  const own = identity === null ? [] : [identity.account];
  // A scan of many accounts need not hold the caller's own.
  const scannedIds = new Set(scanned.length === 0 ? own : scanned.map(({ id }) => id));
  return {
    isMember: (account) => members?.has(account) ?? null,
    isScanned: (account) => scannedIds.has(account),
    words: (account) => {
      const name = oneLine(names.get(account) ?? '');
      return name === '' || name === account ? account : `${account} (${name})`;
    },
  };
}
