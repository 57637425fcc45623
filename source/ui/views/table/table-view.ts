import { shownValue } from '../../../model/format.ts';
import { linesOnly } from '../../kit/drawing.ts';
import { hasDeleteCommand } from '../../kit/kinds.ts';
import { spoken } from '../../kit/spoken.ts';
import { columnName, tableColumns } from '../../kit/table-columns.ts';
import { PLAIN_THEME, type Theme } from '../../kit/theme.ts';
import { FACET_KEY, GRID_PAGE, RETRY_KEYS, ROW_KEYS, SORT_KEY } from '../../settings/shared-keys.ts';
import { type AppState, openTable } from '../../state/app-state.ts';
import { unlimited } from '../spoken-lines.ts';
import type { View, ViewDrawing } from '../view.ts';
import { createAmountsLoader } from './amounts-loader.ts';
import { afterColumnsCommand, withColumnsPicker, withPickedColumns } from './columns.ts';
import { drawTable } from './draw-table.ts';
import { withPickedSort, withSortPicker } from './sort-picker.ts';
import { amountPieces } from './table-amounts.ts';
import { afterTableCommand } from './table-commands.ts';
import { createTableLoader } from './table-loader.ts';

/** The rows of a tab. */
export const tableView: View = {
  id: 'table',
  title: 'a table',
  place: 'main',
  isOpen: (state) => openTable(state) !== undefined,
  keys: [
    [['/'], '/', 'filter', 'filter by words and fields, such as size>100GiB', 'filter', 1],
    [['enter'], 'Enter', 'enter', 'open the row with every field', 'detail', 5],
    [['escape', 'backspace'], 'Esc', 'back', 'back to where this table was opened from; its filter stays'],
    [['F'], 'F', 'faults', 'show only rows with a problem or a finding, or all'],
    [['c'], 'c', 'columns', 'choose which columns to show, and their order', 'columns', 6],
    [['W'], 'W', 'all columns', 'show all columns, or the chosen ones', 'all columns', 7],
    [[' '], 'Space', 'mark', 'mark this row, or no longer', 'mark', 6],
    [['v', 'ctrl+space'], 'v', 'mark range', 'mark the rows from the one marked last to this one'],
    [['ctrl+a'], 'Ctrl-A', 'mark all', 'mark all rows that are listed, or none of them'],
    [['u'], 'u', 'unmark', 'take all marks away'],
    [
      ['D'],
      'D',
      'delete plan',
      'what of these rows, or the marked ones, may go, as a script',
      'delete plan',
      4,
    ],
    [['S'], 'S', 'add sort', 'sort rows that are equal so far by another column'],
    FACET_KEY,
    ...ROW_KEYS,
    SORT_KEY,
    [['<'], '<', 'sort before', 'sort by the column before the one in use'],
    [['>'], '>', 'sort after', 'sort by the column behind the one in use'],
    [['I'], 'I', 'turn sort', 'sort the other way round'],
  ],
  sharedKeys: [RETRY_KEYS, ...GRID_PAGE],
  keysElsewhere: 'none',
  settable: true,
  idle: (state) => (hasDeleteCommand(openTable(state)?.tab ?? '') ? [] : ['delete plan']),
  draw,
  clicks: 'in its drawing',
  wheel: true,
  spoken: (state) => rowSentences(unlimited(state)),
  after: afterTableCommand,
  opens: {
    columns: withColumnsPicker,
    sort: (state) => withSortPicker(state, 'sort'),
    'add sort': (state) => withSortPicker(state, 'add sort'),
  },
  typed: 'none',
  acts: 'none',
  lists: {
    sort: { take: withPickedSort },
    'add sort': { take: withPickedSort },
    columns: { take: withPickedColumns, after: afterColumnsCommand },
  },
  loaders: [
    ({ store, queries }) => createTableLoader(store, queries),
    ({ store, queries }) => createAmountsLoader(store, queries),
  ],
};

function draw(state: AppState, theme: Theme): ViewDrawing {
  const table = openTable(state);
  if (table === undefined) return linesOnly([]);
  return { ...drawTable(state, table, theme), border: amountPieces(state, table, state.size.columns) };
}

function rowSentences(state: AppState): readonly string[] {
  const { lines, border = [] } = draw(state, PLAIN_THEME);
  const [title = '', , ...rest] = lines;
  const sums = border.flatMap(([text]) => (/\w/.test(text) ? [`${spoken(text)}.`] : []));
  const table = openTable(state);
  const number = table?.order?.rows[table.cursor];
  const row = number === undefined ? undefined : table?.rows.get(number);
  if (table === undefined || row === undefined || row === null || number === undefined)
    return [spoken(title), ...rest.map(spoken), ...sums];
  const values = tableColumns(table.tab, table.allColumns, table.columns, table.many).flatMap((column) => {
    const text = shownValue(column, row.values[column.id] ?? null, state.setting.byteUnit);
    const gone = column.id === 'source' && row.values.source_exists === 'no' ? ', gone' : '';
    return text === '' ? [] : [`${columnName(column)}: ${text}${gone}`];
  });
  const marked = table.marked.has(number) ? 'Marked. ' : '';
  const problem = row.problem === null ? '' : `Problem: ${row.problem}. `;
  return [spoken(title), `${marked}${problem}${values.join('; ')}`, ...sums];
}
