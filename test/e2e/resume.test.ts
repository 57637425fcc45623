import assert from 'node:assert/strict';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { makePlace, type Place, runSnapdeck, startSnapdeck } from '../helpers/run-snapdeck.ts';

const now = Date.now();
let server: DemoServer;
let place: Place;
before(async () => {
  server = await startDemoServer({
    size: 'small',
    latency: 40,
    faults: [],
    now: new Date(now),
    clock: () => now,
  });
});
after(() => server.close());
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

const scan = (...args: readonly string[]) => ['scan', '--endpoint-url', server.url, ...args];

const CREDENTIALS = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
};
const NDJSON = ['--format', 'ndjson', '--output'];

/** A scan that is killed once some of its cells have ended. */
async function killedScan(): Promise<void> {
  const run = startSnapdeck(place, scan('--scan-file', 'scan.sqlite'), CREDENTIALS);
  await run.saysOnStderr('[ 20/136]');
  run.child.kill('SIGKILL');
  await run.ended;
}

const run = (...args: readonly string[]) => runSnapdeck(place, args, CREDENTIALS);
const read = (name: string): readonly string[] => readFileSync(place.file(name), 'utf8').trim().split('\n');
/** The rows of an export in an order of their own, without when they were read. */
const rowsIn = (name: string): readonly string[] =>
  read(name)
    .filter((line) => !line.startsWith('{"kind":"coverage"'))
    // What is told from the scan's start.
    .map((line) =>
      line.replaceAll(/, [^,"]* before the scan|"(duration|throughput_per_second|time_left)":[^,]+,/g, ''),
    )
    .sort();

test('a killed scan is taken up in its file, and exports what an undisturbed one does', async () => {
  server.resetCounters();
  await killedScan();
  const resumed = await run(...scan('--resume', 'scan.sqlite', ...NDJSON, 'resumed.ndjson'));
  assert.equal(resumed.exitCode, 0, resumed.stderr);
  const ofBoth = server.counters().calls;
  server.resetCounters();
  assert.equal((await run(...scan(...NDJSON, 'whole.ndjson'))).exitCode, 0);
  // Those in flight at the kill are lost, and what was answered a moment before.
  const most = server.counters().calls + 64 + 40;
  assert.ok(ofBoth <= most, `${ofBoth} calls in all, at most ${most}`);
  assert.deepEqual(rowsIn('resumed.ndjson'), rowsIn('whole.ndjson'));
  const reader = openScanReader(place.file('scan.sqlite'));
  assert.equal(reader.facts().complete, true);
  reader.close();
});

test('of a scan that is whole --resume says so, asks nothing, and exports it', async () => {
  assert.equal((await run(...scan('--kind', 'ebs', ...NDJSON, 'whole.ndjson'))).exitCode, 0);
  server.resetCounters();
  const again = await run(...scan('--resume', '--kind', 'rds', ...NDJSON, 'again.ndjson'));
  assert.equal(again.exitCode, 0, again.stderr);
  assert.match(again.stderr, /^\S+\.sqlite is whole already: nothing is asked of AWS$/m);
  assert.equal(server.counters().calls, 0);
  assert.deepEqual(read('again.ndjson'), read('whole.ndjson'));
});

test('a scan is not taken up as it was not begun, after too long, by another account, or out of nothing', async () => {
  await killedScan();
  const refused = async (line: RegExp, ...args: readonly string[]): Promise<void> => {
    const { exitCode, stderr, stdout } = await run(...args);
    assert.equal(exitCode, 2, stderr);
    assert.match(stderr.trimEnd(), line);
    assert.equal(stdout, '');
  };
  const resume = scan('--resume', 'scan.sqlite');
  await refused(
    /^snapdeck: --region is not as this scan was begun \(all\): leave it out, .*$/,
    ...resume,
    '--region',
    'eu-*',
  );
  await refused(
    /^snapdeck: --kind is not as this scan was begun \(datasync-task, .*$/,
    ...resume,
    '--kind',
    'ebs',
  );
  await refused(
    /^snapdeck: --attributes is not as this scan was begun \(without\): .*$/,
    ...resume,
    '--attributes',
  );
  await refused(
    /^snapdeck: --scan-file names a new file, and --resume goes on in its own: .*$/,
    ...resume,
    '--scan-file',
    'b',
  );
  await refused(/^snapdeck: There is no scan file .*none\.sqlite$/, ...scan('--resume', './none.sqlite'));
  const database = new DatabaseSync(place.file('scan.sqlite'));
  const set = database.prepare('UPDATE scan SET value = ? WHERE name = ?');
  const identity = database.prepare("SELECT value FROM scan WHERE name = 'identity'").get()?.value;
  set.run(String(identity).replaceAll('123456789012', '210987654321'), 'identity');
  await refused(
    /^these credentials are of account 123456789012, and the scan is of 210987654321: .*$/,
    ...resume,
  );
  set.run(String(Date.now() - 9.5 * 3_600_000), 'startedAt');
  await refused(
    /^snapdeck: This scan began on .* UTC, more than 6 hours ago: .* --resume-within 10 takes it up all the same\.$/,
    ...resume,
  );
  set.run(String(identity), 'identity');
  database.close();
  assert.equal((await run(...resume, '--resume-within', '10', ...NDJSON, 'resumed.ndjson')).exitCode, 0);
  assert.ok(existsSync(place.file('resumed.ndjson')));
});

test('a scan that another process still writes is left alone, and that process is named', async () => {
  const writing = startSnapdeck(
    place,
    scan('--scan-file', 'scan.sqlite', ...NDJSON, 'whole.ndjson'),
    CREDENTIALS,
  );
  await writing.saysOnStderr('[ 20/136]');
  writing.child.kill('SIGSTOP');
  const refused = await run(...scan('--resume', 'scan.sqlite'));
  assert.equal(refused.exitCode, 2, refused.stderr);
  assert.match(
    refused.stderr,
    new RegExp(
      `^snapdeck: Process ${writing.child.pid} still has this scan open \\(.*scan\\.sqlite\\): wait for its end, or end it first\\.$`,
      'm',
    ),
  );
  const ended = once(writing.child, 'close');
  writing.child.kill('SIGCONT');
  await ended;
  assert.equal((await writing.ended).exitCode, 0);
});

test('a scan that was stopped by Ctrl-C says how to go on, and goes on so', async () => {
  const stopped = startSnapdeck(place, scan('--scan-file', 'scan.sqlite'), CREDENTIALS);
  await stopped.saysOnStderr('[ 20/136]');
  stopped.child.kill('SIGINT');
  const { exitCode, stderr } = await stopped.ended;
  assert.equal(exitCode, 130);
  assert.match(stderr, /^to go on: snapdeck scan --resume \S*scan\.sqlite$/m);
  const resumed = await run(...scan('--resume', 'scan.sqlite', ...NDJSON, 'resumed.ndjson'));
  assert.equal(resumed.exitCode, 0, resumed.stderr);
});
