import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseRole, parseSessionDuration, roleArn } from '../../../source/aws/accounts/role.ts';
import { UsageError } from '../../../source/base/usage-error.ts';

const arn = (text: string): string => roleArn(parseRole(text, '--role'), '123456789012', 'aws-us-gov');

function refusal(of: () => unknown): string {
  try {
    of();
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return 'taken';
}

suite('a role to enter accounts by', () => {
  test('is a name, with a path or without, or an ARN, with the account in its place', () => {
    assert.deepEqual(
      [
        'Audit',
        'role/Audit',
        'service-role/audit/Reader',
        'audit-{account}',
        'arn:aws-us-gov:iam::{account}:role/team/Audit',
        'arn:aws-us-gov:iam::210987654321:role/Audit',
      ].map(arn),
      [
        'arn:aws-us-gov:iam::123456789012:role/Audit',
        'arn:aws-us-gov:iam::123456789012:role/Audit',
        'arn:aws-us-gov:iam::123456789012:role/service-role/audit/Reader',
        'arn:aws-us-gov:iam::123456789012:role/audit-123456789012',
        'arn:aws-us-gov:iam::123456789012:role/team/Audit',
        'arn:aws-us-gov:iam::210987654321:role/Audit',
      ],
    );
  });

  test('that cannot be one is refused', () => {
    assert.deepEqual(
      [
        'arn:aws-*:iam::{account}:role/Audit',
        'arn:awz:iam::{account}:role/Audit',
        'arn:aws:iam::{account}:user/me',
        'arn:aws:iam::12345:role/Audit',
        'arn:aws:sts::123456789012:assumed-role/Audit/me',
        'Au dit',
        'Audit-{accuont}',
      ].map((text) => refusal(() => parseRole(text, '--role'))),
      [
        '--role: there is no partition "aws-*": it is one of aws, aws-us-gov, aws-cn, aws-eusc (given: arn:aws-*:iam::{account}:role/Audit)',
        '--role: there is no partition "awz": it is one of aws, aws-us-gov, aws-cn, aws-eusc (given: arn:awz:iam::{account}:role/Audit)',
        '--role: this ARN is not of a role: arn:aws:iam::{account}:role/NAME (given: arn:aws:iam::{account}:user/me)',
        '--role: the account in it is neither {account} nor an id of 12 digits (given: arn:aws:iam::12345:role/Audit)',
        '--role: this ARN is not of a role: arn:aws:iam::{account}:role/NAME (given: arn:aws:sts::123456789012:assumed-role/Audit/me)',
        '--role: this is neither a role’s name nor its ARN (given: Au dit)',
        '--role: {account} is all that can stand in braces (given: Audit-{accuont})',
      ],
    );
  });

  test('has a session of 15 minutes to 12 hours', () => {
    assert.deepEqual(
      ['900', '15m', '1h', '12h', '5400s'].map((text) => parseSessionDuration(text, '--session-duration')),
      [900, 900, 3600, 43_200, 5400],
    );
    for (const text of ['0', '899', '13h', '1d', '-1h', ''])
      assert.equal(
        refusal(() => parseSessionDuration(text, '--session-duration')),
        `--session-duration takes 15m to 12h, or seconds from 900 to 43200 (given: ${text})`,
      );
  });
});
