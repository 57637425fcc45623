/** What a filter kept, said in words and as a table. */
import { findKind } from '../kinds/registry.ts';
import { SOURCES_TAB, SOURCES_TABLE } from '../kinds/sources/source-columns.ts';
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
export function filterLine({ text, kinds }: FilterOutcome): string {
  return `filter ${text}: ${keptText(kinds)} kept`;
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

function whyNone({ lacking }: KeptOfKind): string | null {
  if (lacking.length === 0) return null;
  return `no field ${lacking.join(', no field ')}`;
}

function titleOf({ kind }: KeptOfKind): string {
  if (kind === SOURCES_TAB) return SOURCES_TABLE.title;
  return findKind(kind)?.title ?? kind;
}

function total(kinds: readonly KeptOfKind[], of: 'found' | 'kept'): number {
  return kinds.reduce((sum, kind) => sum + kind[of], 0);
}
