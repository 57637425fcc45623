import { linesOnly } from '../../kit/drawing.ts';
import type { Command } from '../../kit/key-binding.ts';
import { EMPTY_LINE } from '../../kit/line.ts';
import type { Theme } from '../../kit/theme.ts';
import { ERASE_KEYS, PROGRAM_KEYS } from '../../settings/shared-keys.ts';
import type { AppState } from '../../state/app-state.ts';
import { afterPickerCommand, pickerTop, pickerTyped } from '../../state/picker-state.ts';
import type { ClickableDrawing } from '../../state/target.ts';
import { type AppActions, behind, type PickedList, type View, type Views } from '../view.ts';
import { drawPicker, pickerHeight } from './draw-picker.ts';
import { picked } from './picked.ts';
import { createPickerLoader } from './picker-loader.ts';
import { pickerSentences } from './spoken-picker.ts';
import { withPickedView, withViewList } from './view-list.ts';

/** A list to choose from, narrowed by typing. */
export const pickerView: View = {
  id: 'picker',
  title: 'a list to pick from',
  place: 'dialog',
  isOpen: ({ picker }) => picker !== null,
  keys: [
    [[' '], 'Space', 'mark', 'mark or unmark', 'mark', 2],
    [['ctrl+a'], 'Ctrl-A', 'mark all', 'mark all that are listed, or none', 'mark all', 3],
    [['left'], 'Left', 'left', 'in the list of columns: a place earlier'],
    [['right'], 'Left/Right', 'right', 'in the list of columns: a place earlier, a place later', 'move', 1],
    [['ctrl+r'], 'Ctrl-R', 'reset', 'in the list of columns: the usual ones', 'usual', 4],
    [['enter'], 'Enter', 'enter', 'take it', 'take'],
    [['escape'], 'Esc', 'escape', 'clear what was typed, then close', 'close'],
    [['up'], 'Up', 'up', 'up'],
    [['down'], 'Down', 'down', 'down'],
    [['page up'], 'PgUp', 'page up', 'a page up'],
    [['page down'], 'PgDn', 'page down', 'a page down'],
    [['home'], 'Home', 'first', 'to the first line'],
    [['end'], 'End', 'last', 'to the last line'],
  ],
  sharedKeys: [ERASE_KEYS, PROGRAM_KEYS],
  keysElsewhere: 'none',
  settable: false,
  idle: idleCommands,
  draw,
  clicks: 'in its drawing',
  wheel: true,
  spoken: ({ picker }) => (picker === null ? [] : pickerSentences(picker)),
  after: afterCommand,
  opens: { views: withViewList },
  typed: (state, text) =>
    state.picker === null ? state : { ...state, picker: pickerTyped(state.picker, text) },
  acts: { enter },
  lists: { views: { take: withPickedView } },
  loaders: [({ services, store }) => createPickerLoader(services, store)],
};

function draw(state: AppState, theme: Theme, views: Views): ClickableDrawing {
  const { picker } = state;
  if (picker === null) return linesOnly([]);
  const page = { ...state, picker: null };
  return drawPicker(state, picker, theme, behind(page, theme, views));
}

function idleCommands({ picker }: AppState): readonly Command[] {
  return [
    ...(picker?.several === true ? [] : (['mark', 'mark all'] as const)),
    ...(picker?.kind === 'columns' ? [] : (['right', 'reset'] as const)),
  ];
}

/** What the view that opened the list does with it; undefined for lists that lead to more than another state. */
function listOf({ picker }: AppState, views: Views): PickedList | undefined {
  if (picker === null) return undefined;
  return views.all.flatMap(({ lists }) => (lists === 'none' ? [] : (lists[picker.kind] ?? [])))[0];
}

function afterCommand(state: AppState, command: Command, views: Views): AppState | undefined {
  const { picker } = state;
  if (picker === null) return undefined;
  if (command === 'escape') {
    const typed = picker.typed.text !== '';
    return { ...state, picker: typed ? { ...picker, typed: EMPTY_LINE, cursor: 0 } : null };
  }
  const list = listOf(state, views);
  if (command === 'enter') return list?.take(state);
  const own = list?.after?.(state, picker, command);
  const height = pickerHeight(picker, state.size);
  const next = own ?? afterPickerCommand(picker, command, height);
  return { ...state, picker: { ...next, top: pickerTop(next, height) } };
}

function enter({ store, views, startScan, say, isPicking }: AppActions): void {
  const { picker } = store.state();
  if (picker === null) return;
  if (listOf(store.state(), views) !== undefined) {
    store.dispatch({ type: 'command', command: 'enter' });
    return;
  }
  const result = picked(picker, isPicking());
  if (result.kind === 'scan') {
    const { accounts } = result.choice;
    if (accounts !== undefined) store.dispatch({ type: 'accounts picked', accounts });
    say('starting another scan', 'plain');
    startScan(result.choice);
  } else if (result.kind === 'regions') {
    store.dispatch({ type: 'picker opened', kind: 'regions', profile: result.profile });
  } else if (result.why !== null) {
    say(result.why, 'warning');
  }
}
