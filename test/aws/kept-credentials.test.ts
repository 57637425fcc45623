import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keptCredentials } from '../../source/aws/credentials/source.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** A source whose credentials last so long; the clock begins at 0. */
function sourceOf(lasts: number | null) {
  let loads = 0;
  const source = keptCredentials(() => {
    loads += 1;
    const ends = lasts === null ? {} : { expiration: new Date(Date.now() + lasts) };
    return Promise.resolve({ accessKeyId: `AKID${loads}`, secretAccessKey: 'secret', ...ends });
  });
  return { source, current: async () => (await source.current()).accessKeyId };
}

for (const [words, lasts, keptFor] of [
  ['five minutes before they end', 60 * MINUTE, 55 * MINUTE],
  ['half way where they last no ten minutes', MINUTE, 30 * SECOND],
] as const)
  test(`credentials are had anew ${words}, and not for every call`, async (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: 0 });
    const { current } = sourceOf(lasts);
    assert.equal(await current(), 'AKID1');
    t.mock.timers.tick(keptFor - 1);
    assert.equal(await current(), 'AKID1');
    t.mock.timers.tick(1);
    assert.deepEqual(await Promise.all([current(), current()]), ['AKID2', 'AKID2']);
    assert.equal(await current(), 'AKID2');
  });

test('credentials that have ended when they are had are had anew by the next call', async (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 0 });
  const { current } = sourceOf(-SECOND);
  assert.deepEqual([await current(), await current()], ['AKID1', 'AKID2']);
});

test('credentials without an end are kept until they are refused, and only those are forgotten', async () => {
  const { source, current } = sourceOf(null);
  assert.deepEqual([await current(), await current()], ['AKID1', 'AKID1']);
  source.forget({ accessKeyId: 'AKID0', secretAccessKey: 'secret' });
  assert.equal(await current(), 'AKID1');
  source.forget({ accessKeyId: 'AKID1', secretAccessKey: 'secret' });
  assert.equal(await current(), 'AKID2');
});
