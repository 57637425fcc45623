import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { unzip } from '../export/excel/unzip.ts';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';

const windows = process.platform === 'win32';
const SLOW = { timeoutMs: 60_000 };
const ONE_CELL = ['--region', 'us-east-1', '--kind', 'ebs-snapshot'];
const DATASYNC = ['--region', 'us-east-1', '--kind', 'datasync'];

/** Credentials that cannot be mistaken for anything else. */
const PLANTED = {
  AWS_ACCESS_KEY_ID: 'AKIAPLANTED000000001',
  AWS_SECRET_ACCESS_KEY: 'plantedSecret+0123456789/abcdefghijklmnop',
  AWS_SESSION_TOKEN: 'plantedToken0123456789//////////ABCDEFGHIJKLMNOP==',
} as const;
const FORBIDDEN = [...Object.values(PLANTED), 'Signature=', 'AWS4-HMAC', 'Authorization:', 'Authorization='];

interface Seen {
  readonly method: string;
  readonly authorization: string;
  readonly token: string;
}

let place: Place;
let demo: DemoServer;
let front: Server;
let endpoint: string;
let seen: Seen[];

beforeEach(async () => {
  place = makePlace();
  seen = [];
  demo = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  front = createServer(answer);
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const address = front.address();
  assert.ok(typeof address === 'object' && address !== null);
  endpoint = `http://127.0.0.1:${address.port}`;
});
afterEach(async () => {
  front.closeAllConnections();
  await new Promise((resolve) => front.close(resolve));
  await demo.close();
  place.remove();
});

/**
 * Two services refuse as AWS does where a signature is malformed: with the signed headers in the message. All else
 * comes from the simulated AWS.
 */
function answer(incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method = '', url, headers } = incoming;
  const authorization = String(headers.authorization);
  const token = String(headers['x-amz-security-token']);
  seen.push({ method, authorization, token });
  const echo =
    `Authorization header requires existence of a date. Authorization=${authorization} ` +
    `x-amz-security-token:${token} for the key ${PLANTED.AWS_ACCESS_KEY_ID}`;
  if (authorization.includes('/eu-west-1/datasync/')) {
    incoming.resume();
    outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.1' });
    outgoing.end(JSON.stringify({ __type: 'IncompleteSignatureException', message: echo }));
  } else if (authorization.includes('/eu-west-1/ec2/')) {
    incoming.resume();
    outgoing.writeHead(400, { 'content-type': 'text/xml' });
    outgoing.end(
      `<Response><Errors><Error><Code>IncompleteSignature</Code><Message>${echo}</Message></Error></Errors><RequestID>1</RequestID></Response>`,
    );
  } else {
    const onward = request(`${demo.url}${url}`, { method, headers }, (answered) => {
      outgoing.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }
}

function environment(): Record<string, string> {
  return { ...PLANTED, AWS_ENDPOINT_URL: endpoint, AWS_REGION: 'us-east-1' };
}

/** Every file below a folder, with its path in it. */
function filesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)));
}

function found(text: string, forbidden: readonly string[] = FORBIDDEN): readonly string[] {
  return forbidden.filter((secret) => text.includes(secret));
}

/** Which file holds what it must not hold, sheets of workbooks included. */
function leaks(): readonly string[] {
  return filesIn(place.folder).flatMap((name) => {
    const bytes = readFileSync(place.file(name));
    // Compiled code of the SDK holds the names of headers; nothing of a run.
    const forbidden = name.startsWith('.cache') ? Object.values(PLANTED) : FORBIDDEN;
    const texts = [bytes.toString('latin1'), bytes.toString('utf16le')];
    if (name.endsWith('.xlsx')) for (const part of unzip(place.file(name)).values()) texts.push(part);
    return texts.flatMap((text) => found(text, forbidden)).map((secret) => `${name}: ${secret}`);
  });
}

