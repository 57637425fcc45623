/** Other programs that the conformance suites run: Python's helpers, the AWS CLI, snapdeck itself. */
import { execFile, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { devNull } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';

/** The Python that scripts/conformance.mjs found or made. */
export const PYTHON = process.env.SNAPDECK_PYTHON ?? (process.platform === 'win32' ? 'python' : 'python3');

/** snapdeck as it is published. */
export const BIN = path.resolve(import.meta.dirname, '../../bin/snapdeck.cjs');

/** Credentials that every simulated AWS takes. */
const CREDENTIALS = { AWS_ACCESS_KEY_ID: 'AKIASNAPDECKDEMO0000', AWS_SECRET_ACCESS_KEY: 'no-secret' };

/** A test, or a suite: what ends with it. */
export interface Life {
  readonly after: (end: () => Promise<void> | void) => void;
}

/** How a program ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The environment without the user's own AWS settings and proxies, and with these. */
export function plainEnvironment(more: Readonly<Record<string, string>> = {}): Record<string, string> {
  const unwanted = /^(AWS_.*|SNAPDECK_.*|[a-z]+_proxy|CI|PYTHON(PATH|HOME|STARTUP))$/i;
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
  return {
    ...Object.fromEntries(kept.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    ...CREDENTIALS,
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_DEFAULT_REGION: 'us-east-1',
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONIOENCODING: 'utf-8',
    TZ: 'UTC',
    ...more,
  };
}

/** Runs a program to its end, whatever its exit code; in this folder, if one is given. */
export async function run(
  command: string,
  args: readonly string[],
  environment = plainEnvironment(),
  folder?: string,
): Promise<Ended> {
  const child = spawn(command, args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const [[code], stdout, stderr] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code: typeof code === 'number' ? code : null, stdout, stderr };
}

/** Runs snapdeck as a user would, in a folder of its own: there are its logs, and no config.json. */
export function runSnapdeck(folder: string, args: readonly string[]): Promise<Ended> {
  const environment = plainEnvironment({ XDG_DATA_HOME: path.join(folder, 'data') });
  return run(process.execPath, [BIN, ...args], environment, folder);
}

/** Starts the simulated AWS as a user would, and returns the environment that it tells other shells to have. */
export async function startDemoServerCommand(
  context: Life,
  args: readonly string[],
): Promise<Readonly<Record<string, string>>> {
  const child = spawn(process.execPath, [BIN, 'demo-server', '--port', '0', ...args], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  context.after(async () => {
    child.kill();
    await closed;
  });
  const environment: Record<string, string> = {};
  for await (const line of createInterface({ input: child.stdout })) {
    const [, name, value] = /^ *export (\w+)=(\S+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined) environment[name] = value;
    if (line.startsWith('Ctrl-C')) return environment;
  }
  throw new Error('snapdeck demo-server ended before it was ready');
}

/** Runs one of the Python files here and returns the JSON that it printed. Throws what it complained of. */
export async function askPython(
  file: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const script = path.join(import.meta.dirname, file);
  const { code, stdout, stderr } = await run(PYTHON, [script, ...args], plainEnvironment(environment));
  if (code !== 0) throw new Error(`${file} ended with ${code}:\n${stderr.slice(-4000)}`);
  return JSON.parse(stdout);
}

/**
 * Starts one of the Python files here, which prints one line of JSON and then serves until its input ends; that is
 * with the test at the latest.
 */
export async function startPython(
  context: Life,
  file: string,
  args: readonly string[] = [],
): Promise<unknown> {
  const options: SpawnOptions = { env: plainEnvironment() };
  const child = spawn(PYTHON, [path.join(import.meta.dirname, file), ...args], {
    ...options,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const closed = once(child, 'close');
  const complaints = text(child.stderr);
  context.after(async () => {
    child.stdin.end();
    await closed;
  });
  for await (const line of createInterface({ input: child.stdout })) return JSON.parse(line);
  throw new Error(`${file} ended before it was ready:\n${(await complaints).slice(-4000)}`);
}

/** Whether a program can be started, and what it says its version is. */
export function versionOf(command: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, ['--version'], (error, stdout, stderr) => {
      resolve(error === null ? (stdout || stderr).trim() : undefined);
    });
  });
}
