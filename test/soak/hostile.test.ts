/** Hostile names, tags and numbers in every kind, on screen and in files, in large numbers. */
import { test } from 'node:test';
import fc from 'fast-check';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { hostileFiles, hostileScreens } from './hostile-checks.ts';
import { testSeed } from './seed.ts';

const seed = testSeed();
process.stdout.write(`hostile data: seed ${seed} (SNAPDECK_TEST_SEED)\n`);

for (const kind of RESOURCE_KINDS) {
  test(`100 screens of hostile ${kind.title} hold their form`, () => {
    fc.assert(hostileScreens(kind), { seed, numRuns: 100, endOnFailure: true });
  });
  test(`20 exports of hostile ${kind.title} are sound in every format`, async () => {
    await fc.assert(hostileFiles(kind), { seed, numRuns: 20, endOnFailure: true });
  });
}
