// Makes a checkout ready to run: libraries, the project's own Node, dist/. Plain JavaScript for Node 20, because it
// runs before anything is installed. Every npm script that needs a ready checkout has it as its `pre` script: a script
// of its own, since within one shell `node` could still be the host's after the install brought a newer one.

import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const modules = path.join(root, 'node_modules');
const stampFile = path.join(root, 'dist', '.stamp');
const lockFile = path.join(root, '.cache', 'set-up.lock');
const oldestNode = [22, 16];

const wantsBuild = !process.argv.includes('--install-only');
const say = (text) => process.stderr.write(`${text}\n`);

class Problem extends Error {}

try {
  if (!isReady()) await withLock(setUp);
} catch (error) {
  say(error instanceof Problem ? error.message : String(error?.stack ?? error));
  process.exitCode = 1;
}

function isReady() {
  return isInstalled() && hasUsableNode() && (!wantsBuild || isBuilt(fingerprint()));
}

async function setUp() {
  if (!isInstalled()) await install();
  if (!hasUsableNode()) {
    throw new Problem(
      `snapdeck needs Node.js ${oldestNode.join('.')} or newer. This is ${process.versions.node}, and the one from ` +
        'node_modules does not run here. Install a newer Node.js and try again.',
    );
  }
  if (wantsBuild) await build();
}

// --- libraries ------------------------------------------------------------------------------------------------------

/** Whether node_modules holds what the lockfile asks for; npm writes its own lockfile there when it has finished. */
function isInstalled() {
  const wanted = readJson(path.join(root, 'package-lock.json'))?.packages;
  const present = readJson(path.join(modules, '.package-lock.json'))?.packages;
  if (!wanted) throw new Problem('package-lock.json is missing or damaged.');
  if (!present) return false;
  return Object.entries(wanted).every(
    ([name, { version, optional }]) => name === '' || optional || present[name]?.version === version,
  );
}

async function install() {
  const { devDependencies } = readJson(path.join(root, 'package.json')) ?? {};
  const locked = readJson(path.join(root, 'package-lock.json'))?.packages?.['']?.devDependencies;
  if (!isDeepStrictEqual(devDependencies, locked)) {
    throw new Problem('package.json and package-lock.json do not agree: run "npm install" and commit both.');
  }
  say('Installing libraries (once) ...');
  if (npmCi()) return;
  say('The install failed. Trying once more from an empty node_modules ...');
  await sleep(1000);
  fs.rmSync(modules, { recursive: true, force: true, maxRetries: 5, retryDelay: 500 });
  if (npmCi()) return;
  // The install script of the project's own Node needs the network; a host that is new enough can do without.
  if (isNewEnough(process.versions.node)) {
    say("Trying without install scripts, on this machine's own Node ...");
    if (npmCi('--ignore-scripts=true')) return;
  }
  throw new Problem('npm could not install the libraries; its own message is above.');
}

function npmCi(...more) {
  const args = [
    'ci',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    '--include=dev',
    '--engine-strict=false',
  ];
  args.push(...(more.length > 0 ? more : ['--ignore-scripts=false']));
  const npm = /npm-cli\.[cm]?js$/.test(process.env.npm_execpath ?? '') ? process.env.npm_execpath : undefined;
  const [command, first, shell] = npm
    ? [process.execPath, [npm], false]
    : ['npm', [], process.platform === 'win32'];
  // npm's own words go to stderr: stdout belongs to the command that follows.
  const result = spawnSync(command, [...first, ...args], { cwd: root, shell, stdio: ['ignore', 2, 2] });
  return result.status === 0 && isInstalled();
}

function hasUsableNode() {
  if (isNewEnough(process.versions.node)) return true;
  const own = path.join(modules, '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  try {
    return isNewEnough(
      execFileSync(own, ['--version'], { encoding: 'utf8', shell: process.platform === 'win32' })
        .trim()
        .slice(1),
    );
  } catch {
    return false;
  }
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
}

// --- build ----------------------------------------------------------------------------------------------------------

async function build() {
  const current = fingerprint();
  if (isBuilt(current)) return;
  say('Building ...');
  // The sources may change meanwhile: the stamp names the state from before, so that the next run builds again.
  const { build: bundle } = await import('./build.mjs');
  await bundle().catch((error) => {
    // The bundler prints its own errors.
    throw error.errors ? new Problem('The build failed.') : error;
  });
  fs.writeFileSync(stampFile, current);
}

function isBuilt(current) {
  try {
    return fs.readFileSync(stampFile, 'utf8') === current;
  } catch {
    return false;
  }
}

/** Path, size and time of everything the build reads. */
function fingerprint() {
  const hash = createHash('sha256');
  const visit = (file) => {
    const stat = fs.statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) {
      for (const name of fs.readdirSync(file).sort()) visit(path.join(file, name));
    } else if (stat) {
      hash.update(`${file}\0${stat.size}\0${stat.mtimeMs}\n`);
    }
  };
  for (const name of ['source', 'scripts/build.mjs', 'package-lock.json', 'package.json', 'tsconfig.json']) {
    visit(path.join(root, name));
  }
  return hash.digest('hex');
}

// --- one at a time --------------------------------------------------------------------------------------------------

/** Two set-ups at once would delete each other's node_modules. The second waits, then finds everything done. */
async function withLock(work) {
  fs.mkdirSync(path.dirname(lockFile), { recursive: true });
  let told = false;
  while (!takeLock()) {
    if (!told) say('Another set-up of this checkout is at work; waiting for it ...');
    told = true;
    await sleep(200);
  }
  process.on('exit', () => fs.rmSync(lockFile, { force: true }));
  await work();
}

function takeLock() {
  try {
    fs.writeFileSync(lockFile, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  if (isHolderAlive()) return false;
  // Left behind by a set-up that was killed.
  fs.rmSync(lockFile, { force: true });
  return takeLock();
}

function isHolderAlive() {
  try {
    const holder = Number(fs.readFileSync(lockFile, 'utf8'));
    // No number: taken this very moment, its owner has not written it yet; unless that was long ago.
    if (!(holder > 0)) return Date.now() - fs.statSync(lockFile).mtimeMs < 2000;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    // Only "no such process" is a sure sign; a lock that has just gone is simply tried again.
    return error.code !== 'ESRCH';
  }
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
