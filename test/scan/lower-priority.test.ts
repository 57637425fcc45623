import assert from 'node:assert/strict';
import { once } from 'node:events';
import os from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

test('a thread that gives way stands behind the one that draws, which stays where it was', {
  skip: process.platform !== 'linux',
}, async () => {
  const before = os.getPriority();
  const module = new URL('../../source/scan/lower-priority.ts', import.meta.url).href;
  const worker = new Worker(
    `import(${JSON.stringify(module)}).then(({ takeLowerPriority }) => {
      takeLowerPriority();
      require('node:worker_threads').parentPort.postMessage(require('node:os').getPriority());
    });`,
    { eval: true },
  );
  const [priority]: unknown[] = await once(worker, 'message');
  await worker.terminate();
  assert.equal(priority, Math.min(before + 5, 19));
  assert.equal(os.getPriority(), before);
});
