/**
 * The app as a few plain sentences, for screen readers (Ink's screen-reader mode): where one is, what is under the
 * cursor, what happened, and which keys work. Nothing in it changes while nobody does anything but by tenths of a
 * scan, since every change is read out.
 */
import { formatCount, shownValue } from '../../model/format.ts';
import { counted } from '../../model/words.ts';
import { spoken } from '../kit/spoken.ts';
import { tableColumns } from '../kit/table-columns.ts';
import { PLAIN_THEME } from '../kit/theme.ts';
import { type AppState, keyView, openTable } from '../state/app-state.ts';
import { cellUnderCursor } from '../state/grid-cursor.ts';
import { listedItems } from '../state/picker-state.ts';
import { isRunning, scannedCells, totalsOf } from '../state/scan-totals.ts';
import type { FacetState, PickerState, TableState } from '../state/view-states.ts';
import { detailFields } from '../views/detail/detail.ts';
import { detailLines } from '../views/detail/draw-detail.ts';
import { facetViewLines } from '../views/facets/draw-facet.ts';
import { facetHeader, facetLines, measureOf, shownGroup } from '../views/facets/facet.ts';
import { cellWords } from '../views/grid/draw-scan.ts';
import { quitWords } from '../views/quit/quit-words.ts';
import { tableLines } from '../views/table/draw-table.ts';
import { footerKeys } from './footer.ts';
import { summarySentences, topologySentences } from './screen-reader-views.ts';
import { viewLines } from './view-lines.ts';

/** Nobody reads these lines by their width. */
const WIDE = 400;

/** The sentences of a state, each a line. */
export function screenReaderLines(state: AppState): readonly string[] {
  return [
    scanSentence(state),
    ...viewSentences(state),
    ...inputSentences(state),
    state.message?.text ?? '',
    `Keys: ${footerKeys(state)
      .map(({ shown, footer }) => `${shown} ${footer}`)
      .join(', ')}`,
  ].filter((line) => line !== '');
}

function scanSentence({ scan, leaving, exporting }: AppState): string {
  if (leaving !== null) return `snapdeck: ${leaving}.`;
  if (exporting !== null) return 'snapdeck: exporting.';
  if (scan === null) return 'snapdeck: no scan yet.';
  const { cells, finished, problems } = totalsOf(scannedCells(scan));
  const trouble = problems === 0 ? '' : `, ${counted(problems, 'problem')}`;
  if (!isRunning(scan)) return `snapdeck: scan ${scan.stage}${trouble}.`;
  const tenths = cells === 0 ? 0 : Math.floor((finished / cells) * 10);
  return `snapdeck: scanning, ${tenths * 10}% done${trouble}.`;
}

function viewSentences(state: AppState): readonly string[] {
  const table = openTable(state);
  const wide: AppState = { ...state, size: { ...state.size, columns: WIDE } };
  switch (keyView({ ...state, input: null })) {
    case 'scan':
      return gridSentences(state);
    case 'table':
      return table === undefined ? [] : rowSentences(wide, table);
    case 'detail':
      return detailSentences(wide);
    case 'summary':
      return summarySentences(state);
    case 'topology':
      return topologySentences(wide);
    case 'facet':
      return state.facet === null ? [] : facetSentences(wide, state.facet);
    case 'picker':
      return state.picker === null ? [] : pickerSentences(state.picker);
    case 'quit':
      return [quitWords(state.scan).question];
    default:
      return viewLines(wide, PLAIN_THEME).map(spoken);
  }
}

function gridSentences(state: AppState): readonly string[] {
  const { scan, grid } = state;
  if (scan === null) return ['Press colon and type regions or profiles, or press Control R to start a scan.'];
  const cell = cellUnderCursor(scan, grid);
  const place = `Grid, ${counted(scan.regions.length, 'region')} by ${counted(scan.kinds.length, 'kind')}.`;
  if (cell === undefined) return [place];
  const error = cell.error === null ? '' : ` ${cell.error.code}: ${cell.error.message}`;
  const advice = cell.error?.advice === undefined ? '' : ` ${cell.error.advice}`;
  return [place, `${cellWords(cell)}.${error}${advice}`];
}

function rowSentences(state: AppState, table: TableState): readonly string[] {
  const [title = '', , ...rest] = tableLines(state, table, PLAIN_THEME);
  const number = table.order?.rows[table.cursor];
  const row = number === undefined ? undefined : table.rows.get(number);
  if (row === undefined || row === null || number === undefined) return [spoken(title), ...rest.map(spoken)];
  const values = tableColumns(table.tab, table.allColumns, table.columns).flatMap((column) => {
    const text = shownValue(column, row.values[column.id] ?? null, state.setting.byteUnit);
    const gone = column.id === 'source' && row.values.source_exists === 'no' ? ', gone' : '';
    return text === '' ? [] : [`${column.header}: ${text}${gone}`];
  });
  const marked = table.marked.has(number) ? 'Marked. ' : '';
  const problem = row.problem === null ? '' : `Problem: ${row.problem}. `;
  return [spoken(title), `${marked}${problem}${values.join('; ')}`];
}

function detailSentences(state: AppState): readonly string[] {
  const { detail } = state;
  if (detail === null) return [];
  const [title = '', second = ''] = detailLines(state, detail, PLAIN_THEME);
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

function facetSentences(state: AppState, facet: FacetState): readonly string[] {
  const drawn = facetViewLines(state, facet, PLAIN_THEME);
  const [title = '', words = ''] = drawn;
  const line = facetLines(facet)[facet.cursor];
  const [id = ''] = facet.columns;
  if (line === undefined || facet.report === null) return [spoken(title), spoken(words)];
  if (facet.columns.length > 1) return drawn.map(spoken);
  const measure = measureOf(facet.tab);
  const { byteUnit } = state.setting;
  const size = measure === null ? '' : shownValue(measure, line.bytes, byteUnit);
  const value = shownGroup(facet.tab, id, line.value, byteUnit);
  return [
    spoken(title),
    `${facetHeader(facet.tab, id)} ${value}: ${counted(line.count, 'row')}${size === '' ? '' : `, ${size}`}`,
  ];
}

function pickerSentences(picker: PickerState): readonly string[] {
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
  return [head, `${mark}${item.label}${note}. ${place}.`];
}

function inputSentences({ input }: AppState): readonly string[] {
  if (input === null) return [];
  const name = input.kind === 'filter' ? 'Filter' : 'Command';
  const text = input.line.text === '' ? 'empty' : input.line.text;
  const names = (input.hints?.suggestions ?? []).slice(0, 5).map(({ label }) => label);
  return [
    `${name}: ${text}`,
    input.fault === null ? '' : `Wrong: ${input.fault.message}`,
    names.length === 0 ? '' : `Tab suggests ${names.join(', ')}`,
  ];
}
