import type { AppState, DetailState } from '../state/app-state.ts';
import { openTable } from '../state/app-state.ts';
import { DETAIL_FRAME_LINES, detailColumns, detailFields, headerWidth } from '../state/detail.ts';
import { kindFacts } from '../state/kinds.ts';
import { viewHeight } from '../state/layout.ts';
import { fitted, wrap } from '../text.ts';
import { type Piece, paintPieces, type Theme } from '../theme.ts';
import { rule } from './scan-view.ts';
import { placeWords, titleLine } from './table.ts';
import { tableColumns } from './table-columns.ts';

/** The view of one row: every field in full, and below a rule what the field under the cursor means. */
export function detailLines(state: AppState, detail: DetailState, theme: Theme): readonly string[] {
  const { columns: width } = state.size;
  const table = openTable(state);
  const place = table === undefined ? '' : placeWords(table.cursor, table.order?.rows.length ?? 0);
  if (detail.loaded === null) {
    const words =
      detail.error === null ? 'Reading...' : `This row could not be read: ${detail.error}. Esc leads back.`;
    return [titleLine('Row', [], place, width, theme), ...wrap(words, width - 2).map((line) => ` ${line}`)];
  }
  const { loaded } = detail;
  const now = state.scan?.startedAt ?? state.now;
  const fields = detailFields(loaded, detail.tab, state.setting.byteUnit, width, now);
  const label = headerWidth(detailColumns(loaded, detail.tab));
  const lines = fields.flatMap((field, index) =>
    field.lines.map((text, line): readonly Piece[] => [
      [line === 0 && index === detail.field ? '>' : ' ', 'title'],
      [`${fitted(line === 0 ? field.header : '', label)}  `, index === detail.field ? 'title' : 'accent'],
      [field.blank ? '-' : text, field.blank ? 'quiet' : field.header === 'Problem' ? 'warning' : 'plain'],
    ]),
  );
  const height = viewHeight(state.size) - DETAIL_FRAME_LINES;
  const shown = lines.slice(detail.top, detail.top + height).map((pieces) => paintPieces(theme, pieces));
  const below = lines.length - detail.top - height;
  const about = wrap(fields[detail.field]?.about ?? '', width - 2).slice(0, 2);
  const [keyColumn] = tableColumns(detail.tab, false);
  // A state tells no row from another.
  const key = keyColumn === undefined || keyColumn.type === 'enum' ? null : loaded.values[keyColumn.id];
  const notes: readonly Piece[] = [
    [`${loaded.region}`, 'plain'],
    ...(below > 0 ? [[`${below} more ${below === 1 ? 'line' : 'lines'} below`, 'quiet'] as const] : []),
  ];
  const kind = kindFacts(loaded.kind).title;
  const title = typeof key === 'string' ? `${kind.replace(/s$/, '')} ${key}` : kind;
  return [
    titleLine(title, notes, place, width, theme),
    ...shown,
    ...Array.from({ length: Math.max(0, height - shown.length) }, () => ''),
    rule(width, theme),
    ...about.map((line) => ` ${line}`),
  ];
}
