/** What is compared beside rows: findings, and how well sources are protected. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import type { FindingChange, ProtectionChange } from '../../model/diff.ts';
import type { ScanSide } from '../../store/diff/scan-side.ts';
import { registerFunctions } from '../../store/filter/sql-functions.ts';
import { openForReading } from '../../store/scan-file.ts';
import { askedSide, findingChanges } from './finding-changes.ts';
import { sourceChanges } from './protection-changes.ts';
import type { TabMatches } from './tab-matches.ts';

/** What was compared of the rows before. */
export interface ComparedRows {
  readonly sides: { readonly old: ScanSide; readonly new: ScanSide };
  readonly kinds: readonly ResourceKind[];
  readonly matchesOf: (tab: string) => TabMatches;
  /** Some rows were not looked at. */
  readonly isFiltered: boolean;
}

/** The changes of findings, a tab after the other, then those of protections and of the findings about sources. */
export function* sectionChanges({
  sides,
  kinds,
  matchesOf,
  isFiltered,
}: ComparedRows): Generator<FindingChange | ProtectionChange, void, undefined> {
  const [old, now] = [openForReading(sides.old.file), openForReading(sides.new.file)];
  try {
    for (const database of [old, now]) registerFunctions(database);
    const ids = kinds.map(({ id }) => id);
    const asked = { old: askedSide(old, ids), new: askedSide(now, ids) };
    for (const tab of new Set(kinds.map((kind) => kind.tab)))
      yield* findingChanges(asked, tab, matchesOf(tab));
    if (isFiltered) return;
    const of = { old: { database: old, side: sides.old }, new: { database: now, side: sides.new } };
    const sources = sourceChanges(of, ids);
    if (sources === null) return;
    yield* findingChanges(asked, SOURCES_TAB, sources.matches);
    yield* sources.changes;
  } finally {
    old.close();
    now.close();
  }
}
