import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { listProfiles, readAwsFiles } from '../../source/aws/profiles.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-profiles-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function read(config: string, credentials = '') {
  const files = { config: path.join(folder, 'config'), credentials: path.join(folder, 'credentials') };
  writeFileSync(files.config, config);
  writeFileSync(files.credentials, credentials);
  return readAwsFiles({
    AWS_CONFIG_FILE: files.config,
    AWS_SHARED_CREDENTIALS_FILE: files.credentials,
  });
}

test('profiles of both files are listed by the names that the AWS CLI gives them, default first', () => {
  const files = read(
    [
      '[profile sso.dev]\na = 1',
      '[profile "My Mac"]\na = 1',
      "[profile it\\'s]\na = 1",
      '[default]\na = 1',
      '[profile two words]\na = 1',
      '[profile "open]\na = 1',
      '[sso-session corp]\na = 1',
      '[services local]\na = 1',
      '[preview]\na = 1',
    ].join('\n'),
    '[My PC]\na = 1\n[__proto__]\na = 1\n',
  );
  assert.deepEqual(listProfiles(files), ['default', '__proto__', "it's", 'My Mac', 'My PC', 'sso.dev']);
});

test('the credentials file outranks the other, key by key, and an empty value is none', () => {
  const profile = read(
    '[profile a]\nregion = eu-west-1\nOutput: text\nrole_arn =\n',
    '[a]\r\nregion = us-east-1 ; where we are\r\n',
  ).profiles.get('a');
  assert.ok(profile !== undefined);
  assert.deepEqual(['region', 'output', 'role_arn', 'gone'].map(profile.get), [
    'us-east-1',
    'text',
    undefined,
    undefined,
  ]);
});

test('blocks within a section are read, and lines that say nothing are passed over', () => {
  const files = read(
    '\ufeffnothing here\n# comment\n[services local]\nec2 =\n  endpoint_url = http://a\n\n  other = 1\nrds =\n  endpoint_url = http://b\nplain = 2\n=\n',
  );
  assert.deepEqual(
    [...(files.services.get('local') ?? [])],
    [
      ['ec2.endpoint_url', 'http://a'],
      ['ec2.other', '1'],
      ['rds.endpoint_url', 'http://b'],
      ['plain', '2'],
    ],
  );
});

test('files that are not there, or are folders, have nothing in them; one that cannot be read is named', () => {
  const here = path.join(folder, 'here');
  mkdirSync(here);
  const none = { AWS_CONFIG_FILE: path.join(folder, 'gone'), AWS_SHARED_CREDENTIALS_FILE: here };
  assert.deepEqual(listProfiles(readAwsFiles(none)), []);
  const locked = path.join(folder, 'locked');
  writeFileSync(locked, '[default]\n');
  chmodSync(locked, 0o000);
  // The superuser reads everything, and Windows has no such lock.
  if (process.getuid?.() === 0 || process.platform === 'win32') return;
  assert.throws(() => readAwsFiles({ ...none, AWS_CONFIG_FILE: locked }), {
    name: 'UsageError',
    message: new RegExp(`^Cannot read the AWS configuration ${locked}: EACCES`),
  });
});
