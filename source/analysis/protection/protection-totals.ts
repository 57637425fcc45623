/** How many sources of each service are protected, and how many are not. */
import type { DatabaseSync } from 'node:sqlite';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import { arrayRows } from '../../store/sql-rows.ts';
import { hasSources } from '../../store/stored-sources.ts';
import { textOrNull } from '../../store/stored-values.ts';
import type { ProtectionOfAccount, ProtectionOfService } from '../summary.ts';
import { PROTECTIONS } from './judge.ts';
import { freshSources } from './source-table.ts';

/**
 * By service, in the order of the kinds; undefined where the scan file does not tell what there is without a backup, so
 * that a count of it would be wrong.
 */
export function protectionByService(database: DatabaseSync): readonly ProtectionOfService[] | undefined {
  if (!hasSources(database)) return undefined;
  const order = RESOURCE_KINDS.map(({ id }) => id);
  return countsBy(database, ['service', 'cell.kind'])
    .map(([[service, kind], counts]) => ({ service: String(service), kind: String(kind), ...counts }))
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.service < b.service ? -1 : 1));
}

/** By account, those first that have the most without a good backup; undefined where there is one, or nothing is told. */
export function protectionByAccount(database: DatabaseSync): readonly ProtectionOfAccount[] | undefined {
  if (!hasSources(database)) return undefined;
  const names = new Map(
    database
      .prepare('SELECT id, name FROM account')
      .all()
      .map(({ id, name }) => [String(id), textOrNull(name)]),
  );
  const totals = countsBy(database, ['source.account']).map(([[account], counts]) => ({
    ...{ account: String(account), name: names.get(String(account)) ?? null },
    ...counts,
  }));
  const bad = ({ unprotected, late }: ProtectionOfAccount): number => unprotected + late;
  return totals.length < 2
    ? undefined
    : totals.sort((a, b) => bad(b) - bad(a) || b.unknown - a.unknown || (a.account < b.account ? -1 : 1));
}

/** Counts of each protection, by the values of these columns. */
function countsBy(database: DatabaseSync, columns: readonly string[]) {
  freshSources(database);
  const sums = PROTECTIONS.map((name) => `count(*) FILTER (WHERE protection = '${name}')`);
  const lines = arrayRows(
    database,
    `SELECT ${[...columns, ...sums].join(', ')} FROM temp.${SOURCES_TAB} AS source JOIN cell ON cell.id = source.cell
     GROUP BY ${columns.join(', ')}`,
  );
  return [...lines].map((line) => {
    const counts = line.slice(columns.length).map(Number);
    const [unprotected = 0, late = 0, unknown = 0, isProtected = 0, exempt = 0] = counts;
    return [line, { unprotected, late, unknown, protected: isProtected, exempt }] as const;
  });
}

/** Those of several services together; exempt ones are in no share, and left out. */
export function protectionOfAll(
  totals: readonly ProtectionOfService[],
): Pick<ProtectionOfService, 'unprotected' | 'late' | 'unknown' | 'protected'> {
  const all = { unprotected: 0, late: 0, unknown: 0, protected: 0 };
  for (const total of totals) {
    all.unprotected += total.unprotected;
    all.late += total.late;
    all.unknown += total.unknown;
    all.protected += total.protected;
  }
  return all;
}

/** The protected ones of all that need to be, in percent, never rounded up to all; null: there are none of those. */
export function protectedShare(
  total: Pick<ProtectionOfService, 'unprotected' | 'late' | 'unknown' | 'protected'>,
): number | null {
  const all = total.unprotected + total.late + total.unknown + total.protected;
  return all === 0 ? null : Math.floor((100 * total.protected) / all);
}
