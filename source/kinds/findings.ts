/** Every finding of every kind. */
import type { KindGroup, ResourceKind } from './define/define-resource.ts';
import type { Finding, Severity } from './define/finding.ts';
import { listOf } from './define/none.ts';
import { hasListedSources } from './define/sources.ts';
import { RESOURCE_KINDS } from './registry.ts';
import { SOURCE_FINDINGS } from './sources/source-findings.ts';
import { TRANSFER_FINDINGS } from './transfers/transfer-findings.ts';

/** From the gravest. */
export const SEVERITIES: readonly Severity[] = ['high', 'medium', 'low'];

/**
 * Every finding once, the gravest first; those about snapshots before those about their sources, and these before those
 * about DataSync: how transfers go, then what is of its kinds, of which those about what happened (executions, the last kind) come before those about what it happened to.
 */
export const FINDINGS: readonly Finding[] = [
  ...new Set([
    ...findingsOfKinds(kindsOfGroup('snapshots')),
    ...findingsOfSources(),
    ...TRANSFER_FINDINGS,
    ...findingsOfKinds(kindsOfGroup('datasync').toReversed()),
  ]),
].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity));

function kindsOfGroup(wanted: KindGroup): readonly ResourceKind[] {
  return RESOURCE_KINDS.filter(({ group }) => group === wanted);
}

function findingsOfSources(): readonly Finding[] {
  const restsOn = RESOURCE_KINDS.filter(hasListedSources).map(({ id }) => id);
  return SOURCE_FINDINGS.map((finding) => ({ ...finding, restsOn }));
}

function findingsOfKinds(kinds: readonly ResourceKind[]): readonly Finding[] {
  return kinds.flatMap(({ findings }) => listOf(findings));
}

/** Behind the id of a finding: not its rows, but those of which it cannot be told. */
export const UNTOLD = '?';

/** The findings about the rows of a tab: the one with this id, or all of them for `any`. */
export function findingsOf(tab: string, id: string): readonly Finding[] {
  return FINDINGS.filter((finding) => finding.tab === tab && (id === 'any' || finding.id === id));
}
