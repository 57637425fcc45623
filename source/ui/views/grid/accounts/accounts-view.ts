import { counted } from '../../../../model/words.ts';
import { BACK_KEY, GRID_PAGE, PROBLEMS_KEY, RETRY_KEYS } from '../../../settings/shared-keys.ts';
import { accountLines } from '../../../state/accounts-lines.ts';
import type { AppState } from '../../../state/app-state.ts';
import { showsAccounts } from '../../../state/grid-scan.ts';
import type { View } from '../../view.ts';
import { afterAccountsCommand } from './accounts-commands.ts';
import { accountWords, drawAccounts } from './draw-accounts.ts';

/** The Scan view of many accounts: a line an account. */
export const accountsView: View = {
  id: 'accounts',
  title: 'the accounts of the Scan view',
  place: 'main',
  isOpen: showsAccounts,
  keys: [
    [['enter'], 'Enter', 'enter', 'the regions of this account', 'regions', 5],
    [['a'], 'a', 'lines', 'regions of all accounts as lines, and accounts again', 'by region', 7],
    [['/'], '/', 'filter accounts', 'narrow down by name, id or unit, or state:suspended', 'filter', 1],
    [['s'], 's', 'sort', 'sort by the column under the cursor; again: the other way round', 'sort', 2],
    [['F'], 'F', 'faults', 'only accounts with problems, or all', 'problems only', 4],
    [['r'], 'r', 'retry cell', 'run what is not done in this account again', 'retry', 3],
    PROBLEMS_KEY,
    BACK_KEY,
  ],
  sharedKeys: [RETRY_KEYS, ...GRID_PAGE],
  keysElsewhere: 'none',
  settable: true,
  idle: 'none',
  draw: drawAccounts,
  clicks: 'in its drawing',
  wheel: true,
  spoken,
  after: afterAccountsCommand,
  opens: 'none',
  typed: 'none',
  acts: 'none',
  lists: 'none',
  loaders: 'none',
};

function spoken({ scan, accounts }: AppState): readonly string[] {
  if (scan === null) return [];
  const lines = accountLines(scan, accounts);
  const account = lines[accounts.row];
  const place = `Accounts, ${counted(lines.length, 'line')}.`;
  if (account === undefined) return [place];
  const error = account.error === null ? '' : ` ${account.error.code}: ${account.error.message}`;
  return [place, `${accountWords(account)}.${error}`];
}
