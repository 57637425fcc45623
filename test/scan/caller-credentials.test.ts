import assert from 'node:assert/strict';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { Refusal } from '../../source/model/cell.ts';
import { CallerCredentials } from '../../source/scan/caller-credentials.ts';
import type { ScanSettings } from '../../source/scan/scan-settings.ts';
import { QUICK_RETRY } from '../helpers/scan.ts';
import { demoScanSettings } from '../helpers/scan-settings.ts';

const KEYS = 'aws_access_key_id = AKID\naws_secret_access_key = secret\naws_session_token = token\n';
const EXPIRED = { class: 'expired', code: 'ExpiredToken', message: 'expired' } as const;

/** Credentials of the profile `shop`, whose section has this text. */
function callerWithTest(t: TestContext, change: Partial<ScanSettings> & { readonly title?: string } = {}) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snapdeck-caller-'));
  const file = path.join(folder, 'config');
  const before = process.env.AWS_CONFIG_FILE;
  process.env.AWS_CONFIG_FILE = file;
  t.after(() => {
    process.env.AWS_CONFIG_FILE = before;
    fs.rmSync(folder, { recursive: true, force: true });
  });
  const configure = (text: string): void => fs.writeFileSync(file, `[profile shop]\n${text}`);
  configure(KEYS);
  const settings = demoScanSettings('scan.sqlite', { endpointUrl: 'http://127.0.0.1:1', retry: QUICK_RETRY });
  const { title, ...more } = change;
  const found: string[] = [];
  const held: (readonly [string, string | null])[] = [];
  const ended: Refusal[] = [];
  const caller = new CallerCredentials({
    settings: {
      ...settings,
      ...more,
      aws: { ...settings.aws, profile: 'shop', ...(title === undefined ? {} : { credentialsTitle: title }) },
    },
    signal: new AbortController().signal,
    askMfaCode: () => assert.fail('no code is asked for'),
    onFound: (words) => void found.push(words),
    onHeldUp: (what, words) => void held.push([what, words]),
    hasBegun: () => true,
    end: (refusal) => void ended.push(refusal),
  });
  return { caller, configure, found, held, ended };
}

test('how the caller’s credentials were found is told whenever that is another way than before', async (t) => {
  const { caller, configure, found } = callerWithTest(t);
  assert.equal(caller.origin, null);
  const first = await caller.source.current();
  assert.equal(first.accessKeyId, 'AKID');
  assert.deepEqual(caller.origin, { way: 'keys', profile: 'shop', isTemporary: true });
  caller.source.forget(first);
  const again = await caller.source.current();
  assert.deepEqual(found, ['keys of profile shop']);
  const keys = JSON.stringify({ Version: 1, AccessKeyId: 'AKID', SecretAccessKey: 'secret' });
  const program = path.join(path.dirname(process.env.AWS_CONFIG_FILE ?? ''), 'keys.cjs');
  fs.writeFileSync(program, `console.log(${JSON.stringify(keys)})`);
  configure(`credential_process = "${process.execPath}" "${program}"\n`);
  caller.source.forget(again);
  await caller.source.current();
  assert.deepEqual(found, ['keys of profile shop', 'credential_process of profile shop']);
});

test('a title of the credentials takes the place of the words for how they were found', async (t) => {
  const { caller, found } = callerWithTest(t, { title: 'the demo’s own' });
  await caller.source.current();
  assert.deepEqual(found, ['the demo’s own']);
});

const WAITS =
  'credentials expired: put new keys into profile shop (aws configure --profile shop, or what wrote them); the scan goes on then';

test('expired credentials hold the scan up until there are others: the same ones again change nothing', async (t) => {
  const { caller, configure, held, ended } = callerWithTest(t, { interactive: true });
  const first = await caller.source.current();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const refused = async (): Promise<void> => {
    const answer = caller.onExpired(EXPIRED, new AbortController().signal);
    t.mock.timers.tick(3000);
    assert.equal(await answer, 'try again');
  };
  await refused();
  caller.source.forget(first);
  const same = await caller.source.current();
  await refused();
  assert.deepEqual(held, [
    ['expired', WAITS],
    ['expired', WAITS],
  ]);
  configure(KEYS.replace('token = token', 'token = another'));
  caller.source.forget(same);
  await caller.source.current();
  assert.deepEqual(held.slice(2), [['expired', null]]);
  t.mock.timers.tick(60_000);
  assert.deepEqual([held.length, ended], [3, []]);
});

test('credentials that AWS takes after all hold the scan up for half a minute more', async (t) => {
  const { caller, held } = callerWithTest(t, { interactive: true });
  await caller.source.current();
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const answer = caller.onExpired(EXPIRED, new AbortController().signal);
  t.mock.timers.tick(29_999);
  assert.equal(await answer, 'try again');
  assert.deepEqual(held, [['expired', WAITS]]);
  t.mock.timers.tick(1);
  assert.deepEqual(held.slice(1), [['expired', null]]);
});

test('what kept new credentials from being had is why the scan ends, until they were had again', async (t) => {
  const { caller, configure, ended } = callerWithTest(t);
  const first = await caller.source.current();
  configure('role_arn = arn:aws:iam::123456789012:role/a\nsource_profile = gone\n');
  caller.source.forget(first);
  await assert.rejects(caller.source.current());
  const signal = new AbortController().signal;
  assert.equal(await caller.onExpired(EXPIRED, signal), 'give up');
  configure(KEYS);
  await caller.source.current();
  assert.equal(await caller.onExpired(EXPIRED, signal), 'give up');
  const [failed, expired] = ended.map(({ lines }) => lines[0] ?? '');
  assert.match(failed ?? '', /^The credentials expired \(ExpiredToken\)\. .*gone/);
  assert.match(expired ?? '', /^The credentials expired \(ExpiredToken\); they are keys of profile shop\. /);
});
