import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanAccount } from '../../source/scan/scan-account.ts';
import { scanDemo } from '../helpers/scan.ts';

const MANAGEMENT = '104729310482';
const SERVER = { organization: true } as const;
/** As long as a loaded machine takes: what is tried here is no time-out. */
const retry = { requestTimeoutMs: 20_000, connectTimeoutMs: 20_000 };

const inAccount = (id: string, given: Partial<ScanAccount> = {}): ScanAccount => ({
  id,
  name: null,
  ou: null,
  state: 'ACTIVE',
  entry: {
    way: 'role',
    roleArn: `arn:aws:iam::${id}:role/LarkspurAudit`,
    externalId: null,
    sessionName: 'snapdeck',
    duration: null,
  },
  ...given,
});

test('every account is entered with one call, by its own credentials, and its cells are its own', async () => {
  const accounts = [
    inAccount(MANAGEMENT, { entry: { way: 'own' } }),
    inAccount('301122334455', { name: 'dispatch-prod', ou: 'Workloads/Prod' }),
    inAccount('302233445566'),
  ];
  const kinds = ['ebs-snapshot', 'datasync-task'];
  const regions = ['us-east-1', 'eu-west-1'];
  await scanDemo({ server: SERVER, retry, accounts, kinds, regions }, (result) => {
    assert.equal(result.refusal, null);
    assert.deepEqual(
      result.accounts.map(({ id, phase, entry, regions: own }) => [id, phase, entry, own]),
      [
        [MANAGEMENT, 'done', 'own credentials', regions.toSorted()],
        ['301122334455', 'done', 'role LarkspurAudit', regions.toSorted()],
        ['302233445566', 'done', 'role LarkspurAudit', regions.toSorted()],
      ],
    );
    assert.deepEqual(
      result.cells
        .map(({ account, region, kind, phase }) => `${account} ${region} ${kind} ${phase}`)
        .toSorted(),
      [
        '104729310482 eu-west-1 datasync-task empty',
        '104729310482 eu-west-1 ebs-snapshot empty',
        '104729310482 us-east-1 datasync-task empty',
        '104729310482 us-east-1 ebs-snapshot done',
        '301122334455 eu-west-1 datasync-task empty',
        '301122334455 eu-west-1 ebs-snapshot empty',
        '301122334455 us-east-1 datasync-task done',
        '301122334455 us-east-1 ebs-snapshot done',
        '302233445566 eu-west-1 datasync-task empty',
        '302233445566 eu-west-1 ebs-snapshot done',
        '302233445566 us-east-1 datasync-task empty',
        '302233445566 us-east-1 ebs-snapshot empty',
      ],
    );
    assert.equal(result.counters.byCall['sts:AssumeRole:us-east-1']?.calls, 2);
    assert.deepEqual(result.reader.accounts(), result.accounts);
    assert.deepEqual(result.reader.facts().regions, regions.toSorted());
    assert.equal(result.reader.facts().complete, true);
  });
});

test('an account that cannot be entered costs one call and is one problem, and the others go on', async () => {
  const refused = inAccount('602233445566', { name: 'mueller-erp' });
  const other = inAccount('301122334455');
  await scanDemo({ server: SERVER, retry, accounts: [refused, other], kinds: ['ebs-snapshot'] }, (result) => {
    const [denied, done] = result.accounts;
    assert.equal(denied?.phase, 'denied');
    assert.deepEqual(denied.error, {
      code: 'AccessDenied',
      message:
        'arn:aws:iam::602233445566:role/LarkspurAudit cannot be assumed (AccessDenied): the role has to be there, its trust policy has to allow sts:AssumeRole to arn:aws:iam::104729310482:user/demo, and so has the caller’s own policy',
    });
    assert.equal(done?.phase, 'done');
    assert.deepEqual(
      result.cells.map(({ account }) => account),
      [other.id],
    );
    assert.equal(result.counters.byCall['sts:AssumeRole:us-east-1']?.calls, 2);
  });
});

test('accounts that are not active are skipped without a call', async () => {
  const accounts = [
    inAccount('701122334455', { state: 'SUSPENDED', entry: { way: 'skipped', why: 'suspended' } }),
  ];
  await scanDemo({ server: SERVER, retry, accounts, kinds: ['ebs-snapshot'] }, (result) => {
    assert.deepEqual(
      result.accounts.map(({ phase, error }) => [phase, error?.message]),
      [['skipped', 'the account is suspended']],
    );
    assert.deepEqual(Object.keys(result.counters.byCall), []);
    assert.equal(result.reader.facts().complete, true);
  });
});

test('no row is stored under the id of an account that the credentials are not of', async () => {
  const wrong = inAccount('301122334455', {
    entry: { ...inAccount('302233445566').entry },
  });
  await scanDemo({ server: SERVER, retry, accounts: [wrong], kinds: ['ebs-snapshot'] }, (result) => {
    assert.deepEqual(
      result.accounts.map(({ phase, error }) => [phase, error?.code, error?.message]),
      [['failed', 'OtherAccount', '301122334455 was meant, and the credentials are of 302233445566']],
    );
    assert.deepEqual(result.cells, []);
  });
});

test('accounts that refuse are gone through three at a time, and end before the last are begun', async () => {
  const accounts = Array.from({ length: 30 }, () => inAccount('301122334455')).map((account, index) => ({
    ...account,
    id: index === 0 ? account.id : `${900000000000 + index}`,
  }));
  let most = 0;
  const open = new Set<string>();
  await scanDemo(
    {
      server: SERVER,
      retry,
      accounts,
      kinds: ['datasync-agent'],
      onMessage: (message) => {
        if (message.type !== 'accounts') return;
        for (const { id, phase } of message.accounts) {
          if (phase === 'running') open.add(id);
          else open.delete(id);
        }
        most = Math.max(most, open.size);
      },
    },
    (result) => {
      assert.equal(most, 3);
      assert.deepEqual(
        result.accounts.map(({ phase }) => phase),
        accounts.map((_, index) => (index === 0 ? 'done' : 'failed')),
      );
    },
  );
});

