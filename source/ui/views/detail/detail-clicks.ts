import { viewHeight } from '../../kit/layout.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Target } from '../../state/target.ts';
import { DETAIL_FRAME_LINES, detailFields, fieldStarts } from './detail.ts';

/** A field of a row in full. */
export function detailTarget(state: AppState, at: number): Target | null {
  const { detail, size } = state;
  if (detail === null || detail.loaded === null) return null;
  if (at < 1 || at > viewHeight(size) - DETAIL_FRAME_LINES) return null;
  const fields = detailFields(state, detail, detail.loaded);
  const line = detail.top + at - 1;
  const starts = fieldStarts(fields);
  const field = starts.findLastIndex((start) => start <= line);
  if (line >= (starts[field] ?? 0) + (fields[field]?.lines.length ?? 0)) return null;
  return { current: field === detail.field, state: { ...state, detail: { ...detail, field } } };
}
