import type { DatabaseSync } from 'node:sqlite';
import { kindsOfTab } from '../kinds/registry.ts';
import type { AskJob, AskPlan } from '../model/ask.ts';
import { isFinal } from '../model/cell.ts';
import { rowsToAsk } from '../store/asked-rows.ts';
import { isOfToday } from '../store/old-verdicts.ts';
import { cellsInTurn } from '../store/stored-cells.ts';
import { hasSources } from '../store/stored-sources.ts';

/** What such a file has no columns for could not be written. */
const TOO_OLD =
  'this scan file was written by an earlier version of snapdeck, and its rows cannot be asked any more: scan again';

/** Counts what asking these rows would take, a few hundred rows a step. Throws where the file is too old. */
export function* askPlanSteps(
  database: DatabaseSync,
  { what, of }: AskJob,
): Generator<void, AskPlan, undefined> {
  if (!isOfToday(database) || !hasSources(database)) throw new Error(TOO_OLD);
  const byPlace = new Map<string, { account: string; region: string; calls: number }>();
  let rows = 0;
  let meant = 0;
  for (const { tab, rows: chosen } of of) {
    const wanted = chosen === null ? null : new Set(chosen);
    meant += chosen?.length ?? 0;
    for (const kind of kindsOfTab(tab)) {
      const later = kind.askedLater.find(({ id }) => id === what);
      // All are read before they are gone through: steps of others come in between.
      for (const cell of [...cellsInTurn(database, { kind: kind.id })]) {
        if (chosen === null) meant += cell.rows;
        if (later === undefined || cell.rows === 0 || !isFinal(cell.phase)) continue;
        const place = `${cell.account} ${cell.region}`;
        const sum = byPlace.get(place) ?? { account: cell.account, region: cell.region, calls: 0 };
        byPlace.set(place, sum);
        for (const step of rowsToAsk(database, cell.id, kind, later, (row) => wanted?.has(row) ?? true)) {
          rows += step.length;
          for (const row of step) sum.calls += later.calls(row);
          yield;
        }
      }
    }
  }
  const places = [...byPlace.values()].sort((one, other) => other.calls - one.calls);
  const calls = places.reduce((sum, place) => sum + place.calls, 0);
  return { rows, passedOver: meant - rows, calls, most: places[0] ?? null };
}
