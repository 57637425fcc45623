/** The policies of many accounts, and the templates of the role in each, as the program prints them. */
import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import * as v from 'valibot';
import { parse } from 'yaml';
import { startDemoServer } from '../../source/demo/server.ts';
import { makePlace, type Run } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';

const statement = v.strictObject({
  Sid: v.pipe(v.string(), v.regex(/^[A-Za-z0-9]+$/)),
  Effect: v.literal('Allow'),
  Principal: v.optional(v.strictObject({ AWS: v.string() })),
  Action: v.union([v.string(), v.array(v.string())]),
  Resource: v.optional(v.union([v.string(), v.array(v.string())])),
  Condition: v.optional(v.unknown()),
});
const policy = v.strictObject({ Version: v.literal('2012-10-17'), Statement: v.array(statement) });
const policies = v.strictObject({
  rolePolicy: policy,
  trustPolicy: v.nullable(policy),
  callerPolicy: v.nullable(policy),
});
type Policies = v.InferOutput<typeof policies>;

const NOBODY = 'notice: the trust policy names nobody yet: --principal ARN names who may assume the role\n';
const CALLER = 'arn:aws:iam::104729310482:role/ops/Scanner';
const AGENTS = ['--kind', 'datasync-agent'];
const READING = {
  Sid: 'SnapdeckReadOnly',
  Effect: 'Allow',
  Action: ['datasync:DescribeAgent', 'datasync:ListAgents', 'ec2:DescribeRegions'],
  Resource: '*',
};
const LISTING = [
  'organizations:DescribeOrganization',
  'organizations:ListAccounts',
  'organizations:ListAccountsForParent',
  'organizations:ListOrganizationalUnitsForParent',
  'organizations:ListRoots',
];

const place = makePlace();
after(() => place.remove());

function run(which: string, ...more: readonly string[]): Promise<Run> {
  // No call could be made: no credentials, and nothing listens there.
  const nowhere = { AWS_ENDPOINT_URL: 'http://127.0.0.1:1' };
  return runWarm(place, ['iam-policy', '--accounts', which, ...more], nowhere);
}

async function printed(which: string, ...more: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(which, ...more);
  assert.deepEqual([exitCode, stderr], [0, '']);
  return stdout;
}

async function policiesOf(which: string, ...more: readonly string[]): Promise<Policies> {
  return v.parse(policies, JSON.parse(await printed(which, '--principal', CALLER, ...more)));
}

/** What the caller may do, by statement. */
function callerActions({ callerPolicy }: Policies): Readonly<Record<string, unknown>> {
  return Object.fromEntries((callerPolicy?.Statement ?? []).map(({ Sid, Action }) => [Sid, Action]));
}

/** The roles that the caller may assume. */
function entered({ callerPolicy }: Policies): unknown {
  return callerPolicy?.Statement.find(({ Action }) => Action === 'sts:AssumeRole')?.Resource;
}

