import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { MessageChannel } from 'node:worker_threads';
import { CredentialsFailed } from '../../source/aws/credentials/credentials-failed.ts';
import { keptCredentials } from '../../source/aws/credentials/source.ts';
import { StoppedError } from '../../source/aws/errors.ts';
import type { Credentials } from '../../source/aws/operation.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import type { Cell, CellState } from '../../source/model/cell.ts';
import { createRegionRun } from '../../source/scan/region-run.ts';
import { SecondWorker, secondWorkersCells } from '../../source/scan/second-worker.ts';
import type { FromSecondWorker, ToSecondWorker } from '../../source/scan/second-worker-messages.ts';

const cellOf = (id: number, region: string, kind: string): Cell => ({
  id,
  account: '123456789012',
  partition: 'aws',
  region,
  kind,
});

const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'secret' };

/** A second worker whose worker is this test: what it was told, and a way to answer. */
function secondWorkerWithTest(load: () => Promise<Credentials> = () => Promise.resolve(CREDENTIALS)) {
  const { port1, port2 } = new MessageChannel();
  const told: ToSecondWorker[] = [];
  const waiting: { readonly type: string; readonly resolve: (message: ToSecondWorker) => void }[] = [];
  port1.on('message', (message: ToSecondWorker) => {
    const index = waiting.findIndex(({ type }) => type === message.type);
    const [asked] = index >= 0 ? waiting.splice(index, 1) : [];
    if (asked === undefined) told.push(message);
    else asked.resolve(message);
  });
  const cells: CellState[] = [];
  const failures: string[] = [];
  const logged: string[] = [];
  const heldUp: (string | null)[] = [];
  const kept = keptCredentials(load);
  const secondWorker = new SecondWorker(port2, {
    credentialsOf: () => kept,
    onExpired: (_account, fault) =>
      fault.code === 'again' ? Promise.resolve('try again') : Promise.reject(new StoppedError()),
    onCells: (states) => cells.push(...states),
    onHeldUp: (words) => heldUp.push(words),
    fail: (error) => failures.push(String(error)),
    log: (line) => logged.push(line),
  });
  return {
    secondWorker,
    cells,
    failures,
    heldUp,
    logged,
    told,
    hasBeenTold: (type: ToSecondWorker['type']): Promise<ToSecondWorker> => {
      const already = told.findIndex((message) => message.type === type);
      const [message] = already >= 0 ? told.splice(already, 1) : [];
      if (message !== undefined) return Promise.resolve(message);
      return new Promise((resolve) => waiting.push({ type, resolve }));
    },
    says: (message: FromSecondWorker) => port1.postMessage(message),
    leave: () => port1.close(),
    left: once(port1, 'close'),
  };
}

const PLACE = { account: '123456789012', home: 'eu-west-1' };

const aRun = () => createRegionRun(new AbortController().signal, 'opted-in', () => Promise.resolve(null));

test('the secondWorker takes the snapshots', () => {
  const kinds = RESOURCE_KINDS.map(({ id }) => id);
  const isTheirs = secondWorkersCells(kinds, ['eu-west-1', 'us-east-1']);
  assert.deepEqual(
    kinds.filter((kind) => isTheirs({ kind, region: 'us-east-1' })),
    [
      ...['ebs-snapshot', 'rds-snapshot', 'rds-cluster-snapshot', 'efs-recovery-point', 'fsx-backup'],
      ...[
        'dynamodb-backup',
        'redshift-snapshot',
        'redshift-serverless-snapshot',
        'elasticache-snapshot',
        'elasticache-serverless-snapshot',
      ],
      'memorydb-snapshot',
      'docdb-elastic-snapshot',
      'ami',
      'recycle-bin',
      'rds-automated-backup',
      'rds-automated-cluster-backup',
      'backup-recovery-point',
    ],
  );
});

test('where all kinds are of one sort the secondWorker takes every other region', () => {
  const regions = ['eu-west-1', 'us-east-1', 'us-west-2'];
  for (const kinds of [['ebs-snapshot'], ['datasync-task', 'datasync-execution']]) {
    const isTheirs = secondWorkersCells(kinds, regions);
    assert.deepEqual(
      kinds.map((kind) => regions.filter((region) => isTheirs({ kind, region }))),
      kinds.map(() => ['us-east-1']),
    );
  }
});

test('a collection ends when the secondWorker says so, with the prices it was given, and its cells are told of before', async () => {
  const it = secondWorkerWithTest();
  const cell = cellOf(3, 'eu-west-1', 'ebs-snapshot');
  const { collected, priced } = it.secondWorker.collect([{ run: aRun(), cells: [cell] }], PLACE);
  assert.deepEqual(await it.hasBeenTold('collect'), {
    type: 'collect',
    id: 1,
    ...PLACE,
    regions: [{ run: 0, cells: [cell] }],
  });
  const state: CellState = {
    ...cell,
    phase: 'empty',
    rows: 0,
    calls: 1,
    retries: 0,
    read: null,
    startedAt: 1,
    endedAt: 2,
    error: null,
    waiting: null,
  };
  const asked = { given: { 'eu-west-1': { givenAt: 5, prices: {} } }, notice: 'one is missing' };
  it.says({ type: 'cells', cells: [state] });
  it.says({ type: 'collected', id: 1 });
  await collected;
  it.says({ type: 'priced', id: 1, asked });
  assert.deepEqual(await priced, asked);
  assert.deepEqual(it.cells, [state]);
  it.leave();
});

