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

/** A terminal in which a profile with an MFA device is named. */
function askedForCode(...command: readonly string[]) {
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
  return openTerminal({
    args: [PROGRAM, ...command, '--profile', 'admin', '--endpoint-url', 'http://127.0.0.1:9'],
    cwd: folder,
    env: { ...place.environment, AWS_CONFIG_FILE: file, AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9' },
  });
}

const QUESTION = 'MFA code for arn:aws:iam::123456789012:mfa/me:';

test('the code of an MFA device is asked for on the terminal before the app opens', async () => {
  await using terminal = askedForCode();
  await terminal.waitForText(QUESTION);
  terminal.type('123456\r');
  assert.equal((await terminal.exit).exitCode, 4);
});

for (const command of [[], ['scan'], ['regions']]) {
  const what = command[0] ?? 'the app';
  test(`Ctrl-C at the question for a code ends ${what} as it ends everything`, async () => {
    await using terminal = askedForCode(...command);
    await terminal.waitForText(QUESTION);
    terminal.type('\u0003');
    const { exitCode, signal } = await terminal.exit;
    assert.ok(exitCode === 130 || signal === 'SIGINT', `exit code ${exitCode}, signal ${signal}`);
  });

  test(`Ctrl-D at the question for a code gives ${what} none, which is said`, async () => {
    await using terminal = askedForCode(...command);
    await terminal.waitForText(QUESTION);
    terminal.type('\u0004');
    await terminal.waitForText('asks for an MFA code: none was given');
    assert.equal((await terminal.exit).exitCode, 4);
  });
}
