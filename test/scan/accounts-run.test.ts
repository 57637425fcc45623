import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import type { Entry } from '../../source/aws/accounts/entry.ts';
import { CallFailed } from '../../source/aws/caller.ts';
import { UnknownRegionError } from '../../source/aws/region-patterns.ts';
import type { AccountState } from '../../source/model/account.ts';
import type { Phase } from '../../source/model/cell.ts';
import { type AccountsRunParts, queuedAccount, runAccounts } from '../../source/scan/accounts-run.ts';
import { ScanFileFailure } from '../../source/scan/in-file.ts';
import type { ScanPlan } from '../../source/scan/plan.ts';

import type { ScanAccount } from '../../source/scan/scan-account.ts';
import { ScanFileError } from '../../source/store/scan-file-error.ts';

const ID = '301122334455';
const ROLE: Entry = {
  way: 'role',
  roleArn: `arn:aws:iam::${ID}:role/Audit`,
  externalId: null,
  sessionName: 'snapdeck',
  duration: null,
};

const accountBy = (entry: Entry, id = ID): ScanAccount => ({
  id,
  name: 'shop',
  ou: 'Work',
  state: 'ACTIVE',
  entry,
});

const PLAN: ScanPlan = {
  identity: { account: ID, callerArn: 'arn', partition: 'aws', accountName: 'shop' },
  isNamed: true,
  on: ['eu-west-1', 'us-east-1'],
  off: [],
  cells: [],
};

/** Goes through accounts and says how each was told of, and which were left. */
async function gone(accounts: readonly ScanAccount[], change: Partial<AccountsRunParts> = {}) {
  const told: AccountState[] = [];
  const left: string[] = [];
  await runAccounts({
    accounts,
    signal: new AbortController().signal,
    hasRoom: () => Promise.resolve(),
    enter: () => Promise.resolve(PLAN),
    collect: () => Promise.resolve(['done']),
    leave: ({ id }) => void left.push(id),
    changed: (state) => void told.push(state),
    before: queuedAccount,
    refused: (_, { outcome }) => outcome,
    caller: () => ({ arn: 'arn:aws:iam::111111111111:user/me', partition: 'aws', region: 'us-east-1' }),
    ...change,
  });
  return { told, left, last: told.at(-1) };
}

/** How an account ends, and why, where entering it or collecting its cells comes to this. */
async function endOf(entry: Entry, change: Partial<AccountsRunParts>) {
  const { last } = await gone([accountBy(entry)], change);
  assert.ok(last !== undefined);
  return { phase: last.phase, error: last.error };
}

const refusing = (error: unknown): Partial<AccountsRunParts> => ({ enter: () => Promise.reject(error) });

const denied = (service: 'sts' | 'ec2' | 'sso', name: string) =>
  new CallFailed({ class: 'denied', code: 'AccessDenied', message: 'not you' }, { service, name }, null);

test('an account is queued, runs, has its regions, and ends: each is told of with its time', async () => {
  const account = accountBy(ROLE);
  assert.deepEqual(queuedAccount(account), {
    id: ID,
    name: 'shop',
    ou: 'Work',
    state: 'ACTIVE',
    entry: 'role Audit',
    phase: 'queued',
    error: null,
    regions: [],
    startedAt: null,
    endedAt: null,
    kinds: [],
  });
  const { told, left } = await gone([account]);
  assert.deepEqual(
    told.map(({ phase, regions, startedAt, endedAt }) => [
      phase,
      regions,
      startedAt !== null,
      endedAt !== null,
    ]),
    [
      ['running', [], true, false],
      ['running', PLAN.on, true, false],
      ['done', PLAN.on, true, true],
    ],
  );
  assert.deepEqual(left, [ID]);
});

const ENDS: readonly (readonly [phases: readonly Phase[], ends: string])[] = [
  [['done', 'empty', 'skipped'], 'done'],
  [[], 'done'],
  [['done', 'partial'], 'partial'],
  [['done', 'denied'], 'partial'],
  [['failed', 'stopped', 'done'], 'stopped'],
];
for (const [phases, ends] of ENDS) {
  test(`an account whose cells ended ${phases.join(', ') || 'not at all, for there are none,'} is ${ends}`, async () => {
    const end = await endOf(ROLE, { collect: () => Promise.resolve(phases) });
    assert.deepEqual(end, { phase: ends, error: null });
  });
}

test('an account without a way in has failed with why, and nothing is asked of it', async () => {
  const { last, left } = await gone(
    [accountBy({ way: 'none', why: 'no role\nthat only reads' })],
    refusing(new Error('asked')),
  );
  assert.equal(last?.phase, 'failed');
  assert.deepEqual(last.error, { code: 'NoWayIn', message: 'no role that only reads' });
  assert.deepEqual(left, []);
});

