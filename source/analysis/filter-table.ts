/** What a filter kept, said in words and as a table. */
import { findKind, RESOURCE_KINDS } from '../kinds/registry.ts';
import { SOURCE_COLUMNS, SOURCES_TAB, SOURCES_TABLE } from '../kinds/sources/source-columns.ts';
import { formatCount } from '../model/format.ts';
import { counted } from '../model/words.ts';
import type { FilterOutcome, KeptOfKind } from '../store/filter/keep-rows.ts';
import type { TableOfKinds } from './summary-table.ts';

/** Rows found and kept by kind. */
export function filterTable({ kinds }: FilterOutcome): TableOfKinds {
  return {
    title: 'Rows kept by the filter',
    columns: [
      { header: 'Kind', type: 'text' },
      { header: 'Found', type: 'integer' },
      { header: 'Kept', type: 'integer' },
      { header: 'Why None', type: 'text' },
    ],
    rows: kinds.map((kind) => [titleOf(kind), kind.found, kind.kept, whyNone(kind)]),
    rowKinds: kinds.map(({ kind }) => [kind]),
  };
}

/** One line: the filter with how many rows it kept. */
export function filterLine({ text, kinds, sources }: FilterOutcome): string {
  const ofSources =
    sources === undefined || sources.found === 0
      ? ''
      : `, ${formatCount(sources.kept)} of ${counted(sources.found, 'source')}`;
  return `filter ${text}: ${keptText(kinds)} kept${ofSources}`;
}

/** How many rows were kept: `88 of 501 rows`. */
export function keptText(kinds: FilterOutcome['kinds']): string {
  return `${formatCount(total(kinds, 'kept'))} of ${counted(total(kinds, 'found'), 'row')}`;
}

/** The kinds whose rows are all left out because they lack a field, those that lack the same ones in one line. */
export function lackingLines({ kinds }: FilterOutcome): readonly string[] {
  const reasons = new Set(kinds.flatMap((kind) => whyNone(kind) ?? []));
  return [...reasons].map((why) => {
    const lacking = kinds.filter((kind) => whyNone(kind) === why);
    const [only, ...more] = lacking;
    if (only !== undefined && more.length === 0)
      return `${titleOf(only)}: none of ${formatCount(only.found)} kept, ${why}`;
    return `none kept, ${why}: ${lacking.map((kind) => `${formatCount(kind.found)} ${titleOf(kind)}`).join(', ')}`;
  });
}

/** The fields that sources have and no kind of row. */
const OF_SOURCES_ALONE: ReadonlySet<string> = (() => {
  const ofRows = new Set(RESOURCE_KINDS.flatMap(({ columns }) => columns.map(({ id }) => id)));
  return new Set(SOURCE_COLUMNS.flatMap(({ id }) => (ofRows.has(id) ? [] : [id])));
})();

function whyNone({ lacking }: KeptOfKind): string | null {
  if (lacking.length === 0) return null;
  const words = lacking.map((field) =>
    OF_SOURCES_ALONE.has(field) ? `${field} (which sources alone have)` : field,
  );
  return `no field ${words.join(', no field ')}`;
}

function titleOf({ kind }: KeptOfKind): string {
  if (kind === SOURCES_TAB) return SOURCES_TABLE.title;
  return findKind(kind)?.title ?? kind;
}

function total(kinds: readonly KeptOfKind[], of: 'found' | 'kept'): number {
  return kinds.reduce((sum, kind) => sum + kind[of], 0);
}
