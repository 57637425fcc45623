import fc from 'fast-check';
import { allFaultCases, type FaultCase } from './fault-cases.ts';

/** So many cases of the product, by seed, no two the same; every fault's turn comes before any fault's second. */
export function faultSample(seed: number, size: number): readonly FaultCase[] {
  const cases = allFaultCases();
  const [shuffled = []] = fc.sample(
    fc.shuffledSubarray([...cases], { minLength: cases.length, maxLength: cases.length }),
    { seed, numRuns: 1 },
  );
  const turns = new Map<FaultCase['row'], number>();
  const withTurns = shuffled.map((given) => {
    const turn = turns.get(given.row) ?? 0;
    turns.set(given.row, turn + 1);
    return { given, turn };
  });
  return withTurns
    .sort((one, other) => one.turn - other.turn)
    .slice(0, size)
    .map(({ given }) => given);
}
