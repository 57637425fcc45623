/** The accounts that were picked last, which a list of accounts begins with: kept by who lists them. */
import { counted } from '../../model/words.ts';
import type { AppState } from './app-state.ts';
import { filled, type PickerItem, type PickerState } from './picker-state.ts';

/** Who lists the accounts: an organization, or a sign-in, is known by the account that asks. */
function lister({ scan, setting }: AppState): string {
  return scan?.identity?.account ?? setting.profile ?? '';
}

/** The state that remembers these accounts as picked last; null: none. */
export function withLastAccounts(state: AppState, accounts: readonly string[] | null): AppState {
  const { [lister(state)]: _, ...others } = state.lastAccounts;
  const lastAccounts = accounts === null ? others : { ...others, [lister(state)]: accounts };
  return { ...state, lastAccounts };
}

/**
 * The state with a list of accounts that begins with those picked last marked. One that is not to be had any more is
 * forgotten, and the list says so.
 */
export function withAccountsListed(
  state: AppState,
  picker: PickerState,
  items: readonly PickerItem[],
): AppState {
  const last = state.lastAccounts[lister(state)] ?? [];
  const open = new Set(items.flatMap(({ id, off, group }) => (off || group !== undefined ? [] : [id])));
  const marked = last.filter((id) => open.has(id));
  const first = items.find(({ id }) => marked.includes(id))?.id ?? null;
  const next = { ...filled(picker, items, first), marked: new Set(marked) };
  const gone = last.length - marked.length;
  if (gone === 0) return { ...state, picker: next };
  const are = gone === 1 ? 'is' : 'are';
  const notice = `${counted(gone, 'account')} picked last ${are} gone or closed`;
  return withLastAccounts({ ...state, picker: { ...next, notice } }, marked.length === 0 ? null : marked);
}
