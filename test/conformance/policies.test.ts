/** The policies and templates of many accounts, judged by cfn-lint, python-hcl2 and moto's IAM and CloudFormation. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { test } from 'node:test';
import * as v from 'valibot';
import { askPython, runSnapdeck } from './children.ts';

const CALLER = 'arn:aws:iam::104729310482:role/ops/Scanner';
const policy = v.looseObject({ Statement: v.array(v.looseObject({ Action: v.unknown() })) });
const printed = v.object({ rolePolicy: policy, trustPolicy: policy, callerPolicy: policy });
const blocks = v.array(v.record(v.string(), v.unknown()));
const judged = v.object({
  lint: v.array(v.string()),
  lint_of_wrong_action: v.array(v.string()),
  options: v.unknown(),
  refused: v.unknown(),
  outputs: v.unknown(),
  duration: v.number(),
  trust: v.unknown(),
  policy: v.unknown(),
  module: v.object({
    variable: v.array(v.record(v.string(), v.looseObject({ default: v.optional(v.unknown()) }))),
    data: blocks,
    resource: v.array(v.record(v.string(), v.object({ snapdeck: v.record(v.string(), v.unknown()) }))),
    output: blocks,
  }),
});

test('the policies of many accounts are what IAM, CloudFormation and Terraform take', async (context) => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-policies-'));
  context.after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
  const print = async (name: string, ...more: readonly string[]) => {
    const all = ['--kind', 'all', '--attributes', '--tags', '--role', 'audit/Reader'];
    const ended = await runSnapdeck(folder, [
      'iam-policy',
      '--accounts',
      'org,tag:env=prod',
      ...all,
      ...more,
    ]);
    assert.equal(ended.code, 0, ended.stderr);
    const file = path.join(folder, name);
    writeFileSync(file, ended.stdout);
    return { file, text: ended.stdout };
  };
  const json = await print('policies.json', '--principal', CALLER, '--external-id', 'x-1:a/b');
  const template = await print('template.yaml', '--format', 'cloudformation');
  const module = await print('module.tf', '--format', 'terraform');
  const { rolePolicy, trustPolicy } = v.parse(printed, JSON.parse(json.text));
  const found = v.parse(
    judged,
    await askPython('check_policies.py', [
      ...[json.file, template.file, module.file],
      ...[`TrustedPrincipalArn=${CALLER}`, 'ExternalId=x-1:a/b', 'MaxSessionDuration=7200'],
    ]),
  );

  assert.deepEqual(found.lint, []);
  assert.match(found.lint_of_wrong_action.join('\n'), /^W3037: 'listagentz' is not one of/);
  assert.deepEqual(found.options, { 'create-stack-set': [], 'create-stack-instances': [] });
  assert.deepEqual(found.refused, {
    rolePolicy: null,
    trustPolicy: null,
    callerPolicy: null,
    noPolicy: 'MalformedPolicyDocument',
  });
  assert.deepEqual(found.outputs, {
    RoleArn: 'arn:aws:iam::123456789012:role/audit/Reader',
    RoleArnInEveryAccount: 'arn:aws:iam::*:role/audit/Reader',
  });
  assert.equal(found.duration, 7200);
  assert.deepEqual(found.trust, trustPolicy);
  assert.deepEqual(found.policy, rolePolicy);

  const { variable, data, resource, output } = found.module;
  const defaults = variable.flatMap((one) =>
    Object.entries(one).map(([name, { default: value }]) => [name, value]),
  );
  assert.deepEqual(defaults, [
    ['trusted_principal_arn', undefined],
    ['external_id', null],
    ['role_name', 'Reader'],
    ['role_path', '/audit/'],
    ['max_session_duration', 3600],
  ]);
  assert.deepEqual(data, [{ aws_partition: { current: {} } }]);
  const [role, reading, ...others] = resource;
  assert.deepEqual(others, []);
  const { assume_role_policy: trust, ...of } = role?.aws_iam_role?.snapdeck ?? {};
  assert.match(`${String(of.name)} ${String(of.path)}`, /^\$\{var\.role_name\} \$\{var\.role_path\}$/);
  assert.match(String(trust), /Principal = \{AWS = local\.trusted_principal\}, Action = "sts:AssumeRole"/);
  const actions = String(reading?.aws_iam_role_policy?.snapdeck.policy).match(/(?<=")[\w-]+:\w+(?=")/g);
  assert.deepEqual(actions, rolePolicy.Statement[0]?.Action);
  assert.deepEqual(
    output.flatMap((one) => Object.keys(one)),
    ['role_arn', 'role_arn_in_every_account'],
  );
});
