/** Coverage: how every cell ended, so that "none" is never taken for "not allowed". */

import { findKind } from '../kinds/registry.ts';
import { type CellState, isSound, isUnfinished, scannedCells } from '../model/cell.ts';
import type { Column, Value } from '../model/columns.ts';
import { formatInstantSeconds } from '../model/format.ts';
import type { ScanFacts } from '../model/scan-facts.ts';

/** What is said of a cell. */
export const COVERAGE_COLUMNS: readonly Pick<Column, 'header' | 'type'>[] = [
  { header: 'Account', type: 'text' },
  { header: 'Region', type: 'text' },
  { header: 'Kind', type: 'text' },
  { header: 'Outcome', type: 'enum' },
  { header: 'Rows', type: 'integer' },
  { header: 'Calls', type: 'integer' },
  { header: 'Retries', type: 'integer' },
  { header: 'Error Code', type: 'text' },
  { header: 'Error Message', type: 'text' },
  { header: 'Advice', type: 'text' },
  { header: 'Started', type: 'instant' },
  { header: 'Ended', type: 'instant' },
  { header: 'Collector', type: 'text' },
];

/** A cell as a line under `COVERAGE_COLUMNS`. */
export function coverageValues(cell: CellState): readonly Value[] {
  return [
    cell.account,
    cell.region,
    findKind(cell.kind)?.title ?? cell.kind,
    cell.phase,
    cell.rows,
    cell.calls,
    cell.retries,
    cell.error?.code ?? null,
    cell.error?.message ?? null,
    cell.error?.advice ?? null,
    cell.startedAt,
    cell.endedAt,
    cell.kind,
  ];
}

/** The cells that have something to say: all that are not done, empty or skipped. */
export function problemCells(cells: readonly CellState[]): readonly CellState[] {
  return cells.filter(({ phase }) => !isSound(phase));
}

/** In one line, whether the scan is whole: "complete", what is missing, or that it was not finished. */
export function completeness(facts: ScanFacts, cells: readonly CellState[]): string {
  const scanned = scannedCells({ cells, regionsOff: facts.regionsOff });
  const unfinished = scanned.filter(({ phase }) => isUnfinished(phase)).length;
  if (unfinished > 0) {
    return `PARTIAL: ${unfinished} of ${scanned.length} cells were not finished, so rows may be missing; see Coverage`;
  }
  const problems = problemCells(scanned).length;
  if (problems > 0) return `complete, ${problems} of ${scanned.length} cells with problems; see Coverage`;
  return facts.complete ? 'complete' : 'PARTIAL: the scan was not finished';
}

/** Who scanned what, when and how, as names and values. */
export function scanFactLines(facts: ScanFacts): readonly (readonly [string, string])[] {
  const options = Object.entries(facts.options).map(
    ([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : (value ?? 'none')}`,
  );
  return [
    ['Account', facts.identity?.account ?? ''],
    ['Account Name', facts.identity?.accountName ?? ''],
    ['Partition', facts.identity?.partition ?? ''],
    ['Caller ARN', facts.identity?.callerArn ?? ''],
    ['Profile', facts.profile ?? ''],
    ['Regions', facts.regions.join(', ')],
    ['Regions Off', facts.regionsOff.join(', ')],
    ['Started (UTC)', formatInstantSeconds(facts.startedAt)],
    ['Ended (UTC)', formatInstantSeconds(facts.endedAt)],
    ['Options', options.join('; ')],
    ['snapdeck Version', facts.version],
  ];
}
