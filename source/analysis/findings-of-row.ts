/** What deserves a second look about one row of a scan file, and why. */
import type { DatabaseSync } from 'node:sqlite';
import type { Severity } from '../kinds/define/finding.ts';
import { FINDINGS } from '../kinds/findings.ts';
import { findingSettings } from '../store/filter/finding-condition.ts';
import { readFacts } from '../store/stored-facts.ts';
import { foundResources, isRowOf } from './findings-from-scan-file.ts';

/** A finding about a row, or one that could not be checked for it. */
export interface RowFinding {
  readonly title: string;
  readonly severity: Severity;
  /** Why the row is among the finding's, or why nobody could tell. */
  readonly reason: string;
  readonly isChecked: boolean;
}

/** The findings about a row of a tab, the gravest first, then those that could not be checked. */
export function findingsOfRow(database: DatabaseSync, tab: string, row: number): readonly RowFinding[] {
  const settings = findingSettings(readFacts(database));
  const said = FINDINGS.filter((finding) => finding.tab === tab).flatMap((finding): readonly RowFinding[] => {
    const { severity } = finding;
    const title = finding.title(settings);
    const [found] = foundResources(database, finding, 1, row);
    if (found !== undefined) return [{ title, severity, reason: found.reason, isChecked: true }];
    if (!isRowOf(database, finding, 'notChecked', row)) return [];
    return [{ title, severity, reason: finding.notCheckedReason(settings), isChecked: false }];
  });
  return said.toSorted((one, other) => Number(other.isChecked) - Number(one.isChecked));
}
