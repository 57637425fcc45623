/** The seed of this run's samples: SNAPDECK_TEST_SEED, else the day, so that a failure can be had again. */
export function testSeed(): number {
  const given = Number(process.env.SNAPDECK_TEST_SEED);
  return Number.isSafeInteger(given) && given > 0 ? given : Math.floor(Date.now() / 86_400_000);
}
