/** A disk that refuses locks, met by the whole program. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { makePlace, type Place, runSnapdeck } from '../helpers/run-snapdeck.ts';

const NO_LOCKS = fileURLToPath(new URL('../fixtures/disk-without-locks.cjs', import.meta.url));

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

test('a disk that refuses locks is named as the cause, with the variable that names another folder, exit code 1', async () => {
  const args = ['scan', '--demo', '--demo-size', 'small', '--latency', '0', '--region', 'us-east-1'];
  const { exitCode, stdout, stderr } = await runSnapdeck(place, args, {
    NODE_OPTIONS: `--require ${NO_LOCKS}`,
  });
  assert.deepEqual([exitCode, stdout], [1, '']);
  assert.match(
    stderr,
    /^The scan file \S+\.sqlite cannot be made: its disk refuses locks, as some network disks do\. SNAPDECK_DATA_DIR names another folder\.$/m,
  );
  assert.doesNotMatch(stderr, /another program/);
});
