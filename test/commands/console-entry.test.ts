import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import { loadConfig } from '../../source/commands/config.ts';
import { consoleEntryOf } from '../../source/commands/console-entry.ts';
import { parseCommandLine } from '../../source/commands/flags.ts';

const AWS_CONFIG = `
[profile sso]
sso_session = acme
sso_account_id = 000000000042
sso_role_name = Reader

[profile role]
role_arn = arn:aws:iam::000000000042:role/audit/Reader
source_profile = sso

[profile closed]
role_arn = arn:aws:iam::000000000042:role/Reader
external_id = secret
source_profile = sso

[sso-session acme]
sso_start_url = https://acme.awsapps.com/start
sso_region = eu-west-1
`;

/** How the console of an account is entered, by the words that a scan keeps of it. */
function entries(t: TestContext, argv: readonly string[], config: object, aws = AWS_CONFIG) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-console-'));
  const before = { ...process.env };
  t.after(() => {
    process.env = before;
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const file = path.join(folder, 'config.json');
  fs.writeFileSync(file, JSON.stringify(config));
  const awsConfig = path.join(folder, 'aws');
  fs.writeFileSync(awsConfig, aws);
  process.env = { AWS_CONFIG_FILE: awsConfig, AWS_SHARED_CREDENTIALS_FILE: path.join(folder, 'none') };
  const session = {
    flags: parseCommandLine(argv).flags,
    found: loadConfig(file, folder),
    version: '0.1.0',
    aws: () => assert.fail('nothing is asked of AWS'),
    prices: { prices: null, asked: null } as never,
    log: () => {},
  };
  return (entry: string, profile: string | null = null) =>
    consoleEntryOf(session, { id: '000000000042', entry }, profile);
}

test('the console is entered by the role that the scan assumed, unless that asks for an external id', (t) => {
  assert.deepEqual(entries(t, [], {})('role audit/Reader'), { by: 'role', role: 'audit/Reader' });
  assert.equal(entries(t, [], {})('role audit/Reader with an external id'), null, 'of a line of @FILE');
  assert.equal(entries(t, ['--external-id', 'secret'], {})('role Reader'), null);
  assert.equal(entries(t, [], { external_id: 'secret' })('role Reader'), null);
  const account_exceptions = { '000000000042': { external_id: 'secret' } };
  assert.equal(entries(t, [], { account_exceptions })('role Reader'), null);
});

test('the console is entered by the access portal of the sign-in, where it is known which one that is', (t) => {
  const sso = { by: 'sso', role: 'Reader', startUrl: 'https://acme.awsapps.com/start' };
  assert.deepEqual(entries(t, [], {})('SSO role Reader', 'sso'), sso);
  assert.deepEqual(entries(t, [], {})('SSO role Reader'), sso);
  const two = `${AWS_CONFIG}\n[sso-session other]\nsso_start_url = https://o.awsapps.com/start\nsso_region = eu-west-1\n`;
  assert.equal(entries(t, [], {}, two)('SSO role Reader'), null);
  assert.equal(entries(t, [], {}, '')('SSO role Reader'), null);
  assert.deepEqual(entries(t, ['--demo-org'], {}, '')('SSO role Reader'), {
    ...sso,
    startUrl: 'https://larkspur.awsapps.com/start',
  });
});

test('the console is entered as the profile of the account says', (t) => {
  const entry = entries(t, [], {});
  assert.deepEqual(entry('profile sso'), {
    ...{ by: 'sso', role: 'Reader', startUrl: 'https://acme.awsapps.com/start' },
  });
  assert.deepEqual(entry('profile role'), { by: 'role', role: 'audit/Reader' });
  for (const words of ['profile closed', 'profile gone', 'own credentials', 'nothing', '-'])
    assert.equal(entry(words), null, words);
});
