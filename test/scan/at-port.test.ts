/** A scan and the regions of an account as whoever is at their port has them, in the process of the test. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import os, { availableParallelism } from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { demoEnvironment } from '../../source/demo/process.ts';
import { type Fault, startDemoServer } from '../../source/demo/server.ts';
import { regionsAtPort, scanAtPort } from '../../source/scan/at-port.ts';
import type { FromRegionsWorker, ToRegionsWorker } from '../../source/scan/list-regions.ts';
import type { FromScanWorker, ToScanWorker } from '../../source/scan/messages.ts';
import { runSecondWorker } from '../../source/scan/run-second-worker.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { QUICK_RETRY } from '../helpers/scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

const PATIENT = { ...QUICK_RETRY, requestTimeoutMs: 60_000, connectTimeoutMs: 60_000 };

/** Settings of a scan of the simulated AWS. */
async function place(t: TestContext, faults: readonly Fault[] = []) {
  const server = await startDemoServer({ size: 'small', latency: 0, faults });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-port-'));
  Object.assign(process.env, demoEnvironment(server.url));
  t.after(async () => {
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const scanFile = path.join(folder, 'scan.sqlite');
  const settings: ScanSettings = {
    ...demoScanSettings(scanFile, { endpointUrl: server.url, retry: PATIENT }),
    kinds: ['datasync-execution'],
  };
  return { settings, server, folder };
}

/** One end of a port, and what is heard there. */
function portWithTest<From extends { readonly type: string }, To>(t: TestContext) {
  const { port1, port2 } = new MessageChannel();
  t.after(() => port2.close());
  const heard: From[] = [];
  const waiting = new Set<() => void>();
  port2.on('message', (message: From) => {
    heard.push(message);
    for (const look of [...waiting]) look();
  });
  /** The first message of this type that was not handed out before. */
  const hears = <Type extends From['type']>(type: Type): Promise<Extract<From, { type: Type }>> =>
    new Promise((resolve) => {
      const look = (): void => {
        const index = heard.findIndex((message) => message.type === type);
        if (index < 0) return;
        waiting.delete(look);
        const [found] = heard.splice(index, 1);
        resolve(found as Extract<From, { type: Type }>);
      };
      waiting.add(look);
      look();
    });
  const tell = (message: To, ports: readonly (typeof port1)[] = []): void =>
    port2.postMessage(message, [...ports]);
  return { port: port1, heard, hears, tell, left: once(port2, 'close') };
}

test('a scan does what it is told: reads cells and rows again, each answer by its number, and leaves when it is stopped', async (t) => {
  const { settings } = await place(t);
  const it = portWithTest<FromScanWorker, ToScanWorker>(t);
  scanAtPort(it.port, settings);
  const { cells } = await it.hears('planned');
  const [{ id: cell } = { id: 0 }] = cells;
  assert.deepEqual(
    [(await it.hears('finished')).stopped, it.heard.some(({ type }) => type === 'second-worker-wanted')],
    [false, false],
  );
  it.tell({ type: 'rescan', id: 5, cellIds: [cell] });
  const rescanned = await it.hears('rescanned');
  assert.deepEqual(
    [rescanned.id, rescanned.cells.map(({ cellId, failure }) => [cellId, failure])],
    [5, [[cell, null]]],
  );
  const reader = openScanReader(settings.scanFile);
  const [row] = rowsOfKind(reader, 'datasync-execution');
  reader.close();
  assert.ok(row !== undefined);
  const ref = {
    row: row.row,
    account: row.account,
    region: row.region,
    key: String(row.values.task_execution_arn),
  };
  it.tell({ type: 'refresh', id: 6, kind: 'datasync-execution', rows: [ref] });
  const { id, result } = await it.hears('refreshed');
  assert.deepEqual([id, result], [6, { refreshed: [row.row], failed: [] }]);
  it.tell({ type: 'retry', cellIds: [cell] });
  assert.equal((await it.hears('finished')).refusal, null);
  it.tell({ type: 'stop' });
  await it.hears('closed');
  await it.left;
});

test('a scan that can be shared asks for a second worker, and gives it its cells', {
  skip: availableParallelism() < 2,
}, async (t) => {
  const { settings: one } = await place(t);
  const settings = { ...one, kinds: ['datasync-agent', 'ebs-snapshot'] };
  const it = portWithTest<FromScanWorker, ToScanWorker>(t);
  scanAtPort(it.port, settings);
  const { shared } = await it.hears('second-worker-wanted');
  const { port1, port2 } = new MessageChannel();
  runSecondWorker(settings, port1, shared);
  it.tell({ type: 'second worker', port: port2 }, [port2]);
  const { stopped } = await it.hears('finished');
  assert.equal(stopped, false);
  it.tell({ type: 'stop' });
  await it.left;
  const reader = openScanReader(settings.scanFile);
  t.after(() => reader.close());
  assert.deepEqual(
    reader.cells().map(({ kind, phase }) => [kind, phase]),
    [
      ['datasync-agent', 'done'],
      ['ebs-snapshot', 'done'],
    ],
  );
});

const DEVICE = 'arn:aws:iam::123456789012:mfa/me';

/** A profile whose role wants the code of a device. */
function withDevice(t: TestContext, folder: string): string {
  const file = path.join(folder, 'config');
  const base = '[profile base]\naws_access_key_id = AKIDEXAMPLE\naws_secret_access_key = nothing\n';
  const role = 'role_arn = arn:aws:iam::123456789012:role/admin\nregion = us-east-1\n';
  fs.writeFileSync(file, `${base}[profile admin]\nsource_profile = base\n${role}mfa_serial = ${DEVICE}\n`);
  const before = process.env.AWS_CONFIG_FILE;
  process.env.AWS_CONFIG_FILE = file;
  t.after(() => {
    process.env.AWS_CONFIG_FILE = before;
  });
  return 'admin';
}

for (const gives of [true, false]) {
  const answer = gives
    ? ({ type: 'mfa-code', code: '123456' } as const)
    : ({ type: 'no-mfa-code', reason: 'nobody is there' } as const);
  const why = gives ? /not authorized to perform: sts:AssumeRole/ : /asks for an MFA code: nobody is there\./;

  test(`a scan asks for the code of a device, and ${gives ? 'takes it' : 'is refused by why there is none'}`, async (t) => {
    const { settings, folder } = await place(t);
    const it = portWithTest<FromScanWorker, ToScanWorker>(t);
    scanAtPort(it.port, { ...settings, aws: { ...settings.aws, profile: withDevice(t, folder) } });
    assert.deepEqual(await it.hears('ask-mfa'), { type: 'ask-mfa', serial: DEVICE });
    it.tell(answer);
    const { refusal } = await it.hears('refused');
    assert.equal(refusal.exitCode, 4);
    assert.match(refusal.lines.join(' '), why);
    it.tell({ type: 'stop' });
    await it.left;
  });

  test(`regions ask for the code of a device, and ${gives ? 'take it' : 'are refused by why there is none'}`, async (t) => {
    const { settings, folder } = await place(t);
    const it = portWithTest<FromRegionsWorker, ToRegionsWorker>(t);
    const aws = { ...settings.aws, profile: withDevice(t, folder) };
    const listed = regionsAtPort(it.port, { aws, version: '0', accountMappings: {}, debug: false });
    assert.deepEqual(await it.hears('ask-mfa'), { type: 'ask-mfa', serial: DEVICE });
    it.tell(answer);
    const { refusal } = await it.hears('refused');
    assert.equal(refusal.exitCode, 4);
    assert.match(refusal.lines.join(' '), why);
    await listed;
  });
}

test('regions come with who asks, by the name that is known of the account, and every call is logged where it is debugged', async (t) => {
  const { settings } = await place(t);
  const it = portWithTest<FromRegionsWorker, ToRegionsWorker>(t);
  const ask = (debug: boolean, accountMappings: Readonly<Record<string, string>> = {}) =>
    regionsAtPort(it.port, { aws: settings.aws, version: '0', accountMappings, debug });
  await ask(true);
  const { found } = await it.hears('found');
  assert.equal(found.identity.accountName, 'larkspur-prod');
  assert.equal(found.notice, null);
  assert.deepEqual(await it.hears('credentials'), {
    type: 'credentials',
    words: 'keys from the environment',
  });
  const lines = it.heard.flatMap((message) => (message.type === 'log' ? [message.line] : []));
  assert.match(lines[0] ?? '', /^settings: /);
  assert.equal(lines[1], 'credentials: keys from the environment');
  assert.ok(lines.some((line) => line.startsWith('us-east-1 sts:GetCallerIdentity attempt 1 served ')));
  it.heard.length = 0;
  await ask(false, { [found.identity.account]: 'the shop' });
  assert.equal((await it.hears('found')).found.identity.accountName, 'the shop');
  assert.deepEqual(
    it.heard.filter(({ type }) => type === 'log'),
    [{ type: 'log', line: 'credentials: keys from the environment' }],
  );
});
