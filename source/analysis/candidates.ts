/** Adds up what may go, as far as can be known: the snapshots whose verdict is `candidate`, by service. */
import type { DatabaseSync } from 'node:sqlite';
import type { ResourceKind } from '../kinds/define/define-resource.ts';
import { quoted } from '../store/schema.ts';
import { arrayRows, columnOrNull, storedColumns } from '../store/sql-rows.ts';
import { placesOfCells } from '../store/stored-cells.ts';
import { textOrNull } from '../store/stored-values.ts';
import { addAll, keptOrStarted, startAmount } from './amounts.ts';
import { addCost, noCost, rounded } from './cost.ts';
import { snapshotTabs } from './snapshot-totals.ts';
import type { CandidatesOfService } from './summary.ts';

/** In the order of the kinds, then of the services' names; undefined: the scan file holds no verdicts. */
export function candidatesByService(
  database: DatabaseSync,
  kinds: readonly ResourceKind[],
): readonly CandidatesOfService[] | undefined {
  const tabs = snapshotTabs(kinds).filter((tab) => storedColumns(database, tab).has('deletability'));
  if (tabs.length === 0) return undefined;
  const order = kinds.map(({ id }) => id);
  const placeOf = placesOfCells(database);
  const services = new Map<string, CandidatesOfService>();
  for (const tab of tabs) {
    for (const [cell, service, count, ...sums] of candidateGroups(database, tab)) {
      const kind = kinds.find(({ id }) => id === placeOf(Number(cell))?.kind);
      if (kind === undefined) continue;
      const [bytes = 0, unknownSizes = 0, low = 0, high = 0, withoutLow = 0, withoutHigh = 0] =
        sums.map(Number);
      const named = textOrNull(service) ?? kind.service;
      const total = keptOrStarted(services, `${order.indexOf(kind.id)} ${named}`, () => ({
        ...{ service: named, kind: kind.id, amount: startAmount(), cost: noCost() },
      }));
      addAll(total.amount, { count: Number(count), bytes, unknownSizes });
      addCost(total.cost, { count: Number(count), low, high, withoutLow, withoutHigh });
    }
  }
  return [...services.values()]
    .sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind) || (a.service < b.service ? -1 : 1))
    .map((total) => ({ ...total, cost: rounded(total.cost) }));
}

function candidateGroups(database: DatabaseSync, tab: string): ReturnType<typeof arrayRows> {
  const columns = storedColumns(database, tab);
  const [size, low, high] = ['size', 'monthly_cost_low', 'monthly_cost_high'].map((id) =>
    columnOrNull(columns, id),
  );
  return arrayRows(
    database,
    `SELECT cell, ${columnOrNull(columns, 'service')}, count(*), total(${size}), count(*) - count(${size}),
       total(${low}), total(${high}), count(*) - count(${low}), count(*) - count(${high})
     FROM ${quoted(tab)} WHERE deletability = 'candidate' GROUP BY 1, 2`,
  );
}
