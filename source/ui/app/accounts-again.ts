import { oneLine } from '../../base/one-line.ts';
import { type AccountState, isAccountProblem } from '../../model/account.ts';
import { counted } from '../../model/words.ts';
import { PHASES } from '../kit/cells.ts';
import type { Tone } from '../kit/theme.ts';
import type { Loader } from '../loading/loader.ts';
import { rowsOf } from '../state/accounts-lines.ts';
import type { Store } from '../state/store.ts';

/** Accounts that are run again by hand: once all of them have ended, it is said how. */
export interface AccountsAgain extends Loader {
  /** These accounts are about to be run again. */
  readonly expect: (accounts: readonly AccountState[]) => void;
}

/** Waits for accounts of the open scan. */
export function createAccountsAgain(store: Store, say: (text: string, tone: Tone) => void): AccountsAgain {
  /** When they were begun before, by their ids. */
  const before = new Map<string, number | null>();
  let seen: readonly AccountState[] | null = null;
  return {
    expect: (accounts) => {
      for (const { id, startedAt } of accounts) before.set(id, startedAt);
    },
    update: () => {
      const accounts = store.state().scan?.accounts ?? [];
      if (before.size === 0 || accounts === seen) return;
      seen = accounts;
      const ended = accounts.filter(
        ({ id, startedAt, endedAt }) => before.has(id) && endedAt !== null && startedAt !== before.get(id),
      );
      if (ended.length < before.size) return;
      before.clear();
      say(...endedWords(ended));
    },
    reset: () => before.clear(),
  };
}

/** How accounts ended that were run again. */
function endedWords(accounts: readonly AccountState[]): readonly [text: string, tone: Tone] {
  const worse = accounts.filter(isAccountProblem);
  const [first] = worse;
  const [only, ...more] = accounts;
  const tone = first === undefined ? 'good' : 'warning';
  if (only !== undefined && more.length === 0) return [`${nameOf(only)} read again: ${howOf(only)}`, tone];
  const rows = counted(
    accounts.reduce((sum, account) => sum + rowsOf(account), 0),
    'row',
  );
  const what = `${counted(accounts.length, 'account')} read again: ${rows}`;
  if (first === undefined) return [`${what}, all done`, tone];
  return [`${what}, ${accounts.length - worse.length} done; ${nameOf(first)} ${howOf(first)}`, tone];
}

function nameOf({ id, name }: AccountState): string {
  return oneLine(name ?? id);
}

/** `9,176 rows, done`, or why it could not be entered. */
function howOf(account: AccountState): string {
  const { phase, error, kinds } = account;
  const { word } = PHASES[phase];
  if (error !== null) return `${word}: ${oneLine(error.message)}`;
  const problems = kinds.reduce((sum, kind) => sum + kind.problems, 0);
  const trouble = problems === 0 ? '' : `, ${counted(problems, 'problem')}`;
  return `${counted(rowsOf(account), 'row')}, ${word}${trouble}`;
}
