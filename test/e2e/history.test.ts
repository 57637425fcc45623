import assert from 'node:assert/strict';
import { readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openScanFile } from '../helpers/open-scan-file.ts';
import { makePlace, type Place, runSnapdeck, startSnapdeck } from '../helpers/run-snapdeck.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const DEMO = [
  '--demo',
  '--demo-size',
  'small',
  '--latency',
  '1',
  '--faults',
  'none',
  '--region',
  'us-east-1',
];
const SCAN = ['scan', ...DEMO, '--kind', 'ebs', '--quiet'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

const scans = (): readonly string[] =>
  readdirSync(path.join(place.folder, 'data', 'scans'))
    .filter((name) => name.endsWith('.sqlite'))
    .sort();

async function listed(): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const run = await runSnapdeck(place, ['history', '--format', 'json']);
  assert.equal(run.exitCode, 0, run.stderr);
  return JSON.parse(run.stdout);
}

test('a scan that is given its name is found by it, and a second one cannot have it', async () => {
  const first = await runSnapdeck(place, [...SCAN, '--name', 'release-42']);
  assert.equal(first.exitCode, 0, first.stderr);
  const second = await runSnapdeck(place, [...SCAN, '--name', 'Release-42']);
  assert.equal(second.exitCode, 2);
  assert.match(second.stderr, /^snapdeck: There is a scan named release-42 already: [0-9a-f]{8} of /);
  assert.equal(scans().length, 1);
  const [one] = await listed();
  assert.deepEqual(
    [one?.name, one?.kept, one?.state, one?.account],
    ['release-42', true, 'whole', '123456789012'],
  );
  const exported = await runSnapdeck(place, ['export', 'release-42', '--format', 'ndjson', '--output', '-']);
  assert.equal(exported.exitCode, 0, exported.stderr);
  const rows = exported.stdout.split('\n').filter((line) => line.startsWith('{"kind":"ebs-snapshot"'));
  assert.equal(rows.length, one?.rows);
});

