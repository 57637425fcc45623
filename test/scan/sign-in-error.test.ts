import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CallFailed } from '../../source/aws/caller.ts';
import { CredentialsFailed } from '../../source/aws/credentials/credentials-failed.ts';
import type { CredentialOrigin } from '../../source/aws/credentials/origin.ts';
import type { Fault, FaultClass } from '../../source/aws/errors.ts';
import { UnknownRegionError } from '../../source/aws/region-patterns.ts';
import { type AwsSettings, PLAIN_SETTINGS } from '../../source/aws/settings.ts';
import { UsageError } from '../../source/base/usage-error.ts';
import type { Refusal } from '../../source/model/cell.ts';
import { signInErrorOf } from '../../source/scan/sign-in-error.ts';

const WHO = { service: 'sts', name: 'GetCallerIdentity' } as const;
const LIST = { service: 'account', name: 'ListRegions' } as const;

const NO_LIST = "AWS did not list the account's regions, so nothing was scanned.";
const NAMED = 'With --region, the regions that it names are scanned without that list.';
const WAY = 'Check network, VPN and proxy (HTTPS_PROXY, NO_PROXY).';

/** What is said where a call failed with a fault of a class. */
function refused(
  faultClass: FaultClass,
  given: {
    readonly call?: typeof WHO | typeof LIST;
    readonly aws?: Partial<AwsSettings>;
    readonly origin?: CredentialOrigin;
  } = {},
): Refusal {
  const fault: Fault = { class: faultClass, code: 'Code', message: 'words' };
  return signInErrorOf(new CallFailed(fault, given.call ?? WHO, null), {
    aws: { ...PLAIN_SETTINGS, ...given.aws },
    origin: given.origin ?? null,
  });
}

const WHAT = 'sts GetCallerIdentity: Code: words';
const WHAT_LIST = 'account ListRegions: Code: words';

test('credentials that AWS does not accept are named with how they were found and what to check', () => {
  assert.deepEqual(refused('not-accepted'), {
    lines: [
      'AWS does not accept these credentials.',
      WHAT,
      'Check the access key and the profile (aws sts get-caller-identity).',
    ],
    exitCode: 4,
  });
  const last = (origin: CredentialOrigin) => refused('not-accepted', { origin }).lines.at(-1);
  assert.equal(
    last({ way: 'environment', isTemporary: false }),
    'They are keys from the environment: check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN (aws sts get-caller-identity).',
  );
  assert.equal(
    last({ way: 'sso', profile: 'shop' }),
    'They are SSO of profile shop: check the access key and the profile (aws sts get-caller-identity --profile shop).',
  );
  assert.equal(
    last({ way: 'web-identity', profile: null, roleArn: 'arn:aws:iam::1:role/ci' }),
    'They are web identity: check the access key and the profile (aws sts get-caller-identity).',
  );
  assert.equal(
    last({ way: 'container' }),
    'They are container role: check the access key and the profile (aws sts get-caller-identity).',
  );
});

test('credentials that have expired are named with the command that renews them, or with what to do', () => {
  assert.deepEqual(refused('expired'), { lines: ['The credentials have expired.', WHAT], exitCode: 4 });
  const last = (origin: CredentialOrigin) => refused('expired', { origin }).lines.at(-1);
  assert.equal(
    last({ way: 'sso', profile: 'shop' }),
    'They are SSO of profile shop. To sign in again: aws sso login --profile shop',
  );
  assert.equal(
    last({ way: 'environment', isTemporary: true }),
    'They are keys from the environment. To have new ones: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN anew and start snapdeck again',
  );
});

test('a signature that is refused is the secret key or the clock', () => {
  assert.deepEqual(refused('clock').lines, [
    'AWS refuses the signature: the secret key is wrong, or the clock of this machine.',
    WHAT,
  ]);
});

