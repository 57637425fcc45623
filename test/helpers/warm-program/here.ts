/** Has the workers of this process be warm ones, where it is loaded before what starts them. */
import { registerHooks } from 'node:module';
import { after } from 'node:test';
import { endWaitingThreads } from './warm-threads.ts';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'node:worker_threads' &&
    context.parentURL?.endsWith('/source/base/start-worker.ts') === true
      ? { url: new URL('./warm-threads.ts', import.meta.url).href, shortCircuit: true }
      : next(specifier, context),
});

after(endWaitingThreads);
