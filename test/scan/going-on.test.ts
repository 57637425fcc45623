import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startDemoServer } from '../../source/demo/server.ts';
import type { AccountState } from '../../source/model/account.ts';
import { type Cell, isSound } from '../../source/model/cell.ts';
import type { FromScanWorker } from '../../source/scan/messages.ts';
import type { ScanAccount } from '../../source/scan/scan-account.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { goOn } from '../helpers/going-on.ts';
import { rowsOfKind } from '../helpers/rows-of-kind.ts';
import { scanDemo } from '../helpers/scan.ts';

const PATIENT = { retry: { requestTimeoutMs: 30_000, connectTimeoutMs: 30_000 } };
const REGIONS = ['us-east-1', 'eu-west-1'];
const [EBS, RDS] = ['ebs-snapshot', 'rds-snapshot'];
const [FSX, POINTS] = ['fsx-backup', 'backup-recovery-point'];

/** What a scan file holds of some kinds, without what differs from one run to the next. */
function contents(scanFile: string, kinds: readonly string[]) {
  const reader = openScanReader(scanFile);
  const { kinds: scanned, complete, startedAt, endedAt, regions, identity } = reader.facts();
  const cells = reader.cells().map(({ account, region, kind, phase, rows }) => {
    return { account, region, kind, phase, rows };
  });
  const rows = kinds.flatMap((kind) =>
    rowsOfKind(reader, kind).map(({ account, region, values, problem }) => ({
      ...{ kind, account, region, values, problem },
    })),
  );
  const accounts = reader.accounts();
  reader.close();
  const byPlace = (one: object, other: object): number =>
    JSON.stringify(one) < JSON.stringify(other) ? -1 : 1;
  return {
    facts: { kinds: scanned, complete, regions, account: identity?.account },
    times: { startedAt, endedAt },
    cells: cells.toSorted(byPlace),
    rows: rows.toSorted(byPlace),
    accounts,
  };
}

/** Of every message of this type the last one. */
function last<Type extends FromScanWorker['type']>(messages: readonly FromScanWorker[], type: Type) {
  return messages.findLast((message): message is Extract<FromScanWorker, { type: Type }> => {
    return message.type === type;
  });
}

for (const { added, before, retold } of [
  { added: FSX, before: [EBS], retold: 'nothing' },
  { added: POINTS, before: [EBS, FSX], retold: 'the rows that are recovery points' },
  { added: FSX, before: [EBS, POINTS], retold: 'which recovery points are rows of their own' },
])
  test(`a file into which ${added} is read later is as if that had been scanned with ${before.join(', ')}; told anew: ${retold}`, async () => {
    const now = new Date();
    const given = { ...PATIENT, regions: REGIONS, server: { now, clock: () => now.getTime() } };
    const kinds = [...before, added];
    let later: ReturnType<typeof contents> | undefined;
    const afterwards = async (_: unknown, scanFile: string): Promise<void> => {
      const { times } = contents(scanFile, kinds);
      const messages = await goOn(scanFile, [added], { regionPatterns: REGIONS });
      assert.equal(last(messages, 'finished')?.stopped, false);
      later = contents(scanFile, kinds);
      assert.deepEqual(later.times, times);
    };
    await scanDemo({ ...given, kinds: before, afterwards }, ({ refusal }) => assert.equal(refusal, null));
    await scanDemo({ ...given, kinds }, ({ reader, refusal }) => {
      assert.equal(refusal, null);
      const file = reader.database.prepare('PRAGMA database_list').get()?.file;
      const { facts, cells, rows } = contents(String(file), kinds);
      const kindsOf = (all: readonly string[]) => all.toSorted();
      assert.ok(rows.some(({ kind }) => kind === added));
      assert.deepEqual(later?.rows, rows);
      assert.deepEqual(later?.cells, cells);
      assert.deepEqual(
        { ...later?.facts, kinds: kindsOf(later?.facts.kinds ?? []) },
        { ...facts, kinds: kindsOf(facts.kinds) },
      );
    });
  });

test('a scan that is stopped while it goes on says so, and goes on with the rest another time', async () => {
  const afterwards = async (_: unknown, scanFile: string): Promise<void> => {
    const stopped = await goOn(scanFile, [FSX], {
      regionPatterns: REGIONS,
      onMessage: (message, stop) => {
        if (message.type === 'planned') stop();
      },
    });
    assert.equal(last(stopped, 'finished')?.stopped, true);
    const half = contents(scanFile, [EBS, FSX]);
    assert.equal(half.facts.complete, false);
    assert.deepEqual(
      half.cells.map(({ kind, phase }) => `${kind} ${phase}`).toSorted(),
      [`${EBS} done`, `${FSX} queued`, `${EBS} done`, `${FSX} queued`].toSorted(),
    );
    await goOn(scanFile, [FSX], { regionPatterns: REGIONS });
    const whole = contents(scanFile, [EBS, FSX]);
    assert.equal(whole.facts.complete, true);
    assert.ok(whole.cells.every(({ phase, rows }) => phase === 'done' && rows > 0));
  };
  await scanDemo({ ...PATIENT, kinds: [EBS], regions: REGIONS, afterwards }, ({ refusal }) =>
    assert.equal(refusal, null),
  );
});

