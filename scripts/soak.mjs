// Runs what takes too long for `npm test`: every fault in every operation, and hostile data in large numbers.
//
//   npm run soak                            everything
//   npm run soak -- faults                  the suites whose file name contains the word
//   npm run soak -- faults --name "denied"  tests whose title matches

import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const suites = path.join(root, 'test', 'soak');

const { values: flags, positionals: filters } = parseArgs({
  allowPositionals: true,
  options: { name: { type: 'string' } },
});

process.exitCode = main();

function main() {
  const files = fs
    .readdirSync(suites)
    .filter((name) => /\.test\.tsx?$/.test(name))
    .filter((name) => filters.length === 0 || filters.some((filter) => name.includes(filter)))
    .sort()
    .map((name) => path.join('test', 'soak', name));
  if (files.length === 0) {
    process.stderr.write(`soak: no suite's name contains ${filters.join(' or ')}\n`);
    return 2;
  }
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-soak-'));
  const args = ['--import', 'tsx', '--test', '--test-reporter=spec'];
  if (flags.name) args.push(`--test-name-pattern=${flags.name}`);
  try {
    const { status } = spawnSync(process.execPath, [...args, ...files], {
      cwd: root,
      env: soakEnvironment(home),
      stdio: 'inherit',
    });
    return status ?? 1;
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** The user's account, files and preferences are none of the tests' business. */
function soakEnvironment(home) {
  const unwanted = /^(CI|CONTINUOUS_INTEGRATION|FORCE_COLOR|NO_COLOR|AWS_.*|SNAPDECK_(?!TEST_).*|XDG_.*)$/;
  const kept = Object.entries(process.env).filter(([name]) => !unwanted.test(name));
  const inHome = (name) => path.join(home, name);
  return {
    ...Object.fromEntries(kept),
    HOME: home,
    USERPROFILE: home,
    LOCALAPPDATA: inHome('local'),
    APPDATA: inHome('roaming'),
    XDG_CACHE_HOME: inHome('cache'),
    XDG_CONFIG_HOME: inHome('config'),
    XDG_DATA_HOME: inHome('data'),
    XDG_STATE_HOME: inHome('state'),
    AWS_CONFIG_FILE: inHome('no-aws-config'),
    AWS_SHARED_CREDENTIALS_FILE: inHome('no-aws-credentials'),
    AWS_EC2_METADATA_DISABLED: 'true',
    SNAPDECK_SOAK: '1',
  };
}