suite('the policies of many accounts', () => {
  test('are those of the role, of who may assume it, and of the caller, in one JSON', async () => {
    const options = [...AGENTS, '--role', 'audit/Reader', '--principal', CALLER, '--external-id', 'x-1:a/b'];
    assert.deepEqual(JSON.parse(await printed('org', ...options)), {
      rolePolicy: { Version: '2012-10-17', Statement: [READING] },
      trustPolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'SnapdeckCaller',
            Effect: 'Allow',
            Principal: { AWS: CALLER },
            Action: 'sts:AssumeRole',
            Condition: { StringEquals: { 'sts:ExternalId': 'x-1:a/b' } },
          },
        ],
      },
      callerPolicy: {
        Version: '2012-10-17',
        Statement: [
          { Sid: 'SnapdeckListAccounts', Effect: 'Allow', Action: LISTING, Resource: '*' },
          {
            Sid: 'SnapdeckEnterAccounts',
            Effect: 'Allow',
            Action: 'sts:AssumeRole',
            Resource: 'arn:aws:iam::*:role/audit/Reader',
          },
          READING,
        ],
      },
    });
  });

  test('trust nobody whom nobody named, and ask for no external id that was not given', async () => {
    const { exitCode, stdout, stderr } = await run('org', ...AGENTS);
    assert.deepEqual([exitCode, stderr], [0, NOBODY]);
    assert.deepEqual(v.parse(policies, JSON.parse(stdout)).trustPolicy?.Statement, [
      { Sid: 'SnapdeckCaller', Effect: 'Allow', Principal: { AWS: 'CALLER_ARN' }, Action: 'sts:AssumeRole' },
    ]);
  });

  test('let the caller read tags of accounts where tags choose or leave out', async () => {
    for (const which of ['tag:env=prod', 'org,!tag:env']) {
      const { SnapdeckListAccounts: listing } = callerActions(await policiesOf(which, ...AGENTS));
      assert.deepEqual(listing, [...LISTING, 'organizations:ListTagsForResource'], which);
    }
  });

  test('let the caller assume the role in the accounts that are named, else in any', async () => {
    const many = Array.from({ length: 21 }, (_, index) => String(100_000_000_000 + index)).join(',');
    for (const [which, role, resource] of [
      ['104729310482', 'Audit', 'arn:aws:iam::104729310482:role/Audit'],
      [
        '104729310482,302233445566',
        'Audit-{account}',
        [
          'arn:aws:iam::104729310482:role/Audit-104729310482',
          'arn:aws:iam::302233445566:role/Audit-302233445566',
        ],
      ],
      ['104729310482,pay-*', 'Audit-{account}', 'arn:aws:iam::*:role/Audit-*'],
      ['@accounts.csv', 'arn:aws:iam::{account}:role/a/Audit', 'arn:aws:iam::*:role/a/Audit'],
      ['ou-ab12-cdef3456', 'arn:aws:iam::302233445566:role/One', 'arn:aws:iam::302233445566:role/One'],
      [many, 'Audit', 'arn:aws:iam::*:role/Audit'],
    ] as const)
      assert.deepEqual(entered(await policiesOf(which, '--role', role)), resource, which);
    assert.equal(entered(await policiesOf('org')), 'arn:aws:iam::*:role/SnapdeckAudit');
  });

  test('need no role and no right of the caller where accounts are entered by SSO', async () => {
    for (const which of ['sso', 'sso,!sandbox-*', 'sso,wms-prod,104729310482'])
      assert.deepEqual(
        JSON.parse(await printed(which, ...AGENTS)),
        {
          rolePolicy: { Version: '2012-10-17', Statement: [READING] },
          trustPolicy: null,
          callerPolicy: null,
        },
        which,
      );
    const leftOut = v.parse(policies, JSON.parse(await printed('sso,!tag:env=dev', ...AGENTS)));
    assert.deepEqual(Object.keys(callerActions(leftOut)), ['SnapdeckListAccounts']);
    const both = await policiesOf('sso,@partners.csv');
    assert.deepEqual(Object.keys(callerActions(both)), ['SnapdeckEnterAccounts', 'SnapdeckReadOnly']);
    assert.equal(both.trustPolicy?.Statement.length, 1);
  });

  test('are of the partition that is named, with what it has', async () => {
    const options = ['--partition', 'aws-us-gov', '--principal', '104729310482', '--kind', 'all'];
    const found = v.parse(policies, JSON.parse(await printed('org', ...options)));
    assert.equal(entered(found), 'arn:aws-us-gov:iam::*:role/SnapdeckAudit');
    assert.equal(found.trustPolicy?.Statement[0]?.Principal?.AWS, 'arn:aws-us-gov:iam::104729310482:root');
    const { rolePolicy } = await policiesOf('org', '--kind', 'all');
    const actions = [rolePolicy.Statement[0]?.Action ?? []].flat();
    assert.ok(actions.includes('pricing:GetProducts'));
    assert.deepEqual(
      found.rolePolicy.Statement[0]?.Action,
      actions.filter((action) => action !== 'pricing:GetProducts'),
    );
  });

  test('have room in IAM: a managed policy takes 6,144 characters without blanks, a trust policy 2,048', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => String(100_000_000_000 + index)).join(',');
    const all = ['--kind', 'all', '--attributes', '--tags', '--role', `audit/${'R'.repeat(40)}`];
    const found = await policiesOf(ids, ...all, '--external-id', 'e'.repeat(1224));
    const sizes = Object.values(found).map((one) => JSON.stringify(one).replaceAll(/\s/g, '').length);
    const [role = NaN, trust = NaN, caller = NaN] = sizes;
    assert.ok(role > 1000 && role < 6144, String(role));
    assert.ok(trust > 1224 && trust < 2048, String(trust));
    assert.ok(caller > role && caller < 6144, String(caller));
    const org = await policiesOf('org,tag:a=b', ...all);
    assert.ok(JSON.stringify(org.callerPolicy).length < 6144);
  });
});