/** A file that is loaded first and writes down every address that a socket or the resolver is asked for. */
function watchFile(): { readonly options: string; readonly targets: () => readonly string[] } {
  const hook = place.file('watch.cjs');
  const record = place.file('targets.txt');
  writeFileSync(record, '');
  writeFileSync(
    hook,
    `const net = require('node:net'); const dns = require('node:dns'); const fs = require('node:fs');
     const note = (what) => fs.appendFileSync(${JSON.stringify(record)}, what + '\\n');
     const connect = net.Socket.prototype.connect;
     net.Socket.prototype.connect = function (...args) {
       const [to] = Array.isArray(args[0]) ? args[0] : args;
       note(typeof to === 'object' ? to.path ?? 'http://' + (to.host ?? 'localhost') + ':' + to.port : String(to));
       return connect.apply(this, args);
     };
     for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
       const ask = dns[name];
       dns[name] = (host, ...rest) => { note('dns ' + host); return ask(host, ...rest); };
     }
     process.on('SIGUSR2', () => {
       const error = new Error('a fault of ' + process.env.AWS_SESSION_TOKEN + ' and token=' + process.env.AWS_SESSION_TOKEN);
       error.message = 'request failed: Authorization: AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID +
         '/x, SignedHeaders=host, Signature=0123456789abcdef';
       error.stack = 'Error: ' + error.message + '\\n    at token=' + process.env.AWS_SESSION_TOKEN;
       throw error;
     });`,
  );
  return {
    options: `--require=${hook}`,
    targets: () => [...new Set(readFileSync(record, 'utf8').split('\n').filter(Boolean))],
  };
}

function openApp(args: readonly string[], extra: Record<string, string> = {}): TerminalSession {
  return openTerminal({
    args: [PROGRAM, ...args],
    cwd: place.folder,
    env: { ...place.environment, ...environment(), ...extra },
  });
}

test('no credential and no signed header is in any log, scan file, export or line of output, though AWS sends them back', async () => {
  const run = await runSnapdeck(
    place,
    [
      ...['scan', '--debug', '--attributes', '--tags', '--region', 'eu-west-1,us-*'],
      ...['--format', 'xlsx,csv,json,ndjson'],
    ],
    environment(),
  );
  assert.equal(run.exitCode, 3, run.stderr);
  assert.ok(seen.length > 300, `${seen.length} calls`);
  assert.ok(seen.every(({ token }) => token === PLANTED.AWS_SESSION_TOKEN));
  assert.ok(
    seen.every(({ authorization }) => authorization.includes(`Credential=${PLANTED.AWS_ACCESS_KEY_ID}/`)),
  );
  assert.match(run.stderr, /eu-west-1 +ebs-snapshot +failed .*IncompleteSignature: .*\[hidden\]/);
  assert.match(run.stderr, /eu-west-1 +datasync-agent +failed .*IncompleteSignatureException: /);
  assert.deepEqual(found(run.stdout + run.stderr), []);
  const names = filesIn(place.folder);
  for (const part of [/^logs.logs-snapdeck/, /^data.scans.*\.sqlite$/, /xlsx$/, /csv$/, /ndjson$/, /\.json$/])
    assert.ok(
      names.some((name) => part.test(name)),
      `${part} in ${names.join(', ')}`,
    );
  assert.deepEqual(leaks(), []);
});

test('scan files and logs are their owner’s alone, and so are their folders', { skip: windows }, async () => {
  const run = await runSnapdeck(place, ['scan', '--debug', ...ONE_CELL], environment());
  assert.equal(run.exitCode, 0, run.stderr);
  const mode = (name: string): string => (statSync(place.file(name)).mode & 0o777).toString(8);
  const [log] = readdirSync(place.file('logs'));
  const scanFiles = readdirSync(place.file('data/scans'));
  assert.equal(mode('logs'), '700');
  assert.equal(mode(`logs/${log}`), '600');
  assert.equal(mode('data/scans'), '700');
  assert.deepEqual([...new Set(scanFiles.map((name) => mode(`data/scans/${name}`)))], ['600']);
});

/** Runs what starts a process, which inherits a mask that keeps nobody out. */
function underOpenMask<Started>(start: () => Started): Started {
  const mask = process.umask(0);
  try {
    return start();
  } finally {
    process.umask(mask);
  }
}

/** What others may look into, of all files and folders below the place's own. */
function openToOthers(): readonly string[] {
  return readdirSync(place.folder, { recursive: true, withFileTypes: true }).flatMap((entry) => {
    const file = path.join(entry.parentPath, entry.name);
    const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0;
    return (mode & 0o077) === 0 ? [] : [`${path.relative(place.folder, file)} ${(mode & 0o777).toString(8)}`];
  });
}

