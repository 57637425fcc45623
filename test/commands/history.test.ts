import assert from 'node:assert/strict';
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openForWriting } from '../../source/store/scan-file.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { type MadeScan, madeAccount, makeScanFile, roleRefused, SCAN_START } from '../helpers/scan-files.ts';

const DAY = 86_400_000;
let place: Place;
let folder: string;
beforeEach(() => {
  place = makePlace();
  folder = path.join(place.folder, 'data', 'scans');
});
afterEach(() => place.remove());

function made(id: string, after: number, { facts, ...given }: Partial<MadeScan> = {}): string {
  const startedAt = SCAN_START + after;
  const file = path.join(
    folder,
    `scan-${new Date(startedAt).toISOString().replaceAll(':', '-')}-${id}.sqlite`,
  );
  makeScanFile(file, {
    cells: [],
    ...given,
    facts: { startedAt, endedAt: startedAt + 125_000, ...facts },
  });
  const hourAgo = Date.now() / 1000 - 3600;
  fs.utimesSync(file, hourAgo, hourAgo);
  return file;
}

/** Snapshots of a terabyte that cost between two and three dollars, beside an agent that could not be read. */
const CELLS: MadeScan['cells'] = [
  {
    ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
    rows: [
      { name: 'web', size: 2 ** 40, monthly_cost_low: 2, monthly_cost_high: 3 },
      { name: 'db', size: null },
    ],
  },
  { region: 'us-east-1', kind: 'datasync-agent', outcome: 'denied', rows: [] },
];

const run = (...args: readonly string[]) => runWarm(place, ['history', ...args]);

/** What it prints where it ends well. */
async function printed(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...args);
  assert.equal(exitCode, 0, stderr);
  return stdout;
}

async function refused(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(...args);
  assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: '' });
  return stderr;
}

test('without a scan the list is empty, and says where it looked', async () => {
  assert.deepEqual(await run(), {
    exitCode: 0,
    stdout: '',
    stderr: `no scan is kept yet in ${folder}\n`,
  });
  assert.equal(await printed('--format', 'json'), '[]\n');
  assert.equal(await printed('--format', 'ndjson'), '');
});

test('the list has a line a scan, the newest first, and says of what it cannot read why', async () => {
  made('aaaaaaaa', 0, { facts: { name: 'release-42' }, cells: CELLS });
  made('bbbbbbbb', DAY, { facts: { endedAt: null, complete: false } });
  const broken = made('cccccccc', 2 * DAY);
  fs.writeFileSync(broken, 'no database');
  const newer = made('dddddddd', 3 * DAY);
  const database = openForWriting(newer);
  database.exec('PRAGMA user_version = 3');
  database.close();
  fs.writeFileSync(path.join(folder, 'notes.txt'), 'mine');
  const { stdout, stderr } = await run();
  assert.deepEqual(
    stdout.split('\n').map((line) => line.replace(/[\d.]+ KiB/, '(size)')),
    [
      'Id        Name        Started (UTC)     Took    Accounts                   Regions  Kinds  Rows  Bytes     Cost a month  Problems  On disk    State',
      `dddddddd  written by a newer snapdeck: ${path.basename(newer)}`,
      `cccccccc  no scan file of snapdeck, or a damaged one: ${path.basename(broken)}`,
      'bbbbbbbb              2026-11-22 09:30  -       PROD-ACCOUNT 123456789012        0      0     0  -         -                    0  (size)  interrupted',
      'aaaaaaaa  release-42  2026-11-21 09:30  2m 05s  PROD-ACCOUNT 123456789012        1      2     2  1.0 TiB+  $2 – $3+             1  (size)  whole',
      '-         not named as a scan file, left alone: notes.txt',
      '',
    ],
  );
  assert.match(stderr, /^2 scans, 3 files that cannot be read, [\d.,]+ \wiB in /);
});

