import { spawn } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { demoEnvironment } from '../source/demo/environment.ts';

/** The program as it is published. */
export const PROGRAM = fileURLToPath(new URL('../bin/snapdeck.cjs', import.meta.url));

/** GNU time: the one way to the peak memory and the CPU time of a child that has ended. */
const GNU_TIME = '/usr/bin/time';

/** Variables that lead the programs elsewhere, or make them start other than they do for a user. */
const IN_THE_WAY =
  /^(AWS_|SNAPDECK_|npm_|XDG_|CI$|NO_COLOR$|FORCE_COLOR$|NODE_|UV_|TSX_|(https?|no|all)_proxy$)/i;

/** A folder of the benchmark's own, under the machine's folder for temporary files. */
export interface Place {
  readonly folder: string;
  readonly file: (name: string) => string;
  /** The environment of a user who has nothing set, for whom AWS is the simulated one at `url`. */
  readonly environment: (url?: string) => Record<string, string>;
  readonly remove: () => void;
}

/** Makes such a folder. */
export function makePlace(): Place {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-bench-'));
  const file = (name: string): string => path.join(folder, name);
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || IN_THE_WAY.test(name) ? [] : [[name, value] as const],
  );
  const environment: Place['environment'] = (url) => ({
    ...Object.fromEntries(kept),
    HOME: folder,
    USERPROFILE: folder,
    SNAPDECK_DATA_DIR: file('data'),
    AWS_CONFIG_FILE: file('aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: file('aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    ...(url === undefined ? {} : demoEnvironment(url)),
  });
  return {
    folder,
    file,
    environment,
    remove: () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** A program that ran to its end. */
export interface Finished {
  readonly stdout: string;
  readonly exitCode: number;
  readonly wallMs: number;
  /** User and system time in seconds; undefined without GNU time. */
  readonly cpuSeconds: number | undefined;
  /** The most memory that it held at once; undefined without GNU time. */
  readonly peakBytes: number | undefined;
}

export interface RunOptions {
  readonly environment: Record<string, string>;
  /** Also asks for CPU time and memory, through a process of a millisecond. */
  readonly usage?: boolean;
  /** Exit codes that are no failure; 0, if not given. */
  readonly accept?: readonly number[];
}

/**
 * Runs a program in the place and takes its time, from before it is spawned until it has ended.
 * @throws Error with the end of what it complained of, where it ends with another exit code than those accepted
 */
export async function run(
  place: Place,
  command: string,
  args: readonly string[],
  { environment, usage = false, accept = [0] }: RunOptions,
): Promise<Finished> {
  const usageFile = place.file(`usage-${process.hrtime.bigint()}`);
  const timed = usage && fs.existsSync(GNU_TIME);
  const [program, ...more] = timed
    ? [GNU_TIME, '-f', '%U %S %M', '-o', usageFile, command, ...args]
    : [command, ...args];
  const started = performance.now();
  const { code, stdout, complaints } = await ended(program, more, place.folder, environment);
  const wallMs = performance.now() - started;
  if (typeof code !== 'number' || !accept.includes(code))
    throw new Error(`${[command, ...args].join(' ')} ended with ${code}: ${complaints}`);
  return {
    stdout,
    exitCode: code,
    wallMs,
    ...(timed ? readUsage(usageFile) : { cpuSeconds: undefined, peakBytes: undefined }),
  };
}

/** Runs snapdeck as it is published. */
export function runSnapdeck(place: Place, args: readonly string[], options: RunOptions): Promise<Finished> {
  return run(place, process.execPath, [PROGRAM, ...args], options);
}

function ended(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string>,
): Promise<{ readonly code: number | string; readonly stdout: string; readonly complaints: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let complaints = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complaints = (complaints + chunk.toString()).slice(-1000);
    });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      resolve({ code: code ?? signal ?? 'a signal', stdout, complaints }),
    );
  });
}

function readUsage(file: string): Pick<Finished, 'cpuSeconds' | 'peakBytes'> {
  const [user, system, kibibytes] = fs.readFileSync(file, 'utf8').trim().split('\n').at(-1)?.split(' ') ?? [];
  fs.rmSync(file);
  return { cpuSeconds: Number(user) + Number(system), peakBytes: Number(kibibytes) * 1024 };
}
