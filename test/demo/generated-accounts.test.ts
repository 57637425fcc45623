import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ListTasksCommand } from '@aws-sdk/client-datasync';
import {
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListRootsCommand,
  OrganizationsClient,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { createCompany } from '../../source/demo/organization/company.ts';
import { generatedOrganization } from '../../source/demo/organization/generated-accounts.ts';
import { clients, demoServer, errorOf, now } from './helpers.ts';

const thousand = generatedOrganization(1000, true);

function countBy(texts: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

test('a company has as many accounts as were asked for, each with an id of its own, the same every time', () => {
  for (const count of [2, 7, 24, 1000, 5000]) {
    const { accounts } = generatedOrganization(count, true);
    assert.equal(accounts.length, count);
    assert.equal(new Set(accounts.map(({ id }) => id)).size, count);
    assert.ok(accounts.every(({ id }) => /^\d{12}$/.test(id)));
  }
  assert.deepEqual(generatedOrganization(1000, true), thousand);
});

test('its units are named as AWS names them, most accounts hold workloads', () => {
  assert.deepEqual(countBy(thousand.accounts.map(({ units }) => units.join('/'))), {
    '': 1,
    Security: 2,
    Infrastructure: 3,
    'Workloads/Prod': 442,
    'Workloads/Stage': 211,
    'Workloads/Dev': 127,
    Sandbox: 142,
    Deployments: 30,
    'Policy Staging': 22,
    Suspended: 20,
  });
});

test('one in twenty refuses its role, one in fifty is suspended, ten are throttled, or nobody is', () => {
  const troubles = ({ accounts }: typeof thousand) => [
    accounts.filter(({ roles, units }) => units.length > 0 && roles.length === 0).length,
    accounts.filter(({ state }) => state === 'SUSPENDED').length,
    accounts.filter(({ isThrottled }) => isThrottled).length,
  ];
  assert.deepEqual(troubles(thousand), [50, 20, 10]);
  assert.deepEqual(troubles(generatedOrganization(100, true)), [5, 2, 5]);
  assert.deepEqual(troubles(generatedOrganization(1000, false)), [0, 0, 0]);
});

test('a thousand accounts hold some eighty thousand rows when small and a million when large', () => {
  const rows = (size: 'small' | 'large') => {
    const { rowsOf } = createCompany(thousand, { size, seed: 1, now, clock: () => now });
    return thousand.accounts
      .flatMap((account) => Object.values(rowsOf(account)))
      .reduce((sum, count) => sum + count, 0);
  };
  assert.deepEqual([rows('small'), rows('large')], [80_428, 1_011_465]);
});

test('the listings of a large company come in pages of twenty', async (context) => {
  const { url } = await demoServer(context, { accounts: 300 });
  const client = new OrganizationsClient({
    region: 'us-east-1',
    endpoint: url,
    credentials: { accessKeyId: 'AKIASNAPDECKDEMO0000', secretAccessKey: 'nobody checks' },
  });
  const pages: number[] = [];
  const ids: (string | undefined)[] = [];
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {})) {
    pages.push(Accounts.length);
    ids.push(...Accounts.map(({ Id }) => Id));
  }
  assert.deepEqual(
    pages,
    Array.from({ length: 15 }, () => 20),
  );
  assert.deepEqual(
    ids,
    generatedOrganization(300, false).accounts.map(({ id }) => id),
  );
  const { Roots: [root] = [] } = await client.send(new ListRootsCommand({}));
  const { OrganizationalUnits: units = [] } = await client.send(
    new ListOrganizationalUnitsForParentCommand({ ParentId: root?.Id }),
  );
  const sandbox = units.find(({ Name }) => Name === 'Sandbox');
  const below = await client.send(new ListAccountsForParentCommand({ ParentId: sandbox?.Id }));
  assert.deepEqual([below.Accounts?.length, typeof below.NextToken], [20, 'string']);
  const { name } = await errorOf(client.send(new ListAccountsCommand({ MaxResults: 21 })));
  assert.equal(name, 'InvalidInputException');
});

async function enter(url: string, id: string) {
  const { sts } = clients(url);
  const RoleArn = `arn:aws:iam::${id}:role/LarkspurAudit`;
  const { Credentials } = await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
  return {
    expiration: Credentials?.Expiration,
    in: clients(url, 'us-east-1', {
      accessKeyId: Credentials?.AccessKeyId ?? '',
      sessionToken: Credentials?.SessionToken ?? '',
    }),
  };
}

test('accounts in trouble refuse their role, and those that are throttled take few calls a second', async (context) => {
  const { url } = await demoServer(context, {
    accounts: 100,
    faults: 'planned',
    clock: () => now.getTime(),
  });
  const { accounts } = generatedOrganization(100, true);
  const find = (test: (account: (typeof accounts)[number]) => boolean): string =>
    accounts.slice(1).find(test)?.id ?? '';
  for (const id of [find(({ roles }) => roles.length === 0), find(({ state }) => state !== 'ACTIVE')])
    assert.equal((await errorOf(enter(url, id))).name, 'AccessDenied');
  const throttled = await enter(
    url,
    find(({ isThrottled }) => isThrottled === true),
  );
  const call = () => errorOf(throttled.in.datasync.send(new ListTasksCommand({}))).catch(() => 'served');
  assert.deepEqual([await call(), await call()], ['served', 'served']);
  assert.equal(
    (await errorOf(throttled.in.datasync.send(new ListTasksCommand({})))).name,
    'ThrottlingException',
  );
});

test('credentials of an account end when they say, and AWS takes them no longer', async (context) => {
  context.mock.timers.enable({ apis: ['Date'], now: now.getTime() });
  const { url } = await demoServer(context, { organization: true, sessionSeconds: 60 });
  const { expiration, in: account } = await enter(url, '302233445566');
  assert.deepEqual(expiration, new Date(now.getTime() + 60_000));
  context.mock.timers.tick(59_000);
  const { Account } = await account.sts.send(new GetCallerIdentityCommand({}));
  assert.equal(Account, '302233445566');
  context.mock.timers.tick(1000);
  assert.equal((await errorOf(account.sts.send(new GetCallerIdentityCommand({})))).name, 'ExpiredToken');
  assert.equal(
    (await errorOf(account.datasync.send(new ListTasksCommand({})))).name,
    'ExpiredTokenException',
  );
});