test('as data a scan has its numbers, and what is not known is null', async () => {
  const file = made('aaaaaaaa', 0, { cells: CELLS });
  const account = madeAccount('210987654321', { phase: 'denied', error: roleRefused('210987654321') });
  made('bbbbbbbb', DAY, {
    accounts: [madeAccount('123456789012'), account],
    facts: { options: { accounts: ['org'] }, regions: [] },
  });
  const [newest, oldest] = JSON.parse(await printed('--format', 'json'));
  const { size_on_disk: size, ...others } = oldest;
  assert.equal(size, fs.statSync(file).size);
  assert.deepEqual(others, {
    ...{ id: 'aaaaaaaa', name: null, kept: false, state: 'whole' },
    ...{ started: '2026-11-21T09:30:00.000Z', ended: '2026-11-21T09:32:05.000Z' },
    ...{ accounts: 1, account: '123456789012', account_name: 'PROD-ACCOUNT', organization: null, chosen: [] },
    ...{ regions: ['us-east-1'], kinds: ['ebs-snapshot', 'datasync-agent'], rows: 2, problems: 1 },
    ...{ bytes: 2 ** 40, bytes_unknown: 1, cost_low: 2, cost_high: 3, cost_unknown: 1 },
    ...{ file, version: '0.1.0', fault: null },
  });
  assert.deepEqual(
    [newest.accounts, newest.account, newest.chosen, newest.problems, newest.bytes, newest.cost_low],
    [2, null, ['org'], 1, null, null],
  );
  const lines = (await printed('--format', 'ndjson')).trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => [JSON.parse(line).kind, JSON.parse(line).id]),
    [
      ['scan', 'bbbbbbbb'],
      ['scan', 'aaaaaaaa'],
    ],
  );
  const csv = (await printed('--format', 'csv')).split('\r\n');
  assert.match(csv[0] ?? '', /^\ufeffid,name,kept,state,started,ended,accounts,account,/);
  assert.match(csv[2] ?? '', /^aaaaaaaa,,no,whole,2026-11-21T09:30:00\.000Z,.*,1099511627776,1,2,3,1,\d+,/);
});

test('listing changes no scan file, and what changed since is listed as it is now', async () => {
  const file = made('aaaaaaaa', 0, { cells: CELLS });
  const before = fs.readFileSync(file);
  const [first] = JSON.parse(await printed('--format', 'json'));
  assert.equal(first.name, null);
  assert.deepEqual(fs.readFileSync(file), before);
  assert.deepEqual(fs.readdirSync(folder), [path.basename(file)]);
  await printed('name', 'aaaaaaaa', 'mine');
  const [second] = JSON.parse(await printed('--format', 'json'));
  assert.deepEqual([second.name, second.kept, second.rows], ['mine', true, 2]);
});

test('a name is given, used and taken away', async () => {
  const file = made('aaaaaaaa', 0);
  made('bbbbbbbb', DAY);
  assert.equal(
    await printed('name', 'last~1', 'release-42'),
    'aaaaaaaa (release-42) of 2026-11-21 09:30 UTC, whole: named release-42; it stays until it is removed by you\n',
  );
  const { exitCode } = await runWarm(place, ['export', 'Release-42', '--format', 'json', '--output', '-']);
  assert.equal(exitCode, 0);
  assert.equal(
    await printed('unname', 'release-42'),
    'aaaaaaaa of 2026-11-21 09:30 UTC, whole: no name, and no longer kept for good\n',
  );
  const reader = openScanReader(file);
  assert.equal(reader.facts().name, '');
  reader.close();
  assert.match(await refused('name', 'release-42', 'other'), /There is no scan "release-42"/);
});

test('a name that is taken, or that would mean another scan, is refused in a line', async () => {
  made('aaaaaaaa', 0);
  made('bbbbbbbb', DAY);
  await printed('name', 'aaaaaaaa', 'Release');
  assert.equal(
    await refused('name', 'bbbbbbbb', 'release'),
    'snapdeck: There is a scan named Release already: aaaaaaaa of 2026-11-21 09:30 UTC. Choose another name, or take it from that one: snapdeck history unname aaaaaaaa\n',
  );
  await printed('name', 'aaaaaaaa', 'release');
  for (const name of ['last', '2026-11-28', '0a1b2c3d', 'old.sqlite'])
    assert.equal(
      await refused('name', 'bbbbbbbb', name),
      `snapdeck: snapdeck history name takes a name that is no id, no day, no path and not last (given: ${name}).\n`,
    );
  for (const name of ['a b', '', 'ü', 'x'.repeat(65), 'a/b', 'last~2', '\u001b[31m'])
    assert.match(await refused('name', 'bbbbbbbb', name), /takes a name of letters, digits, dots, dashes/);
});

test('a scan is removed by whatever names it, and what was removed is said', async () => {
  const file = made('aaaaaaaa', 0, { facts: { name: 'mine' } });
  const broken = made('bbbbbbbb', DAY);
  fs.writeFileSync(broken, '');
  assert.equal(
    await printed('remove', 'mine'),
    `removed aaaaaaaa (mine) of 2026-11-21 09:30 UTC, whole: ${path.basename(file)}\n`,
  );
  assert.equal(
    await printed('remove', 'last'),
    `removed bbbbbbbb (cannot be read): ${path.basename(broken)}\n`,
  );
  assert.deepEqual(fs.readdirSync(folder), []);
});

