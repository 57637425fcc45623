import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  GetAccountInformationCommand,
  ListRegionsCommand,
  paginateListRegions,
} from '@aws-sdk/client-account';
import { DescribeRegionsCommand } from '@aws-sdk/client-ec2';
import { ListAccountAliasesCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { clients, demoServer, errorOf, rowsOf } from './helpers.ts';

test('the account says who it is', async (context) => {
  const { url } = await demoServer(context);
  const { sts, iam, account } = clients(url);
  const identity = await sts.send(new GetCallerIdentityCommand({}));
  assert.deepEqual(
    { Account: identity.Account, Arn: identity.Arn },
    { Account: '123456789012', Arn: 'arn:aws:iam::123456789012:user/demo' },
  );
  const aliases = await iam.send(new ListAccountAliasesCommand({}));
  assert.deepEqual(aliases.AccountAliases, ['larkspur-prod']);
  const information = await account.send(new GetAccountInformationCommand({}));
  assert.equal(information.AccountName, 'larkspur-prod');
  assert.deepEqual(information.AccountCreatedDate, new Date('2019-03-04T05:06:07Z'));
});

test('34 regions are listed, 17 of them enabled', async (context) => {
  const { url } = await demoServer(context);
  const { ec2, account } = clients(url);
  const enabled = await ec2.send(new DescribeRegionsCommand({}));
  assert.equal(enabled.Regions?.length, 17);
  const all = await ec2.send(new DescribeRegionsCommand({ AllRegions: true }));
  const byStatus = Object.groupBy(all.Regions ?? [], (region) => region.OptInStatus ?? '');
  assert.deepEqual(
    Object.entries(byStatus).map(([status, regions]) => [status, regions?.length]),
    [
      ['opt-in-not-required', 17],
      ['not-opted-in', 17],
    ],
  );
  const pages = await rowsOf(
    paginateListRegions({ client: account, pageSize: 20 }, {}),
    (page) => page.Regions,
  );
  assert.deepEqual([pages.rows.length, pages.pages], [34, 2]);
  const disabled = await account.send(new ListRegionsCommand({ RegionOptStatusContains: ['DISABLED'] }));
  assert.equal(disabled.Regions?.length, 17);
});

test('named regions are described, and an unknown name is refused', async (context) => {
  const { url } = await demoServer(context);
  const { ec2 } = clients(url);
  const named = await ec2.send(new DescribeRegionsCommand({ RegionNames: ['eu-west-1', 'me-south-1'] }));
  assert.deepEqual(
    named.Regions?.map(({ RegionName, OptInStatus, Endpoint }) => [RegionName, OptInStatus, Endpoint]),
    [
      ['eu-west-1', 'opt-in-not-required', 'ec2.eu-west-1.amazonaws.com'],
      ['me-south-1', 'not-opted-in', 'ec2.me-south-1.amazonaws.com'],
    ],
  );
  const filtered = await ec2.send(
    new DescribeRegionsCommand({
      AllRegions: true,
      Filters: [{ Name: 'opt-in-status', Values: ['not-opted-in'] }],
    }),
  );
  assert.equal(filtered.Regions?.length, 17);
  assert.deepEqual(await errorOf(ec2.send(new DescribeRegionsCommand({ RegionNames: ['eu-nowhere-1'] }))), {
    name: 'InvalidParameterValue',
    status: 400,
    message: 'Invalid region provided: [eu-nowhere-1].',
  });
});
