import { EXPORT_FORMATS } from '../../../model/export-format.ts';
import type { AppState } from '../../state/app-state.ts';
import type { Target } from '../../state/target.ts';
import { formatCells } from './draw-export-form.ts';
import { whatChoices } from './export-form.ts';

/** A choice of the export's questions, or the path. A click never writes: that is what Enter is for. */
export function exportFormTarget(state: AppState, column: number, at: number): Target | null {
  const { exportForm } = state;
  if (exportForm === null) return null;
  const choices = whatChoices(state);
  const what = choices[at - 2]?.what;
  const put = (answers: Partial<typeof exportForm>): Target => ({
    current: false,
    state: { ...state, exportForm: { ...exportForm, ...answers } },
  });
  if (at >= 2 && what !== undefined) return put({ field: 'what', what });
  if (at === choices.length + 3) {
    const format = EXPORT_FORMATS[formatCells().findLastIndex((start) => start <= column)];
    return put(format === undefined ? { field: 'format' } : { field: 'format', format });
  }
  return at === choices.length + 5 ? put({ field: 'where' }) : null;
}
