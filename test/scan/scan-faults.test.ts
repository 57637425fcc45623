/**
 * Faults of a scan as a whole: those of the network, of regions and credentials, and a sample of those of the questions
 * before its first cell; `npm run soak` tries all of them.
 */
import { test } from 'node:test';
import fc from 'fast-check';
import { PROGRAM_FAULTS } from '../soak/program-faults.ts';
import {
  ACCOUNT_FAULTS,
  NETWORK_FAULTS,
  QUESTION_FAULTS,
  type ScanFault,
  titleOfScanFault,
} from '../soak/scan-faults.ts';
import { testSeed } from '../soak/seed.ts';

const SAMPLE = 24;
const OF_PROGRAM = 4;

const seed = testSeed();
process.stdout.write(
  `faults of a scan: ${SAMPLE} of the questions and ${OF_PROGRAM} of the program by seed ${seed} (SNAPDECK_TEST_SEED)\n`,
);

function sampleOf(faults: readonly ScanFault[], size: number): readonly ScanFault[] {
  const some = fc.shuffledSubarray([...faults], { minLength: size, maxLength: size });
  return fc.sample(some, { seed, numRuns: 1 }).flat();
}

const sample = [...sampleOf(QUESTION_FAULTS, SAMPLE), ...sampleOf(PROGRAM_FAULTS, OF_PROGRAM)];
for (const fault of [...NETWORK_FAULTS, ...ACCOUNT_FAULTS, ...sample])
  test(titleOfScanFault(fault), fault.check);
