// Loaded before every test file, and in the worker threads that it starts.

import module from 'node:module';
import path from 'node:path';

// Two hundred test processes load much the same files: compiled once, types taken off once.
module.enableCompileCache(path.join(import.meta.dirname, '..', '.cache', 'compiled'));

if (process.features.typescript) await import('./load-tsx.mjs');

// In a terminal Node's test runner gives its test processes FORCE_COLOR, which they would pass on to every program that
// they start.
delete process.env.FORCE_COLOR;
