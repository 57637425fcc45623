import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { enteringUrl } from '../../source/aws/console-sign-in.ts';

const PAGE =
  'https://eu-west-1.console.aws.amazon.com/ec2/home?region=eu-west-1#SnapshotDetails:snapshotId=snap-1';
const DESTINATION =
  'https%3A%2F%2Feu-west-1.console.aws.amazon.com%2Fec2%2Fhome%3Fregion%3Deu-west-1%23SnapshotDetails%3AsnapshotId%3Dsnap-1';
const account = { id: '000000000042', name: 'pay & prod' };
const role = { by: 'role', role: 'audit/Reader' } as const;

suite('the address that enters an account', () => {
  test('switches to a role and leads on to the page', () => {
    assert.equal(
      enteringUrl(PAGE, role, account, 'aws'),
      `https://signin.aws.amazon.com/switchrole?account=000000000042&roleName=audit%2FReader&displayName=pay%20%26%20prod&redirect_uri=${DESTINATION}`,
    );
  });

  test('is that of its partition, and none where nobody knows it', () => {
    const hostOf = (partition: string) => {
      const url = enteringUrl(PAGE, role, account, partition);
      return url === null ? null : new URL(url).host;
    };
    assert.deepEqual(['aws-us-gov', 'aws-cn', 'aws-eusc', 'aws-iso'].map(hostOf), [
      'signin.amazonaws-us-gov.com',
      'signin.amazonaws.cn',
      null,
      null,
    ]);
  });

  test('is a shortcut of the access portal, however the address of that is written', () => {
    const link = `https://acme.awsapps.com/start/#/console?account_id=000000000042&role_name=ReadOnly&destination=${DESTINATION}`;
    for (const startUrl of [
      'https://acme.awsapps.com/start',
      'https://acme.awsapps.com/start/',
      'https://acme.awsapps.com/start#/',
      'https://acme.awsapps.com/start/#',
    ])
      assert.equal(enteringUrl(PAGE, { by: 'sso', role: 'ReadOnly', startUrl }, account, 'aws-eusc'), link);
    for (const startUrl of ['', 'acme', 'http://acme.awsapps.com/start', 'javascript:alert(1)'])
      assert.equal(enteringUrl(PAGE, { by: 'sso', role: 'ReadOnly', startUrl }, account, 'aws'), null);
  });

  test('names an account without a name by its id, and no longer than the console shows', () => {
    const named = (name: string | null) =>
      new URL(enteringUrl(PAGE, role, { id: account.id, name }, 'aws') ?? '').searchParams.get('displayName');
    assert.deepEqual(
      [named(null), named('x'.repeat(80)), named('a\u001b[2J')],
      ['000000000042', 'x'.repeat(64), 'a\ufffd[2J'],
    );
  });
});
