/** Prices that AWS's price list gives: asked while a scan runs, kept for 30 days, and never in a scan's way. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import * as v from 'valibot';
import { alteredAws } from '../helpers/altered-aws.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';

const ROW = v.looseObject({
  kind: v.string(),
  region: v.string(),
  monthly_cost_high: v.optional(v.nullable(v.number())),
  deletability_reasons: v.optional(v.nullable(v.array(v.string()))),
});

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

async function scan(environment: Readonly<Record<string, string>>, ...prices: readonly string[]) {
  const args = ['--region', 'us-east-1,eu-west-1', '--kind', 'ebs-snapshot,rds-snapshot,datasync-agent'];
  const run = await runWarm(
    place,
    ['scan', ...args, ...prices, '--format', 'ndjson', '--output', '-'],
    environment,
  );
  const rows = run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => v.parse(ROW, JSON.parse(line)));
  const priced = (region: string) =>
    rows.filter(
      (row) => row.kind === 'ebs-snapshot' && row.region === region && row.monthly_cost_high != null,
    ).length;
  // Which region is read first differs from run to run.
  const reasons = rows.map((row) => JSON.stringify(row.deletability_reasons)).sort();
  return { ...run, reasons, known: { 'us-east-1': priced('us-east-1'), 'eu-west-1': priced('eu-west-1') } };
}

const questions = (calls: readonly string[]) => calls.filter((call) => call.startsWith('pricing:'));

test('what a region costs is known where AWS is asked, and nothing else of a row changes for it', async (context) => {
  const { environment, calls } = await alteredAws(context, () => undefined);
  const builtIn = await scan(environment, '--prices', 'builtin');
  assert.deepEqual(questions(calls), []);
  assert.equal(builtIn.known['eu-west-1'], 0);
  const asked = await scan(environment, '--prices', 'api');
  assert.equal(asked.exitCode, 0, asked.stderr);
  assert.equal(asked.known['us-east-1'], builtIn.known['us-east-1']);
  assert.ok(asked.known['eu-west-1'] > 0);
  assert.deepEqual(asked.reasons, builtIn.reasons);
  // Three product families in each of two regions, once for all of its cells.
  assert.deepEqual(questions(calls), Array(6).fill('pricing:GetProducts us-east-1'));
});

test('prices are kept for 30 days, and then asked for again', async (context) => {
  const { environment, calls } = await alteredAws(context, () => undefined);
  const first = await scan(environment, '--prices', 'api');
  const second = await scan(environment, '--prices', 'api');
  assert.equal(questions(calls).length, 6);
  assert.deepEqual(second.known, first.known);
  const file = place.file('data/prices/aws.json');
  const kept = JSON.parse(readFileSync(file, 'utf8'));
  kept['eu-west-1'].givenAt -= 31 * 86_400_000;
  writeFileSync(file, JSON.stringify(kept));
  await scan(environment, '--prices', 'api');
  assert.equal(questions(calls).length, 9);
  writeFileSync(file, 'no JSON');
  const mended = await scan(environment, '--prices', 'api');
  assert.deepEqual([mended.exitCode, mended.known], [0, first.known]);
});

test('a price list that is denied, or that answers nonsense, leaves the built-in prices and the exit code', async (context) => {
  let answer = { status: 400, body: '{"__type":"AccessDeniedException","message":"no"}' };
  const { environment } = await alteredAws(context, ({ service }) =>
    service === 'pricing' ? answer : undefined,
  );
  const builtIn = await scan(environment, '--prices', 'builtin');
  const denied = await scan(environment, '--prices', 'api');
  assert.deepEqual([denied.exitCode, denied.known], [0, builtIn.known]);
  assert.match(
    denied.stderr,
    /^notice: prices of AWS's price list are not known for every region \(AccessDeniedException: no\); the built-in list is used$/m,
  );
  answer = { status: 200, body: '{"PriceList":["{}","nonsense",7]}' };
  const odd = await scan(environment, '--prices', 'api');
  assert.deepEqual([odd.exitCode, odd.known], [0, builtIn.known]);
});