test('a scan of an organization calls all that its policies allow, and nothing else', async (context) => {
  const aws = await startDemoServer({
    size: 'small',
    latency: 0,
    organization: true,
    faults: 'none',
  });
  context.after(() => aws.close());
  // One of its accounts lets nobody in.
  const which = 'org,!mueller-erp,!tag:env=gone';
  const all = ['--kind', 'all', '--attributes', '--tags', '--role', 'LarkspurAudit'];
  const run = await runWarm(
    place,
    ['scan', '--accounts', which, ...all, '--region', 'us-east-1,eu-west-1', '--format', 'ndjson'],
    {
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'AKIASNAPDECKDEMO0000',
      AWS_SECRET_ACCESS_KEY: 'secret',
    },
  );
  assert.equal(run.exitCode, 0, run.stderr);
  const keys = Object.keys(aws.counters().byCall);
  const called = new Set(keys.map((key) => key.split(':').slice(0, 2).join(':')));
  assert.equal(called.delete('sts:GetCallerIdentity'), true);
  const { rolePolicy, callerPolicy } = await policiesOf(which, ...all);
  const allowed = (found: Policies['callerPolicy']) =>
    (found?.Statement ?? []).flatMap(({ Action }) => Action);
  assert.deepEqual([...called].sort(), [...new Set(allowed(callerPolicy))].sort());
  const ofCaller = [...called].filter((action) => /^(?:organizations|sts):/.test(action));
  assert.deepEqual(
    [...called].filter((action) => !ofCaller.includes(action)).sort(),
    [...allowed(rolePolicy)].sort(),
  );
});

const MORE = ['--attributes', '--tags', '--role', 'audit/Reader'];

/** A tag of CloudFormation as the long form has it: `!Ref X` as `{ Ref: 'X' }`. */
const short = (tag: string, key: string) => [
  { tag, resolve: (text: string) => ({ [key]: text }) },
  {
    tag,
    collection: 'seq' as const,
    resolve: (given: { toJSON: () => unknown }) => ({ [key]: given.toJSON() }),
  },
];
const customTags = [
  ...short('!Ref', 'Ref'),
  ...short('!Sub', 'Fn::Sub'),
  ...short('!GetAtt', 'Fn::GetAtt'),
  ...short('!If', 'Fn::If'),
  ...short('!Not', 'Fn::Not'),
  ...short('!Equals', 'Fn::Equals'),
];

const template = v.looseObject({
  Parameters: v.record(
    v.string(),
    v.looseObject({ Default: v.optional(v.unknown()), AllowedPattern: v.optional(v.string()) }),
  ),
  Conditions: v.unknown(),
  Resources: v.strictObject({
    Role: v.strictObject({ Type: v.string(), Properties: v.record(v.string(), v.unknown()) }),
  }),
  Outputs: v.record(v.string(), v.looseObject({ Value: v.unknown() })),
});

