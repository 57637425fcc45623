import { counted } from '../../../model/words.ts';
import type { AppState } from '../../state/app-state.ts';
import { keysNow } from '../../state/keys-now.ts';
import { withView } from '../../state/navigation.ts';
import { filled, openedPicker, pickedItem } from '../../state/picker-state.ts';
import { rowsByTab } from '../../state/scan-totals.ts';
import { shownViews } from '../../state/shown-views.ts';

/** The state with the list of all views of the tab line, the open one under the cursor. */
export function withViewList(state: AppState): AppState {
  const counts = state.scan === null ? {} : rowsByTab(state.scan);
  const keys = keysNow(state);
  const items = shownViews(state).map(({ id, title }) => {
    const count = counts[id];
    const key = keys.find(({ command }) => typeof command === 'object' && command.open === id)?.shown ?? '';
    const words = [key === '' ? '' : `key ${key}`, count === undefined ? '' : counted(count, 'row')];
    return { id, label: title, note: words.filter((word) => word !== '').join(', '), off: false };
  });
  return { ...state, picker: filled(openedPicker('views', 'Open', { several: false }), items, state.view) };
}

/** The state after Enter in it. */
export function withPickedView(state: AppState): AppState {
  const item = state.picker === null ? undefined : pickedItem(state.picker);
  return item === undefined ? state : withView({ ...state, picker: null }, item.id);
}
