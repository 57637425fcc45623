import { type CellState, isFinal, isProblem, type Phase } from './cell.ts';
import type { KindSum } from './kind-sum.ts';
import { PHASES } from './phase.ts';

/** What of a cell is added up. */
export type Summand = Pick<CellState, 'account' | 'region' | 'kind' | 'phase' | 'rows' | 'calls' | 'retries'>;

/** Sums over the cells of a scan of many accounts, kept as the cells change; no cell is held on to. */
export class CellSums {
  readonly #accounts = new Map<string, Map<string, Sum>>();
  readonly #regions = new Map<string, Map<string, Sum>>();

  /** A cell is no longer as it was before, if it was there, but so. */
  change(before: Summand | null, after: Summand): void {
    for (const sum of [
      sumIn(this.#accounts, after.account, after.kind),
      sumIn(this.#regions, after.region, after.kind),
    ])
      add(sum, before, after);
  }

  /** By kind, in the order in which kinds were first seen. */
  ofAccount(account: string): readonly KindSum[] {
    return [...(this.#accounts.get(account) ?? [])].map(([kind, sum]) => kindSum(kind, sum));
  }

  ofRegion(region: string): readonly KindSum[] {
    return [...(this.#regions.get(region) ?? [])].map(([kind, sum]) => kindSum(kind, sum));
  }
}

interface Sum {
  /** An object takes a third of the memory of a map, and there are eight of them an account. */
  readonly phases: Partial<Record<Phase, number>>;
  rows: number;
  calls: number;
  retries: number;
}

function sumIn(sums: Map<string, Map<string, Sum>>, place: string, kind: string): Sum {
  const kinds = sums.get(place) ?? new Map<string, Sum>();
  sums.set(place, kinds);
  const known = kinds.get(kind);
  if (known !== undefined) return known;
  const made = { phases: {}, rows: 0, calls: 0, retries: 0 };
  kinds.set(kind, made);
  return made;
}

/** Adds what is new. Differences: a product might be -0, after which V8 keeps every sum in an object of its own. */
function add(sum: Sum, before: Summand | null, after: Summand): void {
  if (before !== null) sum.phases[before.phase] = (sum.phases[before.phase] ?? 0) - 1;
  sum.phases[after.phase] = (sum.phases[after.phase] ?? 0) + 1;
  sum.rows += after.rows - (before?.rows ?? 0);
  sum.calls += after.calls - (before?.calls ?? 0);
  sum.retries += after.retries - (before?.retries ?? 0);
}

function kindSum(kind: string, { phases, rows, calls, retries }: Sum): KindSum {
  const count = (counts: (phase: Phase) => boolean): number =>
    PHASES.reduce((sum, phase) => sum + (counts(phase) ? (phases[phase] ?? 0) : 0), 0);
  const cells = count(() => true);
  const finished = count(isFinal);
  return {
    ...{ kind, phase: phaseOf(new Set(PHASES.filter((phase) => (phases[phase] ?? 0) > 0))) },
    ...{ cells, finished, problems: count(isProblem) },
    ...{ rows, calls, retries },
  };
}

/** The phase of cells that are in these ones. */
function phaseOf(phases: ReadonlySet<Phase>): Phase {
  const [first = 'queued', ...more] = phases;
  if (more.length === 0) return first;
  if (phases.has('waiting')) return 'waiting';
  if (![...phases].every(isFinal)) return 'running';
  const problems = [...phases].filter(isProblem);
  const [problem] = problems;
  if (problem === undefined) return phases.has('done') ? 'done' : 'empty';
  // What was not offered, or had nothing, is no part that was read.
  const isRead = phases.has('done') || phases.has('empty');
  return problems.length === 1 && !isRead ? problem : 'partial';
}

/** The cells of a region and kind in all accounts as one cell, by its place among those of the scan. */
export function summedCell(id: number, region: string, partition: string, sum: KindSum): CellState {
  const { kind, phase, rows, calls, retries } = sum;
  return {
    ...{ id, account: '', partition, region, kind, phase, rows, calls, retries },
    ...{ startedAt: null, endedAt: null, read: null, error: null, waiting: null },
  };
}
