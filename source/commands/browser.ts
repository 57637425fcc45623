import type { ChildProcess } from 'node:child_process';

/** Hands an address to the system; resolves with the process that does so. */
export type Opener = (url: string) => Promise<ChildProcess>;

/** Openers that fail do so at once; one that still runs after so many milliseconds has become the browser. */
const FAILED_BY_MS = 1500;

/**
 * What opens a page in the person's browser; undefined where that would open elsewhere or nowhere: over ssh, and
 * under Linux and its kin without a display. It rejects with one line where the system has no browser.
 */
export function browserOf(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
  opener: Opener = openWithSystem,
): ((url: string) => Promise<void>) | undefined {
  const has = (name: string) => (env[name] ?? '') !== '';
  if (['SSH_CONNECTION', 'SSH_CLIENT', 'SSH_TTY'].some(has)) return undefined;
  const hasDesktop = platform === 'darwin' || platform === 'win32';
  const hasDisplay = ['DISPLAY', 'WAYLAND_DISPLAY', 'WSL_DISTRO_NAME'].some(has);
  if (!hasDesktop && !hasDisplay) return undefined;
  return async (url) => succeeded(await opener(url));
}

const openWithSystem: Opener = async (url) => (await import('open')).default(url);

/** Rejects where the process ends with a failure, as xdg-open does without a browser. */
async function succeeded(child: ChildProcess): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<number | null>();
  const timer = setTimeout(() => resolve(null), FAILED_BY_MS);
  child.once('exit', resolve);
  if (child.exitCode !== null) resolve(child.exitCode);
  const code = await promise;
  clearTimeout(timer);
  child.off('exit', resolve);
  if (code !== null && code !== 0)
    throw new Error(`${child.spawnfile.split(/[\\/]/).at(-1)} ended with ${code}`);
}
