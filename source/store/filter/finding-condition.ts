import type { DatabaseSync } from 'node:sqlite';
import type { Finding, FindingSettings, RowsOf } from '../../kinds/define/finding.ts';
import { findingsOf, UNTOLD } from '../../kinds/findings.ts';
import type { ScanFacts } from '../../model/scan-facts.ts';
import { anyOf, type Condition, NEVER } from '../condition.ts';
import type { StoredTable } from '../schema.ts';
import { readFacts } from '../stored-facts.ts';
import { parseFilter } from './parse-filter.ts';
import { columnsOfTable } from './query-filter.ts';
import { toCondition } from './to-condition.ts';

/** What counts where a scan file does not say. */
const DEFAULTS = { oldDays: 365, executionDays: 30 } as const;

/** What findings of a scan are measured with. */
export function findingSettings({ startedAt, options, accountsChoice }: ScanFacts): FindingSettings {
  const days = (name: string, otherwise: number): number => {
    const given = options[name];
    return typeof given === 'number' ? given : otherwise;
  };
  return {
    scanStart: startedAt,
    oldDays: days('old_days', DEFAULTS.oldDays),
    executionDays: days('execution_days', DEFAULTS.executionDays),
    isOrganizationKnown: accountsChoice?.isListed === true,
  };
}

/**
 * The rows of a table that a finding (by its id), or `any` finding of the table's, is about; with `UNTOLD` behind the
 * id those of which it cannot be told. One unknown: none.
 */
export function findingCondition(database: DatabaseSync, table: StoredTable, id: string): Condition {
  return anyOf(findingConditions(database, table, id));
}

/** As `findingCondition`, each finding alone. */
export function findingConditions(
  database: DatabaseSync,
  table: StoredTable,
  id: string,
): readonly Condition[] {
  const settings = findingSettings(readFacts(database));
  const part = id.endsWith(UNTOLD) ? 'notChecked' : 'rows';
  return findingsOf(table.tab, id.replace(UNTOLD, ''))
    .filter((finding) => isAnswerable(finding, table, settings))
    .map((finding) => condition(table, finding[part](settings), settings));
}

/** True for a finding that is asked of the scan, where the table has all that it needs to know. */
export function isAnswerable(
  { reads, when }: Pick<Finding, 'reads' | 'when'>,
  { columns }: StoredTable,
  settings: FindingSettings,
): boolean {
  if (when?.(settings) === false) return false;
  return reads.every((id) => columns.some((column) => column.id === id));
}

export function condition(table: StoredTable, rows: RowsOf, { scanStart }: FindingSettings): Condition {
  if ('sql' in rows) return { sql: `(${rows.sql})`, values: [] };
  const parsed = parseFilter(rows.filter, columnsOfTable(table));
  return 'error' in parsed ? NEVER : toCondition(parsed.ok, table, scanStart);
}
