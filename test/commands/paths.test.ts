/** Where the real program reads and writes: paths as people give them, and users and folders that are not there. */
import assert from 'node:assert/strict';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { demoEnvironment } from '../../source/demo/environment.ts';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runProgram } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';

const SMALL = ['scan', '--region', 'us-east-1', '--kind', 'ebs-snapshot'];

/** What Node says of a user whom the system does not know, where HOME is not set either. */
const NO_HOME = {
  HOME: '',
  USERPROFILE: '',
  XDG_CONFIG_HOME: '',
  XDG_DATA_HOME: '',
  NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(
    'import os from "node:os"; import { syncBuiltinESMExports } from "node:module";' +
      'os.homedir = () => { throw new Error("A system error occurred: uv_os_homedir returned ENOENT"); };' +
      'syncBuiltinESMExports();',
  )}`,
};

let place: Place;
let aws: DemoServer;
before(async () => {
  aws = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
});
after(() => aws.close());
beforeEach(() => {
  const made = makePlace();
  place = { ...made, environment: { ...made.environment, ...demoEnvironment(aws.url) } };
});
afterEach(() => place.remove());

for (const [output, format] of [
  ['json', 'json'],
  ['.xlsx', 'xlsx'],
] as const) {
  test(`--output ${output} is taken for a format that was meant, unless such a folder is there`, async () => {
    const refused = await runWarm(place, [...SMALL, '--output', output]);
    assert.equal(refused.exitCode, 2);
    assert.equal(
      refused.stderr,
      `snapdeck: --output ${output} would make a folder of that name: for the format give --format ${format}, for the folder --output ./${output}\n`,
    );
    assert.equal(existsSync(place.file(output)), false);
    mkdirSync(place.file(output));
    const { exitCode, stderr } = await runWarm(place, [...SMALL, '--output', output]);
    assert.equal(exitCode, 0, stderr);
    assert.equal(readdirSync(place.file(output)).length, 1);
  });
}

test('a folder that cannot be made ends at once, wherever it was to be', async () => {
  const nowhere = process.platform === 'linux' ? '/proc/nope' : place.file('file/nope');
  writeFileSync(place.file('file'), '');
  const { exitCode, stderr } = await runWarm(place, [...SMALL, '--output', nowhere]);
  assert.equal(exitCode, 1);
  assert.match(stderr, /^snapdeck: Cannot make the folder .*nope: .*\n$/);
  const elsewhere = await runWarm(place, SMALL, { SNAPDECK_DATA_DIR: nowhere });
  assert.equal(elsewhere.exitCode, 1);
  assert.match(elsewhere.stderr, /The scan file .*nope.* cannot be written: .*\n$/);
});

test('a link that leads to nothing yet is written where it leads, and stays a link', async () => {
  symlinkSync('reports/today.xlsx', place.file('latest.xlsx'));
  symlinkSync('exports', place.file('out'));
  const file = await runWarm(place, [...SMALL, '--output', 'latest.xlsx']);
  assert.equal(file.exitCode, 0, file.stderr);
  assert.ok(lstatSync(place.file('latest.xlsx')).isSymbolicLink());
  assert.ok(lstatSync(place.file('reports/today.xlsx')).isFile());
  const folder = await runWarm(place, [...SMALL, '--output', 'out', '--format', 'csv']);
  assert.equal(folder.exitCode, 0, folder.stderr);
  assert.ok(lstatSync(place.file('out')).isSymbolicLink());
  assert.notEqual(readdirSync(place.file('exports')).length, 0);
});

test('--output /dev/stdout is as -: rows, and nothing else', async () => {
  const { exitCode, stdout, stderr } = await runWarm(place, [
    ...SMALL,
    ...['--format', 'ndjson', '--output', '/dev/stdout'],
  ]);
  assert.equal(exitCode, 0, stderr);
  const kinds = stdout
    .trimEnd()
    .split('\n')
    .map((line) => /^\{"kind":"([\w-]+)"/.exec(line)?.[1]);
  assert.deepEqual([...new Set(kinds)], ['ebs-snapshot', 'source', 'coverage']);
});

for (const output of ['-', '/dev/tty']) {
  test(`a workbook is not printed on a terminal: --output ${output} says what to choose`, async () => {
    await using terminal = openTerminal({
      args: [PROGRAM, ...SMALL, '--output', output],
      cwd: place.folder,
      env: place.environment,
    });
    assert.equal((await terminal.exit).exitCode, 2);
    await terminal.waitForText('Cannot export xlsx to a terminal, which shows text: choose');
  });
}

test('a page is not printed on a terminal: what to choose is said', async () => {
  await using terminal = openTerminal({
    args: [PROGRAM, ...SMALL, '--format', 'html', '--output', '-'],
    cwd: place.folder,
    env: place.environment,
  });
  assert.equal((await terminal.exit).exitCode, 2);
  await terminal.waitForText('Cannot export html to a terminal, which shows text: choose --format markdown');
});

test('~ is the home folder in the paths of config.json and of flags', async () => {
  const prices = {
    date: '2026-01-31',
    source: 'a contract',
    regions: { 'us-east-1': { ebs_standard: 0.01 } },
  };
  writeFileSync(place.file('my prices.json'), JSON.stringify(prices));
  const config = { output_dir: '~/exports', log_dir: '~/my logs', prices: '~/my prices.json' };
  writeFileSync(place.file('config.json'), JSON.stringify(config));
  const run = await runWarm(place, [...SMALL, '--scan-file=~/my.sqlite']);
  assert.equal(run.exitCode, 0, run.stderr);
  assert.equal(readdirSync(place.file('exports')).length, 1);
  assert.equal(readdirSync(place.file('my logs')).length, 1);
  assert.ok(existsSync(place.file('my.sqlite')));
  const again = await runWarm(place, ['export', 'my.sqlite', '--output=~/again', '--format', 'csv']);
  assert.equal(again.exitCode, 0, again.stderr);
  assert.notEqual(readdirSync(place.file('again')).length, 0);
  assert.equal(existsSync(place.file('~')), false);
});

test('another program’s config.json in the working folder holds no command up', async () => {
  writeFileSync(
    place.file('config.json'),
    '{"account_mappings": {"123456789012": "SHOP"}, "log_level": "INFO"}',
  );
  const { exitCode, stderr } = await runWarm(place, SMALL);
  assert.equal(exitCode, 0, stderr);
  const [notice, banner] = stderr.split('\n');
  assert.equal(
    notice,
    `notice: passed over in ${place.file('config.json')}: log_level (no settings of snapdeck)`,
  );
  assert.match(banner ?? '', /^account 123456789012 \(SHOP\) · /);
  const named = await runWarm(place, [...SMALL, '--config', 'config.json']);
  assert.equal(named.exitCode, 2);
  assert.match(named.stderr, /config\.json is wrong: log_level is not a key it knows \(it knows /);
});

test('a working folder that is gone is one line, exit code 2, whatever the command', async () => {
  for (const command of ['scan', 'regions', 'export', 'prices']) {
    const line = `mkdir gone && cd gone && rmdir ../gone && exec '${process.execPath}' '${PROGRAM}' ${command}`;
    const { exitCode, stderr } = await runProgram(place, 'sh', ['-c', line]);
    assert.deepEqual(
      [exitCode, stderr],
      [2, 'snapdeck: The working folder is not there any more: change to one that is.\n'],
    );
  }
});

test('a user without a home, whom the system does not know, needs only SNAPDECK_DATA_DIR', async () => {
  const refused = await runWarm(place, SMALL, { ...NO_HOME, SNAPDECK_DATA_DIR: '' });
  assert.deepEqual(
    [refused.exitCode, refused.stderr],
    [
      2,
      'snapdeck: This user has no home folder to keep scan files in: SNAPDECK_DATA_DIR names a folder for them.\n',
    ],
  );
  const chosen = await runWarm(place, SMALL, NO_HOME);
  assert.equal(chosen.exitCode, 0, chosen.stderr);
  const named = await runWarm(place, [...SMALL, '--scan-file', 'my.sqlite'], {
    ...NO_HOME,
    SNAPDECK_DATA_DIR: '',
  });
  assert.equal(named.exitCode, 0, named.stderr);
  const regions = await runWarm(place, ['regions', '--demo'], { ...NO_HOME, SNAPDECK_DATA_DIR: '' });
  assert.equal(regions.exitCode, 0, regions.stderr);
  assert.equal(readFileSync(place.file('my.sqlite')).subarray(0, 15).toString(), 'SQLite format 3');
});