test('an account that is not active is skipped with why, and nothing is asked of it', async () => {
  const end = await endOf({ way: 'skipped', why: 'being\nclosed' }, refusing(new Error('asked')));
  assert.deepEqual(end, {
    phase: 'skipped',
    error: { code: 'NotActive', message: 'the account is being closed' },
  });
});

test('an account that has none of the regions is skipped', async () => {
  const end = await endOf(ROLE, refusing(new UnknownRegionError('Not enabled:\naf-south-1')));
  assert.deepEqual(end, {
    phase: 'skipped',
    error: { code: 'RegionOff', message: 'Not enabled: af-south-1' },
  });
});

test('what refuses the credentials of an account is said in words of its way in', async () => {
  const byRole = await endOf(ROLE, refusing(denied('sts', 'AssumeRole')));
  assert.equal(byRole.phase, 'denied');
  assert.equal(byRole.error?.code, 'AccessDenied');
  assert.match(
    byRole.error.message,
    /^arn:aws:iam::301122334455:role\/Audit cannot be assumed \(AccessDenied\)/,
  );
  const sso: Entry = { way: 'sso', account: ID, role: 'ReadOnly' };
  const bySso = await endOf(sso, refusing(denied('sso', 'GetRoleCredentials')));
  assert.equal(bySso.phase, 'denied');
  assert.match(bySso.error?.message ?? '', /ReadOnly/);
});

test('what refuses another call, or the caller’s own credentials, is said in AWS’s words', async () => {
  const why = { phase: 'denied', error: { code: 'AccessDenied', message: 'not you' } };
  assert.deepEqual(await endOf(ROLE, refusing(denied('ec2', 'DescribeRegions'))), why);
  assert.deepEqual(await endOf({ way: 'own' }, refusing(denied('sts', 'AssumeRole'))), why);
});

test('a policy of the organization that denies is a denial, and any other fault a failure', async () => {
  const of = (faultClass: 'denied-by-organization' | 'server') =>
    new CallFailed(
      { class: faultClass, code: 'Code', message: 'two\nlines' },
      { service: 'ec2', name: 'DescribeRegions' },
      null,
    );
  const error = { code: 'Code', message: 'two lines' };
  assert.deepEqual(await endOf(ROLE, refusing(of('denied-by-organization'))), { phase: 'denied', error });
  assert.deepEqual(await endOf(ROLE, refusing(of('server'))), { phase: 'failed', error });
  assert.equal((await endOf(ROLE, refusing(new Error('odd')))).error?.message, 'odd');
});

test('an account that is under way when the scan is stopped is stopped, and those after it are not begun', async () => {
  const scan = new AbortController();
  const { told, left } = await gone([accountBy(ROLE)], {
    signal: scan.signal,
    enter: () => {
      scan.abort();
      return Promise.reject(new Error('broken off'));
    },
  });
  assert.deepEqual(
    told.map(({ phase, error }) => [phase, error]),
    [
      ['running', null],
      ['stopped', null],
    ],
  );
  assert.deepEqual(left, [ID]);
  const after = await gone([accountBy(ROLE), accountBy({ way: 'skipped', why: 'closed' }, '2')], {
    signal: scan.signal,
  });
  assert.deepEqual(
    after.told.map(({ phase, startedAt, endedAt }) => [phase, startedAt, endedAt !== null]),
    [
      ['stopped', null, true],
      ['stopped', null, true],
    ],
  );
});

test('a scan file that takes nothing any more ends the scan, and is no fault of an account', async () => {
  for (const error of [
    new ScanFileFailure('no room'),
    new ScanFileError('cannot-write', '/scan.sqlite', 'The scan file cannot be written'),
  ])
    await assert.rejects(gone([accountBy(ROLE)], { collect: () => Promise.reject(error) }), error);
});

test('three accounts are open at a time while calls wait, more as soon as none does, and twelve at most', async () => {
  const accounts = Array.from({ length: 40 }, (_, index) => accountBy(ROLE, `${300000000000 + index}`));
  const ends: (() => void)[] = [];
  let room: () => void = () => {};
  let open = 0;
  let most = 0;
  const run = gone(accounts, {
    hasRoom: () =>
      new Promise((resolve) => {
        room = resolve;
      }),
    collect: () => {
      open += 1;
      most = Math.max(most, open);
      return new Promise((resolve) => {
        ends.push(() => {
          open -= 1;
          resolve(['done']);
        });
      });
    },
  });
  await turn();
  assert.equal(open, 3);
  for (let more = 4; more <= 12; more += 1) {
    room();
    await turn();
    assert.equal(open, more);
  }
  room();
  await turn();
  assert.equal(open, 12);
  for (let ended = 0; ended < 40; ended += 1) {
    ends[ended]?.();
    room();
    await turn();
  }
  const { left } = await run;
  assert.equal(left.length, 40);
  assert.equal(most, 12);
});
