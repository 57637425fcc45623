import type { Outcome } from '../../source/model/cell.ts';
import { allFaultCases, type FaultCase } from './fault-cases.ts';
import { FAULT_ROWS } from './fault-rows.ts';
import { markdown } from './markdown.ts';
import { SCAN_FAULTS, type ScanFault } from './scan-faults.ts';

/** Outcomes of cells that a fault of a call can lead to. */
const SHOWN: readonly Outcome[] = ['done', 'partial', 'denied', 'throttled', 'failed', 'stopped'];

/** What was seen of the faults, as a table to be pasted. */
export class FaultTable {
  readonly #cells = new Map<string, Map<string, number>>();
  readonly #passed = new Map<string, number>();
  readonly #whole = new Set<ScanFault>();

  /** A case went as the table of faults says, with these outcomes of the cells concerned. */
  add({ row: { title } }: FaultCase, outcomes: readonly string[]): void {
    const ofRow = this.#cells.get(title) ?? new Map<string, number>();
    this.#cells.set(title, ofRow);
    this.#passed.set(title, (this.#passed.get(title) ?? 0) + 1);
    for (const outcome of outcomes) ofRow.set(outcome, (ofRow.get(outcome) ?? 0) + 1);
  }

  /** The same for a scan as a whole. */
  addWhole(fault: ScanFault): void {
    this.#whole.add(fault);
  }

  /** Rows by outcomes, counting cells; a row none of whose cases was run is left out. */
  lines(): readonly string[] {
    const cases = allFaultCases();
    const rows = FAULT_ROWS.flatMap(({ title }): readonly (readonly string[])[] => {
      const seen = this.#cells.get(title);
      const all = cases.filter(({ row }) => row.title === title).length;
      return seen === undefined ? [] : [[title, `${this.#passed.get(title)} of ${all}`, ...countsOf(seen)]];
    });
    return [
      ...markdown([['fault of a call', 'operations', ...SHOWN], ...rows]),
      '',
      ...markdown([['fault of a scan', 'befalls', 'passed', 'what comes of it'], ...this.#wholeRows()]),
    ];
  }

  #wholeRows(): readonly (readonly string[])[] {
    const groups = new Map<string, ScanFault[]>();
    for (const fault of SCAN_FAULTS) {
      const key = `${fault.title}\n${fault.outcome}`;
      groups.set(key, [...(groups.get(key) ?? []), fault]);
    }
    return [...groups.values()].flatMap((faults): readonly (readonly string[])[] => {
      const passed = faults.filter((fault) => this.#whole.has(fault));
      const [first] = faults;
      if (first === undefined || passed.length === 0) return [];
      const where = faults.map((fault) => fault.where).join(', ');
      return [[first.title, where, `${passed.length} of ${faults.length}`, first.outcome]];
    });
  }
}

function countsOf(seen: ReadonlyMap<string, number>): readonly string[] {
  return SHOWN.map((outcome) => String(seen.get(outcome) ?? '-'));
}
