import { viewHeight } from '../../kit/layout.ts';
import type { AppState } from '../../state/app-state.ts';
import { listedItems } from '../../state/picker-state.ts';
import type { Target } from '../../state/target.ts';

export function pickerTarget(state: AppState, at: number): Target | null {
  const { picker } = state;
  if (picker === null || at < 0) return null;
  const listed = listedItems(picker);
  const height = viewHeight(state.size) - 2;
  const top = Math.max(0, Math.min(picker.cursor - Math.floor(height / 2), listed.length - height));
  const cursor = top + at;
  if (cursor >= listed.length) return null;
  return { current: cursor === picker.cursor, state: { ...state, picker: { ...picker, cursor } } };
}
