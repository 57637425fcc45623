import { spoken } from '../../kit/spoken.ts';
import { PLAIN_THEME } from '../../kit/theme.ts';
import type { AppState } from '../../state/app-state.ts';
import { detailFields } from './detail.ts';
import { drawDetail } from './draw-detail.ts';

/** The field under the cursor: what it says, where Enter leads, what it means. */
export function detailSentences(state: AppState): readonly string[] {
  const { detail } = state;
  if (detail === null) return [];
  const [title = '', second = ''] = drawDetail(state, detail, PLAIN_THEME).lines;
  if (detail.loaded === null) return [spoken(title), spoken(second)];
  const fields = detailFields(state, detail, detail.loaded);
  const field = fields[detail.field];
  if (field === undefined) return [spoken(title)];
  const value = field.blank ? 'unknown' : field.lines.map((line) => line.trim()).join('; ');
  const leads = field.to === null ? '' : ' Enter goes there.';
  return [
    spoken(title),
    `${field.header}: ${value}.${leads}`,
    `${field.about} Field ${detail.field + 1} of ${fields.length}.`,
  ];
}
