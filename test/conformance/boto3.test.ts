import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import { type Estate, estateKinds } from '../../source/demo/estate/index.ts';
import { serviceNames, serviceOf } from '../../source/demo/services/index.ts';
import { askPython, startDemoServerCommand } from './children.ts';
import { COMPANY_OPERATIONS } from './company-operations.ts';
import { compareRegion, listing, type RegionAnswers, regionAnswers } from './estate-comparison.ts';
import { asJson, Comparison, type JsonRow, jsonRow } from './rows.ts';
import { estateRows, stillServer } from './simulated-aws.ts';

const accountAnswers = v.object({
  GetCallerIdentity: jsonRow,
  ListAccountAliases: v.object({ rows: v.array(v.string()) }),
  GetAccountInformation: jsonRow,
  ListRegions: listing,
  DescribeRegions: v.array(jsonRow),
});

const answersSchema = v.object({
  boto3: v.string(),
  account: accountAnswers,
  regions: v.record(v.string(), regionAnswers),
  /** The fields that this boto3 knows of an operation's rows. */
  known: v.object({ DescribeDBSnapshots: v.array(v.string()) }),
});

/** Fields so new that a boto3 of a few months ago drops them. */
const NEWEST_FIELDS = ['FullSnapshotSizeInBytes'];

/** The operations that take one call a snapshot, or an image. */
const ATTRIBUTES = [
  'ec2:DescribeImageAttribute',
  'ec2:DescribeSnapshotAttribute',
  'rds:DescribeDBClusterSnapshotAttributes',
  'rds:DescribeDBSnapshotAttributes',
];

/** What the kinds beside the usual ones ask of services that the usual ones ask, too. */
const BESIDE = [
  ...['DescribeInstances', 'ListImagesInRecycleBin', 'ListSnapshotsInRecycleBin'].map(
    (name) => `ec2:${name}`,
  ),
  ...['DescribeDBClusterAutomatedBackups', 'DescribeDBInstanceAutomatedBackups'].map((name) => `rds:${name}`),
];

for (const { size, withAttributes } of [
  { size: 'small', withAttributes: true },
  { size: 'hostile', withAttributes: false },
] as const) {
  test(`boto3 reads the ${size} estate, every operation with its own paginator, field by field`, async (context) => {
    const server = await stillServer(context, size);
    const { url, estate } = server;
    const given = withAttributes ? [url, '--attributes'] : [url];
    const answers = v.parse(answersSchema, await askPython('read_simulated_aws.py', given));
    const { calls, failed, byCall } = server.counters();
    const comparison = new Comparison();

    const dropped = NEWEST_FIELDS.filter((field) => !answers.known.DescribeDBSnapshots.includes(field));
    const enabled = estate.regions.filter(({ optInStatus }) => optInStatus !== 'not-opted-in');
    assert.deepEqual(
      Object.keys(answers.regions),
      enabled.map(({ name }) => name),
    );
    for (const { name } of enabled) {
      const kinds = await Promise.all(
        estateKinds.map(async (kind) => {
          const rows = await estateRows(url, kind, name);
          return [kind, kind.endsWith('db-snapshots') ? rows.map(without(dropped)) : rows] as const;
        }),
      );
      const region = estate.region(name);
      const read: RegionAnswers | undefined = answers.regions[name];
      assert.ok(region !== undefined && read !== undefined);
      compareRegion(read, new Map(kinds), region, { name, comparison, withAttributes });
    }
    compareAccount(answers.account, estate, comparison);

    assert.equal(failed, 0);
    const asked = new Set(Object.keys(byCall).map((call) => call.split(':').slice(0, 2).join(':')));
    // Rows of the kinds beside the usual ones and AWS's own price list are no part of the estate that is compared here.
    const compared = serviceNames.filter(
      (service) =>
        ![
          'fsx',
          'dynamodb',
          'redshift',
          'elasticache',
          'memorydb',
          'docdb-elastic',
          'redshift-serverless',
          'rbin',
          'pricing',
        ].includes(service),
    );
    const operations = compared.flatMap((service) =>
      Object.keys(serviceOf(service).operations).map((operation) => `${service}:${operation}`),
    );
    assert.deepEqual(
      operations.filter((operation) => !asked.has(operation)).sort(),
      [...(withAttributes ? [] : ATTRIBUTES), ...BESIDE, ...COMPANY_OPERATIONS].sort(),
    );
    context.diagnostic(
      `boto3 ${answers.boto3}: ${comparison} of the ${size} estate equal, read in ${calls} calls of ${asked.size} operations`,
    );
    if (dropped.length > 0) context.diagnostic(`too old to know ${dropped.join(', ')}: not compared`);
  });
}

test('boto3 finds the server of snapdeck demo-server by the environment that it prints', async (context) => {
  const environment = await startDemoServerCommand(context, [
    ...['--demo-size', 'small', '--faults', 'none', '--latency', '0'],
  ]);
  const url = environment.AWS_ENDPOINT_URL ?? '';
  const { regions } = v.parse(answersSchema, await askPython('read_simulated_aws.py', [], environment));
  const counted = v.object({ counts: v.record(v.string(), v.number()) });
  const { counts } = v.parse(counted, await (await fetch(`${url}/_demo/estate`)).json());
  const total = (rowsOf: (region: RegionAnswers) => number) =>
    Object.values(regions).reduce((sum, region) => sum + rowsOf(region), 0);
  assert.deepEqual(
    [
      total((region) => region.DescribeSnapshots.rows.length),
      total((region) => region.DescribeDBClusterSnapshots.rows.length),
      total((region) => region.DescribeTaskExecution.length),
    ],
    [counts.snapshots, counts['db-cluster-snapshots'], counts['task-executions']],
  );
});

function without(fields: readonly string[]): (row: JsonRow) => JsonRow {
  return (row) => Object.fromEntries(Object.entries(row).filter(([field]) => !fields.includes(field)));
}

/** Compares who the account is and which regions it has. */
function compareAccount(
  read: v.InferOutput<typeof accountAnswers>,
  { account, regions }: Estate,
  comparison: Comparison,
): void {
  const caller = { UserId: 'AIDADEMOUSER000000000', Account: account.id };
  comparison.same(
    [read.GetCallerIdentity],
    [{ ...caller, Arn: `arn:aws:iam::${account.id}:user/demo` }],
    'GetCallerIdentity',
  );
  assert.deepEqual(read.ListAccountAliases.rows, [account.alias]);
  const information = { AccountId: account.id, AccountName: account.name, AccountState: 'ACTIVE' };
  comparison.same(
    [read.GetAccountInformation],
    [{ ...information, AccountCreatedDate: '2019-03-04T05:06:07.000Z' }],
    'GetAccountInformation',
  );
  const described = regions.map(({ name, optInStatus, geography }) => ({
    OptInStatus: optInStatus,
    Geography: [{ Name: geography }],
    RegionName: name,
    Endpoint: `ec2.${name}.amazonaws.com`,
  }));
  comparison.same(read.DescribeRegions, asJson(described), 'DescribeRegions');
  const listed = regions.map(({ name, optInStatus }) => ({
    RegionName: name,
    RegionOptStatus: optInStatus === 'not-opted-in' ? 'DISABLED' : 'ENABLED_BY_DEFAULT',
  }));
  comparison.same(read.ListRegions.rows, listed, 'ListRegions');
  assert.deepEqual([read.ListRegions.rows.length, read.ListRegions.pages], [34, 5]);
}
