import { oneLine } from '../base/one-line.ts';
import type { AccountState, SeenElsewhere } from '../model/account.ts';
import { formatCount } from '../model/format.ts';
import { counted } from '../model/words.ts';

/** More accounts than these that see rows of one owner are counted. */
const MOST_NAMED = 5;

/** Which rows are seen in several accounts and count once, a sentence an owner. */
export function elsewhereLines(
  elsewhere: readonly SeenElsewhere[],
  accounts: readonly Pick<AccountState, 'id' | 'name'>[],
): readonly string[] {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const named = (id: string): string => [id, oneLine(names.get(id) ?? '')].filter(Boolean).join(' ');
  return elsewhereWords(elsewhere, named).map((words) => `${words} as well: counted once, at their owner`);
}

/** The same without that they count once: `12 rows of hub seen in web`. */
export function elsewhereWords(
  elsewhere: readonly SeenElsewhere[],
  named: (id: string) => string,
): readonly string[] {
  return [...Map.groupBy(elsewhere, ({ owner }) => owner)].map(([owner, seen]) => {
    const most = seen.reduce((rows, one) => Math.max(rows, one.rows), 0);
    const more = seen.length - MOST_NAMED;
    const where = seen.slice(0, MOST_NAMED).map(({ account }) => named(account));
    const others = more > 0 ? ` and ${formatCount(more)} more` : '';
    const rows = seen.length === 1 ? counted(most, 'row') : `up to ${counted(most, 'row')}`;
    return `${rows} of ${named(owner)} seen in ${where.join(', ')}${others}`;
  });
}