test('a scan that was stopped stays stopped where another kind is read into it, until its own cells are read too', async () => {
  const onMessage = (message: FromScanWorker, { stop }: { readonly stop: () => Promise<void> }): void => {
    if (message.type === 'planned') void stop();
  };
  const given = { ...PATIENT, kinds: [EBS], regions: REGIONS, onMessage };
  const afterwards = async (_: unknown, scanFile: string): Promise<void> => {
    const endings: object[] = [];
    for (const kind of [FSX, EBS]) {
      const messages = await goOn(scanFile, [kind], { regionPatterns: REGIONS });
      const { cells, facts } = contents(scanFile, []);
      const read = cells.filter(({ phase }) => isSound(phase)).length;
      endings.push({ kind, read, complete: facts.complete, stopped: last(messages, 'finished')?.stopped });
    }
    assert.deepEqual(endings, [
      { kind: FSX, read: 2, complete: false, stopped: true },
      { kind: EBS, read: 4, complete: true, stopped: false },
    ]);
  };
  await scanDemo({ ...given, afterwards }, ({ stopped }) => assert.equal(stopped, true));
});

test('with the credentials of another account nothing is read into a file, and it stays as it was', async () => {
  const other = await startDemoServer({ size: 'small', latency: 0, organization: true });
  const afterwards = async (_: unknown, scanFile: string): Promise<void> => {
    const before = contents(scanFile, [EBS]);
    const messages = await goOn(scanFile, [FSX], { endpointUrl: other.url });
    assert.deepEqual(last(messages, 'refused')?.refusal, {
      lines: [
        'these credentials are of account 104729310482, and the scan is of 123456789012: start snapdeck with its --profile',
      ],
      exitCode: 2,
    });
    assert.deepEqual(contents(scanFile, [EBS]), before);
  };
  try {
    await scanDemo({ ...PATIENT, kinds: [EBS], afterwards }, ({ refusal }) => assert.equal(refusal, null));
  } finally {
    await other.close();
  }
});

const [OPEN, SHUT, GONE] = ['301122334455', '302233445566', '303344556677'];

function inAccount(id: string, role = 'LarkspurAudit'): ScanAccount {
  return {
    ...{ id, name: null, ou: null, state: 'ACTIVE' },
    entry: {
      ...{ way: 'role', roleArn: `arn:aws:iam::${id}:role/${role}`, externalId: null },
      ...{ sessionName: 'snapdeck', duration: null },
    },
  };
}

test('accounts are entered again; one that refuses now, or is not among them any more, keeps what it has and lacks the rest', async () => {
  const afterwards = async (_: unknown, scanFile: string): Promise<void> => {
    const before = contents(scanFile, [EBS]);
    const messages = await goOn(scanFile, [RDS], {
      regionPatterns: REGIONS,
      accounts: [inAccount(OPEN), inAccount(SHUT, 'NoSuchRole')],
    });
    const after = contents(scanFile, [EBS]);
    assert.deepEqual(after.rows, before.rows);
    const endings = (id: string) => [
      ...new Set(
        after.cells.flatMap(({ account, kind, phase }) =>
          account === id ? [`${kind} ${isSound(phase) ? 'read' : phase}`] : [],
        ),
      ),
    ];
    const phases = (accounts: readonly Pick<AccountState, 'id' | 'phase'>[]) =>
      accounts.map(({ id, phase }) => `${id} ${phase}`);
    assert.deepEqual(endings(OPEN).toSorted(), [`${EBS} read`, `${RDS} read`]);
    assert.deepEqual(endings(SHUT).toSorted(), [`${EBS} read`, `${RDS} denied`]);
    assert.deepEqual(endings(GONE).toSorted(), [`${EBS} read`, `${RDS} failed`]);
    assert.deepEqual(phases(after.accounts), [`${OPEN} done`, `${SHUT} partial`, `${GONE} partial`]);
    assert.match(after.accounts[1]?.error?.message ?? '', /NoSuchRole/);
    assert.match(after.accounts[2]?.error?.message ?? '', /it was not found this time/);
    assert.deepEqual(
      after.accounts.map(({ regions }) => regions),
      before.accounts.map(({ regions }) => regions),
    );
    // What the screen was told adds up to what the file has.
    const told = new Map<string, AccountState>();
    for (const message of messages)
      if (message.type === 'accounts') for (const account of message.accounts) told.set(account.id, account);
    assert.deepEqual([...told.values()], after.accounts);
  };
  const cellOf = ({ account, kind }: Cell): string => `${account} ${kind}`;
  await scanDemo(
    {
      ...{ ...PATIENT, kinds: [EBS], regions: REGIONS, server: { organization: true }, afterwards },
      accounts: [inAccount(OPEN), inAccount(SHUT), inAccount(GONE)],
    },
    ({ refusal, reader }) => {
      assert.equal(refusal, null);
      assert.equal(new Set(reader.cells().map(cellOf)).size, 6);
    },
  );
});
