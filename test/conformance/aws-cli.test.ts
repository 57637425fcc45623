import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as v from 'valibot';
import type { EstateKind } from '../../source/demo/estate/index.ts';
import { plainEnvironment, run, versionOf } from './children.ts';
import { Comparison, type JsonRow, jsonRow, only } from './rows.ts';
import { estateRows, stillServer } from './simulated-aws.ts';

/** A listing of the CLI: its words, the member of its answer, the estate's rows that it must equal. */
interface Listing {
  readonly command: string;
  readonly member: string;
  readonly kind: EstateKind;
  /** Rows of the kind that the command asks for; all of them if not given. */
  readonly keeps?: (row: JsonRow) => boolean;
}

const REGION = 'us-east-1';

/** Page sizes are far below what there is, so that the CLI has to page. */
const LISTINGS: readonly Listing[] = [
  {
    command: 'ec2 describe-snapshots --owner-ids self --page-size 9',
    member: 'Snapshots',
    kind: 'snapshots',
  },
  { command: 'ec2 describe-volumes --page-size 5', member: 'Volumes', kind: 'volumes' },
  { command: 'rds describe-db-snapshots --page-size 20', member: 'DBSnapshots', kind: 'db-snapshots' },
  {
    command: 'rds describe-db-cluster-snapshots --page-size 20',
    member: 'DBClusterSnapshots',
    kind: 'db-cluster-snapshots',
  },
  { command: 'efs describe-file-systems --page-size 2', member: 'FileSystems', kind: 'file-systems' },
  { command: 'backup list-backup-vaults --page-size 2', member: 'BackupVaultList', kind: 'vaults' },
  {
    command:
      'backup list-recovery-points-by-backup-vault --backup-vault-name efs-nightly --by-resource-type EFS --page-size 7',
    member: 'RecoveryPoints',
    kind: 'recovery-points',
    keeps: (row) => row.BackupVaultName === 'efs-nightly',
  },
  { command: 'datasync list-tasks --page-size 3', member: 'Tasks', kind: 'tasks' },
  { command: 'datasync list-locations --page-size 5', member: 'Locations', kind: 'locations' },
  { command: 'datasync list-agents --page-size 1', member: 'Agents', kind: 'agents' },
  {
    command: 'datasync list-task-executions --page-size 11',
    member: 'TaskExecutions',
    kind: 'task-executions',
  },
];

const version = await versionOf('aws');
const options =
  version === undefined ? { skip: 'NOT RUN: the AWS CLI is not installed; boto3 reads the same' } : {};

test('the AWS CLI lists the small estate page by page, as it is', options, async (context) => {
  const server = await stillServer(context, 'small');
  const comparison = new Comparison();
  for (const { command, member, kind, keeps = () => true } of LISTINGS) {
    const answer = v.parse(v.record(v.string(), v.array(jsonRow)), await aws(server.url, command));
    const rows = answer[member] ?? [];
    const truth = (await estateRows(server.url, kind, REGION)).filter(keeps);
    // A CLI that is older than a field drops it; a listing of DataSync shows a few fields only.
    const known = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    assert.ok(known.some((field) => /(Id|Arn|Name|Identifier)$/.test(field)));
    comparison.same(
      rows,
      truth.map((row) => only(row, known)),
      command,
    );
  }
  context.diagnostic(`${version?.split(' ')[0]}: ${comparison} equal, in ${server.counters().calls} calls`);
});

test('the AWS CLI stops where it is told to, and goes on from its own token', options, async (context) => {
  const { url } = await stillServer(context, 'small');
  const page = v.object({ TaskExecutions: v.array(jsonRow), NextToken: v.optional(v.string()) });
  const list = 'datasync list-task-executions --page-size 4';
  const first = v.parse(page, await aws(url, `${list} --max-items 10`));
  assert.ok(first.NextToken !== undefined);
  const rest = v.parse(page, await aws(url, `${list} --starting-token ${first.NextToken}`));
  const truth = await estateRows(url, 'task-executions', REGION);
  assert.deepEqual(
    [...first.TaskExecutions, ...rest.TaskExecutions].map((row) => row.TaskExecutionArn),
    truth.map((row) => row.TaskExecutionArn),
  );
  assert.deepEqual([first.TaskExecutions.length, rest.NextToken], [10, undefined]);
});

test('the AWS CLI describes a task and says who asks', options, async (context) => {
  const { url } = await stillServer(context, 'small');
  const [task] = await estateRows(url, 'tasks', REGION);
  assert.ok(task !== undefined);
  const described = v.parse(jsonRow, await aws(url, `datasync describe-task --task-arn ${task.TaskArn}`));
  assert.deepEqual(described, only(task, Object.keys(described)));
  assert.equal(described.TaskArn, task.TaskArn);
  assert.deepEqual(await aws(url, 'sts get-caller-identity'), {
    UserId: 'AIDADEMOUSER000000000',
    Account: '123456789012',
    Arn: 'arn:aws:iam::123456789012:user/demo',
  });
});

/** What a command of the CLI prints, its times as ISO 8601 to the millisecond in UTC. */
async function aws(url: string, command: string): Promise<unknown> {
  const environment = plainEnvironment({ AWS_PAGER: '', AWS_RETRY_MODE: 'standard', AWS_MAX_ATTEMPTS: '1' });
  const words = ['--endpoint-url', url, '--region', REGION, '--output', 'json', ...command.split(' ')];
  const { code, stdout, stderr } = await run('aws', words, environment);
  assert.equal(code, 0, `aws ${command}: ${stderr}`);
  return withInstants(JSON.parse(stdout));
}

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The first version of the CLI prints times as the service sends them: seconds in JSON, texts in XML. */
function withInstants(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => withInstants(item));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, withInstants(member, name)]),
    );
  }
  if (typeof value === 'string' && TIME.test(value)) return new Date(value).toISOString();
  if (typeof value === 'number' && /(Time|Date|At|Timestamp)$/.test(field))
    return new Date(Math.round(value * 1000)).toISOString();
  return value;
}
