/** Every fault in every operation that it can befall, against the table of what it must lead to. */
import { after, test } from 'node:test';
import { allFaultCases, checkFaultCase, titleOf } from './fault-cases.ts';
import { FAULT_ROWS } from './fault-rows.ts';

/** Outcomes that were seen, by fault and outcome, with the operations. */
const seen = new Map<string, Map<string, Set<string>>>();

for (const given of allFaultCases()) {
  test(titleOf(given), async () => {
    const outcomes = await checkFaultCase(given);
    const ofRow = seen.get(given.row.title) ?? new Map<string, Set<string>>();
    seen.set(given.row.title, ofRow);
    const key = outcomes.join('+');
    ofRow.set(key, (ofRow.get(key) ?? new Set<string>()).add(given.operation.title));
  });
}

after(() => {
  const lines = FAULT_ROWS.flatMap(({ title }) => {
    const outcomes = [...(seen.get(title) ?? [])];
    if (outcomes.length === 0) return [`${title.padEnd(36)}    0  not as the table says, or not run`];
    return outcomes.map(([outcome, operations], index) => {
      const names = [...operations];
      const some =
        names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
      return `${(index === 0 ? title : '').padEnd(36)} ${String(names.length).padStart(4)}  ${outcome.padEnd(24)} ${some}`;
    });
  });
  process.stdout.write(
    `\nFault, operations, outcome of the cells, which operations\n${lines.join('\n')}\n\n`,
  );
});