test('--name and --keep are for scans of the history, and names are checked before the scan', async () => {
  const elsewhere = await runSnapdeck(place, [...SCAN, '--keep', '--scan-file', 'mine.sqlite']);
  assert.deepEqual([elsewhere.exitCode, elsewhere.stdout], [2, '']);
  assert.match(elsewhere.stderr, /^snapdeck: --keep is for scans of the history: --scan-file puts this one/);
  const resumed = await runSnapdeck(place, [...SCAN, '--name', 'mine', '--resume']);
  assert.equal(
    resumed.stderr,
    'snapdeck: --name is for a new scan: one that is there is named by snapdeck history name.\n',
  );
  const wrong = await runSnapdeck(place, [...SCAN, '--name', 'last']);
  assert.deepEqual([wrong.exitCode, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /--name takes a name that is no id, no day, no path and not last/);
});

test('the scan that would be first to remove one tells so, the next one removes it, and a kept one stays', async () => {
  const config = place.file('policy.json');
  writeFileSync(config, '{"history": {"last": 1, "daily": 0, "monthly": 0}, "prices": "builtin"}');
  const scan = async (...more: readonly string[]) => {
    const run = await runSnapdeck(place, [...SCAN, '--config', config, ...more]);
    assert.equal(run.exitCode, 0, run.stderr);
    // As if it was an hour ago.
    for (const name of scans()) {
      const file = path.join(place.folder, 'data', 'scans', name);
      const earlier = statSync(file).mtimeMs / 1000 - 3600;
      utimesSync(file, earlier, earlier);
    }
    return run.stderr;
  };
  assert.equal(await scan('--keep'), '');
  assert.equal(await scan(), '');
  const [, kept] = scans().toReversed();
  const told = await scan();
  assert.match(
    told,
    /^notice: from the next scan on old scan files are removed, 1 file \([\d.]+ \wiB\) at first; what stays: of each choice of accounts the last 1,/,
  );
  assert.equal(scans().length, 3);
  assert.equal(await scan(), '');
  assert.equal(scans().length, 2);
  assert.ok(kept !== undefined && scans().includes(kept));
});

test('a scan that runs is listed so and not removed; one that was killed is interrupted, and can be', async () => {
  const live = startSnapdeck(place, ['scan', ...DEMO.with(DEMO.indexOf('1'), '400')]);
  await live.saysOnStderr('[1/');
  const [running] = await listed();
  assert.equal(running?.state, 'running');
  const refused = await runSnapdeck(place, ['history', 'remove', 'last']);
  assert.equal(refused.exitCode, 1);
  assert.match(refused.stderr, /running was not removed: a process has it open/);
  live.child.kill('SIGKILL');
  await live.ended;
  const [killed] = await listed();
  assert.equal(killed?.state, 'interrupted');
  const removed = await runSnapdeck(place, ['history', 'remove', 'last']);
  assert.equal(removed.exitCode, 0, removed.stderr);
  assert.match(removed.stdout, /^removed [0-9a-f]{8} of .* UTC, interrupted: scan-/);
  assert.deepEqual(scans(), []);
});

test('the app lists the kept scans, and opens the one that is chosen', async () => {
  const folder = path.join(place.folder, 'data', 'scans');
  const made = (id: string, day: string, rows: number) => {
    const startedAt = Date.parse(`${day}T06:00:00Z`);
    makeScanFile(path.join(folder, `scan-${day}T06-00-00.000Z-${id}.sqlite`), {
      facts: { startedAt, endedAt: startedAt + 3_000 },
      cells: [
        {
          ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
          rows: Array.from({ length: rows }, (_, row) => ({ snapshot_id: `snap-${row}`, size: 2 ** 30 })),
        },
      ],
    });
  };
  made('aaaaaaaa', '2026-11-26', 3);
  made('bbbbbbbb', '2026-11-27', 5);
  made('cccccccc', '2026-11-28', 4);
  writeFileSync(path.join(folder, 'scan-2026-11-29T06-00-00.000Z-dddddddd.sqlite'), 'no database');
  const scanFile = path.join(folder, 'scan-2026-11-28T06-00-00.000Z-cccccccc.sqlite');
  await using terminal = openScanFile({ ...place, scanFile }, { columns: 110, rows: 35 });
  await terminal.waitForText('EBS 4', { timeoutMs: 60_000 });
  terminal.type(':history\r');
  await terminal.waitForText(/>\*cccccccc +2026-11-28 06:00 .* 4 +4\.0 GiB/);
  const lines = terminal.screen();
  assert.ok(
    lines.some((line) => / Rows {2}▁█▅ {2}3 → 4$/.test(line.trimEnd())),
    lines.join('\n'),
  );
  assert.ok(
    lines.some((line) => line.includes('dddddddd  no scan file of snapdeck, or a damaged one: scan-2026')),
  );
  terminal.press('down');
  await terminal.waitForText('> bbbbbbbb');
  terminal.press('enter');
  await terminal.waitForText('EBS 5');
  terminal.type('q');
  assert.equal((await terminal.exit).exitCode, 0);
});

test('the summary of a scan says what changed since the last one that can be compared, and which that is', async () => {
  const scan = (...more: readonly string[]) =>
    runSnapdeck(place, ['scan', ...DEMO, '--kind', 'ebs', ...more]);
  const first = await scan('--name', 'release-42');
  assert.doesNotMatch(first.stdout, /^since /m);
  const other = await runSnapdeck(place, ['scan', ...DEMO, '--kind', 'efs']);
  assert.doesNotMatch(other.stdout, /^since /m);
  const second = await scan();
  assert.match(
    second.stdout,
    /^since \d{4}-\d\d-\d\d \d\d:\d\d UTC \(release-42\): rows 0, size 0 B, cost a month \$0 to \$0, as far as/m,
  );
});
