import type { AccountField } from '../model/account-columns.ts';

/** What stands for an account in this field, as SQL over the tables `account` and `cell`. */
const VALUES: Readonly<Record<AccountField, string>> = {
  account_name: 'coalesce(account.name, cell.account)',
  ou: "nullif(account.ou, '')",
};

/** The cells with their accounts, for a subquery. */
export const CELLS_WITH_ACCOUNTS = 'cell LEFT JOIN account ON account.id = cell.account';

/** This field of a cell's account, where the cells stand with their accounts. */
export function accountSql(field: AccountField): string {
  return VALUES[field];
}

/** This field of the account of a row of a table. */
export function rowAccountSql(field: AccountField): string {
  return `(SELECT ${accountSql(field)} FROM ${CELLS_WITH_ACCOUNTS} WHERE cell.id = "cell")`;
}
