import { boxed, filledUp, laidOver } from '../../kit/box.ts';
import { linesOnly, stacked, withWholeLines } from '../../kit/drawing.ts';
import { type Size, viewHeight } from '../../kit/layout.ts';
import { roomInPanel } from '../../kit/panel.ts';
import { outOfSight } from '../../kit/rule.ts';
import { cut, fitted, textWidth, wrap } from '../../kit/text.ts';
import { paint, paintPieces, type Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import {
  isItemMarked,
  listedItems,
  type PickerItem,
  type PickerKind,
  type PickerState,
  pickerTop,
} from '../../state/picker-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';

const READING: Readonly<Record<PickerKind, string>> = {
  regions: 'Asking AWS for the regions of the account...',
  accounts: 'Asking AWS for the accounts...',
  kinds: 'Reading...',
  profiles: 'Reading the profiles of your AWS configuration files...',
  sort: 'Reading...',
  'add sort': 'Reading...',
  facet: 'Reading...',
  pivot: 'Reading...',
  columns: 'Reading...',
  views: 'Reading...',
};

const NONE: Readonly<Record<PickerKind, string>> = {
  regions: 'AWS lists no regions for this account.',
  accounts: 'There are no accounts to pick.',
  kinds: 'There are no kinds.',
  profiles: 'Your AWS configuration files name no profiles.',
  sort: 'There are no columns.',
  'add sort': 'There are no columns.',
  facet: 'There are no columns.',
  pivot: 'There are no columns.',
  columns: 'There are no columns.',
  views: 'There are no views.',
};

/** Lines of a list at least, and the part of the page that the box with it takes at most. */
const LEAST_ITEMS = 3;
const MOST_OF_PAGE = 0.6;

/** Its lines beside the items: two borders and the one that is typed. */
const OTHER_LINES = 3;

/** Lines for the items of a list: as many as there are, as long as much of the page behind stays in sight. */
export function pickerHeight({ items }: PickerState, size: Size): number {
  const most = Math.max(LEAST_ITEMS, Math.floor(viewHeight(size) * MOST_OF_PAGE) - OTHER_LINES);
  return Math.min(most, Math.max(LEAST_ITEMS, items?.length ?? 0));
}

/** A list to choose from, in a box over the page behind it: the line that is typed to narrow it, and the items. */
export function drawPicker(
  state: AppState,
  picker: PickerState,
  theme: Theme,
  behind: readonly string[],
): ClickableDrawing {
  const { columns } = state.size;
  const width = roomInPanel(columns);
  const listed = listedItems(picker);
  const count = picker.items === null ? '' : `${listed.length} of ${picker.items.length}`;
  const height = pickerHeight(picker, state.size);
  const hidden = outOfSight(pickerTop(picker, height), height, listed.length).map(([words]) => words.trim());
  const right = [...notesOf(picker), count, ...hidden].filter((word) => word !== '').join(' · ');
  const before = 'type to narrow: ';
  const text = cut(picker.typed.text, width - before.length - 1);
  const taken = before.length + textWidth(text) + 1;
  const notice = textWidth(picker.notice) + 2 > width - taken ? '' : picker.notice;
  const typed = paintPieces(theme, [
    [before, 'quiet'],
    [text, 'plain'],
    [' ', 'selected'],
    [fitted(notice, width - taken, 'right'), 'warning'],
  ]);
  const inside = stacked<Click>([linesOnly([typed]), drawItems(state, picker, listed, theme)]);
  const box = boxed(inside, { title: picker.title, right }, columns, theme);
  return laidOver(behind, box, viewHeight(state.size));
}

function notesOf(picker: PickerState): readonly string[] {
  const marked = picker.marked.size === 0 ? 'Space marks, Enter takes' : `${picker.marked.size} marked`;
  return [picker.profile === undefined ? '' : `profile ${picker.profile}`, picker.several ? marked : ''];
}

/** The items around the cursor, or what there is to say instead. */
function drawItems(
  state: AppState,
  picker: PickerState,
  listed: readonly PickerItem[],
  theme: Theme,
): ClickableDrawing {
  const width = roomInPanel(state.size.columns);
  const height = pickerHeight(picker, state.size);
  const words = wordsInstead(picker, listed);
  const blank = ' '.repeat(width);
  const filled = (lines: readonly string[]) =>
    Array.from({ length: Math.max(height, lines.length) }, (_, line) => lines[line] ?? blank);
  if (words !== null) return linesOnly(filled(wrap(words, width).map((line) => fitted(line, width))));
  const top = pickerTop(picker, height);
  const lines = listed
    .slice(top, top + height)
    .map((item, index) => itemLine(item, picker, top + index === picker.cursor, width, theme));
  return withWholeLines<Click>(linesOnly(filled(lines)), width, (line) => {
    const cursor = top + line;
    if (cursor >= listed.length || line >= height) return undefined;
    return () => ({
      current: cursor === picker.cursor,
      state: { ...state, picker: { ...picker, cursor, top } },
    });
  });
}

function wordsInstead(picker: PickerState, listed: readonly PickerItem[]): string | null {
  if (picker.error !== null) return `${picker.error} Esc closes this list.`;
  if (picker.items === null) return READING[picker.kind];
  if (picker.items.length === 0) return `${NONE[picker.kind]} Esc closes this list.`;
  return listed.length === 0 ? 'Nothing matches what was typed. Esc clears it.' : null;
}

function itemLine(
  item: PickerItem,
  picker: PickerState,
  selected: boolean,
  width: number,
  theme: Theme,
): string {
  const box = picker.several ? (isItemMarked(picker, item) ? '[x] ' : '[ ] ') : '';
  const sign = `${selected ? '>' : ' '}${item.off ? ' '.repeat(box.length) : box}`;
  const label = cut(item.label, width - sign.length - 1);
  const room = width - sign.length - textWidth(label) - 2;
  const note = item.note === '' || room < 1 ? '' : `  ${cut(item.note, room)}`;
  const line = selected
    ? `${paint(theme, `${sign}${label}`, 'selected')}${paint(theme, note, 'quiet')}`
    : paintPieces(theme, [
        [sign, 'plain'],
        [label, item.off ? 'quiet' : 'plain'],
        [note, 'quiet'],
      ]);
  return filledUp(line, sign.length + textWidth(label) + textWidth(note), width);
}
