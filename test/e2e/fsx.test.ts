/** FSx backups through the program as it is published: chosen by name, never without. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import ExcelJS from 'exceljs';
import * as v from 'valibot';
import { demoEnvironment } from '../../source/demo/environment.ts';
import { type DemoServer, startDemoServer } from '../../source/demo/server.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { sheetLines } from '../helpers/sheet-lines.ts';

const ROW = v.looseObject({
  kind: v.string(),
  snapshot_id: v.optional(v.nullable(v.string())),
  monthly_cost_high: v.optional(v.nullable(v.number())),
  size: v.optional(v.nullable(v.number())),
});

let place: Place;
let aws: DemoServer;
before(async () => {
  aws = await startDemoServer({ size: 'small', latency: 0, faults: 'none' });
});
after(() => aws.close());
beforeEach(() => {
  const made = makePlace();
  place = { ...made, environment: { ...made.environment, ...demoEnvironment(aws.url) } };
});
afterEach(() => place.remove());

const rowsOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => v.parse(ROW, JSON.parse(line)));

async function sheetsOf(): Promise<readonly [name: string, rows: number][]> {
  const [name = ''] = readdirSync(place.file('output'));
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(place.file(`output/${name}`));
  return workbook.worksheets.map((sheet) => [sheet.name, sheetLines(sheet).length]);
}

test('a scan of FSx backups fills a sheet of theirs, a summary and their findings', async () => {
  const run = await runWarm(place, ['scan', '--kind', 'fsx-backup']);
  assert.equal(run.exitCode, 0, run.stderr);
  const found = Number(/FSx backups +([\d,]+)/.exec(run.stdout)?.[1]?.replace(',', ''));
  assert.ok(found > 172, run.stdout);
  assert.match(run.stdout, /FSx backups that failed +high +\d/);
  assert.match(run.stdout, /Cost known for 0 of \d+ snapshots/);
  const sheets = await sheetsOf();
  assert.deepEqual(
    sheets.map(([name]) => name),
    [
      'Summary',
      'FSx Backups',
      'Snapshot Summary',
      'Protection',
      'Findings',
      'Cost',
      'Snapshot Ages',
      'Coverage',
    ],
  );
  assert.equal(new Map(sheets).get('FSx Backups'), found + 1);
});

test('a price list can carry their price, which bounds what they cost', async () => {
  const list = { date: '2026-01-31', source: 'a contract', regions: { 'us-east-1': { fsx_backup: 0.05 } } };
  writeFileSync(place.file('prices.json'), JSON.stringify(list));
  const run = await runWarm(place, [
    ...['scan', '--kind', 'fsx-backup', '--region', 'us-east-1', '--prices', 'prices.json'],
    ...['--format', 'ndjson', '--output', '-'],
  ]);
  assert.equal(run.exitCode, 0, run.stderr);
  const sized = rowsOf(run.stdout).filter(
    ({ kind, size }) => kind === 'fsx-backup' && typeof size === 'number',
  );
  assert.ok(sized.length > 100);
  for (const { size, monthly_cost_high: high } of sized)
    assert.equal(high, Math.round(((size ?? 0) / 1024 ** 3) * 0.05 * 10_000) / 10_000);
});

test('they are scanned with all kinds, by the configuration or by name, and not without', async () => {
  const scan = ['scan', '--region', 'us-west-2', '--format', 'ndjson', '--output', '-'];
  const hasThem = async (...args: readonly string[]) => {
    const run = await runWarm(place, [...scan, ...args]);
    assert.equal(run.exitCode, 0, run.stderr);
    return new Set(rowsOf(run.stdout).map(({ kind }) => kind)).has('fsx-backup');
  };
  assert.equal(await hasThem('--kind', 'all'), true);
  assert.equal(await hasThem(), false);
  assert.equal(await hasThem('--kind', 'snapshots'), false);
  writeFileSync(place.file('config.json'), '{"kinds": ["ebs-snapshot", "fsx-backup"]}');
  assert.equal(await hasThem(), true);
  writeFileSync(place.file('config.json'), '{"kinds": []}');
  assert.equal(await hasThem(), false);
});

test('their policy is what their listing asks, and the usual one is without', async () => {
  const policy = async (...args: readonly string[]) => {
    const run = await runWarm(place, ['iam-policy', ...args]);
    return [...run.stdout.matchAll(/"(fsx:\w+)"/g)].map(([, action]) => action);
  };
  assert.deepEqual(await policy('--kind', 'fsx-backup'), [
    'fsx:DescribeBackups',
    'fsx:DescribeFileSystems',
    'fsx:DescribeVolumes',
  ]);
  assert.deepEqual(await policy(), []);
});

test('a csv of them has their columns, and a filter finds them by fields of their own', async () => {
  const run = await runWarm(place, [
    ...['scan', '--kind', 'fsx-backup', '--region', 'us-east-1', '--format', 'csv'],
    ...['--filter', 'file_system_type:ontap origin:automated source_exists:yes', '--output', 'found/'],
  ]);
  assert.equal(run.exitCode, 0, run.stderr);
  const name = readdirSync(place.file('found')).find((file) => file.includes('fsx'));
  assert.ok(name !== undefined, readdirSync(place.file('found')).join(' '));
  const [head = '', ...lines] = readFileSync(place.file(`found/${name}`), 'utf8')
    .trimEnd()
    .split('\r\n');
  assert.match(head, /Service,Region,Type,Snapshot ID,.*File System Type,/);
  assert.ok(lines.length > 10);
  assert.deepEqual(
    lines.filter((line) => !line.includes('ONTAP') || !line.includes('automated')),
    [],
  );
});