test('a scan that is open is not removed', async () => {
  const file = made('aaaaaaaa', 0);
  const reader = openScanReader(file);
  reader.facts();
  assert.deepEqual(await run('remove', 'aaaaaaaa'), {
    exitCode: 1,
    stdout: '',
    stderr: `snapdeck: aaaaaaaa of 2026-11-21 09:30 UTC, whole was not removed: a process has it open (${file})\n`,
  });
  reader.close();
  await printed('remove', 'aaaaaaaa');
});

test('pruning says first what would go, then what went, by the policy of the configuration', async () => {
  for (const [at, id] of ['aaaaaaaa', 'bbbbbbbb', 'cccccccc'].entries()) made(id, at * DAY);
  const config = place.file('policy.json');
  fs.writeFileSync(config, '{"history": {"last": 1, "daily": 0, "monthly": 0, "max_size": null}}');
  const stays =
    'what stays: of each choice of accounts the last 1, one a day of 0 days and one a month of 0 months';
  const lines = async (...args: readonly string[]) =>
    (await printed('prune', '--config', config, ...args)).replaceAll(/[\d.]+ KiB/g, '(size)').split('\n');
  const going = (verb: string) => [
    `${verb}: aaaaaaaa of 2026-11-21 09:30 UTC, whole, (size) (enough newer ones stay)`,
    `${verb}: bbbbbbbb of 2026-11-22 09:30 UTC, whole, (size) (enough newer ones stay)`,
    `2 scan files, (size), ${verb}; ${stays}`,
    '',
  ];
  assert.deepEqual(await lines('--dry-run'), going('would be removed'));
  assert.deepEqual(await lines('--dry-run'), going('would be removed'));
  assert.deepEqual(await lines(), going('removed'));
  assert.deepEqual(await lines(), [`nothing is removed; ${stays}`, '']);
  assert.equal(fs.readdirSync(folder).length, 1);
});

test('what it cannot do is refused in a line', async () => {
  assert.equal(await refused('nmae'), 'snapdeck: snapdeck history cannot "nmae"; close: name.\n');
  assert.equal(
    await refused('frobnicate'),
    'snapdeck: snapdeck history cannot "frobnicate"; there are name, unname, remove, prune.\n',
  );
  assert.equal(await refused('name', 'last'), 'snapdeck: It is used so: snapdeck history name SCAN NAME\n');
  assert.match(await refused('--format', 'xlsx'), /--format takes text, csv, json or ndjson for scans/);
  assert.match(await refused('--dry-run'), /--dry-run is for snapdeck history prune/);
  made('aaaaaaaa', 0);
  const elsewhere = place.file('made.sqlite');
  makeScanFile(elsewhere, { cells: [] });
  assert.equal(
    await refused('remove', elsewhere),
    `snapdeck: ${elsewhere} is no scan of the history: those are in ${folder}.\n`,
  );
});

test('an export with all runs has the executions that other kept scans knew, and leaves no copy behind', async () => {
  const runs = (...keys: readonly string[]): MadeScan['cells'] => [
    {
      ...{ region: 'us-east-1', kind: 'datasync-execution', outcome: 'done' },
      rows: keys.map((key) => ({ key, status: 'SUCCESS', start_time: SCAN_START - DAY })),
    },
  ];
  made('aaaaaaaa', 0, { cells: runs('a', 'b') });
  made('bbbbbbbb', 40 * DAY, { cells: runs('b', 'c') });
  const temporary = place.file('tmp');
  fs.mkdirSync(temporary);
  const args = ['export', 'last', '--format', 'ndjson', '--output', '-'];
  const count = (text: string) =>
    text.split('\n').filter((line) => line.startsWith('{"kind":"datasync-exec')).length;
  const all = await runWarm(place, [...args, '--runs', 'all'], { TMPDIR: temporary });
  assert.equal(all.exitCode, 0, all.stderr);
  assert.equal(count(all.stdout), 3);
  assert.equal(
    all.stderr,
    'runs: 3 executions since 2026-11-20, 2 of them of this scan, the others of 1 other kept scan of these accounts\n',
  );
  assert.deepEqual(fs.readdirSync(temporary), []);
  const own = await runWarm(place, [...args, '--runs', 'scan']);
  assert.deepEqual([count(own.stdout), own.stderr], [2, '']);
  const wrong = await runWarm(place, ['scan', '--runs', 'all']);
  assert.equal(wrong.stderr, 'snapdeck: --runs is for snapdeck export.\n');
});
