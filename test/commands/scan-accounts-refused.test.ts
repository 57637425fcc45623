/** What cannot be meant of many accounts, through the real program: one line, what to do, and nothing is scanned. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { suite, test } from 'node:test';
import { demoSsoToken } from '../../source/demo/environment.ts';
import type { Run } from '../helpers/run-snapdeck.ts';
import { keysOfRole, profileOfRole, simulatedCompany, USER } from '../helpers/simulated-company.ts';

const ROLE = ['--role', 'LarkspurAudit'];
const ORGANIZATION = 'in the organization o-lk7spur4fr';

/** What is refused before AWS is asked anything. */
const UNASKED: readonly (readonly [args: readonly string[], line: string])[] = [
  [
    ['--accounts', '@ids.txt', ...ROLE],
    'ids.txt, line 7: "30223344556" is not an account id (12 digits; a spreadsheet cuts leading zeros).',
  ],
  [['--accounts', '@gone.txt', ...ROLE], '@gone.txt cannot be read: there is no such file.'],
  [
    ['--accounts', 'org', '--role', 'arn:aws-*:iam::{account}:role/Audit'],
    '--role: there is no partition "aws-*": it is one of aws, aws-us-gov, aws-cn, aws-eusc (given: arn:aws-*:iam::{account}:role/Audit)',
  ],
  [
    ROLE,
    '--role says how accounts are entered, and none is chosen: choose them with --accounts, such as --accounts org.',
  ],
  [
    ['--accounts', 'sso', ...ROLE],
    '--role is not for accounts that are entered by SSO: name their roles with --sso-role.',
  ],
];

/** What AWS has to be asked for, and is refused then, in the words of a usage error. */
const ASKED: readonly (readonly [which: string, line: string])[] = [
  [
    '999999999999',
    `There is no account 999999999999 ${ORGANIZATION}. One that is elsewhere can be named in a file: --accounts @FILE.`,
  ],
  ['ou-lk7s-00000000', `There is no organizational unit ou-lk7s-00000000 ${ORGANIZATION}.`],
  ['wms-prd', `No account ${ORGANIZATION} is called "wms-prd". Close: wms-prod.`],
  ['tag:env=nothing', `No account ${ORGANIZATION} has tag:env=nothing.`],
  ['org,!*', 'No account is left of 24: 24 left out by !*.'],
  ['701122334455', 'No account is left of 1: 1 not active.'],
];

const GOOD = { accessToken: demoSsoToken, expiresAt: '2099-01-01T00:00:00Z', region: 'eu-west-1' };
const MISSING = 'The SSO sign-in of sso_session "larkspur" is missing or has expired';
const SIGN_IN = 'To sign in: aws sso login --sso-session larkspur';
/** Sign-ins that are none. */
const SIGNED_OUT: readonly (readonly [what: string, token: object | null, line: string])[] = [
  ['no token', null, `${MISSING}: there is none yet, or it has been ended. ${SIGN_IN}`],
  [
    'a token that has ended',
    { ...GOOD, expiresAt: '2020-01-01T00:00:00Z' },
    `${MISSING}: it expired at 2020-01-01T00:00:00Z. ${SIGN_IN}`,
  ],
  [
    'a session of another region',
    { ...GOOD, region: 'us-east-1' },
    `The last sign-in of sso_session "larkspur" was in us-east-1, but its sso_region says eu-west-1: put it right in your AWS configuration, or sign in again. ${SIGN_IN}`,
  ],
  [
    'a token that the portal does not take',
    { ...GOOD, accessToken: 'of yesterday' },
    `The SSO sign-in of sso_session "larkspur" has ended: its token is not accepted any more in eu-west-1. ${SIGN_IN}`,
  ],
];

