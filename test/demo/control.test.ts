import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ListTasksCommand } from '@aws-sdk/client-datasync';
import * as v from 'valibot';
import { clients, demoServer, errorOf } from './helpers.ts';

const bodySchema = v.looseObject({
  ok: v.optional(v.boolean()),
  error: v.optional(v.string(), ''),
  size: v.optional(v.string()),
  seed: v.optional(v.number()),
  calls: v.optional(v.number()),
  bytes: v.optional(v.number()),
  byCall: v.optional(v.record(v.string(), v.object({ calls: v.number(), bytes: v.number() })), {}),
  count: v.optional(v.number()),
  counts: v.optional(v.record(v.string(), v.number())),
  rows: v.optional(v.array(v.unknown()), []),
  nextOffset: v.optional(v.number()),
});

const read = async (url: string, init?: RequestInit) => {
  const response = await fetch(url, init);
  const json: unknown = await response.json();
  return { status: response.status, json, body: v.parse(bodySchema, json) };
};

test('the counters tell calls by service, operation and region, and can be reset', async (context) => {
  const { url } = await demoServer(context);
  const { datasync } = clients(url, 'eu-west-1');
  await Promise.all([1, 2, 3].map(() => datasync.send(new ListTasksCommand({}))));
  const { body } = await read(`${url}/_demo/counters`);
  const { calls, bytes = 0 } = body.byCall['datasync:ListTasks:eu-west-1'] ?? {};
  assert.deepEqual([body.calls, calls, bytes > 0, body.bytes], [3, 3, true, bytes]);
  await read(`${url}/_demo/reset`, { method: 'POST' });
  const after = await read(`${url}/_demo/counters`);
  assert.deepEqual(after.json, { calls: 0, throttled: 0, failed: 0, bytes: 0, maxInFlight: 0, byCall: {} });
});

test('most calls in flight at once are remembered', async (context) => {
  const { url, counters } = await demoServer(context, { latency: 600_000 });
  const { datasync } = clients(url);
  const enough = new AbortController();
  const calls = [1, 2, 3, 4].map(() =>
    errorOf(datasync.send(new ListTasksCommand({}), { abortSignal: enough.signal })),
  );
  while (counters().calls < 4) await new Promise((resolve) => setImmediate(resolve));
  assert.equal(counters().maxInFlight, 4);
  enough.abort();
  assert.deepEqual(
    (await Promise.all(calls)).map(({ name }) => name),
    ['AbortError', 'AbortError', 'AbortError', 'AbortError'],
  );
});

test('faults can be set over the wire, and are checked', async (context) => {
  const { url } = await demoServer(context);
  const { datasync } = clients(url);
  const post = (faults: unknown) =>
    read(`${url}/_demo/faults`, { method: 'POST', body: JSON.stringify(faults) });
  const set = await post([{ service: 'datasync', effect: 'denied' }]);
  assert.deepEqual([set.status, set.json], [200, { ok: true, faults: 1 }]);
  assert.equal((await errorOf(datasync.send(new ListTasksCommand({})))).name, 'AccessDeniedException');
  const wrong = await post([{ effect: 'earthquake' }]);
  assert.equal(wrong.status, 400);
  assert.match(wrong.body.error, /earthquake/);
  await post([]);
  assert.equal((await datasync.send(new ListTasksCommand({}))).Tasks?.length, 10);
});

test('the estate can be read as it is, page by page', async (context) => {
  const { url, estate } = await demoServer(context);
  const first = await read(`${url}/_demo/estate?kind=snapshots&region=us-east-1&limit=50`);
  const rest = await read(
    `${url}/_demo/estate?kind=snapshots&region=us-east-1&offset=${first.body.nextOffset}`,
  );
  const truth = estate.rows('snapshots', 'us-east-1');
  assert.deepEqual(
    [...first.body.rows, ...rest.body.rows],
    Array.from({ length: truth.count }, (_, index) => JSON.parse(JSON.stringify(truth.at(index)))),
  );
  assert.deepEqual([first.body.count, first.body.nextOffset, rest.body.nextOffset], [70, 50, undefined]);
  const counts = await read(`${url}/_demo/estate`);
  assert.deepEqual(counts.body.counts, estate.counts());
  assert.equal((await read(`${url}/_demo/estate?kind=unicorns&region=us-east-1`)).status, 400);
});

test('the server says that it is well', async (context) => {
  const { url } = await demoServer(context);
  const { status, body } = await read(`${url}/_demo/health`);
  assert.deepEqual([status, body.ok, body.size, body.seed], [200, true, 'small', 1]);
  assert.equal((await read(`${url}/_demo/nothing`)).status, 404);
});
