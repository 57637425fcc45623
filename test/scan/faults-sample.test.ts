/**
 * A sample of all faults in all operations; `npm run soak` tries all of them. The seed is printed, and
 * SNAPDECK_TEST_SEED=N tries another sample.
 */
import { test } from 'node:test';
import { checkFaultCase, titleOf } from '../soak/fault-cases.ts';
import { faultSample } from '../soak/fault-sample.ts';
import { testSeed } from '../soak/seed.ts';

const SAMPLE = 30;

const seed = testSeed();
process.stdout.write(`faults: ${SAMPLE} of the product by seed ${seed} (SNAPDECK_TEST_SEED)\n`);

for (const given of faultSample(seed, SAMPLE)) {
  test(titleOf(given), async () => {
    await checkFaultCase(given);
  });
}