test('a secondWorker that is lost ends what it was collecting', async () => {
  const it = secondWorkerWithTest();
  const { collected, priced } = it.secondWorker.collect(
    [{ run: aRun(), cells: [cellOf(3, 'eu-west-1', 'ebs-snapshot')] }],
    PLACE,
  );
  it.leave();
  const lost = {
    name: 'SecondWorkerLost',
    message: 'the second scan worker ended early; its log says why',
    cause: new Error('the scan has ended'),
  };
  await Promise.all([assert.rejects(collected, lost), assert.rejects(priced, lost)]);
  await it.secondWorker.close();
});

test('a region that the account is blocked in ends its cells at the secondWorker too', async () => {
  const it = secondWorkerWithTest();
  const run = aRun();
  const { collected } = it.secondWorker.collect(
    [{ run, cells: [cellOf(3, 'me-south-1', 'ebs-snapshot')] }],
    PLACE,
  );
  it.says({
    type: 'judge',
    id: 9,
    run: 0,
    fault: { class: 'not-accepted', code: 'Blocked', message: 'no' },
  });
  const message = 'the account is blocked in this region';
  assert.deepEqual(await it.hasBeenTold('verdict'), {
    type: 'verdict',
    id: 9,
    answer: { outcome: 'skipped', message },
  });
  assert.deepEqual(await it.hasBeenTold('region-off'), { type: 'region-off', run: 0, message });
  it.says({ type: 'collected', id: 1 });
  await collected;
  it.leave();
});

test('what befalls a region is not told to the secondWorker any more when its cells have ended', async () => {
  const it = secondWorkerWithTest();
  const run = aRun();
  const { collected } = it.secondWorker.collect(
    [{ run, cells: [cellOf(3, 'me-south-1', 'ebs-snapshot')] }],
    PLACE,
  );
  it.says({ type: 'collected', id: 1 });
  await collected;
  assert.equal(
    (await run.judge({ class: 'not-accepted', code: 'Blocked', message: 'no' })).outcome,
    'skipped',
  );
  it.secondWorker.stop();
  assert.deepEqual(await it.hasBeenTold('stop'), { type: 'stop' });
  assert.deepEqual(
    it.told.map(({ type }) => type),
    ['collect'],
  );
  it.leave();
});

test('a region that served the secondWorker is not off when it refuses another cell', async () => {
  const it = secondWorkerWithTest();
  const { collected } = it.secondWorker.collect(
    [{ run: aRun(), cells: [cellOf(3, 'eu-west-1', 'ebs-snapshot')] }],
    PLACE,
  );
  it.says({ type: 'served', run: 0 });
  it.says({
    type: 'judge',
    id: 4,
    run: 0,
    fault: { class: 'not-accepted', code: 'AuthFailure', message: 'no' },
  });
  assert.deepEqual(await it.hasBeenTold('verdict'), {
    type: 'verdict',
    id: 4,
    answer: { outcome: 'failed', message: 'refused here only: no' },
  });
  it.says({ type: 'collected', id: 1 });
  await collected;
  it.leave();
});

test('the secondWorker is given the scan’s credentials, new ones for those that AWS refused, and why there are none', async () => {
  let count = 0;
  const it = secondWorkerWithTest(() => {
    count += 1;
    if (count > 2) return Promise.reject(Object.assign(new Error('gone'), { name: 'TokenProviderError' }));
    return Promise.resolve({ ...CREDENTIALS, accessKeyId: `AKID${count}` });
  });
  const answerTo = async (id: number, stale: typeof CREDENTIALS | null) => {
    it.says({ type: 'credentials', id, account: PLACE.account, stale });
    const message = await it.hasBeenTold('credentials');
    return message.type === 'credentials' ? message.answer : undefined;
  };
  const [first, second] = [
    { ...CREDENTIALS, accessKeyId: 'AKID1' },
    { ...CREDENTIALS, accessKeyId: 'AKID2' },
  ];
  assert.deepEqual(await answerTo(1, null), { credentials: first });
  assert.deepEqual(await answerTo(2, null), { credentials: first });
  assert.deepEqual(await answerTo(3, first), { credentials: second });
  assert.deepEqual(await answerTo(4, second), { error: { name: 'TokenProviderError', message: 'gone' } });
  it.leave();
});

test('what fails as a whole at the secondWorker fails the scan', async () => {
  const it = secondWorkerWithTest();
  it.says({ type: 'failed', message: 'the disk is full', inScanFile: true });
  it.says({
    type: 'expired',
    account: PLACE.account,
    id: 2,
    fault: { class: 'expired', code: 'again', message: 'token expired' },
  });
  assert.deepEqual(await it.hasBeenTold('expired'), {
    type: 'expired',
    id: 2,
    answer: 'try again',
  });
  assert.deepEqual(it.failures, ['ScanFileFailure: the disk is full']);
  it.leave();
});

