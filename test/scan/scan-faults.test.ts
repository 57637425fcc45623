/**
 * Faults of a scan as a whole: those of the network, of regions and credentials, and a sample of those of the questions
 * before its first cell; `npm run soak` tries all of them.
 */
import { test } from 'node:test';
import fc from 'fast-check';
import { ACCOUNT_FAULTS, NETWORK_FAULTS, QUESTION_FAULTS, titleOfScanFault } from '../soak/scan-faults.ts';
import { testSeed } from '../soak/seed.ts';

const SAMPLE = 24;

const seed = testSeed();
process.stdout.write(`faults of a scan: ${SAMPLE} of the questions by seed ${seed} (SNAPDECK_TEST_SEED)\n`);

const [sample = []] = fc.sample(
  fc.shuffledSubarray([...QUESTION_FAULTS], { minLength: SAMPLE, maxLength: SAMPLE }),
  { seed, numRuns: 1 },
);
for (const fault of [...NETWORK_FAULTS, ...ACCOUNT_FAULTS, ...sample])
  test(titleOfScanFault(fault), fault.check);
