import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { describe, test } from 'node:test';
import { browserOf, type Opener } from '../../source/commands/browser.ts';

const PAGE =
  'https://us-east-1.console.aws.amazon.com/ec2/home?region=us-east-1#SnapshotDetails:snapshotId=snap-1';

/** An opener that ends with this exit code, and the addresses that it got. */
function openerEnding(code: number): { readonly opener: Opener; readonly urls: string[] } {
  const urls: string[] = [];
  const opener: Opener = (url) => {
    urls.push(url);
    return Promise.resolve(spawn(process.execPath, ['-e', `process.exit(${code})`], { stdio: 'ignore' }));
  };
  return { opener, urls };
}

describe('a browser', () => {
  const cases: readonly (readonly [NodeJS.Platform, NodeJS.ProcessEnv, boolean])[] = [
    ['linux', {}, false],
    ['linux', { DISPLAY: '' }, false],
    ['linux', { DISPLAY: ':0' }, true],
    ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
    ['linux', { WSL_DISTRO_NAME: 'Ubuntu' }, true],
    ['linux', { DISPLAY: 'localhost:10.0', SSH_CONNECTION: '10.0.0.1 5 10.0.0.2 22' }, false],
    ['freebsd', {}, false],
    ['darwin', {}, true],
    ['darwin', { SSH_TTY: '/dev/ttys001' }, false],
    ['win32', {}, true],
    ['win32', { SSH_CLIENT: '10.0.0.1 5 22' }, false],
  ];
  for (const [platform, env, expected] of cases) {
    const where = Object.keys(env).join(' and ') || 'nothing set';
    test(`is ${expected ? '' : 'not '}there on ${platform} with ${where}`, () => {
      assert.equal(browserOf(env, platform, openerEnding(0).opener) !== undefined, expected);
    });
  }

  test('gets the address as it is', async () => {
    const { opener, urls } = openerEnding(0);
    await browserOf({ DISPLAY: ':0' }, 'linux', opener)?.(PAGE);
    assert.deepEqual(urls, [PAGE]);
  });

  test('that cannot be started is told in one line', async () => {
    const open = browserOf({ DISPLAY: ':0' }, 'linux', openerEnding(3).opener);
    await assert.rejects(async () => open?.(PAGE), { message: 'node ended with 3' });
  });

  test('that is not installed is told in one line', async () => {
    const opener: Opener = () => Promise.reject(new Error('spawn xdg-open ENOENT'));
    const open = browserOf({ DISPLAY: ':0' }, 'linux', opener);
    await assert.rejects(async () => open?.(PAGE), { message: 'spawn xdg-open ENOENT' });
  });
});
