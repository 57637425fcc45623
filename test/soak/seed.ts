/**
 * The seed of this run's samples: SNAPDECK_TEST_SEED, else always the same, so that what fails was broken by the
 * change at hand.
 */
export function testSeed(): number {
  const given = Number(process.env.SNAPDECK_TEST_SEED);
  return Number.isSafeInteger(given) && given > 0 ? given : 1;
}