suite('the CloudFormation template of the role', () => {
  const templateOf = async (which: string, ...more: readonly string[]) => {
    const text = await printed(which, '--format', 'cloudformation', ...more);
    return { text, found: v.parse(template, parse(text, { customTags })) };
  };

  test('makes the role of the JSON policies, of parameters', async () => {
    const { found } = await templateOf('org', ...MORE);
    const { rolePolicy, trustPolicy } = await policiesOf('org', ...MORE);
    const [trust] = trustPolicy?.Statement ?? [];
    assert.deepEqual(found.Resources.Role, {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: { Ref: 'RoleName' },
        Path: { Ref: 'RolePath' },
        Description: 'Lets snapdeck list snapshots, backups and DataSync. It only reads.',
        MaxSessionDuration: { Ref: 'MaxSessionDuration' },
        AssumeRolePolicyDocument: {
          Version: '2012-10-17',
          Statement: [
            {
              ...trust,
              Principal: { AWS: { Ref: 'TrustedPrincipalArn' } },
              Condition: {
                'Fn::If': [
                  'HasExternalId',
                  { StringEquals: { 'sts:ExternalId': { Ref: 'ExternalId' } } },
                  { Ref: 'AWS::NoValue' },
                ],
              },
            },
          ],
        },
        Policies: [{ PolicyName: 'SnapdeckReadOnly', PolicyDocument: rolePolicy }],
      },
    });
    assert.deepEqual(found.Conditions, {
      HasExternalId: { 'Fn::Not': [{ 'Fn::Equals': [{ Ref: 'ExternalId' }, ''] }] },
    });
    assert.deepEqual(
      Object.values(found.Outputs).map(({ Value }) => Value),
      [
        { 'Fn::GetAtt': 'Role.Arn' },
        // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation puts the values in
        { 'Fn::Sub': 'arn:${AWS::Partition}:iam::*:role${RolePath}${RoleName}' },
      ],
    );
  });

  test('asks for the trusted principal, and has defaults for all else', async () => {
    const defaults = async (...more: readonly string[]) => {
      const { found } = await templateOf('org', ...more);
      return Object.fromEntries(
        Object.entries(found.Parameters).map(([name, { Default }]) => [name, Default]),
      );
    };
    assert.deepEqual(await defaults(), {
      TrustedPrincipalArn: undefined,
      ExternalId: '',
      RoleName: 'SnapdeckAudit',
      RolePath: '/',
      MaxSessionDuration: 3600,
    });
    assert.deepEqual(await defaults('--role', 'a/b/0123', '--external-id', '1e3', '--principal', CALLER), {
      TrustedPrincipalArn: CALLER,
      ExternalId: '1e3',
      RoleName: '0123',
      RolePath: '/a/b/',
      MaxSessionDuration: 3600,
    });
  });

  test('takes in its parameters what snapdeck prints there, and nothing that opens more than one account', async () => {
    const { found } = await templateOf('org', ...MORE, '--external-id', 'x@y', '--principal', CALLER);
    const patterns = new Map<string, RegExp>();
    for (const [name, { Default, AllowedPattern }] of Object.entries(found.Parameters)) {
      if (AllowedPattern === undefined) continue;
      patterns.set(name, new RegExp(AllowedPattern));
      assert.match(String(Default), new RegExp(AllowedPattern), name);
    }
    assert.deepEqual([...patterns.keys()], ['TrustedPrincipalArn', 'ExternalId', 'RoleName', 'RolePath']);
    for (const wrong of ['*', 'CALLER_ARN', '', 'arn:aws:iam::*:root', 'arn:aws:iam::104729310482:role/*'])
      assert.equal(patterns.get('TrustedPrincipalArn')?.test(wrong), false, wrong);
  });

  test('says with which commands it is rolled out, the management account at its end', async () => {
    const { text } = await templateOf('ou-ab12-cdef3456,ou-ab12-cdef7890,!lab', '--partition', 'aws-us-gov');
    const [head = '', end = ''] = text.split(/^AWSTemplateFormatVersion[\s\S]*^ {4}Value: !Sub .*$/m);
    assert.deepEqual(commandsIn(head), [
      'aws cloudformation create-stack-set --stack-set-name snapdeck-role --template-body file://snapdeck-role.yaml --capabilities CAPABILITY_NAMED_IAM --permission-model SERVICE_MANAGED --auto-deployment Enabled=true,RetainStacksOnAccountRemoval=false --parameters ParameterKey=TrustedPrincipalArn,ParameterValue=CALLER_ARN',
      'aws cloudformation create-stack-instances --stack-set-name snapdeck-role --regions us-gov-west-1 --deployment-targets OrganizationalUnitIds=ou-ab12-cdef3456,ou-ab12-cdef7890',
    ]);
    assert.deepEqual(commandsIn(end), [
      'aws cloudformation deploy --stack-name snapdeck-role --template-file snapdeck-role.yaml --capabilities CAPABILITY_NAMED_IAM --parameter-overrides TrustedPrincipalArn=CALLER_ARN',
    ]);
    const named = await templateOf('org', '--principal', CALLER);
    assert.equal(named.text.includes('CALLER_ARN'), false);
    assert.ok(named.text.includes('--deployment-targets OrganizationalUnitIds=ROOT_ID\n'));
  });
});