test('whatever the mask for new files, all that a run makes is its owner’s alone: scans, logs, exports, settings, compiled code', {
  skip: windows,
}, async () => {
  const output = ['--format', 'xlsx,csv,json,ndjson', '--output', 'out/of/here'];
  // Whoever runs the tests may have named another folder.
  const cache = { XDG_CACHE_HOME: place.file('cache') };
  const run = await underOpenMask(() =>
    runSnapdeck(place, ['scan', '--debug', ...DATASYNC, ...output], {
      ...environment(),
      ...cache,
    }),
  );
  assert.equal(run.exitCode, 0, run.stderr);
  await using terminal = underOpenMask(() => openApp(['--debug', ...DATASYNC], cache));
  await terminal.waitForText('4 of 4 cells', SLOW);
  terminal.press('3');
  await terminal.waitForText('Task Name');
  terminal.press('>');
  const names = filesIn(place.folder);
  for (const part of [/^data.scans.*-wal$/, /^data.scans.*-shm$/, /^logs./, /xlsx$/, /ndjson$/, /compiled/])
    assert.ok(
      names.some((name) => part.test(name)),
      `${part} in ${names.join(', ')}`,
    );
  assert.deepEqual(openToOthers(), []);
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  assert.ok(
    filesIn(place.folder).some((name) => name.endsWith('terminal.json')),
    filesIn(place.folder).join(', '),
  );
  assert.deepEqual(openToOthers(), []);
});

test('the files of a scan that is at work are their owner’s alone, its write-ahead log too, and a killed app leaves no secret', {
  skip: windows,
}, async () => {
  const terminal = openApp(['--debug', '--region', 'eu-west-1']);
  await terminal.waitForText(/complete, \d+ problems/, SLOW);
  terminal.press('p');
  await terminal.waitForText(/IncompleteSignature/);
  for (const key of ['2', '3', '7', '9', '1']) terminal.press(key);
  await terminal.waitForText('8 of 8 cells');
  const files = readdirSync(place.file('data/scans'));
  assert.ok(files.some((name) => name.endsWith('-wal')));
  for (const name of files)
    assert.equal((statSync(place.file(`data/scans/${name}`)).mode & 0o777).toString(8), '600', name);
  terminal.kill('SIGKILL');
  await terminal.exit;
  assert.deepEqual(found(terminal.rawOutput()), []);
  assert.deepEqual(leaks(), []);
  await terminal.close();
});

test('the report of a crash tells no secret', { skip: windows }, async () => {
  const watch = watchFile();
  await using terminal = openApp(['--debug', ...ONE_CELL], { NODE_OPTIONS: watch.options });
  await terminal.waitForText('1 of 1 cells', SLOW);
  process.kill(terminal.pid, 'SIGUSR2');
  assert.deepEqual(await terminal.exit, { exitCode: 1, signal: null });
  assert.match(
    terminal.allLines().join('\n'),
    /snapdeck met an internal fault: request failed: signed header \[hidden\]/,
  );
  assert.deepEqual(found(terminal.rawOutput()), []);
  assert.deepEqual(
    leaks().filter((leak) => !leak.startsWith('watch.cjs')),
    [],
  );
});

test('every operation of the least policy is called, and on the wire there is nothing else: Describe, List, Get', async () => {
  const options = ['--attributes', '--tags'];
  // In one of them alone no AMI uses a snapshot.
  const run = await runSnapdeck(place, ['scan', ...options, '--region', 'us-east-1,eu-west-1'], {
    ...environment(),
    AWS_ENDPOINT_URL: demo.url,
  });
  assert.equal(run.exitCode, 0, run.stderr);
  const policy = await runSnapdeck(place, ['iam-policy', ...options]);
  const allowed = new Set([
    'sts:GetCallerIdentity',
    ...[...policy.stdout.matchAll(/"([a-z0-9-]+:[A-Z]\w+)"/g)].map(([, action = '']) => action),
  ]);
  const called = new Set(
    Object.keys(demo.counters().byCall).map((key) => key.split(':').slice(0, 2).join(':')),
  );
  assert.deepEqual(
    [...called].filter((action) => !/^[a-z0-9-]+:(?:Describe|List|Get)[A-Z]/.test(action)),
    [],
  );
  assert.deepEqual(
    [...called].filter((action) => !allowed.has(action)),
    [],
  );
  assert.deepEqual(
    [...allowed].filter((action) => !called.has(action)),
    [],
  );
});

test('no address but the endpoint is connected to or looked up', async () => {
  const watch = watchFile();
  const run = await runSnapdeck(place, ['scan', '--region', 'us-east-1,eu-west-2'], {
    ...environment(),
    NODE_OPTIONS: watch.options,
  });
  assert.equal(run.exitCode, 0, run.stderr);
  assert.deepEqual(watch.targets(), [endpoint]);
});
