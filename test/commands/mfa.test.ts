import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { mfaCodeInAdvance } from '../../source/commands/mfa.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM } from '../helpers/run-snapdeck.ts';

let folder = '';
let place: Place;
const before = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'snapdeck-mfa-'));
  place = makePlace();
});
afterEach(() => {
  process.env = { ...before };
  place.remove();
  rmSync(folder, { recursive: true, force: true });
});

test('a profile without an MFA device is asked for no code', async () => {
  const file = path.join(folder, 'config');
  writeFileSync(file, '[default]\nregion = eu-west-1\n');
  process.env.AWS_CONFIG_FILE = file;
  const askMfaCode = await mfaCodeInAdvance(null);
  await assert.rejects(askMfaCode('arn:aws:iam::123456789012:mfa/me'), /start snapdeck with --profile/);
});

test('the code of an MFA device is asked for on the terminal before the app opens', async () => {
  const file = path.join(folder, 'config');
  writeFileSync(
    file,
    [
      '[profile base]',
      'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
      'aws_secret_access_key = nothing',
      '[profile admin]',
      'source_profile = base',
      'region = us-east-1',
      'role_arn = arn:aws:iam::123456789012:role/admin',
      'mfa_serial = arn:aws:iam::123456789012:mfa/me',
    ].join('\n'),
  );
  await using terminal = openTerminal({
    args: [PROGRAM, '--profile', 'admin', '--endpoint-url', 'http://127.0.0.1:9'],
    cwd: folder,
    env: { ...place.environment, AWS_CONFIG_FILE: file, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' },
  });
  await terminal.waitForText('MFA code for arn:aws:iam::123456789012:mfa/me:');
  terminal.type('123456\r');
  assert.equal((await terminal.exit).exitCode, 4);
});
