/** A disk that takes no more: a limit on the size of files stands for it. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, beforeEach, test } from 'node:test';
import { assertCountsHold } from '../helpers/kept-rows.ts';
import { makePlace, type Place, PROGRAM } from '../helpers/run-snapdeck.ts';

const windows = process.platform === 'win32';
/** In blocks of 512 or 1,024 bytes, as the shell has it: the scan file of the medium estate is larger. */
const LIMITED = 'ulimit -f 5500; exec "$0" "$@"';
const MEDIUM = ['--demo', '--demo-size', 'medium', '--faults', 'none', '--latency', '1'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

test('a scan file that cannot grow ends a headless scan with 1 and one message, and what was written can be read', {
  skip: windows,
}, async () => {
  const scanFile = place.file('scan.sqlite');
  const args = ['scan', ...MEDIUM, '--scan-file', scanFile];
  const child = spawn('sh', ['-c', LIMITED, process.execPath, PROGRAM, ...args], {
    cwd: place.folder,
    env: place.environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += String(chunk);
  });
  const [exitCode] = await once(child, 'close');
  assert.equal(exitCode, 1, stderr);
  const said = stderr.split('\n').filter((line) => line.includes('cannot be written'));
  assert.equal(said.length, 1, stderr);
  assert.ok(said[0]?.startsWith(`The scan file ${scanFile} cannot be written: `), said[0]);
  assert.ok(assertCountsHold(scanFile) > 0);
});
