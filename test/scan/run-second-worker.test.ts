/** The second worker, led by the test as the scan worker leads it, over the simulated AWS and a scan file. */

import assert from 'node:assert/strict';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { demoEnvironment } from '../../source/demo/process.ts';
import { type Fault, startDemoServer } from '../../source/demo/server.ts';
import type { Cell, CellState } from '../../source/model/cell.ts';
import { runSecondWorker } from '../../source/scan/run-second-worker.ts';
import { ScanContents } from '../../source/scan/scan-contents.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { sharedMemory } from '../../source/scan/second-worker.ts';
import type { FromSecondWorker, ToSecondWorker } from '../../source/scan/second-worker-messages.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { LOCKED } from '../../source/store/watched-transactions.ts';
import { QUICK_RETRY } from '../helpers/scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

const ACCOUNT = '123456789012';
const HOME = 'us-east-1';
const PATIENT = { ...QUICK_RETRY, requestTimeoutMs: 120_000, connectTimeoutMs: 120_000 };
const NOTHING_ASKED = { given: {}, notice: null };

interface Given {
  readonly faults?: readonly Fault[];
  readonly debug?: boolean;
  readonly kinds?: readonly string[];
  /** Told of each message while the second worker says it. */
  readonly onSaid?: (message: FromSecondWorker) => void;
}

type Message<Type> = Extract<FromSecondWorker, { type: Type }>;

