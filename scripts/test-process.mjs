// Loaded before every test file, and in the worker threads that it starts.

import module from 'node:module';
import path from 'node:path';
import { isMainThread } from 'node:worker_threads';
import { SOAK_TIMEOUT_MS, TEST_TIMEOUT_MS } from './test-environment.mjs';

// Two hundred test processes load much the same files: compiled once, types taken off once.
module.enableCompileCache(path.join(import.meta.dirname, '..', '.cache', 'compiled'));

if (process.features.typescript) await import('./load-tsx.mjs');

// In a terminal Node's test runner gives its test processes FORCE_COLOR, which they would pass on to every program that
// they start.
delete process.env.FORCE_COLOR;

if (isMainThread && process.env.NODE_TEST_CONTEXT !== undefined) await endWhereNothingEnds();

/** A test that hangs, or that leaves something running, keeps its process from ending: then nobody would hear of it. */
async function endWhereNothingEnds() {
  const { afterEach } = await import('node:test');
  // The suites of scripts/conformance.mjs have a minute more, and those of scripts/soak.mjs are as long as they say.
  const patience = process.env.SNAPDECK_SOAK === undefined ? TEST_TIMEOUT_MS + 120_000 : SOAK_TIMEOUT_MS;
  const timer = setTimeout(() => {
    process.stderr.write(`No test has ended for ${patience / 1000} s, and its process has not either.\n`);
    process.exit(1);
  }, patience).unref();
  afterEach(() => {
    timer.refresh();
  });
}
