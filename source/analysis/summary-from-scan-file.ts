import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../kinds/registry.ts';
import type { ScanFacts } from '../model/scan-facts.ts';
import { readElsewhere } from '../store/rows-elsewhere.ts';
import { hasAccounts } from '../store/stored-accounts.ts';
import { readFacts } from '../store/stored-facts.ts';
import { numberOrNull } from '../store/stored-values.ts';
import { accountTotals } from './account-totals.ts';
import { candidatesByService } from './candidates.ts';
import { costSummary } from './cost.ts';
import { dataSyncSummary } from './datasync-summary.ts';
import { countFindings } from './findings-from-scan-file.ts';
import { protectionByAccount, protectionByService } from './protection/protection-totals.ts';
import { isShort, shortfallOf } from './shortfall.ts';
import { snapshotTotals } from './snapshot-totals.ts';
import type { SummaryReport } from './summary.ts';
import { lastNight } from './transfers/last-night.ts';

/** The execution window where a scan file does not name one. */
const DEFAULT_EXECUTION_DAYS = 30;

/**
 * Adds up what a scan file holds. Ages count from the scan's start, ranges are disjoint, and sources are told
 * apart by account, region, service and id. Throws what SQLite throws.
 */
export function summarize(
  database: DatabaseSync,
  resourceKinds: readonly ResourceKind[] = RESOURCE_KINDS,
): SummaryReport {
  const facts = readFacts(database);
  const candidates = candidatesByService(database, resourceKinds);
  const protection = protectionByService(database);
  const night = lastNight(database, facts.startedAt);
  const shortfall = shortfallOf(database, facts.regionsOff);
  return {
    countedFrom: facts.startedAt,
    kinds: rowsByKind(database, facts, resourceKinds),
    ...snapshotTotals(database, facts.startedAt, resourceKinds),
    datasync: dataSyncSummary(database, facts.startedAt, executionDays(facts)),
    findings: countFindings(database),
    cost: costSummary(database, resourceKinds),
    ...(night === undefined ? {} : { lastNight: night }),
    ...(candidates === undefined ? {} : { candidates }),
    ...(protection === undefined || protection.length === 0 ? {} : { protection }),
    ...(isShort(shortfall) ? { shortfall } : {}),
    ...(hasAccounts(database) ? ofManyAccounts(database, resourceKinds) : {}),
  };
}

function ofManyAccounts(
  database: DatabaseSync,
  resourceKinds: readonly ResourceKind[],
): Pick<SummaryReport, 'accounts' | 'elsewhere' | 'protectionByAccount'> {
  const byAccount = protectionByAccount(database);
  return {
    accounts: accountTotals(database, resourceKinds),
    elsewhere: readElsewhere(database),
    ...(byAccount === undefined ? {} : { protectionByAccount: byAccount }),
  };
}

function executionDays(facts: ScanFacts): number {
  const days = facts.options.execution_days;
  return typeof days === 'number' ? days : DEFAULT_EXECUTION_DAYS;
}

/** Every kind that was scanned, in the registry's order, those without rows too. */
function rowsByKind(
  database: DatabaseSync,
  facts: ScanFacts,
  resourceKinds: readonly ResourceKind[],
): SummaryReport['kinds'] {
  const lines = database.prepare('SELECT kind, sum(rows) AS rows FROM cell GROUP BY kind').all();
  const rows = new Map(lines.map((line) => [String(line.kind), numberOrNull(line.rows) ?? 0]));
  const scanned = new Set([...facts.kinds, ...rows.keys()]);
  const known = resourceKinds.map((kind) => kind.id).filter((id) => scanned.has(id));
  const others = [...scanned].filter((id) => !known.includes(id));
  return [...known, ...others].map((kind) => ({ kind, rows: rows.get(kind) ?? 0 }));
}
