import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import type { TableQuery } from '../../source/model/table-query.ts';
import { openQueries } from '../../source/queries/query-client.ts';
import { madeFacts, makeScanFile, SCAN_START } from '../helpers/scan-files.ts';
import { RUNS_TS } from '../helpers/typescript.ts';
import { temporaryFolder } from '../store/folders.ts';
import { kinds } from '../store/kinds.ts';

const all: TableQuery = { tab: 'ebs', sort: null };

/** Questions to a scan file with so many things, named by their numbers backwards. */
function asked(count: number) {
  const folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const rows = Array.from({ length: count }, (_, index) => ({ name: `thing ${count - index}`, size: index }));
  makeScanFile(file, { kinds, cells: [{ region: 'eu-west-1', kind: 'thing', outcome: 'done', rows }] });
  const queries = openQueries(file);
  return {
    file,
    queries,
    [Symbol.asyncDispose]: async () => {
      await queries.close();
      folder[Symbol.dispose]();
    },
  };
}

test('every question is answered from the scan file', async () => {
  await using scan = asked(3);
  const { queries } = scan;
  assert.deepEqual(await queries.facts(), madeFacts({ kinds: ['thing'], regions: ['eu-west-1'] }));
  assert.deepEqual(
    (await queries.overview()).cells.map(({ kind, phase, rows }) => ({ kind, phase, rows })),
    [{ kind: 'thing', phase: 'done', rows: 3 }],
  );
  assert.equal((await queries.counts()).ebs, 3);
  const order = await queries.order({ ...all, sort: { column: 'name', descending: false } });
  assert.deepEqual({ rows: order.rows, total: order.total }, { rows: Uint32Array.of(3, 2, 1), total: 3 });
  assert.ok(order.cost > 0);
  assert.deepEqual(
    (await queries.window('ebs', [3, 1])).map(({ row, values }) => [row, values.name]),
    [
      [3, 'thing 1'],
      [1, 'thing 3'],
    ],
  );
  assert.equal((await queries.row('ebs', 2))?.values.name, 'thing 2');
  assert.equal(await queries.row('ebs', 4), undefined);
  const summary = await queries.summary();
  assert.equal(summary.countedFrom, SCAN_START);
  assert.deepEqual(summary.kinds, [{ kind: 'thing', rows: 3 }]);
});

test('every part of a query reaches the scan file', async () => {
  await using scan = asked(30);
  const query: TableQuery = {
    tab: 'ebs',
    filter: 'thing "ing 2"',
    region: 'eu-west-1',
    kind: 'thing',
    where: [{ column: 'name', oneOf: ['thing 2', 'thing 20', 'thing 3'] }],
    sort: { column: 'size', descending: true },
  };
  assert.deepEqual((await scan.queries.order(query)).rows, Uint32Array.of(29, 11));
  assert.deepEqual((await scan.queries.order({ ...query, region: 'eu-west-2' })).rows, Uint32Array.of());
  assert.deepEqual((await scan.queries.order({ ...query, kind: 'other' })).rows, Uint32Array.of());
});

test('a window is answered while a long order is still at work', async () => {
  await using scan = asked(60_000);
  const { queries } = scan;
  await queries.window('ebs', [1]);
  await queries.order(all);
  const finished: string[] = [];
  const order = queries
    .order({ ...all, filter: 'thing h i n g', sort: { column: 'name', descending: true } })
    .then(({ rows }) => finished.push(`order of ${rows.length}`));
  const window = queries.window('ebs', [1, 2]).then((rows) => finished.push(`window of ${rows.length}`));
  await Promise.all([order, window]);
  assert.deepEqual(finished, ['window of 2', 'order of 60000']);
});

