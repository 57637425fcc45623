/** `--fail-on`: what of a finished scan makes the program end with 5, once everything is written. */

import { countFindings } from '../analysis/findings-from-scan-file.ts';
import { freshSources, protectionCounts } from '../analysis/protection/source-table.ts';
import { closest } from '../base/close-names.ts';
import { UsageError } from '../base/usage-error.ts';
import { datasyncTask } from '../kinds/datasync/datasync-task.ts';
import { hasListedSources } from '../kinds/define/sources.ts';
import { FINDINGS } from '../kinds/findings.ts';
import { findKind } from '../kinds/registry.ts';
import { SOURCES_TAB } from '../kinds/sources/source-columns.ts';
import { TRANSFERS_TAB } from '../kinds/transfers/transfer-columns.ts';
import { formatCount } from '../model/format.ts';
import { counted } from '../model/words.ts';
import { openForReading } from '../store/scan-file.ts';
import { readFacts } from '../store/stored-facts.ts';
import { hasSources } from '../store/stored-sources.ts';

/** What may be protected badly. */
const PROTECTIONS: readonly string[] = ['unprotected', 'late', 'unknown'];

const FAILED_ON = 5;

/** The exit code where something is that `--fail-on` names: what went wrong by itself weighs more, cells with problems less. */
export function withFailures(exitCode: number, failures: readonly string[]): number {
  return failures.length > 0 && (exitCode === 0 || exitCode === 3) ? FAILED_ON : exitCode;
}

/** A name with how many of it are still well. */
interface Condition {
  readonly name: string;
  readonly most: number;
}

/** Reads the words of the flag. Throws a UsageError for what is no name, or what the kinds of a scan cannot tell. */
export function failOnOf(words: readonly string[], kinds: readonly string[]): readonly Condition[] {
  return words.map((word) => {
    const [, name = '', most = '0'] = /^([^>]+?)(?:>(\d{1,9}))?$/.exec(word) ?? [];
    checkName(name === '' ? word : name, kinds);
    return { name, most: Number(most) };
  });
}

/** As `failOnOf`, for the kinds that a scan file holds. */
export function failOnOfFile(words: readonly string[], scanFile: string): readonly Condition[] {
  if (words.length === 0) return [];
  const database = openForReading(scanFile);
  try {
    const conditions = failOnOf(words, readFacts(database).kinds);
    const ofSources = conditions.find(({ name }) => isOfSources(name));
    if (ofSources !== undefined && !hasSources(database))
      throw new UsageError(
        `--fail-on ${ofSources.name}: an earlier version wrote this scan file, which does not tell what has no backup`,
      );
    return conditions;
  } finally {
    database.close();
  }
}

function isOfSources(name: string): boolean {
  return PROTECTIONS.includes(name) || FINDINGS.find(({ id }) => id === name)?.tab === SOURCES_TAB;
}

function checkName(name: string, kinds: readonly string[]): void {
  const scanned = kinds.flatMap((id) => findKind(id) ?? []);
  if (PROTECTIONS.includes(name)) {
    if (scanned.some(hasListedSources)) return;
    throw new UsageError(`--fail-on ${name}: no kind of this scan tells what is protected`);
  }
  const finding = FINDINGS.find(({ id }) => id === name);
  const canTell =
    (isOfSources(name) && scanned.some(hasListedSources)) ||
    (finding?.tab === TRANSFERS_TAB && scanned.includes(datasyncTask));
  if (finding === undefined) {
    const all = [...new Set([...PROTECTIONS, ...FINDINGS.map(({ id }) => id)])];
    const near = closest(name, all, (one) => [one]);
    const close = near.length === 0 ? '' : `; close: ${near.join(', ')}`;
    throw new UsageError(
      `--fail-on takes unprotected, late, unknown and the ids of findings, each with >N where some are well (late>5), not ${name}${close}`,
    );
  }
  if (!canTell && !scanned.some(({ tab }) => tab === finding.tab))
    throw new UsageError(`--fail-on ${name}: no kind of this scan tells of it`);
}

/** What there is too much of in a scan file, a line each; none: all is as well as it must be. */
export function failedOn(scanFile: string, conditions: readonly Condition[]): readonly string[] {
  if (conditions.length === 0) return [];
  const database = openForReading(scanFile);
  try {
    const counts = new Map<string, number>();
    if (conditions.some(({ name }) => PROTECTIONS.includes(name)))
      for (const [name, count] of protectionCounts(database)) counts.set(name, count);
    if (conditions.some(({ name }) => !PROTECTIONS.includes(name))) {
      freshSources(database);
      for (const { id, count } of countFindings(database)) counts.set(id, count);
    }
    return conditions.flatMap(({ name, most }) => {
      const count = counts.get(name) ?? 0;
      return count > most ? [line(name, count, most)] : [];
    });
  } finally {
    database.close();
  }
}

function line(name: string, count: number, most: number): string {
  const what = PROTECTIONS.includes(name)
    ? counted(count, `${name} source`)
    : `${formatCount(count)} ${name}`;
  return `--fail-on: ${what}${most === 0 ? '' : `, more than ${formatCount(most)}`}`;
}
