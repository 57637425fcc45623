/** What is compared beside rows: findings, and how well sources are protected. */
import type { ResourceKind } from '../../kinds/define/define-resource.ts';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import type { FindingChange, ProtectionChange } from '../../model/diff.ts';
import type { Sides } from '../../store/diff/scan-side.ts';
import { registerFunctions } from '../../store/filter/sql-functions.ts';
import { openForReading } from '../../store/scan-file.ts';
import { askedSide, readFindings } from './finding-changes.ts';
import { sourceChanges } from './protection-changes.ts';
import type { TabMatches } from './tab-matches.ts';

/** What is compared. */
export interface SectionsQuestion {
  readonly sides: Sides;
  readonly kinds: readonly ResourceKind[];
  /** Some rows were not looked at. */
  readonly isFiltered: boolean;
}

/** What changed beside rows. */
export type SectionChange = FindingChange | ProtectionChange;

/** Which rows of a tab are the same one on both sides. */
export type MatchesOf = (tab: string) => TabMatches;

/** Both sides' findings and sources, read before it is known which rows are the same. */
export interface ReadSections {
  /** The changes of findings, a tab after the other, then those of the findings about sources and of protections. */
  readonly changes: (matchesOf: MatchesOf) => Generator<SectionChange, void, undefined>;
  readonly close: () => void;
}

/** Reads what is compared beside rows. Throws a ScanFileError as `openForReading` does. */
export function readSections({ sides, kinds, isFiltered }: SectionsQuestion): ReadSections {
  const old = openForReading(sides.old.file);
  const now = openForReading(sides.new.file);
  const close = (): void => {
    old.close();
    now.close();
  };
  try {
    for (const database of [old, now]) registerFunctions(database);
    const ids = kinds.map(({ id }) => id);
    const asked = { old: askedSide(old, sides.old, ids), new: askedSide(now, sides.new, ids) };
    const tabs = [...new Set(kinds.map((kind) => kind.tab))];
    const findings = tabs.map((tab) => ({ tab, read: readFindings(asked, tab) }));
    const of = { old: { database: old, side: sides.old }, new: { database: now, side: sides.new } };
    const sources = isFiltered ? null : sourceChanges(of, ids);
    const ofSources = sources === null ? null : readFindings(asked, SOURCES_TAB);
    return {
      *changes(matchesOf) {
        for (const { tab, read } of findings) yield* read.changes(matchesOf(tab));
        if (sources === null) return;
        if (ofSources !== null) yield* ofSources.changes(sources.matches);
        yield* sources.changes;
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}
