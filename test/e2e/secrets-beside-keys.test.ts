/** Secrets that are no keys: what single sign-on hands out, and passwords in the addresses of proxies and endpoints. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { demoAccessKeyId } from '../../source/demo/environment.ts';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { unzip } from '../export/excel/unzip.ts';
import { makePlace, type Place, type Run, runSnapdeck } from '../helpers/run-snapdeck.ts';

const PASSWORD = 'PlantedPassword1';
const START_URL = 'https://planted.awsapps.example/start';
/** What single sign-on keeps and hands out; the key's id is the one that the simulated AWS knows. */
const SSO = {
  accessToken: 'plantedSsoAccessToken0123456789',
  secretAccessKey: 'plantedSsoSecret+0123456789/abcdefghij',
  sessionToken: 'plantedSsoSession0123456789//ABCDEFGHIJ==',
} as const;
const SECRETS = [PASSWORD, ...Object.values(SSO)];
const SCAN = ['scan', '--debug', '--region', 'us-east-1', '--format', 'xlsx,csv,json,ndjson'];

let place: Place;
let demo: DemoServer;
let front: Server;
let port: number;
/** Bearer tokens that the portal of single sign-on was shown, and session tokens of signed calls. */
let shown: { readonly bearer: string[]; readonly session: Set<string> };

beforeEach(async () => {
  place = makePlace();
  shown = { bearer: [], session: new Set() };
  demo = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
  front = createServer((incoming, outgoing) => {
    const { method = '', url = '', headers } = incoming;
    if (url.startsWith('/federation/credentials')) {
      shown.bearer.push(String(headers['x-amz-sso_bearer_token']));
      const { secretAccessKey, sessionToken } = SSO;
      const expiration = Date.now() + 3_600_000;
      outgoing.writeHead(200, { 'content-type': 'application/json' });
      outgoing.end(
        JSON.stringify({
          roleCredentials: { accessKeyId: demoAccessKeyId, secretAccessKey, sessionToken, expiration },
        }),
      );
      return;
    }
    shown.session.add(String(headers['x-amz-security-token']));
    const onward = request(`${demo.url}${url}`, { method, headers }, (answered) => {
      outgoing.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  const address = front.address();
  assert.ok(typeof address === 'object' && address !== null);
  port = address.port;
});
afterEach(async () => {
  front.closeAllConnections();
  await new Promise((resolve) => front.close(resolve));
  await demo.close();
  place.remove();
});

const KEYS = {
  AWS_ACCESS_KEY_ID: demoAccessKeyId,
  AWS_SECRET_ACCESS_KEY: 'nothing',
  AWS_REGION: 'us-east-1',
};

/** What a run said or wrote of the secrets, but for the files that the test itself made. */
function leaks(run: Run, made: readonly string[] = []): readonly string[] {
  const files = readdirSync(place.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(place.folder, path.join(entry.parentPath, entry.name)))
    .filter((name) => !made.includes(name));
  assert.ok(
    files.some((name) => name.endsWith('.log')),
    files.join(', '),
  );
  const texts: (readonly [string, string])[] = [['output', run.stdout + run.stderr]];
  for (const name of files) {
    const bytes = readFileSync(place.file(name));
    texts.push([name, bytes.toString('latin1')], [name, bytes.toString('utf16le')]);
    if (name.endsWith('.xlsx')) for (const part of unzip(place.file(name)).values()) texts.push([name, part]);
  }
  return texts.flatMap(([name, text]) =>
    SECRETS.filter((secret) => text.includes(secret)).map((secret) => `${name}: ${secret}`),
  );
}

test('nothing that single sign-on keeps or hands out is written or shown', async () => {
  writeFileSync(
    place.file('aws-config'),
    `[profile prod]\nsso_start_url = ${START_URL}\nsso_region = us-east-1\nsso_account_id = 123456789012\nsso_role_name = Reader\nregion = us-east-1\n`,
  );
  const token = `.aws/sso/cache/${createHash('sha1').update(START_URL).digest('hex')}.json`;
  mkdirSync(place.file('.aws/sso/cache'), { recursive: true });
  writeFileSync(
    place.file(token),
    JSON.stringify({
      startUrl: START_URL,
      region: 'us-east-1',
      accessToken: SSO.accessToken,
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    }),
  );
  const run = await runSnapdeck(place, [...SCAN, '--profile', 'prod'], {
    AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
  });
  assert.equal(run.exitCode, 0, run.stderr);
  assert.deepEqual([...new Set(shown.bearer)], [SSO.accessToken]);
  assert.deepEqual([...shown.session], [SSO.sessionToken]);
  assert.deepEqual(leaks(run, [path.normalize(token), 'aws-config']), []);
});

test('a password in the address of an endpoint is written nowhere, in a whole scan', async () => {
  const run = await runSnapdeck(
    place,
    [...SCAN, '--endpoint-url', `http://planted:${PASSWORD}@127.0.0.1:${port}`],
    KEYS,
  );
  assert.equal(run.exitCode, 0, run.stderr);
  assert.ok(shown.session.size > 0);
  assert.deepEqual(leaks(run), []);
});

for (const [what, environment] of [
  ['an endpoint that is no address', { AWS_ENDPOINT_URL: `http://planted:${PASSWORD}@127.0.0.1:99999` }],
  ['an endpoint that does not answer', { AWS_ENDPOINT_URL: `http://planted:${PASSWORD}@127.0.0.1:1` }],
  ['a proxy that does not answer', { HTTP_PROXY: `http://planted:${PASSWORD}@127.0.0.1:1` }],
  ['a proxy that is no address', { HTTP_PROXY: `http://planted:${PASSWORD}@no host:1` }],
] as const) {
  test(`the password of ${what} is not told with its fault`, async () => {
    const run = await runSnapdeck(place, SCAN, {
      ...KEYS,
      AWS_ENDPOINT_URL: 'http://aws.example',
      ...environment,
    });
    assert.equal(run.exitCode, what.endsWith('is no address') ? 2 : 4, run.stderr);
    assert.match(
      run.stderr,
      /cannot be reached|AWS_ENDPOINT_URL takes a URL, and this is none|HTTP_PROXY is no URL of a proxy/,
    );
    assert.deepEqual(leaks(run), []);
  });
}