test('AWS that cannot be reached says what to check on the way there, and which proxy calls go through', () => {
  for (const way of ['network', 'no-host', 'no-named-host', 'timeout'] as const)
    assert.deepEqual(refused(way), { lines: ['AWS cannot be reached.', WHAT, WAY], exitCode: 4 }, way);
  const proxied = (proxy: AwsSettings['proxy']) => refused('network', { aws: { proxy } }).lines.at(-1);
  const [http, https] = ['http://user:secret@plain.example:3128', 'http://user:secret@safe.example:8080'];
  assert.equal(proxied({ http, https, except: [] }), `${WAY} Calls go through the proxy safe.example:8080.`);
  assert.equal(
    proxied({ http, https: null, except: [] }),
    `${WAY} Calls go through the proxy plain.example:3128.`,
  );
});

test('a certificate that nobody vouches for says which file of authorities was read, or how to name one', () => {
  assert.deepEqual(refused('untrusted').lines, [
    'AWS cannot be reached.',
    WHAT,
    'The certificate that came is not trusted. Where a proxy signs what it passes on, name the file of its certificate authorities: AWS_CA_BUNDLE, or ca_bundle of the profile.',
  ]);
  const caBundle = { from: 'AWS_CA_BUNDLE', file: '/etc/ca\n.pem' } as NonNullable<AwsSettings['caBundle']>;
  assert.equal(
    refused('untrusted', { aws: { caBundle } }).lines.at(-1),
    'The certificate that came is not trusted: AWS_CA_BUNDLE names /etc/ca .pem, and no authority in it vouches for the certificate.',
  );
});

test('whoever may not be told who they are, or may not list the regions, is told which of the two', () => {
  assert.deepEqual(refused('denied').lines, ['AWS did not say who you are, so nothing was scanned.', WHAT]);
  assert.deepEqual(refused('denied', { call: LIST }).lines, [NO_LIST, WHAT_LIST]);
});

test('where only the list of regions refuses the credentials, regions that are named can be scanned', () => {
  assert.deepEqual(refused('not-accepted', { call: LIST }).lines, [NO_LIST, WHAT_LIST, NAMED]);
  assert.deepEqual(refused('invalid', { call: LIST }).lines, [NO_LIST, WHAT_LIST, NAMED]);
});

test('a region or a setting that is wrong is one line with exit code 2', () => {
  const caller = { aws: PLAIN_SETTINGS, origin: null };
  assert.deepEqual(signInErrorOf(new UnknownRegionError('there is no mars-1'), caller), {
    lines: ['there is no mars-1'],
    exitCode: 2,
  });
  assert.deepEqual(signInErrorOf(new UsageError('a\n line'), caller), { lines: ['a line'], exitCode: 2 });
});

test('a scan file that is there already is exit code 2, what else fails exit code 1', () => {
  const caller = { aws: PLAIN_SETTINGS, origin: null };
  const there = Object.assign(new Error('a.sqlite is there already'), { code: 'exists' });
  assert.deepEqual(signInErrorOf(there, caller), { lines: ['a.sqlite is there already'], exitCode: 2 });
  assert.deepEqual(signInErrorOf(new Error('no room'), caller), { lines: ['no room'], exitCode: 1 });
  const full = Object.assign(new Error('no room'), { code: 'ENOSPC' });
  assert.equal(signInErrorOf(full, caller).exitCode, 1);
  assert.equal(signInErrorOf('exists', caller).exitCode, 1);
});

test('credentials that were not found, or did not come, are explained with exit code 4', () => {
  const caller = { aws: PLAIN_SETTINGS, origin: null };
  const demo = 'To see snapdeck without an account: snapdeck --demo';
  const failed = new CredentialsFailed('settings', 'the profile names no key');
  assert.deepEqual(signInErrorOf(failed, caller), { lines: ['the profile names no key', demo], exitCode: 4 });
  const fault: Fault = { class: 'no-credentials', code: 'CredentialsFailed', message: 'x' };
  assert.deepEqual(signInErrorOf(new CallFailed(fault, WHO, failed), caller), {
    lines: ['the profile names no key', demo],
    exitCode: 4,
  });
  const away: Fault = { class: 'network', code: 'ECONNREFUSED', message: 'x' };
  const unreachable = new CredentialsFailed('unreachable', 'SSO cannot be reached', { fault: away });
  assert.deepEqual(signInErrorOf(unreachable, caller).lines, [
    'No credentials came from where they were looked for.',
    'SSO cannot be reached',
    WAY,
  ]);
});
