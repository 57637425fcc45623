import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { removeLeftovers, temporaryPath } from '../../../source/export/files/leftovers.ts';
import { temporaryFolder } from '../example-scan.ts';

const NOW = Date.UTC(2026, 10, 21);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Makes a file that was last written to so long before `NOW`. */
function leave(folder: string, name: string, age: number): string {
  fs.writeFileSync(path.join(folder, name), 'half');
  const written = new Date(NOW - age);
  fs.utimesSync(path.join(folder, name), written, written);
  return name;
}

/** A name as another process of this machine gives it. */
function nameOf(pid: number): string {
  return path.basename(temporaryPath('.')).replace(`-${process.pid}-`, `-${pid}-`);
}

/** The id of a process that has ended. */
function gonePid(): number {
  return spawnSync(process.execPath, ['-e', '0']).pid;
}

function newFolder(test: TestContext): string {
  return temporaryFolder(test);
}

describe('what a killed export has left', () => {
  it('is removed an hour after it was last written to, where its process is gone', async (test) => {
    const folder = newFolder(test);
    const pid = gonePid();
    leave(folder, nameOf(pid), HOUR);
    const fresh = leave(folder, nameOf(pid), HOUR - 1);
    await removeLeftovers(folder, NOW);
    assert.deepEqual(fs.readdirSync(folder), [fresh]);
  });

  it('stays however old it is while its process lives', async (test) => {
    const folder = newFolder(test);
    const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    await once(child, 'spawn');
    const kept = [
      leave(folder, nameOf(child.pid ?? 0), 365 * DAY),
      leave(folder, nameOf(process.pid), 365 * DAY),
    ];
    await removeLeftovers(folder, NOW);
    child.stdin.end();
    await once(child, 'exit');
    assert.deepEqual(fs.readdirSync(folder).sort(), kept.sort());
  });

  it('of another machine or an earlier version is removed after a week', async (test) => {
    const folder = newFolder(test);
    const uuid = '11111111-2222-3333-4444-555555555555';
    leave(folder, `.snapdeck-00000000-1-${uuid}.tmp`, 7 * DAY);
    leave(folder, `.snapdeck-${uuid}.tmp`, 7 * DAY);
    const fresh = leave(folder, `.snapdeck-00000000-2-${uuid}.tmp`, 7 * DAY - 1);
    await removeLeftovers(folder, NOW);
    assert.deepEqual(fs.readdirSync(folder), [fresh]);
  });

  it('is never taken for a file, folder or link of another name or kind', async (test) => {
    const folder = newFolder(test);
    const link = nameOf(gonePid());
    leave(folder, '.snapdeck-mine.tmp', 365 * DAY);
    leave(folder, 'PROD-inventory-all-export-11.21.2026.xlsx', 365 * DAY);
    fs.mkdirSync(path.join(folder, nameOf(gonePid())));
    fs.symlinkSync(path.join(folder, '.snapdeck-mine.tmp'), path.join(folder, link));
    await removeLeftovers(folder, NOW + 365 * DAY);
    assert.equal(fs.readdirSync(folder).length, 4);
  });

  it('in a folder that is not there is nothing', async (test) => {
    await removeLeftovers(path.join(newFolder(test), 'none'), NOW);
  });
});
