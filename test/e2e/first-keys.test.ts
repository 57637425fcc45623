import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeWithSnapshots } from '../helpers/made-place.ts';
import { openScanFile } from '../helpers/open-scan-file.ts';

for (const [key, shows] of [
  ['7', /EBS snapshots +2 .*row 1 of 2/],
  ['?', 'close the help'],
  [':', /^ ?:/m],
] as const) {
  test(`the key ${key} pressed with the first frame is not undone when the scan file has been read`, async () => {
    using place = placeWithSnapshots();
    await using terminal = openScanFile(place);
    await terminal.waitFor('the header', ([top = '']) => top.startsWith(' snapdeck'));
    terminal.type(key);
    await terminal.waitFor('the scan file', ([top = '']) => top.includes('complete'));
    await terminal.waitForText(shows);
    assert.ok(terminal.terminalState().alternateScreen);
  });
}

test('q pressed with the first frame leaves, and nothing is said of the file that was being read', async () => {
  using place = placeWithSnapshots();
  await using terminal = openScanFile(place);
  await terminal.waitFor('the header', ([top = '']) => top.startsWith(' snapdeck'));
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  assert.deepEqual(
    terminal.allLines().filter((line) => line !== ''),
    [],
  );
});
