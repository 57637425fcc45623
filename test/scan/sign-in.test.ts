import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CredentialsFailed } from '../../source/aws/credentials/credentials-failed.ts';
import type { CredentialOrigin } from '../../source/aws/credentials/origin.ts';
import type { Fault } from '../../source/aws/errors.ts';
import type { Refusal } from '../../source/model/cell.ts';
import { type CredentialStatus, onExpiredCredentials } from '../../source/scan/sign-in.ts';

const fault: Fault = { class: 'expired', code: 'ExpiredToken', message: 'expired' };

const found = (origin: CredentialOrigin): CredentialStatus => ({ origin, failed: null });
const SHOP = found({ way: 'sso', profile: 'shop' });

function parts(change: {
  readonly interactive: boolean;
  readonly begun: boolean;
  readonly credentials?: CredentialStatus;
}) {
  const told: (string | null | Refusal)[] = [];
  return {
    told,
    parts: {
      credentials: change.credentials ?? SHOP,
      interactive: change.interactive,
      hasBegun: () => change.begun,
      notice: (notice: string | null) => void told.push(notice),
      end: (refusal: Refusal) => void told.push(refusal),
    },
  };
}

test('credentials that run out before a plan are given up without a word: the scan is refused elsewhere', async () => {
  const { told, parts: given } = parts({ interactive: true, begun: false });
  assert.equal(await onExpiredCredentials(fault, new AbortController().signal, given), 'give up');
  assert.deepEqual(told, []);
});

test('credentials that run out with nobody there end the scan with exit code 4 and the command to type', async () => {
  const { told, parts: given } = parts({ interactive: false, begun: true });
  assert.equal(await onExpiredCredentials(fault, new AbortController().signal, given), 'give up');
  assert.deepEqual(told, [
    {
      lines: [
        'The credentials expired (ExpiredToken). Sign in again (aws sso login --profile shop) and scan again.',
      ],
      exitCode: 4,
    },
  ]);
});

test('credentials that run out with a person there are asked for again, once the notice was shown', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { told, parts: given } = parts({ interactive: true, begun: true });
  const answer = onExpiredCredentials(fault, new AbortController().signal, given);
  assert.deepEqual(told, ['credentials expired: run aws sso login --profile shop; the scan goes on then']);
  t.mock.timers.tick(3000);
  assert.equal(await answer, 'try again');
  assert.equal(told.length, 1);
});

const ROLE: CredentialOrigin = {
  way: 'role',
  profile: 'prod',
  roleArn: 'arn:aws:iam::123456789012:role/admin',
  source: { way: 'sso', profile: 'My Mac' },
};
const WAITED_FOR: readonly (readonly [what: string, CredentialStatus, notice: string])[] = [
  [
    'a role’s source, by the profile that has it',
    found(ROLE),
    "credentials expired: run aws sso login --profile 'My Mac'; the scan goes on then",
  ],
  [
    'aws login',
    found({ way: 'login', profile: 'default' }),
    'credentials expired: run aws login; the scan goes on then',
  ],
  [
    'a file that another program writes',
    found({ way: 'keys', profile: 'shop', isTemporary: true }),
    'credentials expired: put new keys into profile shop (aws configure --profile shop, or what wrote them); the scan goes on then',
  ],
  [
    'a process',
    found({ way: 'process', profile: 'shop' }),
    'credentials expired: sign in to what the credential_process of profile shop asks; the scan goes on then',
  ],
];
for (const [what, credentials, notice] of WAITED_FOR) {
  test(`the app waits for ${what}, and says what to do`, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const { told, parts: given } = parts({ interactive: true, begun: true, credentials });
    const answer = onExpiredCredentials(fault, new AbortController().signal, given);
    assert.deepEqual(told, [notice]);
    t.mock.timers.tick(3000);
    assert.equal(await answer, 'try again');
  });
}

const ENDED: readonly (readonly [what: string, CredentialStatus, line: string])[] = [
  [
    'a token in the environment, which no sign-in changes',
    found({ way: 'environment', isTemporary: true }),
    'The credentials expired (ExpiredToken); they are keys from the environment. To have new ones: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN anew and start snapdeck again.',
  ],
  [
    'settings that were changed to what cannot work',
    {
      origin: { way: 'keys', profile: 'shop', isTemporary: false },
      failed: new CredentialsFailed('settings', 'The source_profile "base" is gone.'),
    },
    'The credentials expired (ExpiredToken). The source_profile "base" is gone.',
  ],
];
for (const [what, credentials, line] of ENDED) {
  test(`the app waits in vain for ${what}: the scan ends`, async () => {
    const { told, parts: given } = parts({ interactive: true, begun: true, credentials });
    assert.equal(await onExpiredCredentials(fault, new AbortController().signal, given), 'give up');
    assert.deepEqual(told, [{ lines: [line], exitCode: 4 }]);
  });
}

const EXPIRED_ALONE: readonly (readonly [what: string, CredentialStatus, line: string])[] = [
  [
    'credentials of which nothing is known',
    { origin: null, failed: null },
    'The credentials expired (ExpiredToken).',
  ],
  [
    'keys that another program writes',
    found({ way: 'keys', profile: 'shop', isTemporary: true }),
    'The credentials expired (ExpiredToken); they are keys of profile shop. To have new ones: put new keys into profile shop (aws configure --profile shop, or what wrote them), and scan again.',
  ],
  [
    'credentials that were never found, but are of a process',
    {
      origin: null,
      failed: new CredentialsFailed('refused', 'It ended with 1.', {
        origin: { way: 'process', profile: 'shop' },
      }),
    },
    'The credentials expired (ExpiredToken). To have new ones: sign in to what the credential_process of profile shop asks, and scan again.',
  ],
  [
    'a profile that is gone',
    {
      origin: { way: 'sso', profile: 'shop' },
      failed: new CredentialsFailed('no-profile', 'There is no profile "shop".'),
    },
    'The credentials expired (ExpiredToken). There is no profile "shop".',
  ],
  [
    'a configuration that names none any more',
    {
      origin: { way: 'sso', profile: 'shop' },
      failed: new CredentialsFailed('none', 'There are no credentials.'),
    },
    'The credentials expired (ExpiredToken). There are no credentials.',
  ],
];
for (const [what, credentials, line] of EXPIRED_ALONE) {
  test(`a scan without a person ends by ${what}, and says what there is to say`, async () => {
    const { told, parts: given } = parts({ interactive: false, begun: true, credentials });
    assert.equal(await onExpiredCredentials(fault, new AbortController().signal, given), 'give up');
    assert.deepEqual(told, [{ lines: [line], exitCode: 4 }]);
  });
}
