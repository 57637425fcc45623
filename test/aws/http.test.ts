import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer, type Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { Socket } from 'node:net';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Ask, createCaller } from '../../source/aws/caller.ts';
import { readAwsSettings } from '../../source/aws/read-settings.ts';
import { type AwsSettings, DEFAULT_RETRY } from '../../source/aws/settings.ts';
import { getCallerIdentity } from '../../source/aws/sts.ts';

const CERTIFICATE = fileURLToPath(new URL('../fixtures/localhost.cert.pem', import.meta.url));
const KEY = fileURLToPath(new URL('../fixtures/localhost.key.pem', import.meta.url));
const IDENTITY =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<Arn>arn:aws:iam::123456789012:user/me</Arn><UserId>AIDA</UserId><Account>123456789012</Account>' +
  '</GetCallerIdentityResult></GetCallerIdentityResponse>';

async function listening(server: Server, use: (port: number) => Promise<void>): Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  try {
    await use(typeof address === 'object' && address !== null ? address.port : 0);
  } finally {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  }
}

function asker(endpointUrl: string): Ask {
  const settings: AwsSettings = {
    ...readAwsSettings({ profile: null, endpointUrl, concurrency: 4, maxRps: null }),
    retry: { ...DEFAULT_RETRY, tries: 1 },
  };
  const credentials = {
    current: () => Promise.resolve({ accessKeyId: 'AKIA', secretAccessKey: 'nothing' }),
    forget: () => {},
  };
  const caller = createCaller(settings, credentials, {
    userAgent: 'test',
    onExpired: () => Promise.resolve('give up'),
  });
  const observer = { onSent: () => {}, onRetry: () => {}, onServed: () => {} };
  return (operation, input, region) =>
    caller.call(operation, input, region, new AbortController().signal, observer);
}

const answering = () =>
  createHttpServer((_request, response) => response.setHeader('content-type', 'text/xml').end(IDENTITY));

/** Sets variables for as long as the work takes. */
async function withEnvironment(
  variables: Readonly<Record<string, string>>,
  work: () => Promise<void>,
): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, variables);
  try {
    await work();
  } finally {
    process.env = before;
  }
}

test('plain http goes through the proxy in absolute form, and past it where NO_PROXY says so', async () => {
  const through: string[] = [];
  const proxy = createHttpServer((request, response) => {
    through.push(`${request.method} ${request.url} for ${request.headers.host}`);
    response.setHeader('content-type', 'text/xml').end(IDENTITY);
  });
  await listening(answering(), (aws) =>
    listening(proxy, async (port) => {
      const endpoint = `http://127.0.0.1:${aws}`;
      await withEnvironment({ HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '' }, async () => {
        const answer = await asker(endpoint)(getCallerIdentity, {}, 'us-east-1');
        assert.equal(answer.Account, '123456789012');
        assert.deepEqual(through, [`POST ${endpoint}/ for 127.0.0.1:${aws}`]);
      });
      await withEnvironment({ HTTP_PROXY: `http://127.0.0.1:${port}`, NO_PROXY: '127.0.0.1' }, async () => {
        await asker(endpoint)(getCallerIdentity, {}, 'us-east-1');
        assert.equal(through.length, 1);
      });
    }),
  );
});

test('a certificate authority of the user’s own is trusted through AWS_CA_BUNDLE, and no other', async () => {
  const server = createHttpsServer(
    { cert: readFileSync(CERTIFICATE), key: readFileSync(KEY) },
    (_request, response) => response.setHeader('content-type', 'text/xml').end(IDENTITY),
  );
  await listening(server, async (port) => {
    const endpoint = `https://localhost:${port}`;
    await withEnvironment({ AWS_CA_BUNDLE: CERTIFICATE }, async () => {
      const answer = await asker(endpoint)(getCallerIdentity, {}, 'us-east-1');
      assert.equal(answer.Arn, 'arn:aws:iam::123456789012:user/me');
    });
    await assert.rejects(
      asker(endpoint)(getCallerIdentity, {}, 'us-east-1'),
      /DEPTH_ZERO_SELF_SIGNED_CERT|self-signed certificate/,
    );
  });
});
