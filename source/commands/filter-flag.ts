import stringWidth from 'string-width';
import { filterLine, lackingLines } from '../analysis/filter-table.ts';
import { safeText } from '../base/safe-text.ts';
import { UsageError } from '../base/usage-error.ts';
import { hasListedSources } from '../kinds/define/sources.ts';
import { findKind } from '../kinds/registry.ts';
import { SOURCE_COLUMNS } from '../kinds/sources/source-columns.ts';
import { FilterError, type FilterFault } from '../store/filter/expression.ts';
import { filterOfKindsAndSources } from '../store/filter/filter-of-kinds.ts';
import type { FilterOutcome } from '../store/filter/keep-rows.ts';
import { allFilters } from '../store/filter/write-terms.ts';
import type { Flags } from './flags.ts';

/** What `--filter` asks for, as an export takes it; given several times, all must hold. */
export function filterOf(flags: Flags): { readonly filter?: string } {
  const filter = allFilters(flags.filter);
  return filter === '' ? {} : { filter };
}

/** Throws a UsageError where the filter is wrong for rows of these kinds. */
export function checkFilterFlag(filter: string | undefined, kinds: readonly string[]): void {
  if (filter === undefined) return;
  const of = kinds.flatMap((id) => findKind(id) ?? []);
  const read = filterOfKindsAndSources(filter, of, of.some(hasListedSources) ? SOURCE_COLUMNS : null);
  if ('error' in read) throw filterUsage(filter, read.error);
}

/** What an export threw; a filter that was not understood as bad usage. */
export function asFilterUsage(filter: string | undefined, error: unknown): unknown {
  return error instanceof FilterError && filter !== undefined ? filterUsage(filter, error) : error;
}

/** The fault in one line, below it the filter, and below that carets under the place. */
function filterUsage(filter: string, { message, start, end }: FilterFault): UsageError {
  const shown = (text: string): string => safeText(text.replace(/\s/g, ' '));
  const before = stringWidth(shown(filter.slice(0, start)));
  const marked = Math.max(1, stringWidth(shown(filter.slice(start, end))));
  return new UsageError(
    `--filter: ${shown(message)}\n  ${shown(filter)}\n  ${' '.repeat(before)}${'^'.repeat(marked)}`,
  );
}

/** Says on standard error what a filter kept, and which kinds it left out whole. */
export function sayFilterOutcome(outcome: FilterOutcome | undefined): void {
  if (outcome === undefined) return;
  for (const line of [filterLine(outcome), ...lackingLines(outcome)]) process.stderr.write(`${line}\n`);
}
