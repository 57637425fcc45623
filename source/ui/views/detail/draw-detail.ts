import { inHeight, linesOnly, stacked, withWholeLines } from '../../kit/drawing.ts';
import { kindFacts } from '../../kit/kinds.ts';
import { viewHeight } from '../../kit/layout.ts';
import { rule } from '../../kit/rule.ts';
import { placeWords, titleLine } from '../../kit/table.ts';
import { tableColumns } from '../../kit/table-columns.ts';
import { fitted, wrap } from '../../kit/text.ts';
import { type Piece, paintPieces, type Theme, type Tone } from '../../kit/theme.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import type { DetailState } from '../../state/detail-state.ts';
import type { Click, ClickableDrawing } from '../../state/target.ts';
import { DETAIL_FRAME_LINES, type DetailField, detailFields, labelWidth } from './detail.ts';
import { tellingWords } from './detail-links.ts';

/** What leads somewhere has a plus before it, too. */
const TONES: Readonly<Record<DetailField['tone'], Tone>> = {
  plain: 'plain',
  warning: 'warning',
  link: 'accent',
};

/** The view of one row: what leads on, every field in full, and below a rule what the line under the cursor means. */
export function drawDetail(state: AppState, detail: DetailState, theme: Theme): ClickableDrawing {
  const { columns: width } = state.size;
  const table = openTable(state);
  const place = table === undefined ? '' : placeWords(table.cursor, table.order?.rows.length ?? 0);
  if (detail.loaded === null) {
    const words =
      detail.error === null ? 'Reading...' : `This row could not be read: ${detail.error}. Esc leads back.`;
    return linesOnly([
      titleLine('Row', [], place, width, theme),
      ...wrap(words, width - 2).map((line) => ` ${line}`),
    ]);
  }
  const { loaded } = detail;
  const fields = detailFields(state, detail, loaded);
  const label = labelWidth(loaded, detail.tab);
  const lines = fields.flatMap((field, index) =>
    field.lines.map((text, line) => ({
      index,
      pieces: [
        [line > 0 ? ' ' : index === detail.field ? '>' : field.to === null ? ' ' : '+', 'title'],
        [`${fitted(line === 0 ? field.header : '', label)}  `, index === detail.field ? 'title' : 'accent'],
        field.blank && line === 0 ? ['-', 'quiet'] : [text, TONES[field.tone]],
      ] satisfies readonly Piece[],
    })),
  );
  const height = viewHeight(state.size) - DETAIL_FRAME_LINES;
  const shown = lines.slice(detail.top, detail.top + height);
  const below = lines.length - detail.top - height;
  const about = wrap(fields[detail.field]?.about ?? '', width - 2).slice(0, 2);
  const [keyColumn] = tableColumns(detail.tab, false);
  // A state tells no row from another.
  const key = keyColumn === undefined || keyColumn.type === 'enum' ? null : loaded.values[keyColumn.id];
  const notes: readonly Piece[] = [
    [`${loaded.region}`, 'plain'],
    ...(below > 0 ? [[belowWords(below, width), 'quiet'] as const] : []),
  ];
  const kind = kindFacts(loaded.kind).title;
  const name = typeof key === 'string' ? key : tellingWords(detail.tab, loaded, state.setting.byteUnit);
  const title = `${kind.replace(/s$/, '')} ${name}`;
  const onField = (line: number): Click | undefined => {
    const field = shown[line]?.index;
    if (field === undefined) return undefined;
    return () => ({ current: field === detail.field, state: { ...state, detail: { ...detail, field } } });
  };
  const painted = linesOnly(shown.map(({ pieces }) => paintPieces(theme, pieces)));
  return stacked<Click>([
    linesOnly([titleLine(title, notes, place, width, theme)]),
    inHeight(withWholeLines<Click>(painted, width, onField), height),
    linesOnly([rule(width, theme), ...about.map((line) => ` ${line}`)]),
  ]);
}

/** How many lines do not fit, in as many words as there is room for behind most names. */
function belowWords(below: number, width: number): string {
  return width < 100 ? `${below} below` : `${below} more ${below === 1 ? 'line' : 'lines'} below`;
}
