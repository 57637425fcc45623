import { TABLES_BESIDE } from '../../../kinds/tabs.ts';
import { counted } from '../../../model/words.ts';
import type { AppState } from '../../state/app-state.ts';
import { keysNow } from '../../state/keys-now.ts';
import { withDestination, withView } from '../../state/navigation.ts';
import { filled, openedPicker, type PickerItem, pickedItem } from '../../state/picker-state.ts';
import { rowsByTab } from '../../state/scan-totals.ts';
import { shownViews } from '../../state/shown-views.ts';
import { SUMMARY_LISTS, type SummaryListId } from '../../state/summary-state.ts';

/** The state with the list of all views: those of the tab line, and those that a command alone opens. */
export function withViewList(state: AppState): AppState {
  const counts = state.scan === null ? {} : rowsByTab(state.scan);
  const keys = keysNow(state);
  const items = shownViews(state).map(({ id, title }) => {
    const count = counts[id];
    const key = keys.find(({ command }) => typeof command === 'object' && command.open === id)?.shown ?? '';
    const words = [key === '' ? '' : `key ${key}`, count === undefined ? '' : counted(count, 'row')];
    return item(id, title, words);
  });
  const shown = new Set(items.map(({ id }) => id));
  const beside = TABLES_BESIDE.filter(({ id }) => !shown.has(id)).map(({ id, title }) =>
    item(id, title, [`:${id}`]),
  );
  const lists = SUMMARY_LISTS.filter(
    ({ id }) => id !== 'accounts' || (state.scan?.accounts.length ?? 0) > 0,
  ).map(({ command, title }) => item(listItem(command), title, [`:${command}`]));
  const all = [...items, ...beside, ...lists];
  const { list } = state.summary;
  const open = SUMMARY_LISTS.find(({ id }) => state.view === 'summary' && id === list);
  const here = open === undefined ? state.view : listItem(open.command);
  return { ...state, picker: filled(openedPicker('views', 'Open', { several: false }), all, here) };
}

function item(id: string, label: string, words: readonly string[]): PickerItem {
  return { id, label, note: words.filter((word) => word !== '').join(', '), off: false };
}

/** The id of a list behind the Summary among views, whose ids are other ones. */
function listItem(command: string): string {
  return `:${command}`;
}

function listOf(id: string): SummaryListId | undefined {
  return SUMMARY_LISTS.find(({ command }) => listItem(command) === id)?.id;
}

/** The state after Enter in it. */
export function withPickedView(state: AppState): AppState {
  const picked = state.picker === null ? undefined : pickedItem(state.picker);
  if (picked === undefined) return state;
  const list = listOf(picked.id);
  const next = { ...state, picker: null };
  return list === undefined
    ? withView(next, picked.id)
    : withDestination(withView(next, 'summary'), { to: 'list', list });
}
