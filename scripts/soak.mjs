// Runs what takes too long for `npm test`: every fault in every operation, hostile data and hostile use in large numbers,
// and endurance. The suite of faults ends with a table of faults and outcomes.
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
import { testEnvironment, testOptions } from './test-environment.mjs';

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
  const args = [...testOptions, '--test', '--test-reporter=spec'];
  if (flags.name) args.push(`--test-name-pattern=${flags.name}`);
  try {
    const { status } = spawnSync(process.execPath, [...args, ...files], {
      cwd: root,
      env: { ...testEnvironment(home), SNAPDECK_SOAK: '1' },
      stdio: 'inherit',
    });
    return status ?? 1;
  } finally {
    fs.rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}
