/** A thread that runs a worker's script of the bundle, again where nothing of the run before is left. */
import { registerHooks } from 'node:module';
import { setImmediate as turn } from 'node:timers/promises';
import { type MessagePort, parentPort } from 'node:worker_threads';
import { given } from './given.ts';
import type { FromWarmThread, ToWarmThread } from './protocol.ts';

registerHooks({
  resolve(specifier, context, next) {
    const run = /\?run=\d+$/.exec(context.parentURL ?? '')?.[0];
    if (specifier !== 'node:worker_threads' || run === undefined) return next(specifier, context);
    return { url: new URL(`./thread-of-run.ts${run}`, import.meta.url).href, shortCircuit: true };
  },
});

/** Turns of the event loop after which what a run has closed is gone. */
const TURNS = 3;

function listen(port: MessagePort): void {
  port.on('message', (message: ToWarmThread) => {
    if (message.type === 'is idle') void tellWhetherIdle(port);
    else {
      given.set(message.number, { parentPort: message.port, workerData: message.data });
      // Of the run before.
      process.removeAllListeners('unhandledRejection');
      void import(`${message.script}?run=${message.number}`);
    }
  });
}

async function tellWhetherIdle(port: MessagePort): Promise<void> {
  for (let turns = 0; turns < TURNS; turns += 1) await turn();
  const busyWith = process.getActiveResourcesInfo().filter((resource) => resource !== 'Immediate');
  port.postMessage({ isIdle: busyWith.join() === 'MessagePort' } satisfies FromWarmThread);
}

if (parentPort !== null) listen(parentPort);