test('a scan that is stopped says of every account how far it was', async () => {
  const accounts = Array.from({ length: 25 }, (_, index) => inAccount(`${900000000000 + index}`));
  await scanDemo(
    {
      server: { ...SERVER, latency: 50 },
      retry,
      accounts,
      kinds: ['ebs-snapshot'],
      onMessage: (message, { stop }) => {
        if (message.type === 'planned') void stop();
      },
    },
    (result) => {
      assert.equal(result.stopped, true);
      assert.deepEqual([...new Set(result.accounts.map(({ phase }) => phase))], ['stopped']);
      assert.equal(result.reader.facts().complete, false);
    },
  );
});

test('credentials of an account that end in mid-scan are had anew, once for all of its cells', async () => {
  const accounts = [inAccount('301122334455')];
  const kinds = ['ebs-snapshot', 'rds-snapshot'];
  const regions = ['us-east-1', 'eu-west-1'];
  const expired = {
    service: 'ec2',
    operation: 'DescribeSnapshots',
    effect: 'expired-token',
    times: 1,
  } as const;
  await scanDemo({ server: SERVER, retry, accounts, kinds, regions, faults: [expired] }, (result) => {
    assert.deepEqual(
      result.accounts.map(({ phase }) => phase),
      ['done'],
    );
    assert.equal(result.counters.byCall['sts:AssumeRole:us-east-1']?.calls, 2);
  });
});

test('credentials of the caller that end in mid-scan end the scan once, and nothing that was read is lost', async () => {
  const accounts = [inAccount('301122334455'), inAccount('302233445566')];
  await scanDemo(
    {
      server: SERVER,
      retry,
      accounts,
      kinds: ['ebs-snapshot'],
      onMessage: (message, { setFaults }) => {
        const hasRead =
          message.type === 'accounts' && message.accounts.some(({ phase }) => phase === 'running');
        if (hasRead) setFaults([{ effect: 'expired-token' }]);
      },
    },
    (result) => {
      assert.equal(result.stopped, true);
      assert.equal(result.refusal?.exitCode, 4);
      assert.match(result.refusal.lines[0] ?? '', /^The credentials expired \(ExpiredToken/);
      assert.deepEqual([...new Set(result.accounts.map(({ phase }) => phase))], ['stopped']);
    },
  );
});

test('accounts are run again: what was denied in one, and one whole that could not be entered', async () => {
  const [broken, closed] = [inAccount('301122334455'), inAccount('302233445566')];
  const kinds = ['ebs-snapshot', 'datasync-task'];
  const regions = ['us-east-1'];
  const denied = { service: 'datasync', effect: 'denied', region: 'us-east-1' } as const;
  const shut = { service: 'sts', operation: 'AssumeRole', effect: 'denied', times: 1 } as const;
  let again = false;
  const outcomes: string[] = [];
  await scanDemo(
    {
      ...{ server: SERVER, retry, kinds, regions, accounts: [closed, broken], rounds: 2 },
      faults: [shut, denied],
      onMessage: (message, { setFaults, retryAccounts }) => {
        if (message.type === 'accounts')
          for (const { id, phase, endedAt } of message.accounts)
            if (endedAt !== null && outcomes.at(-1) !== `${id} ${phase}`) outcomes.push(`${id} ${phase}`);
        if (message.type !== 'finished' || again) return;
        again = true;
        setFaults([]);
        retryAccounts([closed.id, broken.id]);
      },
    },
    ({ accounts, reader }) => {
      assert.deepEqual(outcomes.slice(0, 2).toSorted(), [`${broken.id} partial`, `${closed.id} denied`]);
      assert.deepEqual(
        accounts.map(({ id, phase, kinds: sums }) => [
          ...[id, phase],
          ...sums.map(({ kind, cells, problems }) => `${kind} ${cells} ${problems}`),
        ]),
        [
          [closed.id, 'done', 'ebs-snapshot 1 0', 'datasync-task 1 0'],
          [broken.id, 'done', 'ebs-snapshot 1 0', 'datasync-task 1 0'],
        ],
      );
      assert.deepEqual(reader.accounts(), accounts);
      assert.equal(reader.cells().length, 4);
      const rows = reader.cells().reduce((sum, cell) => sum + cell.rows, 0);
      assert.equal(
        accounts.reduce((sum, one) => sum + one.kinds.reduce((all, kind) => all + kind.rows, 0), 0),
        rows,
      );
    },
  );
});

test('who looks into an account is told of its cells, those that were let go as well, and of no others', async () => {
  const accounts = [inAccount('301122334455'), inAccount('302233445566')];
  const told = new Map<number, string>();
  await scanDemo(
    {
      ...{ server: SERVER, retry, accounts, kinds: ['ebs-snapshot', 'rds-snapshot'], regions: ['eu-west-1'] },
      onMessage: (message) => {
        if (message.type !== 'looked-into') return;
        for (const { id, account, phase } of message.cells) told.set(id, `${account} ${phase}`);
      },
      afterwards: ({ lookInto }) => {
        lookInto('302233445566');
        return new Promise((resolve) => setImmediate(resolve));
      },
    },
    () => {
      assert.deepEqual([...told.values()], ['302233445566 done', '302233445566 done']);
    },
  );
});
