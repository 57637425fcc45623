/**
 * Costs by the value of a column. There may be as many values as snapshots (a tag that every one of them has its own
 * of), so each takes a few numbers in typed arrays while adding up, and only the dearest become objects.
 */
import type { CostShare, CostTotal, TabCost } from './summary.ts';

/** What is known of some snapshots of a tab that have all in common which costs are told apart by. */
export interface TabGroup extends TabCost {
  readonly cost: CostTotal;
}

/** Numbers kept of a value, and of a value in a tab. */
const [OF_VALUE, OF_TAB] = [5, 3];

/** Sums by value, null being the unknown. */
export class CostTally {
  readonly #indexes = new Map<string | null, number>();
  readonly #values: (string | null)[] = [];
  readonly #byTab = new Map<string, Float64Array<ArrayBuffer>>();
  /** Count, low, high, without low, without high of each value. */
  #sums = new Float64Array(16 * OF_VALUE);

  /** How many values there are. */
  get size(): number {
    return this.#values.length;
  }

  /** Adds some snapshots to those of a value. */
  add(value: string | null, { tab, cost, count, withoutHigh, withoutSize }: TabGroup): void {
    const index = this.#indexOf(value);
    this.#sums = withRoom(this.#sums, (index + 1) * OF_VALUE);
    addAt(this.#sums, index * OF_VALUE, [cost.count, cost.low, cost.high, cost.withoutLow, cost.withoutHigh]);
    const counts = withRoom(this.#byTab.get(tab) ?? new Float64Array(16 * OF_TAB), (index + 1) * OF_TAB);
    this.#byTab.set(tab, counts);
    addAt(counts, index * OF_TAB, [count, withoutHigh, withoutSize]);
  }

  #indexOf(value: string | null): number {
    const known = this.#indexes.get(value);
    if (known !== undefined) return known;
    this.#indexes.set(value, this.size);
    return this.#values.push(value) - 1;
  }

  /** The dearest ones by their high bound, then by count and label; `unknown` is the label of the unknown. */
  dearest(most: number, unknown: string): readonly CostShare[] {
    const high = (index: number): number => this.#sums[index * OF_VALUE + 2] ?? 0;
    const count = (index: number): number => this.#sums[index * OF_VALUE] ?? 0;
    const label = (index: number): string => this.#values[index] ?? unknown;
    const least = leastOf(
      Float64Array.from({ length: this.size }, (_, index) => high(index)),
      most,
    );
    return Array.from(this.#values.keys())
      .filter((index) => high(index) >= least)
      .sort((a, b) => high(b) - high(a) || count(b) - count(a) || (label(a) < label(b) ? -1 : 1))
      .slice(0, most)
      .map((index) => ({ label: label(index), ...this.#share(index) }));
  }

  #share(index: number): Omit<CostShare, 'label'> {
    const [count = 0, low = 0, high = 0, withoutLow = 0, withoutHigh = 0] = this.#sums.subarray(
      index * OF_VALUE,
      (index + 1) * OF_VALUE,
    );
    const byTab = [...this.#byTab].flatMap(([tab, counts]) => {
      const [ofTab = 0, lacking = 0, unsized = 0] = counts.subarray(index * OF_TAB, (index + 1) * OF_TAB);
      return ofTab === 0 ? [] : [{ tab, count: ofTab, withoutHigh: lacking, withoutSize: unsized }];
    });
    return { value: this.#values[index] ?? null, count, low, high, withoutLow, withoutHigh, byTab };
  }
}

/** The lowest of the `most` highest numbers. */
function leastOf(numbers: Float64Array, most: number): number {
  return numbers.length <= most ? Number.NEGATIVE_INFINITY : (numbers.sort().at(-most) ?? 0);
}

function withRoom(numbers: Float64Array<ArrayBuffer>, length: number): Float64Array<ArrayBuffer> {
  if (length <= numbers.length) return numbers;
  const larger = new Float64Array(2 * length);
  larger.set(numbers);
  return larger;
}

function addAt(numbers: Float64Array, at: number, added: readonly number[]): void {
  for (let index = 0; index < added.length; index += 1) {
    numbers[at + index] = (numbers[at + index] ?? 0) + (added[index] ?? 0);
  }
}
