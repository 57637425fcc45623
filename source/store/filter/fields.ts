/** What a filter can ask for, and how the names that people type lead there. */
import { closest } from '../../base/close-names.ts';
import { ACCOUNT_COLUMNS, isAccountField } from '../../model/account-columns.ts';
import { type Column, columnId } from '../../model/columns.ts';
import { type FilterField, TAG } from './expression.ts';

/** What the filter language needs to know of a column; header and label count as names of it. */
export type FilterColumn = Pick<Column, 'id' | 'type' | 'label'> & Partial<Pick<Column, 'header'>>;

/** Names that people type for columns of other names; the first column that a table has is meant. */
const HABITS: Readonly<Record<string, readonly string[]>> = {
  created: ['creation_time', 'start_time'],
  enc: ['encrypted'],
  name: ['task_name', 'agent_name'],
  verdict: ['deletability'],
};

/** The columns whose instant an age counts from; the first that a table has. */
const BORN: readonly string[] = ['creation_time', 'start_time'];

/** Columns that repeat what the row's cell says. */
const OF_CELL = ['region', 'account', 'kind'] as const;

/** The fields of a table with these columns. */
export function filterFields(columns: readonly FilterColumn[]): readonly FilterField[] {
  const ids = new Set(columns.map(({ id }) => id));
  const own = columns
    .filter(({ id }) => !OF_CELL.some((name) => name === id))
    .map(
      (column): FilterField => ({
        id: column.id,
        type: column.type,
        names: columnNames(column, ids),
        source: { in: 'column' },
      }),
    );
  const tags = columns.find(({ type }) => type === 'tags') ?? columns.find(isListOfTags);
  const born = BORN.find((id) => ids.has(id));
  return [
    ...own,
    ...OF_CELL.map((name): FilterField => {
      const like = columns.find(({ label }) => label !== undefined && columnId(label) === name);
      const orColumn = like === undefined ? {} : { orColumn: like.id };
      return { id: name, names: [], type: 'text', source: { in: 'cell', name, ...orColumn } };
    }),
    ...ACCOUNT_COLUMNS.flatMap(({ id }): readonly FilterField[] =>
      isAccountField(id) ? [{ id, names: [], type: 'text', source: { in: 'account', name: id } }] : [],
    ),
    { id: 'problem', names: [], type: 'text', source: { in: 'problem' } },
    ...(tags === undefined
      ? []
      : [{ id: TAG, names: [], type: 'tag', source: { in: 'tag', column: tags.id } } as const]),
    ...(born === undefined
      ? []
      : [{ id: 'age', names: [], type: 'age', source: { in: 'age', since: born } } as const]),
  ];
}

/** Tags as older files have them. */
function isListOfTags({ id, type }: FilterColumn): boolean {
  return id === 'tags' && type === 'list';
}

/** What a column may be called beside its id, in every place where columns are named; `ids`: of all columns there. */
export function columnNames(
  { id, label, header }: Pick<FilterColumn, 'id' | 'label' | 'header'>,
  ids: ReadonlySet<string>,
): readonly string[] {
  const shown = [label, header].flatMap((text) => (text === undefined ? [] : [columnId(text)]));
  return [...new Set([...shown, ...habitsOf(id, ids)])].filter((name) => name !== id);
}

function habitsOf(id: string, ids: ReadonlySet<string>): readonly string[] {
  return Object.entries(HABITS).flatMap(([habit, meant]) =>
    !ids.has(habit) && meant.find((one) => ids.has(one)) === id ? [habit] : [],
  );
}

/** What people name: by its id, or by another name. */
type Named = Pick<FilterField, 'id' | 'names'>;

/** What a name leads to: a field, by its whole name or by the beginning of one; several; or none. */
export type FoundField<Field extends Named = FilterField> =
  | { readonly found: 'field'; readonly field: Field; readonly by: 'name' | 'beginning' }
  | {
      readonly found: 'several';
      readonly fields: readonly Field[];
      readonly by: 'name' | 'beginning';
    }
  | { readonly found: 'none' };

/** Looks a name up, in any case, with `-` for `_` too: ids first, then labels and habits, then beginnings. */
export function findField<Field extends Named>(name: string, fields: readonly Field[]): FoundField<Field> {
  const wanted = normalName(name);
  const byId = fields.find(({ id }) => id === wanted);
  if (byId !== undefined) return { found: 'field', field: byId, by: 'name' };
  const named = fields.filter(({ names }) => names.includes(wanted));
  const meant = named.length > 0 ? named : fields.filter((field) => begins(field, wanted));
  const [field] = meant;
  if (field === undefined) return { found: 'none' };
  const by = named.length > 0 ? 'name' : 'beginning';
  return meant.length > 1 ? { found: 'several', fields: meant, by } : { found: 'field', field, by };
}

/** A name as ids are written. */
export function normalName(name: string): string {
  return name.toLowerCase().replaceAll('-', '_');
}

/** True where the id or another name of the field begins so. */
export function begins({ id, names }: Named, start: string): boolean {
  return [id, ...names].some((name) => name.startsWith(start));
}

/** The ids of fields whose names are nearly this one, nearest first, at most three. */
export function closeFields(name: string, fields: readonly Named[]): readonly string[] {
  const close = closest(normalName(name), fields, ({ id, names }) => [id, ...names]);
  return [...new Set(close.map(({ id }) => id))];
}
