import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Fault } from '../../source/aws/errors.ts';
import type { Refusal } from '../../source/model/cell.ts';
import { onExpiredCredentials, signInCommand } from '../../source/scan/sign-in.ts';

const fault: Fault = { class: 'expired', code: 'ExpiredToken', message: 'expired' };

function parts(change: { readonly interactive: boolean; readonly begun: boolean }) {
  const told: (string | null | Refusal)[] = [];
  return {
    told,
    parts: {
      profile: 'shop',
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
  assert.equal(told[1], null);
});

test('the command to sign in again names the profile where there is one, in one line', () => {
  assert.equal(signInCommand(null), 'aws sso login');
  assert.equal(signInCommand('a\nb'), 'aws sso login --profile a b');
});
