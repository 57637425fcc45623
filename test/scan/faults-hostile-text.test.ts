/** Hostile names, tags and numbers on screen and in files: a few of each kind; `npm run soak` tries hundreds. */
import { test } from 'node:test';
import fc from 'fast-check';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { hostileFiles, hostileScreens } from '../soak/hostile-checks.ts';
import { testSeed } from '../soak/seed.ts';

const seed = testSeed();
process.stdout.write(`hostile data: seed ${seed} (SNAPDECK_TEST_SEED)\n`);

for (const [index, kind] of RESOURCE_KINDS.entries()) {
  test(`screens of hostile ${kind.title} hold their form`, () => {
    fc.assert(hostileScreens(kind), { seed, numRuns: 6, endOnFailure: true });
  });
  // Writing and reading a workbook takes its time: two kinds a day.
  if ((index + seed) % 4 !== 0) continue;
  test(`exports of hostile ${kind.title} are sound in every format`, async () => {
    await fc.assert(hostileFiles(kind), { seed, numRuns: 2, endOnFailure: true });
  });
}