test('rows found so far are handed over while a filter is at work, in the order asked for', async () => {
  await using scan = asked(60_000);
  const parts: Uint32Array[] = [];
  const filter = '"thing 6000"';
  const order = await scan.queries.order({ ...all, filter }, undefined, (rows) => parts.push(rows));
  assert.deepEqual(order.rows, Uint32Array.of(1, 54_001));
  assert.deepEqual(parts[0], Uint32Array.of(1));
  const sort = { column: 'name', descending: false };
  const sorted: Uint32Array[] = [];
  const ordered = await scan.queries.order({ ...all, filter, sort }, undefined, (rows) => sorted.push(rows));
  assert.deepEqual(ordered.rows, Uint32Array.of(54_001, 1));
  assert.deepEqual(sorted[0], Uint32Array.of(1));
  const many: Uint32Array[] = [];
  const found = await scan.queries.order({ ...all, filter: 'thing', sort }, undefined, (rows) =>
    many.push(rows),
  );
  assert.equal(found.rows.length, 60_000);
  assert.deepEqual(many[0]?.subarray(0, 2), Uint32Array.of(2000, 1999));
  assert.ok(many.every(({ length }) => length <= 5_000));
});

test('an order that is aborted rejects with the reason, is given up, and others are answered', async () => {
  await using scan = asked(60_000);
  const { queries } = scan;
  await queries.order(all);
  const stop = new AbortController();
  const reason = new Error('a newer filter');
  const given = queries.order({ ...all, filter: 'thing' }, stop.signal, () => stop.abort(reason));
  const waiting = queries.order({ ...all, filter: '1' }, stop.signal);
  const kept = queries.order({ ...all, filter: '59999' });
  await assert.rejects(given, reason);
  await assert.rejects(waiting, reason);
  assert.deepEqual((await kept).rows, Uint32Array.of(2, 60_000));
  await assert.rejects(queries.order(all, AbortSignal.abort(reason)), reason);
});

test('a file that cannot be read rejects with the reason in one line', async () => {
  using folder = temporaryFolder();
  const file = path.join(folder.path, 'scan.sqlite');
  const queries = openQueries(file);
  await assert.rejects(queries.facts(), { message: `There is no scan file ${file}` });
  await assert.rejects(queries.order(all), { message: `There is no scan file ${file}` });
  makeScanFile(file, { kinds, cells: [] });
  assert.equal((await queries.order(all)).total, 0);
  await queries.close();
});

test('a thread that crashes rejects what was under way, and the next question starts another', async () => {
  await using scan = asked(2);
  const { file, queries } = scan;
  assert.equal((await queries.counts()).ebs, 2);
  // No row has such a number; a thread that is told nonsense ends.
  const broken = queries.window('ebs', [Number.NaN]);
  const behind = queries.facts();
  const message = `The thread that reads the scan file ${file} ended unexpectedly: Invalid type: Expected number but received NaN`;
  await assert.rejects(broken, { message });
  await assert.rejects(behind, { message });
  assert.equal((await queries.counts()).ebs, 2);
});

test('closing rejects what is still asked, and every later question', async () => {
  await using scan = asked(2);
  const { file, queries } = scan;
  const closed = { message: `The scan file ${file} has been closed` };
  const waiting = assert.rejects(queries.facts(), closed);
  await queries.close();
  await waiting;
  await assert.rejects(queries.order(all), closed);
  await queries.close();
});

test('threads that nobody asks keep no process alive, and print nothing', async () => {
  await using scan = asked(2);
  const client = new URL('../../source/queries/query-client.ts', import.meta.url).href;
  const script = `
    import { openQueries } from ${JSON.stringify(client)};
    const queries = openQueries(process.argv[2]);
    const { rows } = await queries.order({ tab: 'ebs', sort: null });
    console.log((await queries.counts()).ebs, rows.length);`;
  const entry = path.join(path.dirname(scan.file), 'ask.mjs');
  fs.writeFileSync(entry, script);
  const args = [...RUNS_TS, entry, scan.file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 60_000 });
  assert.deepEqual({ status, stdout, stderr }, { status: 0, stdout: '2 2\n', stderr: '' });
});
