import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FaultClass, faultOf, RepeatedPageError } from '../../source/aws/errors.ts';
import { adviceFor, outcomeOf } from '../../source/scan/outcome-of-fault.ts';

function awsError(name: string, message = 'message', status = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode: status } });
}

test('every spelling of a denial, a throttle, a refusal and an expiry is known', () => {
  const names: Readonly<Record<string, FaultClass>> = {
    UnauthorizedOperation: 'denied',
    AccessDenied: 'denied',
    AccessDeniedException: 'denied',
    RequestLimitExceeded: 'throttled',
    Throttling: 'throttled',
    ThrottlingException: 'throttled',
    TooManyRequests: 'throttled',
    TooManyRequestsException: 'throttled',
    InternalException: 'server',
    AuthFailure: 'not-accepted',
    InvalidClientTokenId: 'not-accepted',
    UnrecognizedClientException: 'not-accepted',
    OptInRequired: 'not-accepted',
    ExpiredToken: 'expired',
    ExpiredTokenException: 'expired',
    RequestExpired: 'expired',
    CredentialsProviderError: 'no-credentials',
    SignatureDoesNotMatch: 'clock',
    TimeoutError: 'timeout',
    SyntaxError: 'garbage',
    ValidationException: 'invalid',
  };
  assert.deepEqual(
    Object.fromEntries(Object.keys(names).map((name) => [name, faultOf(awsError(name)).class])),
    names,
  );
});

test('network errors are known by their code, which is also what is shown', () => {
  const error = Object.assign(new Error('getaddrinfo ENOTFOUND ec2.nowhere'), { code: 'ENOTFOUND' });
  assert.deepEqual(faultOf(error), {
    class: 'no-host',
    code: 'ENOTFOUND',
    message: 'getaddrinfo ENOTFOUND ec2.nowhere',
  });
});

test('a connection that was reset is no timeout, though the SDK calls it one', () => {
  const error = Object.assign(new Error('read ECONNRESET'), { name: 'TimeoutError', code: 'ECONNRESET' });
  assert.deepEqual(faultOf(error), { class: 'network', code: 'ECONNRESET', message: 'read ECONNRESET' });
});

test('an error of no known name is judged by its status', () => {
  assert.equal(faultOf(awsError('Strange', 'x', 503)).class, 'server');
  assert.equal(faultOf(awsError('Strange', 'x', 429)).class, 'throttled');
  assert.equal(faultOf(awsError('Strange', 'x', 400)).class, 'invalid');
});

test('a denial that names a service control policy is the organization’s', () => {
  const fault = faultOf(
    awsError('AccessDeniedException', 'not authorized with an explicit deny in a service control policy'),
  );
  assert.equal(fault.class, 'denied-by-organization');
  assert.equal(outcomeOf(fault), 'denied');
});

test('messages are one safe line', () => {
  const fault = faultOf(awsError('AccessDenied', 'first\nsecond \u001b[31mred\u202e'));
  assert.equal(fault.message, 'first second \ufffd[31mred\ufffd');
});

test('what is thrown without being an error is still told', () => {
  assert.deepEqual(faultOf('just text'), { class: 'invalid', code: 'Error', message: 'just text' });
});

test('a repeated page fails a cell', () => {
  const fault = faultOf(new RepeatedPageError());
  assert.equal(outcomeOf(fault), 'failed');
  assert.equal(fault.message, 'the service repeated a page');
});

test('advice for a denial names the action that is missing', () => {
  assert.equal(
    adviceFor(faultOf(awsError('AccessDeniedException')), { service: 'efs', name: 'DescribeFileSystems' }),
    'add elasticfilesystem:DescribeFileSystems to the role (snapdeck iam-policy prints the whole policy)',
  );
});
