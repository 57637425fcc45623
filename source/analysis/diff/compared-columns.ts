/** Which columns of a kind make a row of two scans a changed one. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import type { Column } from '../../model/columns.ts';
import type { ScanSide } from '../../store/diff/scan-side.ts';
import { closeFields, columnNames, findField } from '../../store/filter/fields.ts';
import { CannotCompare } from './cannot-compare.ts';

/** What a row's place says already. */
const OF_PLACE = ['region', 'account'];

/** The columns of a kind that are compared, and those that one side lacks or has of another type. */
export interface ComparedColumns {
  readonly compared: readonly Column[];
  readonly lacking: readonly Column[];
}

/** As AWS tells them of the row itself, or, where columns are asked for, those of them that the kind has. */
export function comparedColumns(
  kind: ResourceKind,
  asked: readonly string[] | null,
  sides: { readonly old: ScanSide; readonly new: ScanSide },
): ComparedColumns {
  const wanted = kind.columns.filter(({ id, ...column }) =>
    asked === null ? isOwn({ id, ...column }) : asked.includes(id),
  );
  const typeOn = (side: ScanSide, { id }: Column) => side.columns.get(kind.tab)?.get(id);
  const isOnBoth = (column: Column): boolean =>
    typeOn(sides.old, column) !== undefined && typeOn(sides.old, column) === typeOn(sides.new, column);
  return {
    compared: wanted.filter(isOnBoth),
    lacking: wanted.filter((column) => !isOnBoth(column)),
  };
}

function isOwn({ id, derived, restless, noChange }: Column): boolean {
  return derived !== true && restless !== true && noChange === undefined && !OF_PLACE.includes(id);
}

/**
 * The ids of the columns that these names mean in some of these kinds; null: none is named.
 * @throws CannotCompare where a name means no column, or several
 */
export function askedColumns(
  names: readonly string[],
  kinds: readonly ResourceKind[],
): readonly string[] | null {
  if (names.length === 0) return null;
  const columns = new Map(kinds.flatMap((kind) => kind.columns).map((column) => [column.id, column]));
  const ids = new Set(columns.keys());
  const fields = [...columns.values()].map((column) => ({ ...column, names: columnNames(column, ids) }));
  return names.map((name) => {
    const found = findField(name.replaceAll(' ', '_'), fields);
    if (found.found === 'field') return found.field.id;
    const near =
      found.found === 'several' ? found.fields.slice(0, 3).map(({ id }) => id) : closeFields(name, fields);
    const close = near.length === 0 ? '' : `; close: ${near.join(', ')}`;
    throw new CannotCompare(`--columns: the kinds that are compared have no column ${name}${close}.`);
  });
}
