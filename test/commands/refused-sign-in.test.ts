/** Every way in which credentials can fail, through the real program: the cause, the profile that has it, what to do. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { makePlace, type Place, type Run, startSnapdeck } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { refusedBySts, type StandIn, type StandInAnswer, startStandIn } from '../helpers/stand-in.ts';

const ROLE = 'arn:aws:iam::123456789012:role/admin';
const DEMO = 'To see snapdeck without an account: snapdeck --demo';
const BASE = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = secret\n';
const ENV_KEYS = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' };
const SSO = '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n';

interface Refused {
  readonly what: string;
  readonly config?: string;
  readonly profile?: string;
  readonly environment?: NodeJS.ProcessEnv;
  readonly answers?: Readonly<Record<string, StandInAnswer>>;
  readonly lines: readonly (string | RegExp)[];
}

const REFUSED: readonly Refused[] = [
  {
    what: 'a source_profile that is missing',
    config: `[profile prod]\nrole_arn = ${ROLE}\nsource_profile = gone\n`,
    profile: 'prod',
    lines: ['The source_profile "gone" referenced in the profile "prod" does not exist.', DEMO],
  },
  {
    what: 'a source profile without credentials',
    config: `[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n[profile base]\nregion = us-east-1\n`,
    profile: 'prod',
    lines: ['The source profile "base" referenced in the profile "prod" must have credentials.', DEMO],
  },
  {
    what: 'source profiles that lead in a circle',
    config: `[profile a]\nrole_arn = ${ROLE}\nsource_profile = b\n[profile b]\nrole_arn = ${ROLE}\nsource_profile = a\n`,
    profile: 'a',
    lines: ['The source_profile of "b" leads back to "a", which was visited already: a, b.', DEMO],
  },
  {
    what: 'a role without anything to assume it with',
    config: `[profile prod]\nrole_arn = ${ROLE}\n`,
    profile: 'prod',
    lines: ['The profile "prod" has a role_arn, but neither source_profile nor credential_source.', DEMO],
  },
  {
    what: 'a credential_source that there is not',
    config: `[profile prod]\nrole_arn = ${ROLE}\ncredential_source = Vault\n`,
    profile: 'prod',
    lines: [
      'The profile "prod" has credential_source "Vault": it is one of Environment, EcsContainer, Ec2InstanceMetadata.',
      DEMO,
    ],
  },
  {
    what: 'a key without its secret in the environment',
    environment: { AWS_ACCESS_KEY_ID: 'AKIAENV' },
    lines: ['Partial credentials found in the environment, missing: AWS_SECRET_ACCESS_KEY.', DEMO],
  },
  {
    what: 'a key without its secret in a profile',
    config: '[profile half]\naws_access_key_id = AKIAHALF\n',
    profile: 'half',
    lines: ['Partial credentials found in the profile "half", missing: aws_secret_access_key.', DEMO],
  },
  {
    what: 'a key with a line break in it',
    environment: { ...ENV_KEYS, AWS_SESSION_TOKEN: 'to\nken' },
    lines: [
      'AWS_SESSION_TOKEN of the environment holds a character that no key has (white space, a line break or a letter beyond ASCII).',
      DEMO,
    ],
  },
  {
    what: 'an sso_session that is not defined',
    config: '[profile dev]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\n',
    profile: 'dev',
    lines: [
      'The profile "dev" is configured to use the sso_session "corp", but the section [sso-session corp] does not exist.',
      DEMO,
    ],
  },
  {
    what: 'an SSO profile without account and role',
    config: `${SSO}[profile dev]\nsso_session = corp\n`,
    profile: 'dev',
    lines: [
      'The profile "dev" is configured to use SSO but is missing required configuration: sso_account_id, sso_role_name.',
      DEMO,
    ],
  },
  {
    what: 'an SSO profile that nobody has signed in to, under a name that a shell has to be shown whole',
    config: `${SSO}[profile "my dev"]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\n`,
    profile: 'my dev',
    lines: [
      'The SSO sign-in of the profile "my dev" (sso_session "corp") is missing or has expired: there is none yet, or it has been ended.',
      "To sign in: aws sso login --profile 'my dev'",
      DEMO,
    ],
  },
  {
    what: 'a role of an SSO profile that nobody has signed in to, by the profile that has it',
    config: `${SSO}[profile base]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\n[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n`,
    profile: 'prod',
    lines: [
      /^The SSO sign-in of the profile "base" \(sso_session "corp"\) is missing/,
      'To sign in: aws sso login --profile base',
      DEMO,
    ],
  },
  {
    what: 'a login_session without a sign-in',
    config: '[profile me]\nlogin_session = arn:aws:iam::123456789012:user/me\n',
    profile: 'me',
    lines: [
      /^The aws login of the profile "me" is missing or has expired: Failed to load token from /,
      'To sign in: aws login --profile me',
      DEMO,
    ],
  },
  {
    what: 'a credential_process that fails, with its own words',
    config: '[profile vault]\ncredential_process = echo vault is locked >&2; exit 3\n',
    profile: 'vault',
    lines: [
      'No credentials came from credential_process of profile vault.',
      'The credential_process of the profile "vault" failed: vault is locked (exit code 3).',
      'To have new ones: sign in to what the credential_process of profile vault asks',
    ],
  },
  {
    what: 'a credential_process that prints something else',
    config: '[profile vault]\ncredential_process = echo hello\n',
    profile: 'vault',
    lines: [
      'No credentials came from credential_process of profile vault.',
      'The credential_process of the profile "vault" failed: what it printed is not JSON.',
      'To have new ones: sign in to what the credential_process of profile vault asks',
    ],
  },
  {
    what: 'a web identity token file that is missing',
    environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token', AWS_ROLE_ARN: ROLE },
    lines: [
      'No credentials came from web identity.',
      'AWS_WEB_IDENTITY_TOKEN_FILE names /nowhere/token, which cannot be read: there is no such file.',
      'To have new ones: the platform has to renew the token file',
    ],
  },
  {
    what: 'a web identity without a role',
    environment: { AWS_WEB_IDENTITY_TOKEN_FILE: '/nowhere/token' },
    lines: ['AWS_WEB_IDENTITY_TOKEN_FILE is set, but AWS_ROLE_ARN is not: it names the role.', DEMO],
  },
  {
    what: 'a container endpoint that cannot be reached',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/credentials' },
    lines: [
      'No credentials came from container role.',
      /^container http:\/\/127\.0\.0\.1:9\/credentials: ECONNREFUSED: /,
      'Check network, VPN and proxy (HTTPS_PROXY, NO_PROXY).',
    ],
  },
  {
    what: 'a container endpoint that the platform would never have',
    environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://example.com/credentials' },
    lines: [
      'AWS_CONTAINER_CREDENTIALS_FULL_URI is http://example.com/credentials: it takes https, or http to this machine or its container platform.',
      DEMO,
    ],
  },
  {
    what: 'a role that may not be assumed',
    config: `${BASE}[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n`,
    profile: 'prod',
    answers: { AssumeRole: refusedBySts('AccessDenied', 'not authorized to perform: sts:AssumeRole') },
    lines: [
      'No credentials came from profile prod → role admin.',
      `sts AssumeRole of ${ROLE}: AccessDenied: not authorized to perform: sts:AssumeRole`,
    ],
  },
  {
    what: 'a role that STS finds malformed, under the call that failed',
    config: `${BASE}[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\nduration_seconds = 99999\n`,
    profile: 'prod',
    answers: { AssumeRole: refusedBySts('ValidationError', 'DurationSeconds exceeds the maximum') },
    lines: [
      'No credentials came from profile prod → role admin.',
      `sts AssumeRole of ${ROLE}: ValidationError: DurationSeconds exceeds the maximum`,
    ],
  },
  {
    what: 'a role whose source has expired, with advice for the source',
    config: `${BASE}[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n`,
    profile: 'prod',
    answers: {
      AssumeRole: refusedBySts('ExpiredToken', 'The security token included in the request is expired'),
    },
    lines: [
      'No credentials came from profile prod → role admin.',
      `sts AssumeRole of ${ROLE}: ExpiredToken: The security token included in the request is expired`,
      'To have new ones: put new keys into profile base (aws configure --profile base, or what wrote them)',
    ],
  },
  {
    what: 'a session token in the environment that has expired',
    environment: { ...ENV_KEYS, AWS_SESSION_TOKEN: 'token' },
    answers: { GetCallerIdentity: refusedBySts('ExpiredToken', 'The security token is expired') },
    lines: [
      'The credentials have expired.',
      'sts GetCallerIdentity: ExpiredToken: The security token is expired',
      'They are keys from the environment. To have new ones: set AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN anew and start snapdeck again',
    ],
  },
  {
    what: 'keys of a profile that AWS does not know',
    config: BASE,
    profile: 'base',
    answers: { GetCallerIdentity: refusedBySts('InvalidClientTokenId', 'The security token is invalid') },
    lines: [
      'AWS does not accept these credentials.',
      'sts GetCallerIdentity: InvalidClientTokenId: The security token is invalid',
      'They are keys of profile base: check the access key and the profile (aws sts get-caller-identity --profile base).',
    ],
  },
  {
    what: 'a profile that is not there, with those that are',
    config: `${BASE}[profile sso.dev]\nregion = us-east-1\n[profile "My Mac"]\nregion = us-east-1\n`,
    environment: { AWS_PROFILE: "it's" },
    lines: [
      'There is no profile "it\'s" in your AWS configuration.',
      'Profiles there are: base, My Mac, sso.dev',
      /^To make it: aws configure sso --profile 'it'"'"'s'$/,
      DEMO,
    ],
  },
  {
    what: 'no credentials at all, with profiles as a shell takes them',
    config: '[profile "My Mac"]\nregion = us-east-1\n[profile sso.dev]\nregion = us-east-1\n',
    lines: [
      'No AWS credentials were found.',
      /^Tried: environment, default profile, SSO, /,
      "To use a profile: snapdeck --profile 'My Mac'   (or: sso.dev)",
      DEMO,
    ],
  },
];

suite('credentials that cannot be had', () => {
  let aws: StandIn;
  let place: Place;
  before(async () => {
    aws = await startStandIn();
  });
  after(() => aws.close());
  beforeEach(() => {
    place = makePlace();
    aws.answers.clear();
  });
  afterEach(() => place.remove());

  function run(refused: Omit<Refused, 'lines' | 'what'>, command: readonly string[]): Promise<Run> {
    writeFileSync(place.file('aws-config'), refused.config ?? '');
    for (const [what, answer] of Object.entries(refused.answers ?? {})) aws.answers.set(what, answer);
    const args = refused.profile === undefined ? command : [...command, '--profile', refused.profile];
    return runWarm(place, args, {
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'us-east-1',
      ...refused.environment,
    });
  }

  for (const refused of REFUSED) {
    test(`${refused.what}: exit code 4 and what to do`, async () => {
      const { exitCode, stderr, stdout } = await run(refused, ['regions']);
      const lines = stderr.trimEnd().split('\n');
      assert.equal(lines.length, refused.lines.length, stderr);
      for (const [index, expected] of refused.lines.entries()) {
        if (typeof expected === 'string') assert.equal(lines[index], expected);
        else assert.match(lines[index] ?? '', expected);
      }
      assert.deepEqual({ exitCode, stdout }, { exitCode: 4, stdout: '' });
    });
  }

  test('a scan tells the same as regions does', async () => {
    const [refused] = REFUSED;
    assert.ok(refused !== undefined);
    const { exitCode, stderr } = await run(refused, ['scan']);
    assert.deepEqual(stderr.trimEnd().split('\n'), refused.lines);
    assert.equal(exitCode, 4);
  });

  test('a credential_process that hangs is told of after 5 seconds, and ends with the program', async () => {
    writeFileSync(place.file('aws-config'), '[profile vault]\ncredential_process = sleep 600\n');
    const live = startSnapdeck(place, ['scan', '--profile', 'vault'], { AWS_ENDPOINT_URL: aws.url });
    await live.saysOnStderr('notice: waiting for the credential_process of profile vault\n');
    live.child.kill('SIGINT');
    assert.equal((await live.ended).exitCode, 130);
  });
});
