/** The Terraform module of a role, as Terraform itself reads and evaluates it where it is installed. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { after, before, suite, test } from 'node:test';
import * as v from 'valibot';
import { type Ended, plainEnvironment, run, runSnapdeck, versionOf } from './children.ts';

const version = await versionOf('terraform');
const options = version === undefined ? { skip: 'NOT RUN: Terraform is not installed' } : {};

const CALLER = 'arn:aws-us-gov:iam::104729310482:role/ops/Scanner';
const outputs = v.object({
  role: v.object({ value: v.looseObject({ assume_role_policy: v.string() }) }),
  reading: v.object({ value: v.object({ name: v.string(), role: v.string(), policy: v.string() }) }),
  role_arn_in_every_account: v.object({ value: v.string() }),
});
const policies = v.object({ rolePolicy: v.unknown(), trustPolicy: v.unknown() });

suite('the Terraform module of the role', options, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-terraform-'));
  const file = path.join(folder, 'main.tf');

  before(async () => {
    writeFileSync(file, await print('--format', 'terraform'));
  });
  after(() => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));

  async function print(...more: readonly string[]): Promise<string> {
    const args = ['--accounts', 'org', '--role', 'audit/Reader', '--partition', 'aws-us-gov', ...more];
    const { code, stdout, stderr } = await runSnapdeck(folder, ['iam-policy', ...args]);
    assert.equal(code, 0, stderr);
    return stdout;
  }

  function terraform(...words: readonly string[]): Promise<Ended> {
    return run('terraform', words, plainEnvironment({ CHECKPOINT_DISABLE: '1' }), folder);
  }

  /** Evaluates the module with these variables. */
  function apply(...variables: readonly string[]): Promise<Ended> {
    const given = variables.flatMap((variable) => ['-var', variable]);
    return terraform('apply', '-no-color', '-input=false', '-auto-approve', ...given);
  }

  async function policiesOf(...more: readonly string[]): Promise<v.InferOutput<typeof policies>> {
    return v.parse(policies, JSON.parse(await print(...more)));
  }

  async function evaluated() {
    const found = v.parse(outputs, JSON.parse((await terraform('output', '-json')).stdout));
    const { assume_role_policy: trust, ...role } = found.role.value;
    const { policy, ...reading } = found.reading.value;
    const arn = found.role_arn_in_every_account.value;
    return { role, reading, arn, trustPolicy: JSON.parse(trust), rolePolicy: JSON.parse(policy) };
  }

  test('is formatted as Terraform formats', async () => {
    const { code, stdout } = await terraform('fmt', '-check', '-diff');
    assert.deepEqual([code, stdout], [0, '']);
  });

  test('comes to the policies that the JSON has, and refuses what IAM would refuse', async () => {
    writeFileSync(file, withoutProvider(await print('--format', 'terraform')));
    const ready = await terraform('init', '-no-color', '-input=false');
    assert.equal(ready.code, 0, ready.stderr);

    const named = await apply(`trusted_principal_arn=${CALLER}`, 'external_id=x-1:a/b');
    assert.equal(named.code, 0, named.stderr);
    assert.deepEqual(await evaluated(), {
      role: {
        name: 'Reader',
        path: '/audit/',
        description: 'Lets snapdeck list snapshots, backups and DataSync. It only reads.',
        max_session_duration: 3600,
      },
      reading: { name: 'SnapdeckReadOnly', role: 'Reader' },
      arn: 'arn:aws-us-gov:iam::*:role/audit/Reader',
      ...(await policiesOf('--principal', CALLER, '--external-id', 'x-1:a/b')),
    });

    const account = await apply('trusted_principal_arn=104729310482', 'external_id=');
    assert.equal(account.code, 0, account.stderr);
    const { trustPolicy } = await evaluated();
    assert.deepEqual(trustPolicy, (await policiesOf('--principal', '104729310482')).trustPolicy);

    for (const wrong of ['trusted_principal_arn=*', 'external_id=x', 'role_name=a/b', 'role_path=audit/']) {
      const { code, stderr } = await apply('trusted_principal_arn=104729310482', wrong);
      assert.equal(code, 1, wrong);
      assert.ok(stderr.includes(`The value of ${wrong.split('=')[0]} is not one that IAM takes.`), stderr);
    }
  });
});

/** The same expressions where AWS's provider cannot be had: what it would make becomes values that can be read. */
function withoutProvider(module: string): string {
  const asValue = (name: string) => (_: string, body: string) =>
    `locals {\n  ${name} = {\n${body}\n  }\n}\noutput "${name}" {\n  value = local.${name}\n}\n`;
  return module
    .replace(/ {2}required_providers \{[\s\S]*?\n {2}\}\n/, '')
    .replace('data "aws_partition" "current" {}', 'locals {\n  partition = "aws-us-gov"\n}')
    .replaceAll('data.aws_partition.current.partition', 'local.partition')
    .replaceAll(/aws_iam_role\.snapdeck\.\w+/g, 'local.role.name')
    .replace(/resource "aws_iam_role" "snapdeck" \{\n([\s\S]*?)\n\}\n/, asValue('role'))
    .replace(/resource "aws_iam_role_policy" "snapdeck" \{\n([\s\S]*?)\n\}\n/, asValue('reading'));
}