/** The commands of comments, each in one line. */
function commandsIn(comments: string): readonly string[] {
  const lines = comments.replaceAll(/ \\\n# +/g, ' ').split('\n');
  return lines.flatMap((line) => /^# {3}(aws .*)$/.exec(line)?.[1] ?? []);
}

suite('the Terraform module of the role', () => {
  test('makes the role of the JSON policies, of variables', async () => {
    const text = await printed('org', '--format', 'terraform', ...MORE);
    const { rolePolicy } = await policiesOf('org', ...MORE);
    const actions = [...text.matchAll(/^ {10}"([\w-]+:\w+)",$/gm)].map(([, action]) => action);
    assert.deepEqual(actions, rolePolicy.Statement[0]?.Action);
    assert.deepEqual(
      [...text.matchAll(/^(\w+) (?:"(\w+)" )?(?:"(\w+)" )?\{/gm)].map((found) =>
        found.slice(1).filter(Boolean).join(' '),
      ),
      [
        'terraform',
        'variable trusted_principal_arn',
        'variable external_id',
        'variable role_name',
        'variable role_path',
        'variable max_session_duration',
        'data aws_partition current',
        'locals',
        'resource aws_iam_role snapdeck',
        'resource aws_iam_role_policy snapdeck',
        'output role_arn',
        'output role_arn_in_every_account',
      ],
    );
  });

  test('has the defaults that are given, and none for the trusted principal unless it is', async () => {
    const defaults = async (...more: readonly string[]) => {
      const text = await printed('org', '--format', 'terraform', ...more);
      const found = [...text.matchAll(/^variable "(\w+)" \{\n(?: {2}.+\n)*? {2}default {5}= (.+)$/gm)];
      return Object.fromEntries(found.map(([, name, value]) => [name, value]));
    };
    const usual = { role_path: '"/"', role_name: '"SnapdeckAudit"', max_session_duration: '3600' };
    assert.deepEqual(await defaults(), { ...usual, external_id: 'null' });
    assert.deepEqual(await defaults('--external-id', 'a:b', '--principal', CALLER, '--role', 'x/Y'), {
      ...usual,
      trusted_principal_arn: `"${CALLER}"`,
      external_id: '"a:b"',
      role_path: '"/x/"',
      role_name: '"Y"',
    });
  });
});

test('patterns of templates count no further than those of Go do, which Terraform has', async () => {
  for (const format of ['cloudformation', 'terraform']) {
    const text = await printed('org', '--format', format);
    const counts = [...text.matchAll(/\{(\d+)(?:,(\d*))?\}/g)].map((found) => Number(found[2] || found[1]));
    assert.ok(counts.length > 3, format);
    assert.ok(Math.max(...counts) <= 1000, format);
  }
});

suite('what cannot be is one line and exit code 2:', () => {
  const SSO =
    'is not for accounts that are entered by SSO: IAM Identity Center makes their roles, of a permission set with the rolePolicy that snapdeck iam-policy --accounts sso prints.';
  const NONE =
    'is of a role in many accounts, and none is chosen: choose them with --accounts, such as --accounts org.';
  for (const [args, line] of [
    [
      '--accounts org --format csv',
      '--format takes json, cloudformation, terraform for iam-policy (given: csv).',
    ],
    ['--accounts org --format json,terraform', '--format: policies are printed in one format.'],
    ['--format terraform', `--format terraform ${NONE}`],
    ['--principal 104729310482', `--principal ${NONE}`],
    ['--accounts sso --format cloudformation', `--format cloudformation ${SSO}`],
    ['--accounts sso --role Audit', `--role ${SSO}`],
    ['--accounts 12345', '--accounts: "12345" is not an account id (12 digits).'],
    [
      '--accounts org --role A-{account} --format terraform',
      '--role: a template makes a role of one name in every account, without {account} (given: A-{account}).',
    ],
    [
      '--accounts org --role arn:aws-cn:iam::{account}:role/A',
      '--role: the role is of the partition aws-cn, the policies are of aws: --partition aws-cn (given: arn:aws-cn:iam::{account}:role/A).',
    ],
    [
      '--accounts org --principal *',
      '--principal takes the id of an account, or the ARN of a role, a user or an account: arn:aws:iam::111122223333:role/NAME (given: *)',
    ],
    [
      '--accounts org --principal arn:aws:sts::104729310482:assumed-role/Ops/me',
      '--principal takes the role of a session: aws iam get-role --role-name Ops prints its ARN, with its path (given: arn:aws:sts::104729310482:assumed-role/Ops/me)',
    ],
    [
      '--accounts org --principal arn:aws-cn:iam::104729310482:root',
      '--principal is of the partition aws-cn, the policies are of aws (given: arn:aws-cn:iam::104729310482:root)',
    ],
  ] as const)
    test(args, async () => {
      assert.deepEqual(await runWarm(place, ['iam-policy', ...args.split(' ')]), {
        exitCode: 2,
        stdout: '',
        stderr: `snapdeck: ${line}\n`,
      });
    });

  test('a template where files are written', async () => {
    const { exitCode, stderr } = await runWarm(place, ['scan', '--format', 'terraform', '--demo']);
    const line =
      '--format takes xlsx, csv, json, ndjson, html, markdown (given: terraform, which is for iam-policy).';
    assert.deepEqual([exitCode, stderr], [2, `snapdeck: ${line}\n`]);
  });
});
