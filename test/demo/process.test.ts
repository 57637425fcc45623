import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { demoServerCommand } from '../../source/commands/demo-server.ts';
import { demoEnvironment, startDemoProcess } from '../../source/demo/process.ts';
import { demoServer, now } from './helpers.ts';

test('the simulated AWS runs in a process of its own, and ends with it', async () => {
  const server = await startDemoProcess({ size: 'small', seed: 7, now, latency: 0 });
  const health = await fetch(`${server.url}/_demo/health`).then((response) => response.json());
  assert.deepEqual(health, { ok: true, size: 'small', seed: 7, now: now.toISOString() });
  await server.close();
  await assert.rejects(fetch(`${server.url}/_demo/health`));
});

test('a port that is taken is said to be', async (context) => {
  const { url } = await demoServer(context);
  await assert.rejects(startDemoProcess({ size: 'small', port: Number(new URL(url).port) }), /EADDRINUSE/);
});

test('the environment leads any client to the server', () => {
  assert.deepEqual(demoEnvironment('http://127.0.0.1:4566'), {
    AWS_ENDPOINT_URL: 'http://127.0.0.1:4566',
    AWS_ACCESS_KEY_ID: 'AKIASNAPDECKDEMO0000',
    AWS_SECRET_ACCESS_KEY: 'snapdeck-demo-needs-no-secret',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
  });
});

test('the command serves until it is stopped, and says how to use it', async () => {
  const stdout = new PassThrough();
  const stop = new AbortController();
  const code = demoServerCommand(
    { size: 'small', faults: 'planned', latency: 0 },
    { stdout, stderr: new PassThrough(), signal: stop.signal },
  );
  const greeting = String((await stdout[Symbol.asyncIterator]().next()).value);
  const [, url] =
    /^Simulated AWS at (http:\S+)\n {2}estate small, seed 1, 507 rows, faults planned\n/.exec(greeting) ?? [];
  assert.ok(greeting.includes(`export AWS_ENDPOINT_URL=${url}\n`));
  assert.equal((await fetch(`${url}/_demo/health`)).status, 200);
  stop.abort();
  assert.equal(await code, 0);
});

test('the command refuses a throttle that is no rate, and says so of a port that is taken', async (context) => {
  const { url } = await demoServer(context);
  const run = async (options: { throttle?: string; port?: number }) => {
    const stderr = new PassThrough();
    const { signal } = new AbortController();
    const code = await demoServerCommand(
      { size: 'small', faults: 'none', ...options },
      { stdout: new PassThrough(), stderr, signal },
    );
    stderr.end();
    return { code, said: await text(stderr) };
  };
  assert.deepEqual(await run({ throttle: 'fast' }), {
    code: 2,
    said: 'Not a rate: "fast". Write calls a second, as in 5, 5/20 or ec2=20/100,rds=3.\n',
  });
  const taken = await run({ port: Number(new URL(url).port) });
  assert.equal(taken.code, 1);
  assert.match(taken.said, /^The simulated AWS could not start: .*EADDRINUSE/);
});
