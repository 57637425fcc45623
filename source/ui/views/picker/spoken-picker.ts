import { formatCount } from '../../../model/format.ts';
import { listedItems, type PickerState } from '../../state/picker-state.ts';

/** What is picked, and the item under the cursor. */
export function pickerSentences(picker: PickerState): readonly string[] {
  const listed = listedItems(picker);
  const item = listed[picker.cursor];
  const typed = picker.typed.text === '' ? '' : `, narrowed by ${picker.typed.text}`;
  const head = `${picker.title}${typed}.`;
  if (picker.error !== null) return [head, picker.error];
  if (picker.items === null) return [head, 'Reading.'];
  if (item === undefined) return [head, 'Nothing is listed.'];
  const mark = picker.several ? (picker.marked.has(item.id) ? 'Marked: ' : 'Not marked: ') : '';
  const note = item.note === '' ? '' : `, ${item.note.replace(/\.$/, '')}`;
  const place = `${formatCount(picker.cursor + 1)} of ${formatCount(listed.length)}`;
  const notice = picker.notice === '' ? [] : [`${picker.notice}.`];
  return [head, ...notice, `${mark}${item.label}${note}. ${place}.`];
}
