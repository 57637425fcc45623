/** Every way to credentials, through the real program: how it says it found them, and whose keys it then called with. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { makePlace, type Place, type Run } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { AWS_CERTIFICATE, type StandIn, startStandIn } from '../helpers/stand-in.ts';

const ROLE = 'arn:aws:iam::123456789012:role/team/admin';
const KEYS = (name: string) => `aws_access_key_id = ${name}\naws_secret_access_key = secret\n`;

suite('snapdeck says how it found the credentials that it calls with', () => {
  let aws: StandIn;
  let place: Place;
  before(async () => {
    aws = await startStandIn();
  });
  after(() => aws.close());
  beforeEach(() => {
    place = makePlace();
    aws.seen.splice(0);
    aws.answers.clear();
  });
  afterEach(() => place.remove());

  function configure(config: string, credentials = ''): void {
    writeFileSync(place.file('aws-config'), config);
    writeFileSync(place.file('aws-credentials'), credentials);
  }

  function ssoToken(name: string, token: Readonly<Record<string, string>>): string {
    const folder = place.file('.aws/sso/cache');
    mkdirSync(folder, { recursive: true });
    const file = path.join(folder, `${createHash('sha1').update(name).digest('hex')}.json`);
    writeFileSync(file, JSON.stringify(token));
    return file;
  }

  function regions(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    return runWarm(place, ['regions', ...args], {
      AWS_ENDPOINT_URL: aws.url,
      AWS_REGION: 'us-east-1',
      ...environment,
    });
  }

  /** The words in the header, and who asked who we are. */
  function found({ exitCode, stderr }: Run): readonly [words: string | undefined, key: string | null] {
    assert.equal(exitCode, 0, stderr);
    const asked = aws.seen.find(({ what }) => what === 'GetCallerIdentity');
    return [
      /^account 123456789012 \(.*?\) · (.*) · AWS Commercial\n/.exec(stderr)?.[1],
      asked?.accessKeyId ?? null,
    ];
  }

  test('keys from the environment outrank the profile that AWS_PROFILE names', async () => {
    configure(`[profile shop]\n${KEYS('AKIASHOP')}`);
    const run = await regions([], {
      AWS_PROFILE: 'shop',
      AWS_ACCESS_KEY_ID: 'AKIAENV',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
    assert.deepEqual(found(run), ['keys from the environment', 'AKIAENV']);
  });

  test('a profile that --profile names outranks keys from the environment', async () => {
    configure(`[profile shop]\n${KEYS('AKIASHOP')}`);
    const run = await regions(['--profile', 'shop'], {
      AWS_ACCESS_KEY_ID: 'AKIAENV',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
    assert.deepEqual(found(run), ['keys of profile shop', 'AKIASHOP']);
  });

  test('keys of the credentials file outrank those of the config file', async () => {
    configure(`[default]\n${KEYS('AKIACONFIG')}`, `[default]\n${KEYS('AKIACREDENTIALS')}`);
    assert.deepEqual(found(await regions([])), ['keys of profile default', 'AKIACREDENTIALS']);
  });

  test('a role is assumed with the keys of another profile, though keys are in the environment too', async () => {
    configure(
      `[profile base]\n${KEYS('AKIABASE')}[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n`,
    );
    const run = await regions(['--profile', 'prod'], {
      AWS_ACCESS_KEY_ID: 'AKIAENV',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
    assert.deepEqual(found(run), ['profile prod → role admin', 'ASIAROLE']);
    assert.equal(aws.seen.find(({ what }) => what === 'AssumeRole')?.accessKeyId, 'AKIABASE');
  });

  test('a role is assumed as its profile says, and for as long as STS does it where that says nothing', async () => {
    const profile = `role_arn = ${ROLE}\nsource_profile = base\nexternal_id = x-1\nrole_session_name = me\n`;
    const given = async (more: string) => {
      configure(`[profile base]\n${KEYS('AKIABASE')}[profile prod]\n${profile}${more}`);
      found(await regions(['--profile', 'prod']));
      const [asked] = aws.seen.splice(0).filter(({ what }) => what === 'AssumeRole');
      const { Action: _action, Version: _version, ...parameters } = asked?.parameters ?? {};
      return parameters;
    };
    const always = { RoleArn: ROLE, ExternalId: 'x-1', RoleSessionName: 'me' };
    assert.deepEqual(await given(''), always);
    assert.deepEqual(await given('duration_seconds = 900\n'), { ...always, DurationSeconds: '900' });
  });

  test('a role is assumed with the keys of the environment where it says so', async () => {
    configure(`[profile prod]\nrole_arn = ${ROLE}\ncredential_source = Environment\n`);
    const run = await regions(['--profile', 'prod'], {
      AWS_ACCESS_KEY_ID: 'AKIAENV',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
    assert.deepEqual(found(run), ['profile prod → role admin', 'ASIAROLE']);
    assert.equal(aws.seen.find(({ what }) => what === 'AssumeRole')?.accessKeyId, 'AKIAENV');
  });

  test('a role of IAM Identity Center is had with the token of an sso_session', async () => {
    configure(
      [
        '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1',
        '[profile sso.dev]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\n',
      ].join('\n'),
    );
    ssoToken('corp', { accessToken: 'a', expiresAt: '2099-01-01T00:00:00Z' });
    assert.deepEqual(found(await regions(['--profile', 'sso.dev'])), ['SSO of profile sso.dev', 'ASIASSO']);
  });

  test('a token of an sso_session that has expired is renewed and kept', async () => {
    configure(
      [
        '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1',
        '[profile dev]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\n',
      ].join('\n'),
    );
    const file = ssoToken('corp', {
      ...{ accessToken: 'old', expiresAt: '2020-01-01T00:00:00Z', refreshToken: 'r' },
      ...{ clientId: 'c', clientSecret: 's' },
    });
    assert.deepEqual(found(await regions(['--profile', 'dev'])), ['SSO of profile dev', 'ASIASSO']);
    assert.match(readFileSync(file, 'utf8'), /"accessToken": "renewed"/);
  });

  test('a role of IAM Identity Center in the old form is had with the token of the start URL', async () => {
    const url = 'https://corp.awsapps.com/start';
    configure(
      `[profile old]\nsso_start_url = ${url}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = Admin\n`,
    );
    ssoToken(url, { accessToken: 'a', expiresAt: '2099-01-01T00:00:00Z' });
    assert.deepEqual(found(await regions(['--profile', 'old'])), ['SSO of profile old', 'ASIASSO']);
  });

  test('a role is assumed with those of IAM Identity Center', async () => {
    configure(
      [
        '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1',
        '[profile base]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin',
        `[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n`,
      ].join('\n'),
    );
    ssoToken('corp', { accessToken: 'a', expiresAt: '2099-01-01T00:00:00Z' });
    assert.deepEqual(found(await regions(['--profile', 'prod'])), ['profile prod → role admin', 'ASIAROLE']);
    assert.equal(aws.seen.find(({ what }) => what === 'AssumeRole')?.accessKeyId, 'ASIASSO');
  });

  test('a credential_process prints them', async () => {
    const printed = JSON.stringify({ Version: 1, AccessKeyId: 'AKIAPROC', SecretAccessKey: 'secret' });
    writeFileSync(place.file('keys.json'), printed);
    configure(`[profile vault]\ncredential_process = cat ${place.file('keys.json')}\n`);
    const run = await regions(['--profile', 'vault']);
    assert.deepEqual(found(run), ['credential_process of profile vault', 'AKIAPROC']);
  });

  test('web identity outranks what is left of a default profile', async () => {
    configure(`[default]\n${KEYS('AKIADEFAULT')}`);
    writeFileSync(place.file('token'), 'a.token\n');
    const run = await regions([], { AWS_WEB_IDENTITY_TOKEN_FILE: place.file('token'), AWS_ROLE_ARN: ROLE });
    assert.deepEqual(found(run), ['web identity', 'ASIAWEB']);
  });

  test('web identity of a profile', async () => {
    writeFileSync(place.file('token'), 'a.token\n');
    configure(`[profile ci]\nrole_arn = ${ROLE}\nweb_identity_token_file = ${place.file('token')}\n`);
    assert.deepEqual(found(await regions(['--profile', 'ci'])), ['web identity of profile ci', 'ASIAWEB']);
  });

  test('a container’s role is had from its platform, with the platform’s certificate authorities', async () => {
    const run = await regions([], {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.tlsUrl}/credentials`,
      AWS_CA_BUNDLE: AWS_CERTIFICATE,
    });
    assert.deepEqual(found(run), ['container role', 'ASIABOX']);
  });

  test('an instance’s role is had from its metadata service, past every proxy, as often and as long as is set', async () => {
    const role = 'GET /latest/meta-data/iam/security-credentials/audit';
    const keys = {
      AccessKeyId: 'ASIABOX',
      SecretAccessKey: 's',
      Token: 't',
      Expiration: '2099-01-01T00:00:00Z',
    };
    aws.answers.set('PUT /latest/api/token', [200, 'token']);
    aws.answers.set('GET /latest/meta-data/iam/security-credentials/', [200, 'audit']);
    const busy = [503, 'busy'] as const;
    let asked = 0;
    const has = aws.answers.get.bind(aws.answers);
    aws.answers.get = (what) => {
      if (what !== role) return has(what);
      asked += 1;
      return asked === 1 ? busy : [200, JSON.stringify(keys)];
    };
    try {
      const run = await regions([], {
        ...{ AWS_EC2_METADATA_DISABLED: 'false', AWS_EC2_METADATA_SERVICE_ENDPOINT: aws.url },
        ...{ HTTP_PROXY: 'http://127.0.0.1:9', NO_PROXY: new URL(aws.url).host },
        ...{ AWS_METADATA_SERVICE_NUM_ATTEMPTS: '2', AWS_METADATA_SERVICE_TIMEOUT: '5' },
      });
      assert.deepEqual(found(run), ['instance role', 'ASIABOX']);
      assert.deepEqual(
        aws.seen.filter(({ what }) => what === role).map(({ way }) => way),
        ['directly', 'directly'],
      );
    } finally {
      aws.answers.get = has;
    }
  });

  test('how often a metadata service is asked is a number', async () => {
    configure('[default]\nmetadata_service_num_attempts = often\n');
    const run = await regions([]);
    assert.deepEqual(
      [run.exitCode, run.stderr],
      [
        2,
        'snapdeck: metadata_service_num_attempts of profile "default" takes a whole number of at least 1 (given: often)\n',
      ],
    );
  });

  test('white space around keys, as a CI’s secrets get it, is cut off, which is said', async () => {
    const run = await regions([], {
      AWS_ACCESS_KEY_ID: ' AKIAENV',
      AWS_SECRET_ACCESS_KEY: 'secret\n',
      AWS_SESSION_TOKEN: 'token',
    });
    assert.match(
      run.stderr,
      /^notice: white space around AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY was cut off: the variables have it by mistake\n/,
    );
    assert.deepEqual(found({ ...run, stderr: run.stderr.replace(/^notice.*\n/, '') }), [
      'keys from the environment',
      'AKIAENV',
    ]);
  });

  for (const [header, name, shown] of [
    ['profile "My Mac"', 'My Mac', 'keys of profile "My Mac"'],
    ["profile 'It''s'", 'Its', 'keys of profile Its'],
    ['profile a.b:c@d+e/f%g', 'a.b:c@d+e/f%g', 'keys of profile "a.b:c@d+e/f%g"'],
    ['profile größe-東京', 'größe-東京', 'keys of profile größe-東京'],
    ['profile "a #1]"', 'a #1]', 'keys of profile "a #1]"'],
  ] as const) {
    test(`a profile may be called ${name}`, async () => {
      configure(`[${header}]\n${KEYS('AKIANAMED')}`);
      assert.deepEqual(found(await regions(['--profile', name])), [shown, 'AKIANAMED']);
    });
  }

  test('the banner of a scan and its log say it too', async () => {
    configure(`[profile "My Mac"]\n${KEYS('AKIANAMED')}`);
    const args = [
      'scan',
      '--profile',
      'My Mac',
      '--kind',
      'ebs-snapshot',
      '--region',
      'us-east-1',
      '--debug',
    ];
    const run = await runWarm(place, [...args, '--format', 'ndjson', '--output', '-'], {
      AWS_ENDPOINT_URL: aws.url,
      HTTPS_PROXY: 'http://me:secret-word@proxy.example.com:3128',
    });
    assert.equal(run.exitCode, 0, run.stderr);
    assert.match(
      run.stderr,
      /^account 123456789012 .*· keys of profile "My Mac" · AWS Commercial · 1 region:/,
    );
    const [log] = readdirSync(place.file('logs'));
    const text = readFileSync(path.join(place.file('logs'), log ?? ''), 'utf8');
    assert.match(text, /credentials: keys of profile "My Mac"\n/);
    assert.match(
      text,
      /settings: home region not set; endpoints http:\/\/127\.0\.0\.1:\d+ \(AWS_ENDPOINT_URL\); proxy proxy\.example\.com:3128; certificate authorities Node's own\n/,
    );
    assert.doesNotMatch(text, /secret-word/);
  });
});
