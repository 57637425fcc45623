/**
 * What a scan of many accounts takes with the SDK alone: one thread, a role assumed in each account, and there all
 * regions at once with clients as the SDK makes them; nothing is stored. `fan-out URL ROLE` prints what it did as JSON.
 * Accounts are read some at a time, and connections are shared, without which it would open one for every client.
 */
import { Agent } from 'node:http';
import { DescribeRegionsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { OrganizationsClient, paginateListAccounts } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { mapConcurrently } from '../source/base/map-concurrently.ts';
import { datasync } from './fan-out-datasync.ts';
import { snapshots } from './fan-out-snapshots.ts';

/** Calls in flight, as in snapdeck; and so many accounts that there are always some to send. */
const [IN_FLIGHT, OPEN_ACCOUNTS] = [64, 4];
const HOME = 'us-east-1';

const [endpoint = '', role = ''] = process.argv.slice(2);
const requestHandler = new NodeHttpHandler({
  httpAgent: new Agent({ keepAlive: true, maxSockets: IN_FLIGHT }),
});
const shared = { endpoint, requestHandler };
const sts = new STSClient({ ...shared, region: HOME });

async function main(): Promise<void> {
  const { Account: own } = await sts.send(new GetCallerIdentityCommand({}));
  const ids: string[] = [];
  const client = new OrganizationsClient({ ...shared, region: HOME });
  for await (const { Accounts = [] } of paginateListAccounts({ client }, {}))
    for (const { Id: id, State: state } of Accounts) if (id !== undefined && state === 'ACTIVE') ids.push(id);
  let rows = 0;
  for await (const count of mapConcurrently(ids, OPEN_ACCOUNTS, (id) => rowsIn(id, id === own)))
    rows += count;
  process.stdout.write(`${JSON.stringify({ accounts: ids.length, rows })}\n`);
  requestHandler.destroy();
}

/** Reads an account; returns the number of its rows. */
async function rowsIn(id: string, isOwn: boolean): Promise<number> {
  const access = { ...shared, ...(isOwn ? {} : { credentials: await assumed(id) }) };
  const home = { ...access, region: HOME };
  const [, { Regions: listed = [] }] = await Promise.all([
    new STSClient(home).send(new GetCallerIdentityCommand({})),
    new EC2Client(home).send(new DescribeRegionsCommand({ AllRegions: true })),
  ]);
  const regions = listed.flatMap(({ RegionName: name, OptInStatus: status }) =>
    name === undefined || status === 'not-opted-in' ? [] : [name],
  );
  const counts = await Promise.all(
    regions.flatMap((region) => [datasync({ ...access, region }), snapshots({ ...access, region })]),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function assumed(id: string) {
  const RoleArn = `arn:aws:iam::${id}:role/${role}`;
  const { Credentials: given } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: 'fan-out' }),
  );
  const { AccessKeyId: accessKeyId = '', SecretAccessKey: secretAccessKey = '' } = given ?? {};
  return { accessKeyId, secretAccessKey, ...(given?.SessionToken && { sessionToken: given.SessionToken }) };
}

await main();
