import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOf } from '../../source/aws/errors.ts';
import { withoutSecrets } from '../../source/base/without-secrets.ts';

test('keys, secrets and tokens are blotted out, however they are named', () => {
  for (const [given, shown] of [
    ['key AKIAIOSFODNN7EXAMPLE is unknown', 'key [hidden] is unknown'],
    ['secret: wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', 'secret: [hidden]'],
    ['"SecretAccessKey": "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"', '"SecretAccessKey": "[hidden]"'],
    ['x-amz-security-token:FwoGZXIvYXdzEJr1 host', 'x-amz-security-token:[hidden] host'],
    ['X-Amz-Security-Token=FwoGZXIvYXdzEJr1&X-Amz-Date=1', 'X-Amz-Security-Token=[hidden]&X-Amz-Date=1'],
    ['no way to http://user:pass@proxy:8080/x', 'no way to http://[hidden]@proxy:8080/x'],
    [
      'Failed to construct URL with planted://secret@ TypeError',
      'Failed to construct URL with planted://[hidden]@ TypeError',
    ],
    ['the token FwoGZXIvYXdzEJr1FwoGZXIv has expired', 'the token [hidden] has expired'],
  ] as const)
    assert.equal(withoutSecrets(given), shown);
});

test('a signed header goes as a whole', () => {
  const header =
    'AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20261122/eu-west-1/ec2/aws4_request, ' +
    'SignedHeaders=host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7';
  assert.equal(withoutSecrets(`refused. Authorization=${header}`), 'refused. signed header [hidden]');
  assert.doesNotMatch(withoutSecrets(header), /AKIA|Signature=|5d672d79/);
});

test('words about secrets stay', () => {
  for (const message of [
    'The security token included in the request is invalid.',
    'ExpiredToken: The provided token has expired',
    'SignatureDoesNotMatch: Signature expired: 20261122T000000Z is now earlier than 20261122T001500Z',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    'AuthorizationError: not authorized to perform datasync:ListAgents',
    's3://bucket/a@b and https://example.com/?mail=a@b',
    'no credentials found in environment, AWS_PROFILE or ~/.aws/credentials',
  ])
    assert.equal(withoutSecrets(message), message);
});

test('what a call failed with is told without the headers that AWS sends back', () => {
  const error = Object.assign(
    new Error(
      "'abc' not a valid key=value pair in Authorization header: 'AWS4-HMAC-SHA256 Credential=AKIA1'",
    ),
    { name: 'IncompleteSignatureException' },
  );
  assert.equal(
    faultOf(error).message,
    "'abc' not a valid key=value pair in Authorization header: 'signed header [hidden]'",
  );
});
