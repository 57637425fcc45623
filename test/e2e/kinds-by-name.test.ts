/** The kinds beside the usual ones through the program as it is published: chosen by name, never without. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import ExcelJS from 'exceljs';
import * as v from 'valibot';
import { demoEnvironment } from '../../source/demo/environment.ts';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { sheetLines } from '../helpers/sheet-lines.ts';

const ROW = v.looseObject({
  kind: v.string(),
  monthly_cost_low: v.optional(v.nullable(v.number())),
  monthly_cost_high: v.optional(v.nullable(v.number())),
});

/**
 * By kind: what its sheet is called, what it asks of AWS, how many of its rows have known bounds, in which region where it is not us-east-1, and whether
 * it tells of no sources how well they are protected.
 */
const KINDS = {
  'dynamodb-backup': {
    sheet: 'DynamoDB Backups',
    actions: ['dynamodb:ListBackups', 'dynamodb:ListTables'],
    rows: 147,
    known: 145,
  },
  'redshift-snapshot': {
    sheet: 'Redshift Snapshots',
    actions: ['redshift:DescribeClusterSnapshots', 'redshift:DescribeClusters'],
    rows: 139,
    known: 0,
  },
  'elasticache-snapshot': {
    sheet: 'ElastiCache Snapshots',
    actions: [
      'elasticache:DescribeCacheClusters',
      'elasticache:DescribeReplicationGroups',
      'elasticache:DescribeSnapshots',
    ],
    rows: 92,
    known: 0,
  },
  'elasticache-serverless-snapshot': {
    sheet: 'Serverless Cache Snapshots',
    actions: ['elasticache:DescribeServerlessCacheSnapshots', 'elasticache:DescribeServerlessCaches'],
    rows: 61,
    known: 0,
  },
  'memorydb-snapshot': {
    sheet: 'MemoryDB Snapshots',
    actions: ['memorydb:DescribeClusters', 'memorydb:DescribeSnapshots'],
    rows: 86,
    known: 0,
  },
  'redshift-serverless-snapshot': {
    sheet: 'Redshift Serverless Snapshots',
    actions: ['redshift-serverless:ListNamespaces', 'redshift-serverless:ListSnapshots'],
    rows: 118,
    known: 0,
  },
  'docdb-elastic-snapshot': {
    sheet: 'DocumentDB Elastic Snapshots',
    actions: ['docdb-elastic:ListClusterSnapshots', 'docdb-elastic:ListClusters'],
    rows: 134,
    known: 0,
  },
  ami: {
    sheet: 'AMIs',
    isOfNoSource: true,
    region: 'eu-west-1',
    actions: [
      'ec2:DescribeImages',
      'ec2:DescribeInstances',
      'ec2:DescribeLaunchTemplateVersions',
      'ec2:DescribeRegions',
      'ec2:GetImageBlockPublicAccessState',
    ],
    rows: 1,
    known: 1,
  },
  'recycle-bin': {
    sheet: 'Recycle Bin',
    isOfNoSource: true,
    actions: [
      'ec2:DescribeRegions',
      'ec2:DescribeVolumes',
      'ec2:ListImagesInRecycleBin',
      'ec2:ListSnapshotsInRecycleBin',
    ],
    rows: 22,
    known: 0,
  },
  'rds-automated-backup': {
    sheet: 'RDS Automated Backups',
    isOfNoSource: true,
    actions: ['rds:DescribeDBInstanceAutomatedBackups'],
    rows: 10,
    known: 0,
  },
  'rds-automated-cluster-backup': {
    sheet: 'Cluster Automated Backups',
    isOfNoSource: true,
    actions: ['rds:DescribeDBClusterAutomatedBackups'],
    rows: 6,
    known: 0,
  },
  'backup-recovery-point': {
    sheet: 'Backup Recovery Points',
    actions: [
      'backup:ListBackupPlans',
      'backup:ListBackupVaults',
      'backup:ListLegalHolds',
      'backup:ListProtectedResources',
      'backup:ListRecoveryPointsByBackupVault',
      'backup:ListRecoveryPointsByLegalHold',
    ],
    rows: 111,
    known: 0,
  },
};

/** What the usual kinds ask. */
const USUAL = new Set([
  'ec2:DescribeRegions',
  ...RESOURCE_KINDS.filter(({ byDefault }) => byDefault).flatMap(({ actions }) => actions),
]);

let place: Place;
let aws: DemoServer;
before(async () => {
  aws = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
});
after(() => aws.close());
beforeEach(() => {
  const made = makePlace();
  place = { ...made, environment: { ...made.environment, ...demoEnvironment(aws.url) } };
});
afterEach(() => place.remove());

