import type { Column } from './columns.ts';

/** Columns of every table of a scan of many accounts: whose a row is. */
export const ACCOUNT_COLUMNS: readonly Column[] = [
  {
    id: 'account_name',
    header: 'Account Name',
    label: 'Account',
    type: 'text',
    width: 16,
    shown: true,
    about:
      'The name of the account that it was found in, as AWS Organizations or the configuration has it; else its id.',
  },
  {
    id: 'ou',
    header: 'OU',
    type: 'text',
    width: 16,
    shown: false,
    about: 'The organizational units of that account, from the root on; blank where they are not known.',
  },
];

/** What of an account a filter, a sort or a count can ask for beside its id. */
export type AccountField = 'account_name' | 'ou';

/** True for a column that is the account's. */
export function isAccountField(id: string): id is AccountField {
  return id === 'account_name' || id === 'ou';
}
