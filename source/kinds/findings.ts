/** The registry of findings. A new one is an entry in one of the files that are named here. */

import { DATASYNC_FINDINGS } from './datasync/findings-datasync.ts';
import type { Finding, Severity } from './define/finding.ts';
import { SNAPSHOT_FINDINGS } from './snapshots/findings-snapshots.ts';

/** From the gravest. */
export const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];

/** Every finding, the gravest first. */
export const FINDINGS: readonly Finding[] = [...SNAPSHOT_FINDINGS, ...DATASYNC_FINDINGS].sort(
  (a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity),
);

/** Behind the id of a finding: not its rows, but those of which it cannot be told. */
export const UNTOLD = '?';

/** The findings about the rows of a tab: the one with this id, or all of them for `any`. */
export function findingsOf(tab: string, id: string): readonly Finding[] {
  return FINDINGS.filter((finding) => finding.tab === tab && (id === 'any' || finding.id === id));
}
