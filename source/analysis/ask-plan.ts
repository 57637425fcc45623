import type { DatabaseSync } from 'node:sqlite';
import { kindsOfTab } from '../kinds/registry.ts';
import type { AskJob, AskPlan } from '../model/ask.ts';
import type { CellState } from '../model/cell.ts';
import { cellsToAsk, rowsToAsk } from '../store/asked-rows.ts';
import { isOfToday } from '../store/old-verdicts.ts';
import { readCells } from '../store/stored-cells.ts';
import { hasSources } from '../store/stored-sources.ts';

/** What such a file has no columns for could not be written. */
const TOO_OLD =
  'this scan file was written by an earlier version of snapdeck, and its rows cannot be asked any more: scan again';

/** Counts what asking these rows would take, a few hundred rows a step. Throws where the file is too old. */
export function* askPlanSteps(database: DatabaseSync, job: AskJob): Generator<void, AskPlan, undefined> {
  if (!isOfToday(database) || !hasSources(database)) throw new Error(TOO_OLD);
  const byPlace = new Map<string, { account: string; region: string; calls: number }>();
  const cellsOf = (kind: string): readonly CellState[] => readCells(database, { kind });
  let rows = 0;
  for (const { cell, kind, later, isWanted } of cellsToAsk(job, cellsOf)) {
    const { account, region } = cell;
    const place = `${account} ${region}`;
    const sum = byPlace.get(place) ?? { account, region, calls: 0 };
    byPlace.set(place, sum);
    for (const step of rowsToAsk(database, cell.id, kind, later, isWanted)) {
      rows += step.length;
      for (const row of step) sum.calls += later.calls(row);
      yield;
    }
  }
  const places = [...byPlace.values()].sort((one, other) => other.calls - one.calls);
  const calls = places.reduce((sum, place) => sum + place.calls, 0);
  return { rows, passedOver: rowsMeant(job, cellsOf) - rows, calls, most: places[0] ?? null };
}

function rowsMeant({ of }: AskJob, cellsOf: (kind: string) => readonly CellState[]): number {
  const inTab = (tab: string): number =>
    kindsOfTab(tab)
      .flatMap(({ id }) => cellsOf(id))
      .reduce((sum, cell) => sum + cell.rows, 0);
  return of.reduce((sum, { tab, rows }) => sum + (rows?.length ?? inTab(tab)), 0);
}
