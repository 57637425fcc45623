/**
 * A process that runs the program again and again, one run after the other: most of what a short run costs is to start
 * a process and its threads, and to load and compile what they need. The bundle is that of the published program.
 */
import type { EventEmitter } from 'node:events';
import { writeSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { BUNDLE, type WarmRun } from './protocol.ts';
import { waitingThreads } from './warm-threads.ts';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node:worker_threads' && context.parentURL?.startsWith(BUNDLE) === true
      ? { url: new URL('./warm-threads.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

process.on('message', (run: WarmRun) => void serve(run));
process.on('disconnect', () => process.exit());

/** Opened now, or it would be taken for what a run waits for. */
const outputs = [process.stdout, process.stderr];
const ofProcess: EventEmitter = process;
const ownListeners = new Map(ofProcess.eventNames().map((name) => [name, ofProcess.rawListeners(name)]));
const ownResources = busyWith().length;

async function serve({ number, folder, environment, args }: WarmRun): Promise<void> {
  for (const name of Object.keys(process.env)) delete process.env[name];
  // The variables that the program's start sets for what it loads.
  Object.assign(process.env, environment, { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' });
  process.chdir(folder);
  process.argv = [process.execPath, 'snapdeck', ...args];
  process.exitCode = undefined;
  process.removeAllListeners('warning');
  try {
    // Evaluated anew for each run; what it imports is there already.
    await import(`${BUNDLE}cli.js?run=${number}`);
    // A process ends when nothing is left that it waits for.
    while (busyWith().length > ownResources + waitingThreads()) await sleep(1);
  } catch (error) {
    process.exitCode = 1;
    process.stderr.write(`snapdeck could not start: ${error instanceof Error ? error.stack : error}\n`);
  }
  const { exitCode = 0 } = process;
  process.exitCode = undefined;
  forgetListeners();
  await written(1, `\0${exitCode}\0`);
  await written(2, `\0${exitCode}\0`);
}

/** Writes to an output past what a run may have done to its stream; a pipe that is full takes it later. */
async function written(output: 1 | 2, text: string): Promise<void> {
  for (;;) {
    try {
      writeSync(output, text);
      return;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) throw error;
      await sleep(1);
    }
  }
}

function busyWith(): readonly string[] {
  return process.getActiveResourcesInfo().filter((resource) => resource !== 'Timeout');
}

/** What a run listens to beyond its end. */
function forgetListeners(): void {
  for (const output of outputs) output.removeAllListeners('error');
  for (const name of ofProcess.eventNames())
    for (const listener of ofProcess.rawListeners(name))
      if (ownListeners.get(name)?.includes(listener) !== true) ofProcess.off(name, listener as () => void);
}
