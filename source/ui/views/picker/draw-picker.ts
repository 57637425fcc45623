import { linesOnly, stacked, withWholeLines } from '../../kit/drawing.ts';
import { viewHeight } from '../../kit/layout.ts';
import { titleLine } from '../../kit/table.ts';
import { cut, textWidth, wrap } from '../../kit/text.ts';
import { type Piece, paint, paintPieces, type Theme } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { listedItems } from '../../state/picker-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import type { PickerItem, PickerKind, PickerState } from '../../state/view-states.ts';

const READING: Readonly<Record<PickerKind, string>> = {
  regions: 'Asking AWS for the regions of the account...',
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
  profiles: 'Your AWS configuration files name no profiles.',
  sort: 'There are no columns.',
  'add sort': 'There are no columns.',
  facet: 'There are no columns.',
  pivot: 'There are no columns.',
  columns: 'There are no columns.',
  views: 'There are no views.',
};

/** A list to choose from: its title, the line that is typed to narrow it, and the items. */
export function drawPicker(state: AppState, picker: PickerState, theme: Theme): ClickableDrawing {
  const { columns: width } = state.size;
  const listed = listedItems(picker);
  const marked = picker.marked.size;
  const notes: readonly Piece[] = [
    ...(picker.profile === undefined ? [] : [[`profile ${picker.profile}`, 'plain'] as const]),
    ...(picker.several
      ? [[marked === 0 ? 'Space marks, Enter takes' : `${marked} marked`, 'accent'] as const]
      : []),
  ];
  const right = picker.items === null ? '' : `${listed.length} of ${picker.items.length}`;
  const title = titleLine(picker.title, notes, right, width, theme);
  const typed = paintPieces(theme, [
    [' type to narrow: ', 'quiet'],
    [cut(picker.typed.text, width - 20), 'plain'],
    [' ', 'selected'],
  ]);
  const words = wordsInstead(picker, listed);
  if (words !== null) return linesOnly([title, typed, ...wrap(words, width - 2).map((line) => ` ${line}`)]);
  const height = viewHeight(state.size) - 2;
  const top = Math.max(0, Math.min(picker.cursor - Math.floor(height / 2), listed.length - height));
  const lines = listed
    .slice(top, top + height)
    .map((item, index) => itemLine(item, picker, top + index === picker.cursor, width, theme));
  return stacked<Click>([
    linesOnly([title, typed]),
    withWholeLines<Click>(linesOnly(lines), width, (line) => () => {
      const cursor = top + line;
      return { current: cursor === picker.cursor, state: { ...state, picker: { ...picker, cursor } } };
    }),
  ]);
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
  const box = picker.several ? (picker.marked.has(item.id) ? '[x] ' : '[ ] ') : '';
  const sign = `${selected ? '>' : ' '}${item.off ? ' '.repeat(box.length) : box}`;
  const label = cut(item.label, width - sign.length - 1);
  const note = item.note === '' ? '' : `  ${cut(item.note, width - sign.length - textWidth(label) - 3)}`;
  if (selected) return `${paint(theme, `${sign}${label}`, 'selected')}${paint(theme, note, 'quiet')}`;
  return paintPieces(theme, [
    [sign, 'plain'],
    [label, item.off ? 'quiet' : 'plain'],
    [note, 'quiet'],
  ]);
}
