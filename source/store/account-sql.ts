import type { AccountField } from '../model/account-columns.ts';
import type { SqlPart } from './condition.ts';

/** What stands for an account in this field, as SQL over the tables `account` and `cell`. */
const VALUES: Readonly<Record<AccountField, string>> = {
  account_name: 'coalesce(account.name, cell.account)',
  ou: "nullif(account.ou, '')",
};

/** The cells with their accounts, for a subquery. */
export const CELLS_WITH_ACCOUNTS = 'cell LEFT JOIN account ON account.id = cell.account';

/**
 * The accounts of a scan, for a subquery: a thousand where their cells are a hundred thousand. A scan of the caller's own
 * keeps no account.
 */
const SCANNED_ACCOUNTS = `(SELECT id, name, ou FROM account
  UNION ALL SELECT DISTINCT account, NULL, NULL FROM cell WHERE NOT EXISTS (SELECT 1 FROM account)) AS scanned`;

/** What stands for an account in this field, or its id, as SQL for `cellsOfAccounts`. */
export function scannedAccountSql(field: AccountField | 'id'): string {
  if (field === 'id') return 'scanned.id';
  return field === 'ou' ? "nullif(scanned.ou, '')" : 'coalesce(scanned.name, scanned.id)';
}

/** Cells of the accounts for which this holds. */
export function cellsOfAccounts({ sql, values }: SqlPart): SqlPart {
  return { sql: `account IN (SELECT scanned.id FROM ${SCANNED_ACCOUNTS} WHERE ${sql})`, values };
}

/** This field of a cell's account, where the cells stand with their accounts. */
export function accountSql(field: AccountField): string {
  return VALUES[field];
}

/** This field of the account of a row of a table. */
export function rowAccountSql(field: AccountField): string {
  return `(SELECT ${accountSql(field)} FROM ${CELLS_WITH_ACCOUNTS} WHERE cell.id = "cell")`;
}
