import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Place, type Run, runSnapdeck } from './run-snapdeck.ts';
import type { WarmRun } from './warm-program/protocol.ts';

/** What a host writes when a run has ended, after all that it printed. */
const END = /^(.*)\0(\d+)\0$/s;
const HOST = fileURLToPath(new URL('./warm-program/host.ts', import.meta.url));

interface Host {
  readonly child: ChildProcess;
  readonly stdout: Socket;
  readonly stderr: Socket;
}

let host: Host | undefined;
let last: Promise<unknown> = Promise.resolve();
let runs = 0;

/**
 * Runs snapdeck to its end in a process that has run it before, without a terminal: for what it asks AWS, writes and
 * says, not for how a process starts and ends.
 */
export function runWarm(
  place: Place,
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Run> {
  // Options of Node's are for a process.
  if (environment.NODE_OPTIONS !== undefined) return runSnapdeck(place, args, environment);
  const run = last.then(() => {
    runs += 1;
    const all = { ...place.environment, ...environment };
    return serve({ number: runs, folder: place.folder, environment: all, args });
  });
  last = run.catch(() => {});
  return run;
}

async function serve(run: WarmRun): Promise<Run> {
  host ??= start(run.environment);
  const { child, stdout, stderr } = host;
  for (const part of [child, stdout, stderr]) part.ref();
  const ended = Promise.all([untilEnd(stdout), untilEnd(stderr)]);
  child.send(run);
  const [out, error] = await ended;
  for (const part of [child, stdout, stderr]) part.unref();
  return { exitCode: out.exitCode, stdout: out.text, stderr: error.text };
}

/** What a run printed. */
function untilEnd(output: Socket): Promise<{ readonly text: string; readonly exitCode: number }> {
  const chunks: Buffer[] = [];
  const { promise, resolve, reject } = Promise.withResolvers<{ text: string; exitCode: number }>();
  const take = (chunk: Buffer): void => {
    chunks.push(chunk);
    if (chunk.at(-1) !== 0) return;
    const [, text = '', exitCode] = END.exec(Buffer.concat(chunks).toString()) ?? [];
    if (exitCode !== undefined) resolve({ text, exitCode: Number(exitCode) });
  };
  const fail = (): void => reject(new Error(`the host has ended:\n${Buffer.concat(chunks).toString()}`));
  output.on('data', take).once('close', fail);
  return promise.finally(() => output.off('data', take).off('close', fail));
}

function start(environment: NodeJS.ProcessEnv): Host {
  const child = spawn(process.execPath, [HOST], {
    env: { ...environment, UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.channel?.unref();
  // Killed: it must not keep the compiled code of what it loaded under names of its own.
  process.once('exit', () => child.kill('SIGKILL'));
  const { stdout, stderr } = child;
  if (!(stdout instanceof Socket && stderr instanceof Socket)) throw new Error('the host has no pipes');
  // Without one of them no run ends.
  for (const output of [stdout, stderr])
    output.once('close', () => {
      host = undefined;
      child.kill('SIGKILL');
    });
  return { child, stdout, stderr };
}
