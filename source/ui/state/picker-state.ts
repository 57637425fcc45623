import type { Command } from '../kit/key-binding.ts';
import { keepInSight } from '../kit/layout.ts';
import { EMPTY_LINE, edited, type Line, typedInto } from '../kit/line.ts';
import { isMovement, moved } from '../kit/movement.ts';

/** One thing to pick. */
export interface PickerItem {
  readonly id: string;
  readonly label: string;
  /** Beside it, in quiet words. */
  readonly note: string;
  /** Listed, but not to be had. */
  readonly off: boolean;
  /** Items that it stands for: they are marked with it, and it is none itself. */
  readonly group?: readonly string[];
}

/** What is being picked, and what for. */
export type PickerKind = 'regions' | 'profiles' | 'accounts' | 'kinds' | ColumnPicker;

/** Lists of columns, and of views: what is picked there changes nothing but the state. */
export type ColumnPicker = 'sort' | 'add sort' | 'facet' | 'pivot' | 'columns' | 'views';

/** A list to choose from, narrowed by typing. */
export interface PickerState {
  readonly kind: PickerKind;
  readonly title: string;
  /** Several may be marked. */
  readonly several: boolean;
  /** Null while it is being read. */
  readonly items: readonly PickerItem[] | null;
  readonly error: string | null;
  readonly typed: Line;
  readonly marked: ReadonlySet<string>;
  readonly cursor: number;
  /** The first item in sight; it moves no further than the cursor needs. */
  readonly top: number;
  /** What is to be said of the list; empty: nothing. */
  readonly notice: string;
  /** The profile that was picked before the regions are; undefined: the running one. */
  readonly profile: string | undefined;
}

/** A picker whose list is still to come. */
export function openedPicker(
  kind: PickerKind,
  title: string,
  options: { readonly several: boolean; readonly profile?: string | undefined },
): PickerState {
  return {
    kind,
    title,
    several: options.several,
    items: null,
    error: null,
    typed: EMPTY_LINE,
    marked: new Set(),
    cursor: 0,
    top: 0,
    notice: '',
    profile: options.profile,
  };
}

/** The items that what was typed leaves: every word of it occurs in them. */
export function listedItems(picker: PickerState): readonly PickerItem[] {
  const words = picker.typed.text.toLowerCase().split(' ').filter(Boolean);
  return (picker.items ?? []).filter((item) => {
    const text = `${item.label} ${item.note}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** The item under the cursor. */
export function pickedItem(picker: PickerState): PickerItem | undefined {
  return listedItems(picker)[picker.cursor];
}

/** The picker with its list, the cursor on this item. */
export function filled(picker: PickerState, items: readonly PickerItem[], at: string | null): PickerState {
  const found = items.findIndex((item) => item.id === at);
  return { ...picker, items, error: null, cursor: Math.max(0, found), top: 0 };
}

/** The first item in sight where so many lines are. */
export function pickerTop(picker: PickerState, height: number): number {
  return keepInSight(picker.top, picker.cursor, height, listedItems(picker).length);
}

/** The picker after text was typed into it. */
export function pickerTyped(picker: PickerState, text: string): PickerState {
  return { ...picker, typed: typedInto(picker.typed, text), cursor: 0 };
}

/** The picker after a command that stays in it. `height`: lines of its list. */
export function afterPickerCommand(picker: PickerState, command: Command, height: number): PickerState {
  if (isMovement(command)) {
    const count = listedItems(picker).length;
    return { ...picker, cursor: moved(command, picker.cursor, height, count) };
  }
  switch (command) {
    case 'mark':
      return picker.several ? marked(picker) : pickerTyped(picker, ' ');
    case 'mark all':
      return picker.several ? allMarked(picker) : picker;
    case 'erase':
    case 'erase word':
    case 'erase line':
      return { ...picker, typed: edited(picker.typed, command), cursor: 0 };
    default:
      return picker;
  }
}

/** True for an item that is marked, or all of whose items are. */
export function isItemMarked({ marked: all }: PickerState, { id, group }: PickerItem): boolean {
  return group === undefined ? all.has(id) : group.length > 0 && group.every((one) => all.has(one));
}

export function marked(picker: PickerState): PickerState {
  const item = pickedItem(picker);
  if (item === undefined || item.off) return picker;
  const all = new Set(picker.marked);
  const isMarked = isItemMarked(picker, item);
  for (const id of item.group ?? [item.id]) {
    if (isMarked) all.delete(id);
    else all.add(id);
  }
  const cursor = Math.min(picker.cursor + 1, listedItems(picker).length - 1);
  return { ...picker, marked: all, cursor };
}

function allMarked(picker: PickerState): PickerState {
  const listed = listedItems(picker).flatMap((item) => (item.off ? [] : (item.group ?? [item.id])));
  const all = new Set(picker.marked);
  const none = listed.every((id) => all.has(id));
  for (const id of listed) {
    if (none) all.delete(id);
    else all.add(id);
  }
  return { ...picker, marked: all };
}
