#!/usr/bin/env node
'use strict';

// Syntax that Node 10 can read: an old version shall reach the check below, not fail to parse.
const parts = process.versions.node.split('.').map(Number);

if (parts[0] > 22 || (parts[0] === 22 && parts[1] >= 16)) {
  start();
} else {
  process.stderr.write(`snapdeck needs Node.js 22.16 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = 1;
}

function start() {
  // Names of about a hundred hosts are looked up at once; four threads (the default) make them queue.
  if (!process.env.UV_THREADPOOL_SIZE) process.env.UV_THREADPOOL_SIZE = '16';
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  keepWarningsOffTheScreen();
  rememberCompiledCode();
  import('../dist/cli.js').catch(explain);
}

/** Node prints warnings straight to stderr, which would tear a full-screen picture for good. */
function keepWarningsOffTheScreen() {
  process.removeAllListeners('warning');
  process.on('warning', (warning) => {
    const routine = warning.name === 'ExperimentalWarning' || warning.name === 'DeprecationWarning';
    if (!routine && !process.stdout.isTTY) process.stderr.write(`${warning.name}: ${warning.message}\n`);
  });
}

/** In a folder of the user's own: a shared one could be filled by somebody else. */
function rememberCompiledCode() {
  const enable = require('node:module').enableCompileCache;
  if (!enable || process.env.NODE_COMPILE_CACHE || process.env.NODE_DISABLE_COMPILE_CACHE) return;
  const parent = cacheFolder();
  if (!parent) return;
  const folder = require('node:path').join(parent, 'snapdeck', 'compiled');
  // Node makes it, and would let others in where the user's own mask does.
  const mask = process.umask(0o077);
  enable(folder);
  process.umask(mask);
  // Worker threads and child processes look here; a scan worker starts a third faster.
  process.env.NODE_COMPILE_CACHE = folder;
}

function cacheFolder() {
  const env = process.env;
  const path = require('node:path');
  if (process.platform === 'win32') return env.LOCALAPPDATA;
  if (env.XDG_CACHE_HOME && path.isAbsolute(env.XDG_CACHE_HOME)) return env.XDG_CACHE_HOME;
  if (!env.HOME) return undefined;
  return path.join(env.HOME, process.platform === 'darwin' ? 'Library/Caches' : '.cache');
}

function explain(error) {
  const built = require('node:fs').existsSync(require('node:path').join(__dirname, '../dist/cli.js'));
  process.stderr.write(
    built
      ? `snapdeck could not start: ${(error && error.stack) || error}\n`
      : 'snapdeck is not built yet: run "npm run build" first.\n',
  );
  process.exitCode = 1;
}
