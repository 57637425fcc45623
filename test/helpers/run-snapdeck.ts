import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The program as it is published. */
export const PROGRAM = fileURLToPath(new URL('../../bin/snapdeck.cjs', import.meta.url));

/** A run of snapdeck without a terminal. */
export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run that is still going. */
export interface LiveRun {
  readonly child: ChildProcess;
  readonly ended: Promise<Run>;
  /** Resolves as soon as standard error holds this text. */
  readonly saysOnStderr: (text: string) => Promise<void>;
}

/** A folder of a test's own: working folder, home and data of the runs in it. */
export interface Place {
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly file: (name: string) => string;
  readonly remove: () => void;
}

/** Makes such a folder. */
export function makePlace(): Place {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-run-'));
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(AWS_|CI$|NO_COLOR$|FORCE_COLOR$|NODE_TEST)/.test(name),
  );
  return {
    folder,
    environment: {
      ...Object.fromEntries(kept),
      HOME: folder,
      USERPROFILE: folder,
      XDG_CONFIG_HOME: path.join(folder, 'config'),
      SNAPDECK_DATA_DIR: path.join(folder, 'data'),
      AWS_CONFIG_FILE: path.join(folder, 'aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'aws-credentials'),
      AWS_EC2_METADATA_DISABLED: 'true',
    },
    file: (name) => path.join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }),
  };
}

/** Starts snapdeck without a terminal. */
export function startSnapdeck(
  place: Place,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): LiveRun {
  return startProgram(place, process.execPath, [PROGRAM, ...args], environment);
}

function startProgram(
  place: Place,
  command: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): LiveRun {
  const child = spawn(command, args, {
    cwd: place.folder,
    env: { ...place.environment, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    said.stdout += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.stderr += chunk.toString();
    for (const listener of listeners) listener();
  });
  const ended = new Promise<Run>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (exitCode) => resolve({ exitCode, ...said }));
  });
  return {
    child,
    ended,
    saysOnStderr: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!said.stderr.includes(text)) return;
          listeners.delete(look);
          resolve();
        };
        listeners.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without saying "${text}":\n${said.stderr}`)));
      }),
  };
}

/** Runs snapdeck to its end. */
export function runSnapdeck(
  place: Place,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Run> {
  return startSnapdeck(place, args, environment).ended;
}

/** Runs another program to its end, a shell that starts snapdeck. */
export function runProgram(place: Place, command: string, args: readonly string[]): Promise<Run> {
  return startProgram(place, command, args, {}).ended;
}