const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => v.parse(ROW, JSON.parse(line)));

/** What has been asked since the counters began anew, as IAM spells it. */
const asked = () =>
  new Set(Object.keys(aws.counters().byCall).map((call) => call.split(':').slice(0, 2).join(':')));

async function sheetsOf(): Promise<readonly [name: string, rows: number][]> {
  const [name = ''] = readdirSync(place.file('output'));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(place.file(`output/${name}`));
  return workbook.worksheets.map((sheet) => [sheet.name, sheetLines(sheet).length]);
}

for (const [kind, about] of Object.entries(KINDS)) {
  const { sheet, actions, rows, known } = about;
  const region = 'region' in about ? about.region : 'us-east-1';
  test(`a scan of ${kind} asks its service what it says that it asks, and fills a sheet of its own`, async () => {
    aws.resetCounters();
    const run = await runWarm(place, ['scan', '--kind', kind, '--region', region]);
    assert.equal(run.exitCode, 0, run.stderr);
    const [prefix] = actions[0]?.split(':') ?? [];
    assert.deepEqual([...asked()].filter((action) => action.startsWith(`${prefix}:`)).sort(), actions);
    const sheets = await sheetsOf();
    assert.deepEqual(
      sheets.map(([name]) => name),
      [
        ...['Summary', sheet, 'Snapshot Summary'],
        ...('isOfNoSource' in about ? [] : ['Protection']),
        ...['Findings', 'Cost', 'Snapshot Ages', 'Coverage'],
      ],
    );
    assert.equal(new Map(sheets).get(sheet), rows + 1);
  });

  test(`the policy of ${kind} is what its listings ask, and the usual one is without`, async () => {
    const [service] = actions[0]?.split(':') ?? [];
    const policy = async (...args: readonly string[]) => {
      const run = await runWarm(place, ['iam-policy', ...args]);
      return [...run.stdout.matchAll(/"([\w-]+:\w+)"/g)].flatMap(([, action = '']) =>
        action.startsWith(`${service}:`) ? [action] : [],
      );
    };
    assert.deepEqual(await policy('--kind', kind), actions);
    const isTheirs = (action: string) => actions.includes(action);
    assert.deepEqual(
      (await policy()).filter(isTheirs),
      actions.filter((action) => USUAL.has(action)),
    );
  });

  test(`the bounds of what ${kind} costs are known where size and price are, and blank elsewhere`, async () => {
    const run = await runWarm(place, [
      ...['scan', '--kind', kind, '--region', region, '--prices', 'builtin'],
      ...['--format', 'ndjson', '--output', '-'],
    ]);
    assert.equal(run.exitCode, 0, run.stderr);
    const found = rowsOf(run.stdout).filter((row) => row.kind === kind);
    assert.equal(found.length, rows);
    const bounded = found.filter(
      ({ monthly_cost_low: low, monthly_cost_high: high }) => low != null && high != null,
    );
    assert.equal(bounded.length, known);
  });
}

test('a usual scan asks none of their services, and a scan of all kinds each', async () => {
  const actionsOf = (isUsual: boolean) =>
    RESOURCE_KINDS.filter(({ byDefault }) => byDefault === isUsual).flatMap(({ actions }) => actions);
  const own = new Set(actionsOf(true));
  // Asked only where there is a legal hold, and an AMI.
  const ifThere = ['backup:ListRecoveryPointsByLegalHold', 'ec2:DescribeInstances'];
  const others = actionsOf(false).filter((action) => !own.has(action) && !ifThere.includes(action));
  const scan = [
    'scan',
    '--region',
    'us-west-2',
    '--prices',
    'builtin',
    '--format',
    'ndjson',
    '--output',
    '-',
  ];
  aws.resetCounters();
  assert.equal((await runWarm(place, scan)).exitCode, 0);
  const usual = asked();
  assert.ok(usual.has('ec2:DescribeSnapshots'));
  assert.deepEqual(
    others.filter((action) => usual.has(action)),
    [],
  );
  aws.resetCounters();
  const all = await runWarm(place, [...scan, '--kind', 'all']);
  assert.equal(all.exitCode, 0, all.stderr);
  assert.deepEqual(
    others.filter((action) => !asked().has(action)),
    [],
  );
  const kinds = new Set(rowsOf(all.stdout).map(({ kind }) => kind));
  assert.deepEqual(
    Object.keys(KINDS).filter((kind) => !kinds.has(kind)),
    ['ami'],
  );
});
