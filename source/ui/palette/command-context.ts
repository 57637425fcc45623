/** What a typed command can name where it is typed: regions, and columns by their ids or headers. */
import { type Column, columnId } from '../../model/columns.ts';
import { closeFields, columnNames, findField } from '../../store/filter/fields.ts';
import { facetColumns } from '../kit/facet-columns.ts';
import { THEME_NAMES } from '../settings/colors.ts';
import { type AppState, openTable } from '../state/app-state.ts';
import { sortableColumns } from '../state/sortable-columns.ts';

/** A column, and what else it may be called. */
export interface NamedColumn {
  readonly id: string;
  readonly names: readonly string[];
}

/** What a typed command can name. */
export interface CommandContext {
  /** The regions of the scan. */
  readonly regions: readonly string[];
  /** The themes that there are, the configuration's own at the end. */
  readonly themes: readonly string[];
  /** What kept scans are called. */
  readonly scans: readonly string[];
  /** The columns of the open list that it can be sorted by; none where no list is open. */
  readonly sortable: readonly NamedColumn[];
  /** The columns of the open table whose values can be counted; none where no table is open. */
  readonly countable: readonly NamedColumn[];
}

/** What can be named here, behind the command line that is open. */
export function commandContext(state: AppState): CommandContext {
  const behind = { ...state, input: null };
  const table = openTable(behind);
  return {
    regions: state.scan?.regions ?? [],
    themes: [...THEME_NAMES, ...Object.keys(state.setting.themes)],
    scans: state.scanNames,
    sortable: named(sortableColumns(behind)),
    countable: table === undefined ? [] : named(facetColumns(table.tab)),
  };
}

function named(columns: readonly Pick<Column, 'id' | 'header' | 'label'>[]): readonly NamedColumn[] {
  const ids = new Set(columns.map(({ id }) => id));
  return columns.map((column) => ({ id: column.id, names: columnNames(column, ids) }));
}

/** Names listed at most where one may be several. */
const MOST_NAMES = 6;

/** The id of the column that is meant, or in one line why none is. The beginning of a name is enough where it is the only one. */
export function columnMeant(
  typed: string,
  columns: readonly NamedColumn[],
): { readonly id: string } | { readonly wrong: string } {
  const name = columnId(typed);
  const found = findField(name, columns);
  if (found.found === 'field') return { id: found.field.id };
  if (found.found === 'several') {
    const ids = found.fields.map(({ id }) => id);
    // Of a bound below and one above the latter is what it may come to.
    const [high, ...others] = ids.filter((id) => id.endsWith('_high'));
    const isPair = ids.length === 2 && others.length === 0 && ids.includes(`${high?.slice(0, -5)}_low`);
    if (high !== undefined && isPair) return { id: high };
    const more = ids.length > MOST_NAMES ? ', ...' : '';
    return { wrong: `${typed} may be ${ids.slice(0, MOST_NAMES).join(', ')}${more}` };
  }
  const close = closeFields(name, columns);
  const help = close.length === 0 ? 'Tab lists them all' : `close: ${close.join(', ')}`;
  return { wrong: `there is no column ${typed} here; ${help}` };
}
