/**
 * Faults that only the whole program can meet, as it is published: of the configuration, of flags, of files, of
 * whoever stops it. Their rows stand in the same table as the faults of a scan.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { assertCountsHold } from '../helpers/kept-rows.ts';
import {
  makePlace,
  type Place,
  PROGRAM,
  type Run,
  runProgram,
  startSnapdeck,
} from '../helpers/run-snapdeck.ts';
import { makeScanFile } from '../helpers/scan-files.ts';
import type { ScanFault } from './scan-faults.ts';

const DEMO = ['scan', '--demo', '--demo-size', 'small', '--faults', 'none', '--latency', '1'];
const MEDIUM = ['scan', '--demo', '--demo-size', 'medium', '--faults', 'none'];

/** An address that nobody may be asked at: what is refused before any call never comes to it. */
const NOWHERE = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };

function fault(
  where: string,
  title: string,
  outcome: string,
  check: (place: Place) => Promise<void>,
): ScanFault {
  return {
    where,
    title,
    outcome,
    check: async () => {
      const place = makePlace();
      try {
        await check(place);
      } finally {
        place.remove();
      }
    },
  };
}

/** Ended with this code, with these words first, before anything was scanned. */
function assertRefused(run: Run, exitCode: number, words: RegExp): void {
  assert.equal(run.exitCode, exitCode, run.stderr);
  assert.match(run.stderr, words);
  assert.equal(run.stdout, '');
  assert.doesNotMatch(run.stderr, /^\[ *\d+\//m);
}

/** The words of one message, and no stack. */
function assertOneMessage({ stderr }: Run, words: RegExp): void {
  const lines = stderr.split('\n').filter((line) => line !== '' && !/^(\[|account )/.test(line));
  assert.equal(lines.length, 1, stderr);
  assert.match(lines[0] ?? '', words);
}

function makeSnapshots(scanFile: string, count: number): void {
  const rows = Array.from({ length: count }, (_, index) => ({
    snapshot_id: `snap-${index}`,
    region: 'us-east-1',
  }));
  makeScanFile(scanFile, { cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }] });
}

const snapdeck = (place: Place, args: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  startSnapdeck(place, args, environment).ended;

const CREDENTIAL_FAULTS: readonly ScanFault[] = [
  fault('credentials', 'none', 'exit 4, no cells', async (place) => {
    assertRefused(await snapdeck(place, ['scan'], NOWHERE), 4, /^No AWS credentials were found\.\nTried: /);
  }),
  fault('credentials', 'a profile that is not there', 'exit 4, no cells', async (place) => {
    writeFileSync(place.file('aws-config'), '[profile there]\nregion = eu-west-1\n');
    const run = await snapdeck(place, ['scan', '--profile', 'elsewhere'], NOWHERE);
    assertRefused(run, 4, /^There is no profile "elsewhere" .*\nProfiles there are: there\n/);
  }),
  fault('credentials', 'an MFA code is needed and nobody is there', 'exit 4, no cells', async (place) => {
    const device = 'arn:aws:iam::123456789012:mfa/me';
    const base = '[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = nothing\n';
    const admin = `[profile admin]\nsource_profile = base\nrole_arn = arn:aws:iam::123456789012:role/x\nmfa_serial = ${device}\n`;
    writeFileSync(place.file('aws-config'), base + admin);
    const run = await snapdeck(place, ['scan', '--profile', 'admin'], NOWHERE);
    assertRefused(
      run,
      4,
      new RegExp(`asks for an MFA code: it is that of ${device}, and there is no terminal to ask on`),
    );
  }),
  fault('credentials', 'a sign-in that has expired (SSO)', 'exit 4, no cells', async (place) => {
    const session = 'sso_start_url = https://example.invalid/start\nsso_region = us-east-1\n';
    const role = 'sso_account_id = 123456789012\nsso_role_name = x\nregion = us-east-1\n';
    writeFileSync(place.file('aws-config'), `[profile work]\n${session}${role}`);
    const run = await snapdeck(place, ['scan', '--profile', 'work'], NOWHERE);
    assertRefused(
      run,
      4,
      /^The SSO sign-in of the profile "work" \(.*\) is missing or has expired: .*\nTo sign in: aws sso login --profile work\n/,
    );
  }),
  fault('--region', 'a region that does not exist', 'exit 2, no call', async (place) => {
    const run = await snapdeck(place, ['scan', '--region', 'us-east-9'], NOWHERE);
    assertRefused(
      run,
      2,
      /There is no region "us-east-9" in the list of this version, and AWS could not be asked for its own\. Close: us-east-1.* Valid in AWS Commercial: all, /,
    );
  }),
];

const FILE_FAULTS: readonly ScanFault[] = [
  fault('scan file', 'its folder cannot be made', 'exit 1, no cells', async (place) => {
    writeFileSync(place.file('taken'), 'a file');
    const run = await snapdeck(place, [...DEMO, '--scan-file', 'taken/scan.sqlite']);
    assert.equal(run.exitCode, 1, run.stderr);
    assertOneMessage(
      run,
      /^The scan file .*scan\.sqlite cannot be written: a part of its path is no folder$/,
    );
  }),
  fault('scan file', 'the disk is full', 'exit 1, rows committed before stay', async (place) => {
    const scanFile = place.file('scan.sqlite');
    const args = [...MEDIUM, '--latency', '1', '--scan-file', scanFile];
    const limited = ['-c', 'ulimit -f 4000; exec "$0" "$@"', process.execPath, PROGRAM, ...args];
    const run = await runProgram(place, 'sh', limited);
    assert.equal(run.exitCode, 1, run.stderr);
    assertOneMessage(run, /^The scan file .*scan\.sqlite cannot be written: /);
    assert.ok(assertCountsHold(scanFile) > 0);
  }),
  fault('export', 'it cannot be written', 'exit 1, scan file untouched', async (place) => {
    const scanFile = place.file('scan.sqlite');
    writeFileSync(place.file('taken'), 'a file');
    makeSnapshots(scanFile, 10);
    const before = readFileSync(scanFile);
    const run = await snapdeck(place, ['export', scanFile, '--output', 'taken/folder']);
    assert.equal(run.exitCode, 1, run.stderr);
    assertOneMessage(run, /^snapdeck: .*taken/);
    assert.deepEqual(readFileSync(scanFile), before);
  }),
  fault('export', 'the disk is full', 'exit 1, no half file under the final name', async (place) => {
    const scanFile = place.file('scan.sqlite');
    makeSnapshots(scanFile, 2000);
    const rows = assertCountsHold(scanFile);
    const again = ['export', scanFile, '--format', 'csv,json', '--output', 'out'];
    const limited = ['-c', 'ulimit -f 100; exec "$0" "$@"', process.execPath, PROGRAM, ...again];
    const run = await runProgram(place, 'sh', limited);
    assert.equal(run.exitCode, 1, run.stderr);
    assertOneMessage(run, /^snapdeck: .*(?:larger than a file may be|disk is full)/);
    assert.deepEqual(readdirSync(place.file('out')), []);
    assert.equal(assertCountsHold(scanFile), rows);
  }),
];

const STOPS: readonly ScanFault[] = (
  [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const
).map(([signal, exitCode]) =>
  fault(signal, 'stopped by the user', `exit ${exitCode}, cells not final are stopped`, async (place) => {
    const scanFile = place.file('scan.sqlite');
    const few = ['--region', 'us-east-1', '--max-rps', '5'];
    const run = startSnapdeck(place, [...DEMO, ...few, '--scan-file', scanFile]);
    await run.saysOnStderr(' done ');
    run.child.kill(signal);
    const { exitCode: code, stderr } = await run.ended;
    assert.equal(code, exitCode, stderr);
    assert.ok(assertCountsHold(scanFile) > 0);
    const reader = openScanReader(scanFile);
    try {
      const phases = new Set(reader.cells().map(({ phase }) => phase));
      assert.ok(phases.has('stopped'), [...phases].join(', '));
      assert.ok(!phases.has('running') && !phases.has('queued'), [...phases].join(', '));
      assert.equal(reader.facts().complete, false);
    } finally {
      reader.close();
    }
  }),
);

/** Signals, and limits on the size of files, are not to be had on Windows. */
export const PROGRAM_FAULTS: readonly ScanFault[] =
  process.platform === 'win32' ? CREDENTIAL_FAULTS : [...CREDENTIAL_FAULTS, ...FILE_FAULTS, ...STOPS];