test('what holds the secondWorker’s writing up is handed on, and that nothing does any more', async () => {
  const it = secondWorkerWithTest();
  it.says({ type: 'held-up', words: 'the disk is slow' });
  it.says({ type: 'held-up', words: null });
  it.says({
    type: 'expired',
    account: PLACE.account,
    id: 2,
    fault: { class: 'expired', code: 'again', message: 'token expired' },
  });
  await it.hasBeenTold('expired');
  assert.deepEqual(it.heldUp, ['the disk is slow', null]);
  it.leave();
});

const EXPIRED = { class: 'expired', code: 'ExpiredToken', message: 'token expired' } as const;

test('credentials whose renewal comes to nothing are given up by the secondWorker too', async () => {
  const it = secondWorkerWithTest();
  it.says({ type: 'expired', account: PLACE.account, id: 5, fault: EXPIRED });
  assert.deepEqual(await it.hasBeenTold('expired'), { type: 'expired', id: 5, answer: 'give up' });
  it.leave();
});

test('a cell fails with why its region could not be judged; a run that nobody knows of changes nothing', async () => {
  const it = secondWorkerWithTest();
  const run = {
    ...aRun(),
    judge: ({ code }: { readonly code: string }) =>
      Promise.reject<never>(code === 'Text' ? 'no error' : new Error('nobody\nanswers')),
  };
  const { collected } = it.secondWorker.collect(
    [{ run, cells: [cellOf(3, 'eu-west-1', 'ebs-snapshot')] }],
    PLACE,
  );
  it.says({ type: 'served', run: 8 });
  const judged = async (id: number, code: string) => {
    it.says({ type: 'judge', id, run: 0, fault: { class: 'not-accepted', code, message: 'no' } });
    return await it.hasBeenTold('verdict');
  };
  it.says({ type: 'judge', id: 1, run: 8, fault: { class: 'not-accepted', code: 'x', message: 'no' } });
  assert.deepEqual(await judged(2, 'Error'), {
    type: 'verdict',
    id: 2,
    answer: { outcome: 'failed', message: 'nobody answers' },
  });
  assert.deepEqual(await judged(3, 'Text'), {
    type: 'verdict',
    id: 3,
    answer: { outcome: 'failed', message: 'no error' },
  });
  assert.deepEqual(it.failures, []);
  it.says({ type: 'collected', id: 1 });
  await collected;
  it.leave();
});

test('a region whose run ends for another reason is not off at the secondWorker', async () => {
  const it = secondWorkerWithTest();
  const scan = new AbortController();
  const run = createRegionRun(scan.signal, 'opted-in', () => Promise.resolve(null));
  const { collected } = it.secondWorker.collect(
    [{ run, cells: [cellOf(3, 'eu-west-1', 'ebs-snapshot')] }],
    PLACE,
  );
  scan.abort(new StoppedError());
  it.secondWorker.stop();
  assert.deepEqual(await it.hasBeenTold('stop'), { type: 'stop' });
  it.says({ type: 'collected', id: 1 });
  await collected;
  const closed = it.secondWorker.close();
  assert.deepEqual(await it.hasBeenTold('close'), { type: 'close' });
  it.says({ type: 'closed' });
  await closed;
  await it.left;
  assert.deepEqual(
    it.told.map(({ type }) => type),
    ['collect'],
  );
});

const REFUSED: readonly (readonly [what: string, error: unknown, name: string, message: string])[] = [
  [
    'that only its call did not reach anybody',
    new CredentialsFailed('unreachable', 'Nobody answers.', {
      fault: { class: 'network', code: 'ECONNRESET', message: 'reset' },
      cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }),
    }),
    'ECONNRESET',
    'Nobody answers.',
  ],
  [
    'that a person has to sign in',
    new CredentialsFailed('sign-in', 'The sign-in has ended.'),
    'CredentialsFailed',
    'The sign-in has ended.',
  ],
  ['what is no error at all', 'just words', 'Error', 'just words'],
];
for (const [what, error, name, message] of REFUSED) {
  test(`the secondWorker is told of credentials ${what}`, async () => {
    const it = secondWorkerWithTest(() => Promise.reject(error));
    it.says({ type: 'credentials', id: 1, account: PLACE.account, stale: null });
    assert.deepEqual(await it.hasBeenTold('credentials'), {
      type: 'credentials',
      id: 1,
      answer: { error: { name, message } },
    });
    it.leave();
  });
}

test('a fault of the secondWorker’s own is told apart from the scan file’s, and its lines are in the log', async () => {
  const it = secondWorkerWithTest();
  it.says({ type: 'log', line: 'a line' });
  it.says({ type: 'failed', message: 'it fell over', inScanFile: false });
  it.says({ type: 'expired', account: PLACE.account, id: 5, fault: EXPIRED });
  await it.hasBeenTold('expired');
  assert.deepEqual(it.failures, ['Error: it fell over']);
  assert.deepEqual(it.logged, ['a line']);
  it.leave();
});
