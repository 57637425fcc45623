/** Accounts that a scan of many enters in other ways than by a role. */

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Entry } from '../../source/aws/accounts/entry.ts';
import { demoSsoToken } from '../../source/demo/environment.ts';
import type { FromScanWorker } from '../../source/scan/messages.ts';
import type { ScanAccount } from '../../source/scan/scan-account.ts';
import { type DemoScanOptions, scanDemo } from '../helpers/scan.ts';

const ID = '301122334455';
const SCAN: DemoScanOptions = {
  server: { organization: true },
  // As long as a loaded machine takes: what is tried here is no time-out.
  retry: { requestTimeoutMs: 20_000, connectTimeoutMs: 20_000 },
  kinds: ['datasync-agent'],
};

const accountBy = (entry: Entry, id = ID): ScanAccount => ({
  id,
  name: null,
  ou: null,
  state: 'ACTIVE',
  entry,
});
const byRole = (id: string): ScanAccount =>
  accountBy(
    {
      way: 'role',
      roleArn: `arn:aws:iam::${id}:role/LarkspurAudit`,
      externalId: null,
      sessionName: 'snapdeck',
      duration: null,
    },
    id,
  );

/** An AWS configuration with this text, for the time of the test. */
function configured(t: TestContext, text: string): Readonly<Record<string, string>> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-config-'));
  t.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  const file = path.join(folder, 'config');
  fs.writeFileSync(file, text);
  return { AWS_CONFIG_FILE: file };
}

const logOf = (messages: readonly FromScanWorker[]): readonly string[] =>
  messages.flatMap((message) => (message.type === 'log' ? [message.line] : []));

const TOKEN = Buffer.from(JSON.stringify({ account: ID, role: 'Dev', session: 'me' })).toString('base64url');
const MEMBER = `[profile member]
aws_access_key_id = ASIADEMO301122334455
aws_secret_access_key = secret
aws_session_token = ${TOKEN}
`;

test('an account of a profile is read with the credentials of that profile, and nobody asks who the caller is', async (t) => {
  const accounts = [accountBy({ way: 'profile', profile: 'member' })];
  const environment = configured(t, MEMBER);
  await scanDemo({ ...SCAN, accounts, environment }, ({ accounts: ended, messages, cells, counters }) => {
    assert.deepEqual(
      ended.map(({ phase, entry, error }) => [phase, entry, error]),
      [['done', 'profile member', null]],
    );
    assert.deepEqual(
      cells.map(({ account, phase }) => [account, phase]),
      [[ID, 'done']],
    );
    const planned = messages.find(({ type }) => type === 'planned');
    assert.equal(planned?.type === 'planned' && planned.identity, null);
    assert.equal(counters.byCall['sts:GetCallerIdentity:us-east-1']?.calls, 1);
  });
});

test('an account of a profile that is not there has failed, by the name of the profile', async (t) => {
  const accounts = [accountBy({ way: 'profile', profile: 'gone' })];
  await scanDemo({ ...SCAN, accounts, environment: configured(t, MEMBER) }, ({ accounts: ended }) => {
    assert.equal(ended[0]?.phase, 'failed');
    assert.match(ended[0].error?.message ?? '', /gone/);
  });
});

const SIGN_IN = `[sso-session larkspur]
sso_start_url = https://larkspur.awsapps.com/start
sso_region = eu-west-1
`;

/** Somebody has signed in to IAM Identity Center with this token. */
function signedIn(t: TestContext, accessToken: string): void {
  const folder = path.join(os.homedir(), '.aws', 'sso', 'cache');
  const file = path.join(folder, `${createHash('sha1').update('larkspur').digest('hex')}.json`);
  fs.mkdirSync(folder, { recursive: true });
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  fs.writeFileSync(file, JSON.stringify({ accessToken, expiresAt }));
  t.after(() => fs.rmSync(file));
}

test('an account of a sign-in is read with the role that the portal gives for it', async (t) => {
  signedIn(t, demoSsoToken);
  const accounts = [accountBy({ way: 'sso', account: ID, role: 'ReadOnlyAccess' })];
  const environment = configured(t, SIGN_IN);
  await scanDemo({ ...SCAN, accounts, environment, debug: true }, ({ accounts: ended, messages, cells }) => {
    assert.deepEqual(
      ended.map(({ phase, error }) => [phase, error]),
      [['done', null]],
    );
    assert.deepEqual(
      cells.map(({ account, phase }) => [account, phase]),
      [[ID, 'done']],
    );
    const asked = logOf(messages).filter((line) => line.includes('GetRoleCredentials'));
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^eu-west-1 sso:GetRoleCredentials attempt 1 served \d+ ms$/);
  });
});

test('an account of a sign-in that nobody made has failed, with what to type', async (t) => {
  const accounts = [accountBy({ way: 'sso', account: ID, role: 'ReadOnlyAccess' })];
  const environment = configured(t, SIGN_IN);
  await scanDemo({ ...SCAN, accounts, environment }, ({ accounts: ended, cells }) => {
    assert.equal(ended[0]?.phase, 'failed');
    assert.match(ended[0].error?.message ?? '', /aws sso login --sso-session larkspur/);
    assert.deepEqual(cells, []);
  });
});

test('the call that assumes a role is in the log where it is debugged', async () => {
  await scanDemo({ ...SCAN, accounts: [byRole(ID)], debug: true }, ({ messages }) => {
    const asked = logOf(messages).filter((line) => line.includes('AssumeRole'));
    assert.equal(asked.length, 1);
    assert.match(asked[0] ?? '', /^us-east-1 sts:AssumeRole attempt 1 served \d+ ms$/);
  });
});

test('a role whose credentials have expired however often they are had ends its own account alone', async () => {
  const accounts = [byRole(ID), byRole('302233445566')];
  for (const kind of ['datasync-agent', 'ebs-snapshot']) {
    const kinds = ['datasync-agent', 'ebs-snapshot'];
    const faults = [
      {
        service: kind === 'ebs-snapshot' ? 'ec2' : 'datasync',
        operation: kind === 'ebs-snapshot' ? 'DescribeSnapshots' : 'ListAgents',
        effect: 'expired-token',
        accessKeyId: `ASIADEMO${ID}`,
      },
    ] as const;
    await scanDemo({ ...SCAN, kinds, accounts, faults }, ({ accounts: ended, cells, refusal, reader }) => {
      assert.equal(refusal, null);
      assert.deepEqual(
        ended.map(({ phase }) => phase),
        ['stopped', 'done'],
      );
      assert.deepEqual(
        cells.filter(({ account }) => account === ID).map((cell) => [cell.kind, cell.phase]),
        kinds.map((id) => [id, id === kind ? 'stopped' : 'done']),
      );
      assert.equal(reader.facts().complete, true);
    });
  }
});
