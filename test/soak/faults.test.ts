/** Every fault in every operation that it can befall, and of a scan as a whole, against the table of what must come. */
import { after, test } from 'node:test';
import { allFaultCases, checkFaultCase, titleOf } from './fault-cases.ts';
import { FaultTable } from './fault-table.ts';
import { SCAN_FAULTS, titleOfScanFault } from './scan-faults.ts';

const table = new FaultTable();

for (const given of allFaultCases()) {
  test(titleOf(given), async () => {
    table.add(given, await checkFaultCase(given));
  });
}

for (const fault of SCAN_FAULTS) {
  test(titleOfScanFault(fault), async () => {
    await fault.check();
    table.addWhole(fault);
  });
}

after(() => {
  process.stdout.write(`\nWhat came of the faults, in cells by outcome\n\n${table.lines().join('\n')}\n\n`);
});
