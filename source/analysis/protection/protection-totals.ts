/** How many sources of each service are protected, and how many are not. */
import type { DatabaseSync } from 'node:sqlite';
import { RESOURCE_KINDS } from '../../kinds/registry.ts';
import { SOURCES_TAB } from '../../kinds/sources/source-columns.ts';
import { arrayRows } from '../../store/sql-rows.ts';
import { hasSources } from '../../store/stored-sources.ts';
import type { ProtectionOfService } from '../summary.ts';
import { PROTECTIONS } from './judge.ts';
import { freshSources } from './source-table.ts';

/**
 * By service, in the order of the kinds; undefined where the scan file does not tell what there is without a backup, so
 * that a count of it would be wrong.
 */
export function protectionByService(database: DatabaseSync): readonly ProtectionOfService[] | undefined {
  if (!hasSources(database)) return undefined;
  freshSources(database);
  const sums = PROTECTIONS.map((name) => `count(*) FILTER (WHERE protection = '${name}')`);
  const lines = arrayRows(
    database,
    `SELECT service, cell.kind, ${sums.join(', ')} FROM temp.${SOURCES_TAB} AS source JOIN cell ON cell.id = source.cell
     GROUP BY 1, 2`,
  );
  const order = RESOURCE_KINDS.map(({ id }) => id);
  return [...lines]
    .map(([service, kind, ...counts]): ProtectionOfService => {
      const [unprotected = 0, late = 0, unknown = 0, isProtected = 0, exempt = 0] = counts.map(Number);
      return {
        ...{ service: String(service), kind: String(kind) },
        ...{ unprotected, late, unknown, protected: isProtected, exempt },
      };
    })
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.service < b.service ? -1 : 1));
}

/** The protected ones of all that need to be, in percent, never rounded up to all; null: there are none of those. */
export function protectedShare(
  total: Pick<ProtectionOfService, 'unprotected' | 'late' | 'unknown' | 'protected'>,
): number | null {
  const all = total.unprotected + total.late + total.unknown + total.protected;
  return all === 0 ? null : Math.floor((100 * total.protected) / all);
}
