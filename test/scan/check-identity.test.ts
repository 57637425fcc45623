import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Ask, CallFailed } from '../../source/aws/caller.ts';
import { identityCheck } from '../../source/scan/check-identity.ts';

const WHO = {
  Account: '123456789012',
  Arn: 'arn:aws:iam::123456789012:user/me',
  UserId: 'AIDA',
};
const REFUSED = new CallFailed(
  { class: 'expired', code: 'ExpiredToken', message: 'no' },
  { service: 'sts', name: 'GetCallerIdentity' },
  null,
);

/** A check whose answers the test gives, and the regions that were asked. */
function checkWithTest(answers: readonly (object | Error)[]) {
  const asked: string[] = [];
  const ask: Ask = (_operation, _input, region) => {
    const answer = answers[asked.length] ?? assert.fail('asked too often');
    asked.push(region);
    return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer as never);
  };
  return { asked, check: identityCheck(ask, () => 'eu-west-1') };
}

test('AWS that knows us at home refuses nothing, and is asked once by all that wonder at a time', async () => {
  const { asked, check } = checkWithTest([WHO, WHO]);
  assert.deepEqual(await Promise.all([check(), check(), check()]), [null, null, null]);
  assert.deepEqual(asked, ['eu-west-1']);
  assert.equal(await check(), null);
  assert.deepEqual(asked, ['eu-west-1', 'eu-west-1']);
});

test('how it refuses is the answer to all that wonder, and is not kept', async () => {
  const { asked, check } = checkWithTest([REFUSED, WHO]);
  assert.deepEqual(await Promise.all([check(), check()]), [REFUSED, REFUSED]);
  assert.equal(await check(), null);
  assert.equal(asked.length, 2);
});

test('what is no refusal is nobody’s answer, and is not kept', async () => {
  const odd = new Error('stopped');
  const { check } = checkWithTest([odd, WHO]);
  await assert.rejects(Promise.all([check(), check()]), odd);
  assert.equal(await check(), null);
});
