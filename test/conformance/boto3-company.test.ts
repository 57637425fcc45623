import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { demoSsoToken } from '../../source/demo/environment.ts';
import { larkspur } from '../../source/demo/organization/company-accounts.ts';
import { startDemoServer } from '../../source/demo/server.ts';
import { askPython } from './children.ts';
import { COMPANY_OPERATIONS } from './company-operations.ts';
import { Comparison, jsonRow } from './rows.ts';

const texts = v.record(v.string(), v.string());
const answers = v.object({
  organization: v.looseObject({ Id: v.string(), MasterAccountId: v.string() }),
  caller: v.looseObject({ Account: v.string() }),
  accounts: v.array(jsonRow),
  units: texts,
  tags: v.record(v.string(), texts),
  assumed: texts,
  partner: v.array(v.string()),
  sso: v.record(v.string(), v.object({ roles: v.array(v.string()), entered: v.string() })),
});

test('boto3 lists the simulated company, and enters the accounts that let it in', async (context) => {
  const server = await startDemoServer({ size: 'small', latency: 0, organization: true });
  context.after(() => server.close());
  const read = v.parse(answers, await askPython('read_simulated_company.py', [server.url, demoSsoToken]));
  const [management] = larkspur.accounts;
  const byId = <Kept>(kept: (account: (typeof larkspur.accounts)[number]) => Kept) =>
    Object.fromEntries(larkspur.accounts.map((account) => [account.id, kept(account)]));

  assert.deepEqual(
    [read.organization.Id, read.organization.MasterAccountId, read.caller.Account],
    [larkspur.id, management.id, management.id],
  );
  const comparison = new Comparison();
  comparison.same(
    read.accounts.map(({ Id, Name, State, Status }) => ({
      Id,
      Name,
      State: State ?? Status ?? 'too old to know',
    })),
    larkspur.accounts.map(({ id, name, state }) => {
      const isKnown = read.accounts.some(({ State }) => State !== undefined);
      return { Id: id, Name: name, State: isKnown ? state : 'too old to know' };
    }),
    'accounts',
  );
  assert.deepEqual(
    read.units,
    byId(({ units }) => units.join('/')),
  );
  assert.deepEqual(
    read.tags,
    byId(({ tags }) => tags),
  );
  assert.deepEqual(
    read.assumed,
    byId(({ id, state, roles }) =>
      state === 'ACTIVE' && roles.some(({ name }) => name === 'LarkspurAudit')
        ? `arn:aws:sts::${id}:assumed-role/LarkspurAudit/boto3`
        : 'AccessDenied',
    ),
  );
  const partner = `arn:aws:sts::${larkspur.accounts[1]?.id}:assumed-role/PartnerAudit/boto3`;
  assert.deepEqual(read.partner, ['AccessDenied', partner]);
  assert.deepEqual(
    read.sso,
    Object.fromEntries(
      larkspur.accounts
        .filter(({ state, ssoRoles }) => state === 'ACTIVE' && ssoRoles.length > 0)
        .map(({ id, ssoRoles }) => [
          id,
          { roles: ssoRoles, entered: ssoRoles.includes('ReadOnlyAccess') ? id : 'ForbiddenException' },
        ]),
    ),
  );
  const asked = Object.keys(server.counters().byCall).map((call) => call.split(':').slice(0, 2).join(':'));
  assert.deepEqual([...new Set(asked)].sort(), [...COMPANY_OPERATIONS, 'sts:GetCallerIdentity'].sort());
  context.diagnostic(`${comparison} equal, ${Object.keys(read.assumed).length} accounts tried`);
});