/** A second worker with cells to collect, and the way to it. */
async function secondWorker(
  t: TestContext,
  { faults = [], debug = false, kinds = ['datasync-agent'], onSaid }: Given,
) {
  const server = await startDemoServer({ size: 'small', latency: 0, faults });
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-second-'));
  Object.assign(process.env, demoEnvironment(server.url));
  const scanFile = path.join(folder, 'scan.sqlite');
  const settings: ScanSettings = {
    ...demoScanSettings(scanFile, { endpointUrl: server.url, retry: PATIENT }),
    debug,
    kinds,
  };
  const shared = sharedMemory(settings);
  const contents = new ScanContents({
    settings,
    turns: shared.turns,
    onCells: () => {},
    onHeldUp: () => {},
    onLetGo: () => {},
    onRecalled: () => {},
  });
  const writer = contents.make(null, { on: [HOME], off: [] });
  const place = { account: ACCOUNT, partition: 'aws', region: HOME };
  const cells = contents.plan(
    kinds.map((kind) => ({ ...place, kind })),
    [],
    writer,
  );
  contents.close();
  const { port1, port2 } = new MessageChannel();
  t.after(async () => {
    port2.close();
    await server.close();
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const heard: FromSecondWorker[] = [];
  const waiting = new Set<() => void>();
  port2.on('message', (message: FromSecondWorker) => {
    heard.push(message);
    for (const look of [...waiting]) look();
  });
  /** The first message of this type that was not handed out before. */
  const hears = <Type extends FromSecondWorker['type']>(type: Type): Promise<Message<Type>> =>
    new Promise((resolve) => {
      const look = (): void => {
        const index = heard.findIndex((message) => message.type === type);
        if (index < 0) return;
        waiting.delete(look);
        const [found] = heard.splice(index, 1);
        resolve(found as Message<Type>);
      };
      waiting.add(look);
      look();
    });
  const tell = (message: ToSecondWorker): void => port2.postMessage(message);
  const states = (): readonly CellState[] => {
    const last = new Map<number, CellState>();
    for (const message of heard)
      if (message.type === 'cells') for (const cell of message.cells) last.set(cell.id, cell);
    return [...last.values()];
  };
  const post = port1.postMessage.bind(port1);
  port1.postMessage = (message: FromSecondWorker) => {
    onSaid?.(message);
    post(message);
  };
  runSecondWorker(settings, port1, shared);
  return {
    ...{ server, scanFile, heard, hears, tell, states, left: once(port2, 'close') },
    collect: (of: readonly Cell[] = cells) =>
      tell({ type: 'collect', id: 7, account: ACCOUNT, home: HOME, regions: [{ run: 3, cells: of }] }),
    /** Answers the next question for credentials. */
    giveCredentials: async (accessKeyId: string) => {
      const { type, id, ...question } = await hears('credentials');
      tell({ type, id, answer: { credentials: { accessKeyId, secretAccessKey: 'secret' } } });
      return question;
    },
    heardOf: (type: FromSecondWorker['type']) => heard.filter((message) => message.type === type),
  };
}

test('collects what it is handed with the credentials that it asked for once, and leaves the file when told to', async (t) => {
  const it = await secondWorker(t, { kinds: ['ebs-snapshot', 'rds-snapshot'] });
  it.collect();
  assert.deepEqual(await it.giveCredentials('AKIDFIRST'), { account: ACCOUNT, stale: null });
  await it.hears('collected');
  assert.deepEqual(await it.hears('priced'), { type: 'priced', id: 7, asked: NOTHING_ASKED });
  assert.deepEqual(
    it.states().map(({ kind, phase }) => [kind, phase]),
    [
      ['ebs-snapshot', 'done'],
      ['rds-snapshot', 'done'],
    ],
  );
  assert.deepEqual(it.heardOf('served'), [{ type: 'served', run: 3 }]);
  for (const type of ['credentials', 'failed', 'log', 'held-up', 'judge'] as const)
    assert.deepEqual(it.heardOf(type), []);
  it.tell({ type: 'close' });
  await it.hears('closed');
  await it.left;
  const reader = openScanReader(it.scanFile);
  t.after(() => reader.close());
  assert.deepEqual(
    reader.cells().map(({ kind, phase, rows }) => [kind, phase, rows]),
    it.states().map(({ kind, phase, rows }) => [kind, phase, rows]),
  );
  assert.equal(fs.existsSync(`${it.scanFile}-wal`), true);
});

test('credentials that AWS says have expired come along when new ones are asked for', async (t) => {
  const it = await secondWorker(t, {
    faults: [{ effect: 'expired-token', accessKeyId: 'AKIDFIRST' }],
  });
  it.collect();
  assert.deepEqual(await it.giveCredentials('AKIDFIRST'), { account: ACCOUNT, stale: null });
  assert.deepEqual(await it.giveCredentials('AKIDSECOND'), {
    account: ACCOUNT,
    stale: { accessKeyId: 'AKIDFIRST', secretAccessKey: 'secret' },
  });
  await it.hears('collected');
  assert.deepEqual(
    it.states().map(({ phase }) => phase),
    ['done'],
  );
  assert.deepEqual(it.heardOf('expired'), []);
});

test('where new credentials have expired too, the scan worker says whether to go on', async (t) => {
  const it = await secondWorker(t, { faults: [{ effect: 'expired-token' }] });
  it.collect();
  await it.giveCredentials('AKIDFIRST');
  await it.giveCredentials('AKIDSECOND');
  const { id, fault, ...question } = await it.hears('expired');
  assert.deepEqual(question, { type: 'expired', account: ACCOUNT });
  assert.equal(fault.class, 'expired');
  it.server.setFaults([]);
  it.tell({ type: 'expired', id, answer: 'try again' });
  assert.equal((await it.giveCredentials('AKIDTHIRD')).stale?.accessKeyId, 'AKIDSECOND');
  await it.hears('collected');
  assert.deepEqual(
    it.states().map(({ phase }) => phase),
    ['done'],
  );
});

test('credentials that are not to be had fail by the name of why, and are given up when told so', async (t) => {
  const it = await secondWorker(t, {});
  it.collect();
  for (const name of ['TokenProviderError', 'TokenProviderError']) {
    const { id } = await it.hears('credentials');
    it.tell({ type: 'credentials', id, answer: { error: { name, message: 'the sign-in has ended' } } });
  }
  const { id, fault } = await it.hears('expired');
  assert.deepEqual(fault, {
    class: 'no-credentials',
    code: 'TokenProviderError',
    message: 'the sign-in has ended',
  });
  it.tell({ type: 'expired', id, answer: 'give up' });
  await it.hears('collected');
  assert.deepEqual(
    it.states().map(({ phase, error }) => [phase, error?.code]),
    [['stopped', 'TokenProviderError']],
  );
});

test('a region that refuses is judged by the scan worker', async (t) => {
  const it = await secondWorker(t, { faults: [{ service: 'datasync', effect: 'unknown-key' }] });
  it.collect();
  await it.giveCredentials('AKIDFIRST');
  const { id, run, fault } = await it.hears('judge');
  assert.deepEqual([run, fault.class], [3, 'not-accepted']);
  it.tell({ type: 'verdict', id, answer: { outcome: 'skipped', message: 'off here', advice: 'leave it' } });
  await it.hears('collected');
  assert.deepEqual(
    it.states().map(({ phase, error }) => [phase, error?.message, error?.advice]),
    [['skipped', 'off here', 'leave it']],
  );
});

test('cells of a region that is off end as skipped though AWS has not answered, and those alone', async (t) => {
  const it = await secondWorker(t, { faults: [{ service: 'datasync', effect: 'hang' }] });
  it.collect();
  await it.giveCredentials('AKIDFIRST');
  it.tell({ type: 'region-off', run: 99, message: 'nobody collects there' });
  it.tell({ type: 'region-off', run: 3, message: 'the account is blocked in this region' });
  await it.hears('collected');
  assert.deepEqual(
    it.states().map(({ phase, error }) => [phase, error]),
    [['skipped', { code: 'RegionOff', message: 'the account is blocked in this region' }]],
  );
  assert.deepEqual(it.heardOf('failed'), []);
});

test('what is under way ends as stopped when told to stop', async (t) => {
  const it = await secondWorker(t, { faults: [{ service: 'datasync', effect: 'hang' }] });
  it.collect();
  await it.giveCredentials('AKIDFIRST');
  it.tell({ type: 'stop' });
  await it.hears('collected');
  assert.deepEqual(await it.hears('priced'), { type: 'priced', id: 7, asked: NOTHING_ASKED });
  assert.deepEqual(
    it.states().map(({ phase, error }) => [phase, error]),
    [['stopped', null]],
  );
  assert.deepEqual(it.heardOf('log'), [{ type: 'log', line: 'us-east-1 datasync-agent stopped, 0 rows' }]);
});

test('a scan file that takes nothing any more fails the scan, by the file’s own words, and ends what is under way', async (t) => {
  const it = await secondWorker(t, {
    kinds: ['ebs-snapshot', 'rds-snapshot'],
    faults: [{ service: 'rds', effect: 'hang' }],
  });
  const other = new DatabaseSync(it.scanFile);
  other.exec('DROP TABLE ebs');
  other.close();
  it.collect();
  await it.giveCredentials('AKIDFIRST');
  const { message, inScanFile } = await it.hears('failed');
  assert.equal(message, `The scan file ${it.scanFile} cannot be written: SQL logic error`);
  assert.equal(inScanFile, true);
  await it.hears('collected');
  assert.deepEqual(
    it.states().map(({ kind, phase }) => [kind, phase]),
    [
      ['ebs-snapshot', 'running'],
      ['rds-snapshot', 'stopped'],
    ],
  );
});

test('a scan file that is gone fails the scan, and the collection ends all the same', async (t) => {
  const it = await secondWorker(t, {});
  for (const name of fs.readdirSync(path.dirname(it.scanFile)))
    fs.rmSync(path.join(path.dirname(it.scanFile), name));
  it.collect();
  const { inScanFile } = await it.hears('failed');
  assert.equal(inScanFile, true);
  await it.hears('collected');
  assert.deepEqual(await it.hears('priced'), { type: 'priced', id: 7, asked: NOTHING_ASKED });
});

test('a file that another program keeps locked is told of, and that it is free again', async (t) => {
  let other: InstanceType<typeof DatabaseSync> | null = null;
  const it = await secondWorker(t, {
    // It blocks its thread, which is the test's.
    onSaid: ({ type }) => {
      if (type === 'held-up' && other?.isTransaction === true) other.exec('COMMIT');
    },
  });
  other = new DatabaseSync(it.scanFile);
  t.after(() => other?.close());
  other.exec('BEGIN IMMEDIATE');
  it.collect();
  assert.deepEqual(await it.hears('held-up'), { type: 'held-up', words: LOCKED });
  assert.deepEqual(await it.hears('held-up'), { type: 'held-up', words: null });
  await it.giveCredentials('AKIDFIRST');
  await it.hears('collected');
});

test('each request is a line for the log where it is debugged', async (t) => {
  const it = await secondWorker(t, { debug: true });
  it.collect();
  await it.giveCredentials('AKIDFIRST');
  const { line } = await it.hears('log');
  assert.match(line, /^us-east-1 datasync:ListAgents attempt 1 served \d+ ms$/);
  await it.hears('collected');
});

test('a kind of another version is passed over', async (t) => {
  const it = await secondWorker(t, {});
  it.collect([{ id: 1, account: ACCOUNT, partition: 'aws', region: HOME, kind: 'of-tomorrow' }]);
  await it.hears('collected');
  assert.deepEqual(await it.hears('priced'), { type: 'priced', id: 7, asked: NOTHING_ASKED });
  assert.deepEqual(it.heardOf('failed'), []);
});