suite('a scan of many accounts', () => {
  const company = simulatedCompany();

  const FEW = ['--kind', 'ebs-snapshot', '--region', 'us-east-1', '--format', 'ndjson'];

  function scan(args: readonly string[], keys: NodeJS.ProcessEnv = USER): Promise<Run> {
    return company.run(['scan', ...FEW, '--output', company.file('rows.ndjson'), ...args], keys);
  }

  /** The services that were asked, each once. */
  const asked = (): readonly string[] =>
    [
      ...new Set(Object.keys(company.aws.counters().byCall).map((call) => call.split(':')[0] ?? '')),
    ].toSorted();

  /** Neither rows nor a scan file are left of a scan that never began. */
  function assertNothingScanned(): void {
    assert.equal(existsSync(company.file('rows.ndjson')), false);
    const folder = company.file('data');
    const files = existsSync(folder) ? readdirSync(folder, { recursive: true }).map(String) : [];
    assert.deepEqual(
      files.filter((name) => name.endsWith('.sqlite')),
      [],
    );
  }

  function signedIn(token: object | null): void {
    const folder = company.file('.aws/sso/cache');
    mkdirSync(folder, { recursive: true });
    const name = `${createHash('sha1').update('larkspur').digest('hex')}.json`;
    if (token !== null) writeFileSync(path.join(folder, name), JSON.stringify(token));
    writeFileSync(
      company.file('aws-config'),
      '[sso-session larkspur]\nsso_start_url = https://larkspur.awsapps.com/start\nsso_region = eu-west-1\n',
    );
  }

  for (const [args, line] of UNASKED) {
    test(`${args.join(' ')} is refused before AWS is asked anything, exit code 2`, async () => {
      writeFileSync(company.file('ids.txt'), `${'302233445566\n'.repeat(6)}30223344556\n`);
      assert.deepEqual(await scan(args), { exitCode: 2, stdout: '', stderr: `snapdeck: ${line}\n` });
      assert.deepEqual(asked(), []);
      assertNothingScanned();
    });
  }

  for (const [which, line] of ASKED) {
    test(`--accounts ${which} is refused before anything is scanned, exit code 2`, async () => {
      const run = await scan(['--accounts', which, ...ROLE]);
      assert.deepEqual(run, { exitCode: 2, stdout: '', stderr: `${line}\n` });
      assert.deepEqual(asked(), ['organizations', 'sts']);
      assertNothingScanned();
    });
  }

  test('org from a member account says who may list it and what to do instead, exit code 4', async () => {
    const run = await scan(['--accounts', 'org', ...ROLE], keysOfRole('301122334455'));
    assert.deepEqual(run, {
      exitCode: 4,
      stdout: '',
      stderr: [
        "The organization cannot be listed from the account 301122334455 (AccessDeniedException: You don't have permissions to access this resource.).",
        'organizations:ListAccounts is for the management account 104729310482 and delegated administrators, whose policy has to allow it. Without it: --accounts sso, account ids, or a file of them (@FILE).\n',
      ].join('\n'),
    });
    assertNothingScanned();
  });

  for (const [what, token, line] of SIGNED_OUT) {
    test(`sso with ${what} says how to sign in, exit code 4`, async () => {
      signedIn(token);
      const run = await scan(['--accounts', 'sso'], {});
      assert.deepEqual(run, { exitCode: 4, stdout: '', stderr: `${line}\n` });
      assert.deepEqual(
        asked().filter((service) => service !== 'awsssoportal'),
        [],
      );
      assertNothingScanned();
    });
  }

  test('sso with a good token scans what the portal gives, and asks neither for the organization nor for a role', async () => {
    signedIn(GOOD);
    const run = await scan(
      ['--accounts', 'sso,!sandbox-*,!sap-*', '--sso-role', 'SecurityAudit,ViewOnlyAccess,ReadOnlyAccess'],
      {},
    );
    assert.equal(run.exitCode, 0, run.stderr);
    const calls = Object.keys(company.aws.counters().byCall).map((call) =>
      call.split(':').slice(0, 2).join(':'),
    );
    assert.deepEqual(calls.filter((call) => /^(organizations|awsssoportal|sts):/.test(call)).toSorted(), [
      'awsssoportal:GetRoleCredentials',
      'awsssoportal:ListAccountRoles',
      'awsssoportal:ListAccounts',
      'sts:GetCallerIdentity',
    ]);
    assert.match(run.stderr, /^\[18\/18\] /m);
  });

  test('an external id that the trust does not want is a problem of its account, which names what is missing', async () => {
    const role = ['--role', 'partners/PartnerAudit', '--external-id', 'guessed'];
    const run = await scan(['--accounts', 'wms-prod', ...role]);
    assert.equal(run.exitCode, 3);
    assert.match(
      run.stderr,
      /arn:aws:iam::302233445566:role\/partners\/PartnerAudit cannot be assumed \(AccessDenied\): the role has to be there, its trust policy has to allow sts:AssumeRole to arn:aws:iam::104729310482:user\/demo with the external id guessed, and so has the caller’s own policy/,
    );
    assert.equal(asked().includes('ec2'), false);
  });

  test('two profiles of one account are a notice, and the scan goes on with the first', async () => {
    writeFileSync(
      company.file('aws-config'),
      [
        profileOfRole('one', '302233445566'),
        profileOfRole('two', '302233445566'),
        profileOfRole('lab', '501122334455'),
      ].join('\n'),
    );
    const run = await scan(['--profile', 'one,two,lab'], {});
    assert.equal(run.exitCode, 0, run.stderr);
    assert.deepEqual(
      run.stderr.split('\n').filter((line) => line.startsWith('notice: ')),
      ['notice: the profiles one and two are of one account, 302233445566: it is taken once, with one'],
    );
    assert.match(run.stderr, /^\[2\/2\] /m);
  });
});
