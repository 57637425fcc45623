/** Proxy, certificate authorities, endpoints: one way for every connection of the real program, whoever opens it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { after, afterEach, before, beforeEach, suite, test } from 'node:test';
import { makePlace, type Place, type Run } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { AWS_CERTIFICATE, listening, type StandIn, startStandIn } from '../helpers/stand-in.ts';

const ROLE = 'arn:aws:iam::123456789012:role/admin';
const KEYS = { AWS_ACCESS_KEY_ID: 'AKIAENV', AWS_SECRET_ACCESS_KEY: 'secret' };
const BASE = '[profile base]\naws_access_key_id = AKIABASE\naws_secret_access_key = secret\n';
const NOT_TRUSTED =
  'The certificate that came is not trusted. Where a proxy signs what it passes on, name the file of its certificate authorities: AWS_CA_BUNDLE, or ca_bundle of the profile.';

suite('every connection has the same way to AWS', () => {
  let aws: StandIn;
  let place: Place;
  before(async () => {
    aws = await startStandIn();
  });
  after(() => aws.close());
  beforeEach(() => {
    place = makePlace();
    aws.seen.splice(0);
  });
  afterEach(() => place.remove());

  function run(
    environment: NodeJS.ProcessEnv,
    config = '',
    args: readonly string[] = ['regions'],
  ): Promise<Run> {
    writeFileSync(place.file('aws-config'), config);
    return runWarm(place, args, { AWS_REGION: 'us-east-1', ...environment });
  }

  /** What was asked for and how it came, each once. */
  const ways = (): readonly string[] => [
    ...new Set(aws.seen.map(({ what, host, way }) => `${what} ${way} ${host}`)),
  ];

  const OF_A_SCAN = [
    'GetCallerIdentity by tunnel sts.us-east-1.amazonaws.com',
    'DescribeRegions by tunnel ec2.us-east-1.amazonaws.com',
  ];
  const throughProxy = () => ({ HTTPS_PROXY: aws.proxyUrl, AWS_CA_BUNDLE: AWS_CERTIFICATE });

  for (const [what, own, config, environment] of [
    [
      'a role that is assumed',
      'AssumeRole by tunnel sts.us-east-1.amazonaws.com',
      `${BASE}[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n`,
      { AWS_PROFILE: 'prod' },
    ],
    [
      'web identity',
      'AssumeRoleWithWebIdentity by tunnel sts.us-east-1.amazonaws.com',
      '',
      { AWS_WEB_IDENTITY_TOKEN_FILE: AWS_CERTIFICATE, AWS_ROLE_ARN: ROLE },
    ],
    [
      'IAM Identity Center',
      'GetRoleCredentials by tunnel portal.sso.us-east-1.amazonaws.com',
      '[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = us-east-1\n[profile dev]\nsso_session = corp\nsso_account_id = 123456789012\nsso_role_name = Admin\n',
      { AWS_PROFILE: 'dev' },
    ],
    [
      'a container',
      'GET /credentials by tunnel platform.amazonaws.com',
      '',
      { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'https://platform.amazonaws.com/credentials' },
    ],
  ] as const) {
    test(`the credentials of ${what} come through the proxy, trusted as AWS_CA_BUNDLE says, as all calls do`, async () => {
      const folder = place.file('.aws/sso/cache');
      mkdirSync(folder, { recursive: true });
      writeFileSync(
        path.join(folder, `${createHash('sha1').update('corp').digest('hex')}.json`),
        JSON.stringify({
          ...{ accessToken: 'old', expiresAt: '2020-01-01T00:00:00Z', refreshToken: 'r' },
          ...{ clientId: 'c', clientSecret: 's' },
        }),
      );
      const { exitCode, stderr } = await run({ ...throughProxy(), ...environment }, config);
      assert.equal(exitCode, 0, stderr);
      const [first, ...more] = ways();
      const found = first === 'CreateToken by tunnel oidc.us-east-1.amazonaws.com' ? more : [first, ...more];
      assert.equal(found[0], own);
      assert.deepEqual(found.slice(1, 3).sort(), [...OF_A_SCAN].sort());
      assert.ok(found.every((way) => way?.includes(' by tunnel ')));
      assert.equal(first === found[0], what !== 'IAM Identity Center');
    });
  }

  test('a container’s platform beside this process is asked without the proxy, as the AWS CLI does', async () => {
    const { exitCode, stderr } = await run({
      ...{ ...throughProxy(), HTTP_PROXY: aws.proxyUrl },
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${aws.url}/credentials`,
    });
    assert.equal(exitCode, 0, stderr);
    const [first, ...more] = ways();
    assert.equal(first, `GET /credentials directly ${new URL(aws.url).host}`);
    assert.deepEqual(more.slice(0, 2).sort(), [...OF_A_SCAN].sort());
  });

  test('a scan’s second worker has that way, too', async () => {
    const args = ['scan', '--region', 'us-east-1', '--kind', 'ebs-snapshot,datasync-agent'];
    const { exitCode, stderr } = await run({ ...throughProxy(), ...KEYS }, '', [
      ...args,
      ...['--format', 'ndjson', '--output', '-'],
    ]);
    assert.equal(exitCode, 0, stderr);
    assert.ok(ways().includes('DescribeSnapshots by tunnel ec2.us-east-1.amazonaws.com'));
    assert.ok(ways().includes('ListAgents by tunnel datasync.us-east-1.amazonaws.com'));
    assert.ok(ways().every((way) => way.includes(' by tunnel ')));
  });

  test('a profile’s ca_bundle is trusted, and AWS_CA_BUNDLE outranks it', async () => {
    const config = `[default]\nca_bundle = ${AWS_CERTIFICATE}\n`;
    const environment = { ...KEYS, AWS_ENDPOINT_URL: aws.tlsUrl };
    const trusted = await run(environment, config);
    assert.equal(trusted.exitCode, 0, trusted.stderr);
    const other = place.file('other.pem');
    writeFileSync(other, '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n');
    const outranked = await run({ ...environment, AWS_CA_BUNDLE: other }, config);
    assert.equal(outranked.exitCode, 4);
    assert.equal(
      outranked.stderr.split('\n')[2],
      `The certificate that came is not trusted: AWS_CA_BUNDLE names ${other}, and no authority in it vouches for the certificate.`,
    );
  });

  test('a certificate that nobody trusts is named as the cause, with AWS_CA_BUNDLE', async () => {
    const { exitCode, stderr } = await run({ ...KEYS, AWS_ENDPOINT_URL: aws.tlsUrl });
    const [first, second, third, ...more] = stderr.trimEnd().split('\n');
    assert.equal(exitCode, 4);
    assert.equal(first, 'AWS cannot be reached.');
    assert.match(
      second ?? '',
      /^sts GetCallerIdentity: DEPTH_ZERO_SELF_SIGNED_CERT: self-signed certificate/,
    );
    assert.deepEqual([third, ...more], [NOT_TRUSTED]);
  });

  test('so it is where a role is assumed', async () => {
    const config = `${BASE}[profile prod]\nrole_arn = ${ROLE}\nsource_profile = base\n`;
    const { exitCode, stderr } = await run({ AWS_PROFILE: 'prod', AWS_ENDPOINT_URL: aws.tlsUrl }, config);
    const [first, second, ...more] = stderr.trimEnd().split('\n');
    assert.equal(exitCode, 4);
    assert.equal(first, 'No credentials came from profile prod → role admin.');
    assert.match(
      second ?? '',
      /^sts AssumeRole of arn:aws:iam::\d+:role\/admin: DEPTH_ZERO_SELF_SIGNED_CERT: /,
    );
    assert.deepEqual(more, [NOT_TRUSTED]);
  });

  test('a proxy is chosen by the URL that is called, its scheme included', async () => {
    const endpoint = { AWS_ENDPOINT_URL: aws.url };
    const past = await run({ ...KEYS, ...endpoint, HTTPS_PROXY: 'http://127.0.0.1:9' });
    assert.equal(past.exitCode, 0, past.stderr);
    assert.ok(aws.seen.every(({ way }) => way === 'directly'));
    aws.seen.splice(0);
    const through = await run({ ...KEYS, ...endpoint, HTTP_PROXY: aws.proxyUrl });
    assert.equal(through.exitCode, 0, through.stderr);
    assert.ok(aws.seen.every(({ way, host }) => way === 'in absolute form' && aws.url.endsWith(host)));
    aws.seen.splice(0);
    const excepted = await run({ ...KEYS, ...endpoint, HTTP_PROXY: aws.proxyUrl, NO_PROXY: '127.0.0.0/8' });
    assert.equal(excepted.exitCode, 0, excepted.stderr);
    assert.ok(aws.seen.every(({ way }) => way === 'directly'));
  });

  test('a proxy that is named without a scheme speaks http, and its password is told nowhere', async () => {
    const named = { HTTPS_PROXY: aws.proxyUrl.replace('http://', 'me:secret-word@') };
    const { exitCode, stderr } = await run({ ...KEYS, ...throughProxy(), ...named });
    assert.equal(exitCode, 0, stderr);
    const refused = await run({ ...KEYS, HTTPS_PROXY: 'me:secret-word@127.0.0.1:9' });
    assert.equal(refused.exitCode, 4);
    assert.match(refused.stderr, /Calls go through the proxy 127\.0\.0\.1:9\.\n$/);
    assert.doesNotMatch(refused.stderr, /secret-word/);
  });

  test('a proxy that asks for a password is named as the one that does, by tunnel and in absolute form', async () => {
    const refuse = 'HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n';
    const server = createServer((_request, response) => response.writeHead(407).end());
    const proxy = await listening(server.on('connect', (_request, socket) => socket.end(refuse)));
    const host = `127.0.0.1:${proxy.port}`;
    try {
      for (const environment of [
        { HTTPS_PROXY: `http://${host}` },
        { HTTP_PROXY: `http://${host}`, AWS_ENDPOINT_URL: aws.url },
      ]) {
        const { exitCode, stderr } = await run({ ...KEYS, ...environment });
        assert.equal(exitCode, 4);
        assert.deepEqual(stderr.trimEnd().split('\n'), [
          'AWS cannot be reached.',
          `sts GetCallerIdentity: ProxyRefused: the proxy ${host} asks for a name and a password, which HTTPS_PROXY or HTTP_PROXY has to hold (status 407)`,
          `Check network, VPN and proxy (HTTPS_PROXY, NO_PROXY). Calls go through the proxy ${host}.`,
        ]);
      }
    } finally {
      await proxy.close();
    }
  });

  for (const [what, environment, config, asked] of [
    ['AWS_ENDPOINT_URL', (url: string) => ({ ...KEYS, AWS_ENDPOINT_URL: url }), () => '', 'AKIAENV'],
    [
      'the endpoint_url of a profile',
      () => ({ AWS_PROFILE: 'local' }),
      (url: string) =>
        `[profile local]\nendpoint_url = ${url}\naws_access_key_id = AKIALOCAL\naws_secret_access_key = secret\n`,
      'AKIALOCAL',
    ],
    [
      'the services of a profile',
      () => ({ AWS_PROFILE: 'local' }),
      (url: string) =>
        `[services here]\nsts =\n  endpoint_url = ${url}\nec2 =\n  endpoint_url = ${url}\naccount =\n  endpoint_url = ${url}\niam =\n  endpoint_url = ${url}\ndlm =\n  endpoint_url = ${url}\n` +
        '[profile local]\nservices = here\nendpoint_url = http://127.0.0.1:9\naws_access_key_id = AKIALOCAL\naws_secret_access_key = secret\n',
      'AKIALOCAL',
    ],
    [
      'a service’s own variable',
      (url: string) => ({
        ...{ ...KEYS, AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_ENDPOINT_URL_STS: url },
        ...{ AWS_ENDPOINT_URL_EC2: url, AWS_ENDPOINT_URL_ACCOUNT: url, AWS_ENDPOINT_URL_IAM: url },
        AWS_ENDPOINT_URL_DLM: url,
      }),
      () => '',
      'AKIAENV',
    ],
  ] as const) {
    for (const command of [['regions'], ['scan', '--kind', 'ebs-snapshot', '--region', 'us-east-1']]) {
      test(`${command[0]} asks where ${what} says`, async () => {
        const { exitCode, stderr } = await run(environment(aws.url), config(aws.url), command);
        assert.equal(exitCode, 0, stderr);
        assert.equal(aws.seen.find(({ what: name }) => name === 'GetCallerIdentity')?.accessKeyId, asked);
      });
    }
  }

  const noHost = 'http://fsx.snapdeck.invalid';
  for (const [what, environment, config] of [
    ['AWS_ENDPOINT_URL_FSX', { AWS_ENDPOINT_URL_FSX: noHost }, ''],
    [
      'fsx endpoint_url of services "here"',
      {},
      `[services here]\nfsx =\n  endpoint_url = ${noHost}\n[default]\nservices = here\n`,
    ],
  ] as const) {
    test(`every service has an endpoint of its own: ${what}`, async () => {
      const ofProfile = config === '' ? '' : `${config}endpoint_url = ${aws.url}\n`;
      const common = config === '' ? { AWS_ENDPOINT_URL: aws.url } : {};
      const args = ['scan', '--kind', 'fsx-backup', '--region', 'us-east-1', '--prices', 'builtin'];
      const { exitCode, stderr } = await run({ ...KEYS, ...common, ...environment }, ofProfile, args);
      assert.equal(exitCode, 3, stderr);
      assert.ok(stderr.includes(`${what} names a host that is not found`), stderr);
    });
  }

  test('blanks around a region, as a CI’s settings get them, are no part of it', async () => {
    const { exitCode, stderr } = await run({ ...KEYS, ...throughProxy(), AWS_REGION: 'us-east-1\n' });
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(ways().slice(0, 2).sort(), [...OF_A_SCAN].sort());
  });

  test('configured endpoints are ignored where AWS_IGNORE_CONFIGURED_ENDPOINT_URLS says so', async () => {
    const { exitCode, stderr } = await run({
      ...{ ...KEYS, ...throughProxy(), AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      ...{ AWS_ENDPOINT_URL_STS: 'http://127.0.0.1:9', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
    });
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(ways().slice(0, 2).sort(), [...OF_A_SCAN].sort());
  });

  const missing = '/nowhere/ca.pem';
  for (const [what, environment, config, line] of [
    [
      'a CA file that is missing',
      { AWS_CA_BUNDLE: missing },
      '',
      `AWS_CA_BUNDLE names ${missing}, which cannot be read: there is no such file.`,
    ],
    [
      'a CA file of a profile that is missing',
      {},
      `[default]\nca_bundle = ${missing}\n`,
      `ca_bundle of profile "default" names ${missing}, which cannot be read: there is no such file.`,
    ],
    [
      'a CA file without a certificate',
      { AWS_CA_BUNDLE: process.execPath.endsWith('.exe') ? 'C:\\Windows\\win.ini' : '/etc/hosts' },
      '',
      /^AWS_CA_BUNDLE names .*, which holds no certificate in PEM format\.$/,
    ],
    [
      'an endpoint without a scheme',
      { AWS_ENDPOINT_URL: 'localhost:4566' },
      '',
      'AWS_ENDPOINT_URL takes a URL with its scheme, such as http://localhost:4566 (given: localhost:4566)',
    ],
    [
      'a service’s endpoint without a scheme',
      { AWS_ENDPOINT_URL_EC2: 'aws.internal' },
      '',
      'AWS_ENDPOINT_URL_EC2 takes a URL with its scheme, such as http://aws.internal (given: aws.internal)',
    ],
    [
      'an endpoint of a profile that is no web address',
      {},
      '[default]\nendpoint_url = ftp://aws.internal\n',
      'endpoint_url of profile "default" takes a URL that begins with http:// or https:// (given: ftp://aws.internal)',
    ],
    [
      'a region that can be none',
      { AWS_REGION: 'us east' },
      '',
      'AWS_REGION takes the name of a region, such as us-east-1 (given: us east)',
    ],
    [
      'a region of a profile that can be none',
      { AWS_REGION: '', AWS_DEFAULT_REGION: ' ' },
      '[default]\nregion = us_east_1\n',
      'region of profile "default" takes the name of a region, such as us-east-1 (given: us_east_1)',
    ],
    [
      'services that are not there',
      {},
      '[default]\nservices = here\n',
      'The profile "default" names services "here", but there is no section [services here] in the AWS configuration.',
    ],
    [
      'a proxy of another kind',
      { HTTPS_PROXY: 'socks5://127.0.0.1:1080' },
      '',
      'HTTPS_PROXY names a socks5 proxy: snapdeck goes through http and https proxies only.',
    ],
  ] as const) {
    test(`${what} ends every command with 2, and is named`, async () => {
      for (const command of ['regions', 'scan']) {
        const { exitCode, stderr } = await run({ ...KEYS, ...environment }, config, [command]);
        assert.equal(exitCode, 2, stderr);
        const said = stderr.replace(/^snapdeck: /, '').replace(/\n$/, '');
        if (typeof line === 'string') assert.equal(said, line);
        else assert.match(said, line);
      }
    });
  }

  test('commands that call nobody read none of it', async () => {
    const { exitCode, stderr } = await run({ AWS_CA_BUNDLE: missing, AWS_ENDPOINT_URL: 'localhost' }, '', [
      'export',
    ]);
    assert.equal(exitCode, 2);
    assert.match(stderr, /^snapdeck: There is no scan file yet/);
  });
});
