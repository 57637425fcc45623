/** The kinds that names stand for, in flags and in the configuration. */
import { UsageError } from '../base/usage-error.ts';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import { TABS } from '../kinds/tabs.ts';
import { columnId } from '../model/columns.ts';
import { closeFields, findField } from '../store/filter/fields.ts';

/** What `--kind` takes for every kind that there is. */
const ALL = 'all';

/** What a name of kinds stands for. */
interface KindName {
  readonly id: string;
  readonly names: readonly string[];
  readonly stands: (kind: ResourceKind) => boolean;
}

/** Groups of kinds. */
const GROUPS: readonly string[] = [...new Set(RESOURCE_KINDS.map(({ group }) => group))];

/** Every name: `all`, groups, kinds by their ids, titles and headers in the grid, and the tabs that show them. */
const KIND_NAMES: readonly KindName[] = [
  { id: ALL, names: [], stands: () => true },
  ...GROUPS.map(
    (id): KindName => ({ id, names: [], stands: ({ group, byDefault }) => group === id && byDefault }),
  ),
  ...RESOURCE_KINDS.map(
    (one): KindName => ({
      id: columnId(one.id),
      names: [columnId(one.title), columnId(one.gridHeader)],
      stands: ({ id }) => id === one.id,
    }),
  ),
  ...TABS.map((tab): KindName => {
    return { id: tab.id, names: [columnId(tab.title)], stands: (kind) => kind.tab === tab.id };
  }),
];

/**
 * The kinds that names stand for: ids, groups (`datasync`, `snapshots`), tabs (`ebs`) or `all`, in the registry's order;
 * where none is named, those that are scanned by default. A group is of those as well. The beginning of a name is
 * enough where it is the only one.
 * @throws UsageError that lists what there is
 */
export function checkKinds(names: readonly string[], place: string): readonly string[] {
  const wanted = names
    .flatMap((name) => name.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const meant = wanted.map((name) => kindsMeant(name, place));
  const isNamed = (kind: ResourceKind) =>
    meant.length === 0 ? kind.byDefault : meant.some(({ stands }) => stands(kind));
  return RESOURCE_KINDS.filter(isNamed).map((kind) => kind.id);
}

function kindsMeant(name: string, place: string): KindName {
  const typed = name.replaceAll(' ', '_');
  const found = findField(typed, KIND_NAMES);
  if (found.found === 'field') return found.field;
  const shown = (id: string) => id.replaceAll('_', '-');
  if (found.found === 'several') {
    const ids = [...new Set(found.fields.map(({ id }) => shown(id)))];
    throw new UsageError(`${place}: "${name}" may be ${ids.join(', ')}`);
  }
  const close = closeFields(typed, KIND_NAMES).map(shown);
  const hint = close.length === 0 ? '' : ` Close: ${close.join(', ')}.`;
  const tabs = TABS.map(({ id }) => id).join(', ');
  const known = RESOURCE_KINDS.map((kind) => kind.id).join(', ');
  throw new UsageError(
    `${place}: there is no kind "${name}".${hint} There are: ${ALL}, ${GROUPS.join(', ')} (groups), ${tabs} (tabs), ${known}`,
  );
}
