import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, beforeEach, test } from 'node:test';
import * as v from 'valibot';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { makePlace, type Place, type Run, runSnapdeck, startSnapdeck } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const DEMO = ['--demo', '--demo-size', 'small', '--latency', '1'];
const CLEAN = [...DEMO, '--faults', 'none'];
/** Of a transfer the ARN of its task says where it is. */
const ROW = v.union([
  v.looseObject({ kind: v.literal('transfer'), task_arn: v.string() }),
  v.looseObject({ kind: v.string(), account: v.string(), region: v.string() }),
]);
const COVERAGE = v.strictObject({
  kind: v.literal('coverage'),
  account: v.string(),
  region: v.string(),
  collector: v.string(),
  outcome: v.string(),
  rows: v.number(),
  calls: v.number(),
  error: v.nullable(v.unknown()),
  read_at: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  read_until: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  public_access: v.optional(v.string()),
});

/** One region of it. */
const ONE = [...CLEAN, '--region', 'us-east-1'];
/** Where the demo has its planned problems. */
const PROBLEMS = [...DEMO, '--region', 'ap-southeast-1'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** A whole scan with rows on standard output that tests look at together, and its folder. */
let wholePlace: Place | undefined;
let wholeRun: Promise<Run> | undefined;
function wholeScan(): { readonly at: Place; readonly ended: Promise<Run> } {
  wholePlace ??= makePlace();
  wholeRun ??= runSnapdeck(wholePlace, ['scan', ...DEMO, '--format', 'ndjson', '--output', '-']);
  return { at: wholePlace, ended: wholeRun };
}
after(() => wholePlace?.remove());

test('a scan prints banner and progress on standard error, summary and paths on standard output, and writes the workbook', async () => {
  // Both wait for a demo that throttles: side by side.
  const [run] = await Promise.all([runSnapdeck(place, ['scan', ...DEMO]), wholeScan().ended]);
  assert.equal(run.exitCode, 3, run.stderr);
  const [banner, ...progress] = run.stderr.trimEnd().split('\n');
  assert.match(
    banner ?? '',
    /^account 123456789012 .*· AWS Commercial · 17 regions, 17 not enabled: ap-northeast-1, /,
  );
  assert.equal(progress.filter((line) => /^\[ *\d+\/136\] /.test(line)).length, 136);
  assert.match(run.stdout, /EBS snapshots +\d/);
  assert.match(run.stdout, /denied ap-southeast-1 DataSync agents/);
  const [workbook] = readdirSync(place.file('output'));
  assert.match(workbook ?? '', /^larkspur-prod-inventory-all-export-\d\d\.\d\d\.\d{4}\.xlsx$/);
  assert.ok(run.stdout.includes(`written: ${path.join('output', workbook ?? '')}\n`), run.stdout.slice(-300));
  assert.match(readdirSync(place.file('logs'))[0] ?? '', /^logs-snapdeck-\d\d\.\d\d\.\d{4}-\d{4}\.log$/);
});

test('the log names every cell with a problem, the end of the scan and where the rows went', async () => {
  const { at, ended } = wholeScan();
  const run = await ended;
  assert.equal(run.exitCode, 3, run.stderr);
  const [name = ''] = readdirSync(at.file('logs'));
  const log = readFileSync(at.file(`logs/${name}`), 'utf8');
  assert.match(
    log,
    /Z ap-southeast-1 efs-recovery-point partial, \d+ rows?: AccessDeniedException: vault finance-vault: /,
  );
  assert.match(log, /Z ap-southeast-1 datasync-agent denied, 0 rows: AccessDeniedException: /);
  const rows = run.stdout
    .trimEnd()
    .split('\n')
    .filter((line) => !/^\{"kind":"(coverage|source|transfer)"/.test(line)).length;
  const counted = rows.toLocaleString('en-US');
  assert.match(
    log,
    new RegExp(
      `Z scan complete after [\\d.]+m?s.*: 136 cells, 2 problems, ${counted} rows, \\d[\\d,]* calls\n`,
    ),
  );
  assert.match(log, new RegExp(`Z exported ${counted} rows to standard output\n`));
});

test('a second export on the same day gets -v2', async () => {
  await runWarm(place, ['scan', ...ONE, '--kind', 'datasync']);
  const again = await runWarm(place, ['export', 'last']);
  assert.equal(again.exitCode, 0, again.stderr);
  const names = readdirSync(place.file('output')).sort();
  assert.equal(names.length, 2);
  assert.match(names[0] ?? '', /^larkspur-prod-datasync-us-east-1-export-[\d.]+-v2\.xlsx$/);
  assert.match(names[1] ?? '', /^larkspur-prod-datasync-us-east-1-export-[\d.]+\.xlsx$/);
});

test('a scan without problems ends with 0', async () => {
  const run = await runWarm(place, ['scan', ...ONE, '--kind', 'snapshots']);
  assert.equal(run.exitCode, 0, run.stderr);
});

test('the demo ends with 0 where it shows just its planned problems', async () => {
  const run = await runWarm(place, ['--demo-exit', ...PROBLEMS]);
  assert.equal(run.exitCode, 0, run.stderr);
});

test('ndjson on standard output is one object a row, then one a source and one a transfer, then one a cell, and nothing else', async () => {
  const { at, ended } = wholeScan();
  const run = await ended;
  assert.equal(run.exitCode, 3, run.stderr);
  const objects = run.stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
  const rows = objects.map((object) => v.parse(ROW, object));
  const firstCoverage = rows.findIndex((row) => row.kind === 'coverage');
  const coverage = objects.slice(firstCoverage).map((object) => v.parse(COVERAGE, object));
  assert.equal(coverage.length, 34 * 8);
  const counted = coverage.reduce((sum, cell) => sum + cell.rows, 0);
  const sources = rows.filter((row) => row.kind === 'source').length;
  assert.ok(sources > 0);
  assert.equal(
    rows.findIndex((row) => row.kind === 'source'),
    counted,
  );
  const transfers = rows.filter((row) => row.kind === 'transfer').length;
  assert.equal(transfers, rows.filter((row) => row.kind === 'datasync-task').length);
  assert.ok(transfers > 0);
  assert.equal(firstCoverage, counted + sources + transfers);
  const denied = coverage.filter((cell) => cell.outcome === 'denied');
  assert.deepEqual(
    denied.map((cell) => `${cell.region} ${cell.collector} ${cell.rows}`),
    ['ap-southeast-1 datasync-agent 0'],
  );
  assert.equal(existsSync(at.file('output')), false);
});

test('what is no name of a region is refused before any call, exit code 2', async () => {
  const run = await runWarm(place, ['scan', '--region', 'us-east'], {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
  });
  assert.equal(run.exitCode, 2);
  assert.match(run.stderr, /^snapdeck: There is no region "us-east"\. Close: us-east-1/);
  assert.equal(run.stdout, '');
});

test('a region that our list lacks and that AWS cannot be asked for is refused, exit code 2', async () => {
  const run = await runWarm(place, ['scan', '--region', 'us-east-9']);
  assert.equal(run.exitCode, 2);
  assert.match(
    run.stderr,
    /^There is no region "us-east-9" in the list of this version, and AWS could not be asked for its own\. Close: us-east-1/,
  );
  assert.equal(run.stdout, '');
});

test('no credentials, a missing profile and keys that are refused are told apart, exit code 4 each', async () => {
  const none = await runWarm(place, ['scan']);
  assert.equal(none.exitCode, 4, none.stderr);
  assert.match(none.stderr, /^No AWS credentials were found\.\nTried: environment, /);
  assert.match(none.stderr, /snapdeck --demo\n$/);

  writeFileSync(place.file('aws-config'), '[profile there]\nregion = eu-west-1\n');
  const missing = await runWarm(place, ['scan', '--profile', 'elsewhere']);
  assert.equal(missing.exitCode, 4, missing.stderr);
  assert.match(
    missing.stderr,
    /^There is no profile "elsewhere" in your AWS configuration\.\nProfiles there are: there\n/,
  );
});

test('a scan file that exists is refused, exit code 2, and left as it is', async () => {
  writeFileSync(place.file('scan.sqlite'), 'mine');
  const run = await runWarm(place, ['scan', ...CLEAN, '--scan-file', 'scan.sqlite']);
  assert.equal(run.exitCode, 2);
  assert.match(run.stderr, /^snapdeck: The scan file .*scan\.sqlite exists already/);
  assert.equal(readFileSync(place.file('scan.sqlite'), 'utf8'), 'mine');
});

/** One cell that needs few calls, and one that needs hundreds: at this rate it is far from its end meanwhile. */
const SLOW_DATASYNC = [...ONE, '--kind', 'ebs-snapshot,datasync-execution', '--max-rps', '5'];

for (const [signal, exitCode] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const) {
  test(`${signal} stops the scan with ${exitCode} and keeps what was read`, async () => {
    const run = startSnapdeck(place, ['scan', ...SLOW_DATASYNC, '--scan-file', 'scan.sqlite']);
    await run.saysOnStderr('ebs-snapshot');
    run.child.kill(signal);
    const { exitCode: code, stderr } = await run.ended;
    assert.equal(code, exitCode, stderr);
    assert.match(stderr, /stopped: [\d,]+ rows? read (?:is|are) kept in .*scan\.sqlite\n/);
    const reader = openScanReader(place.file('scan.sqlite'));
    assert.equal(reader.facts().complete, false);
    assert.ok((reader.counts().ebs ?? 0) > 0);
    assert.ok(reader.cells().some((cell) => cell.phase === 'stopped'));
    reader.close();
  });
}

test('a signal while the export is written ends with its code, keeps the rows and leaves no half export', async () => {
  const run = startSnapdeck(place, [
    ...['scan', '--demo', '--demo-size', 'medium', '--faults', 'none', '--region', 'us-east-1'],
    ...[
      '--scan-file',
      'a scan.sqlite',
      '--latency',
      '0',
      '--format',
      'xlsx,csv,json,ndjson',
      '--output',
      'out',
    ],
  ]);
  await run.saysOnStderr('[8/8]');
  run.child.kill('SIGTERM');
  const { exitCode, stderr } = await run.ended;
  assert.equal(exitCode, 143, stderr);
  assert.match(
    stderr,
    /stopped: [\d,]+ rows? read (?:is|are) kept in .*a scan\.sqlite\nto write them: snapdeck export '\/.*a scan\.sqlite'\n$/,
  );
  assert.deepEqual(readdirSync(place.folder).includes('out') ? readdirSync(place.file('out')) : [], []);
  const reader = openScanReader(place.file('a scan.sqlite'));
  assert.equal(reader.facts().complete, true);
  reader.close();
});

test('the demo needs nothing that is set for the real AWS, and is disturbed by none of it', async () => {
  const { exitCode, stderr } = await runWarm(
    place,
    [...['scan', ...DEMO, '--faults', 'none'], ...['--region', 'us-east-1', '--kind', 'ebs', '--quiet']],
    {
      ...{ AWS_DEFAULT_PROFILE: 'prod', AWS_SECURITY_TOKEN: 'token', AWS_CA_BUNDLE: '/nowhere/ca.pem' },
      ...{ AWS_ENDPOINT_URL_EC2: 'localhost', ALL_PROXY: 'ftp://proxy', no_proxy: '' },
    },
  );
  assert.deepEqual([exitCode, stderr], [0, '']);
});

test('the name of an account is kept as it is, and none acts on a terminal', async () => {
  const name = 'SHOP\u001b[2J \u{1F468}\u200d\u{1F469}';
  writeFileSync(place.file('config.json'), JSON.stringify({ account_mappings: { '123456789012': name } }));
  const run = await runWarm(place, ['scan', ...ONE, '--kind', 'ebs', '--scan-file', 'scan.sqlite']);
  assert.equal(run.exitCode, 0, run.stderr);
  const shown = 'SHOP\ufffd[2J \u{1F468}\ufffd\u{1F469}';
  assert.ok(run.stderr.startsWith(`account 123456789012 (${shown}) · `), run.stderr);
  assert.ok(run.stdout.startsWith(`${shown} 123456789012 · `), run.stdout);
  const regions = await runWarm(place, ['regions', ...CLEAN]);
  assert.match(regions.stderr, /^account 123456789012 \(SHOP\ufffd\[2J /);
  const reader = openScanReader(place.file('scan.sqlite'));
  assert.equal(reader.facts().identity?.accountName, name);
  reader.close();
});

test('a file that is no scan file, or none at all, is bad usage', async () => {
  writeFileSync(place.file('notes.txt'), 'no scan');
  for (const [named, line] of [
    ['nowhere.sqlite', `There is no scan file ${place.file('nowhere.sqlite')}`],
    ['notes.txt', `${place.file('notes.txt')} is not a scan file of snapdeck`],
  ] as const) {
    const { exitCode, stdout, stderr } = await runWarm(place, ['export', named]);
    assert.deepEqual([exitCode, stdout, stderr], [2, '', `snapdeck: ${line}\n`]);
  }
});

test('an option that a command has no use for is refused: nothing is exported that was not asked for', async () => {
  for (const [args, option] of [
    [['export', 'last', '--kind', 'ebs'], '--kind'],
    [['export', '--region=us-east-1'], '--region'],
    [['regions', '--output', 'regions.txt'], '--output'],
    [['iam-policy', '--profile', 'prod'], '--profile'],
    [['prices', '--days', '3'], '--days'],
  ] as const) {
    const { exitCode, stdout, stderr } = await runWarm(place, args);
    const line = `snapdeck: snapdeck ${args[0]} has no use for ${option}: snapdeck help ${args[0]} lists its options.\n`;
    assert.deepEqual([exitCode, stdout, stderr], [2, '', line]);
  }
});

test('what a message repeats cannot act on the terminal', async () => {
  const { exitCode, stderr } = await runWarm(place, ['\u001b[2Jscan']);
  assert.equal(exitCode, 2);
  assert.match(stderr, /^snapdeck: There is no command "\ufffd\[2Jscan"/);
});

test('kill -9 leaves a scan file that opens, with every committed page', async () => {
  const run = startSnapdeck(place, ['scan', ...SLOW_DATASYNC, '--scan-file', 'scan.sqlite']);
  await run.saysOnStderr('ebs-snapshot');
  run.child.kill('SIGKILL');
  await run.ended;
  const reader = openScanReader(place.file('scan.sqlite'));
  const ebs = reader.cells().find((cell) => cell.kind === 'ebs-snapshot');
  assert.equal(reader.counts().ebs, ebs?.rows);
  assert.equal(reader.facts().endedAt, null);
  reader.close();
});

test('scan files are the owner’s alone and the newest is "last"', async () => {
  await runWarm(place, ['scan', ...ONE, '--kind', 'rds-snapshot', '--format', 'csv']);
  const [name] = readdirSync(place.file('data/scans')).filter((entry) => entry.endsWith('.sqlite'));
  if (process.platform !== 'win32')
    assert.equal(statSync(place.file(`data/scans/${name}`)).mode & 0o777, 0o600);
  const json = await runWarm(place, ['export', 'last', '--format', 'json', '--output', '-']);
  assert.equal(json.exitCode, 0, json.stderr);
  assert.equal(typeof JSON.parse(json.stdout), 'object');
});

test('export without any scan file says what to do, exit code 2', async () => {
  const run = await runWarm(place, ['export']);
  assert.equal(run.exitCode, 2);
  assert.match(run.stderr, /There is no scan file yet in .*: run snapdeck scan first/);
});

test('an export that cannot be written fails in one line and leaves the scan file alone', async () => {
  writeFileSync(place.file('taken'), 'a file');
  makeScanFile(place.file('scan.sqlite'), {
    cells: [
      { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [{ snapshot_id: 'snap-1' }] },
    ],
  });
  const before = readFileSync(place.file('scan.sqlite'));
  const run = await runWarm(place, ['export', 'scan.sqlite', '--output', 'taken/folder']);
  assert.equal(run.exitCode, 1);
  assert.deepEqual(readFileSync(place.file('scan.sqlite')), before);
  assert.equal(run.stderr.trimEnd().split('\n').length, 1, run.stderr);
  assert.match(run.stderr, /^snapdeck: .*taken/);
});

test('regions are listed with their opt-in status', async () => {
  const run = await runWarm(place, ['regions', ...CLEAN]);
  assert.equal(run.exitCode, 0, run.stderr);
  const lines = run.stdout.trimEnd().split('\n');
  assert.equal(lines.length, 34);
  assert.equal(lines[0], 'af-south-1       not-opted-in');
  assert.ok(lines.includes('us-east-1        opt-in-not-required'));
});

test('the least policy for some kinds is JSON that names only what they call', async () => {
  const run = await runWarm(place, ['iam-policy', '--kind', 'ebs-snapshot']);
  assert.equal(run.exitCode, 0, run.stderr);
  const policy: unknown = JSON.parse(run.stdout);
  const actions = JSON.stringify(policy).match(/"[a-z0-9-]+:[A-Z]\w+"/g);
  assert.deepEqual(actions, [
    '"account:GetAccountInformation"',
    '"dlm:GetLifecyclePolicies"',
    '"ec2:DescribeFastSnapshotRestores"',
    '"ec2:DescribeImages"',
    '"ec2:DescribeLaunchTemplateVersions"',
    '"ec2:DescribeLockedSnapshots"',
    '"ec2:DescribeRegions"',
    '"ec2:DescribeSnapshotTierStatus"',
    '"ec2:DescribeSnapshots"',
    '"ec2:DescribeVolumes"',
    '"ec2:GetImageBlockPublicAccessState"',
    '"ec2:GetSnapshotBlockPublicAccessState"',
    '"iam:ListAccountAliases"',
    '"pricing:GetProducts"',
  ]);
});

test('what cannot be parsed is one line and exit code 2', async () => {
  for (const [args, message] of [
    [['scna'], /There is no command "scna"/],
    [['scan', 'more'], /"more" is one word too many/],
    [['scan', '--since', '2026-02-31'], /--since takes a UTC date/],
    [['scan', '--since', '2026-03-01', '--until', '2026-02-01'], /is not before/],
    [['scan', '--location-type', 'FTP'], /there is no "FTP"\. There are: S3, EFS/],
    [['scan', '--kind', 'ec2'], /there is no kind "ec2"/],
    [['open', 'last'], /There is no scan file yet/],
    [['scan', '--pick', '--demo'], /--pick needs a terminal/],
    [['scan', '--demo', '--demo-size', 'small', '--latency', '1', '--format', 'csv', '--output', '-'], /csv/],
  ] as const) {
    const run = await runWarm(place, args);
    assert.equal(run.exitCode, 2, `${args.join(' ')}: ${run.stderr}`);
    assert.match(run.stderr, message);
    assert.equal(run.stderr.trimEnd().split('\n').length, 1, run.stderr);
  }
});

test('help and version print and end with 0', async () => {
  const help = await runSnapdeck(place, ['--help']);
  assert.equal(help.exitCode, 0);
  assert.match(help.stdout, /^snapdeck \d/);
  const version = await runSnapdeck(place, ['--version']);
  assert.equal(version.exitCode, 0);
  assert.match(version.stdout, /^\d+\.\d+\.\d+\n$/);
});
