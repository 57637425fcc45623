#!/usr/bin/env node
'use strict';

// Syntax and modules that Node 10 has: an old version shall reach the check below, not fail to parse.
if (isNewEnough(process.versions.node)) {
  if (has('../dist/cli.js') || setUpClone()) start();
} else if (bundledNodes().length > 0 || setUpClone()) {
  startOn(bundledNodes());
}

function isNewEnough(version) {
  const parts = version.split('.').map(Number);
  return parts[0] > 22 || (parts[0] === 22 && parts[1] >= 16);
}

/** Nodes that an install put beside this package: in its own node_modules, or in those that it is in itself. */
function bundledNodes() {
  const fs = require('fs');
  const path = require('path');
  const folders = [path.join(__dirname, '../node_modules/node'), path.join(__dirname, '../../node')];
  return folders
    .filter((folder) => {
      try {
        const manifest = JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8'));
        return manifest.name === 'node' && isNewEnough(manifest.version);
      } catch (_) {
        return false;
      }
    })
    .map((folder) => path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'))
    .filter((file) => fs.existsSync(file) && fs.realpathSync(file) !== fs.realpathSync(process.execPath));
}

/** Runs this command on the first of these Nodes that starts, in this process's place as far as anybody can tell. */
function startOn(nodes) {
  if (nodes.length === 0) return sayWhatIsNeeded();
  const args = [__filename].concat(process.argv.slice(2));
  const running = {};
  // Before it starts: a signal that came in between would end this process alone.
  const giveBack = passSignalsTo(running);
  const child = require('child_process').spawn(nodes[0], args, { stdio: 'inherit' });
  running.child = child;
  child.once('error', () => {
    giveBack();
    startOn(nodes.slice(1));
  });
  child.once('exit', (code, signal) => {
    giveBack();
    if (signal) process.kill(process.pid, signal);
    // Still here: a signal that this process was started to ignore.
    process.exitCode = signal ? 128 + require('os').constants.signals[signal] : code;
  });
}

/**
 * Whatever signal reaches this process is meant for the child. One from the terminal's keys reaches both, and so the
 * child twice, as it does under npm; the child takes that for one.
 */
function passSignalsTo(running) {
  const passed = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
  const pass = (signal) => running.child.kill(signal);
  let stopping;
  // The child gives the terminal back before it stops, and may stop the whole group then; if not, this follows it.
  const onStop = () => {
    process.removeListener('SIGTSTP', onStop);
    running.child.kill('SIGTSTP');
    stopping = setTimeout(() => {
      // After the signals: when all of it went on meanwhile, the timer would come first.
      stopping = setImmediate(() => process.kill(process.pid, 'SIGTSTP'));
    }, 100);
  };
  const onContinue = () => {
    clearTimeout(stopping);
    clearImmediate(stopping);
    process.removeListener('SIGTSTP', onStop);
    process.on('SIGTSTP', onStop);
    running.child.kill('SIGCONT');
  };
  for (const signal of passed) process.on(signal, pass);
  if (process.platform !== 'win32') {
    process.on('SIGTSTP', onStop);
    process.on('SIGCONT', onContinue);
  }
  return () => {
    clearTimeout(stopping);
    clearImmediate(stopping);
    for (const signal of passed) process.removeListener(signal, pass);
    process.removeListener('SIGTSTP', onStop);
    process.removeListener('SIGCONT', onContinue);
  };
}

/**
 * In a clone that nothing was installed or built in ("npm install --global ." only links it) does so, once. False where
 * that failed; what cannot be set up is left to those who miss something.
 */
function setUpClone() {
  const script = require('path').join(__dirname, '../scripts/set-up.mjs');
  if (!require('fs').existsSync(script) || parseInt(process.versions.node, 10) < 20) return true;
  const { status } = require('child_process').spawnSync(process.execPath, [script], {
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) process.exitCode = 1;
  return status === 0;
}

function has(file) {
  return require('fs').existsSync(require('path').join(__dirname, file));
}

function sayWhatIsNeeded() {
  const version = process.versions.node;
  process.stderr.write(
    `snapdeck needs Node.js 22.16 or newer; this is ${version}. Get one from https://nodejs.org and try again.\n`,
  );
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
  process.stderr.write(
    has('../dist/cli.js')
      ? `snapdeck could not start: ${(error && error.stack) || error}\n`
      : 'This copy of snapdeck lacks its dist folder: install it again.\n',
  );
  process.exitCode = 1;
}
