import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, PROGRAM } from '../helpers/run-snapdeck.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

/** A place with a scan file of two snapshots. */
function placeWithScanFile(): ReturnType<typeof makePlace> & Disposable & { readonly scanFile: string } {
  const place = makePlace();
  const scanFile = place.file('made.sqlite');
  const rows = ['snap-1', 'snap-2'].map((id) => ({ snapshot_id: id, region: 'us-east-1' }));
  makeScanFile(scanFile, { cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }] });
  return { ...place, scanFile, [Symbol.dispose]: place.remove };
}

for (const [key, shows] of [
  ['7', /EBS snapshots +2 .*row 1 of 2/],
  ['?', 'close the help'],
  [':', /^ ?:/m],
] as const) {
  test(`the key ${key} pressed with the first frame is not undone when the scan file has been read`, async () => {
    using place = placeWithScanFile();
    await using terminal = openTerminal({
      args: [PROGRAM, 'open', place.scanFile],
      cwd: place.folder,
      env: { ...place.environment },
    });
    await terminal.waitFor('the header', ([top = '']) => top.startsWith(' snapdeck'));
    terminal.type(key);
    await terminal.waitFor('the scan file', ([top = '']) => top.includes('complete'));
    await terminal.waitForText(shows);
    assert.ok(terminal.terminalState().alternateScreen);
  });
}

test('q pressed with the first frame leaves, and nothing is said of the file that was being read', async () => {
  using place = placeWithScanFile();
  await using terminal = openTerminal({
    args: [PROGRAM, 'open', place.scanFile],
    cwd: place.folder,
    env: { ...place.environment },
  });
  await terminal.waitFor('the header', ([top = '']) => top.startsWith(' snapdeck'));
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  assert.deepEqual(
    terminal.allLines().filter((line) => line !== ''),
    [],
  );
});
