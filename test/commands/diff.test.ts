import assert from 'node:assert/strict';
import { copyFileSync, linkSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { after, before, suite, test } from 'node:test';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { type MadeCell, makeScanFile, SCAN_START } from '../helpers/scan-files.ts';

const DAY = 86_400_000;

let place: Place;
let old: string;
let now: string;
before(() => {
  place = makePlace();
  [old, now] = [place.file('old.scan'), place.file('new.scan')];
  const cell = (rows: MadeCell['rows']): MadeCell => ({
    ...{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done' },
    rows: rows.map((row) => ({ key: row.snapshot_id ?? null, ...row })),
  });
  const denied: MadeCell = {
    ...{ region: 'us-east-1', kind: 'rds-snapshot', outcome: 'denied', rows: [] },
    error: { code: 'AccessDenied', message: 'not\u001b[31m authorized' },
  };
  const run = { key: 'exec-1', start_time: SCAN_START - 29.5 * DAY };
  const executions = (rows: MadeCell['rows']): MadeCell => ({
    ...{ region: 'us-east-1', kind: 'datasync-execution', outcome: 'done', rows },
  });
  makeScanFile(old, {
    cells: [
      cell([
        { snapshot_id: 'snap-1', size: 2 ** 30, monthly_cost_low: 1, monthly_cost_high: 2 },
        { snapshot_id: 'snap-2', status: 'pending', name: 'a\u001b[31mb' },
      ]),
      { ...denied, outcome: 'done', rows: [{ key: 'rds-1' }] },
      executions([run]),
    ],
  });
  makeScanFile(now, {
    facts: { startedAt: SCAN_START + DAY, endedAt: SCAN_START + DAY + 1000 },
    cells: [
      cell([
        { snapshot_id: 'snap-2', status: 'completed', name: 'c' },
        { snapshot_id: 'snap-3', size: 2 ** 31, monthly_cost_low: 3, monthly_cost_high: 9 },
      ]),
      denied,
      executions([]),
    ],
  });
});
after(() => place.remove());

const run = (...args: readonly string[]) => runWarm(place, ['diff', ...args]);

suite('snapdeck diff', () => {
  test('tells people what differs: an overview, then rows', async () => {
    const { exitCode, stdout, stderr } = await run(old, now);
    assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: '' });
    assert.deepEqual(stdout.split('\n'), [
      'Differences  2026-11-21 09:30 → 2026-11-22 09:30 UTC · 1 account',
      `old: ${old}`,
      `new: ${now}`,
      '',
      '                        New  Gone  Changed  Unknown  Aged out     Bytes     Cost a month',
      'DataSync executions       0     0        0        0         1',
      'EBS snapshots             1     1        1        0         0  +1.0 GiB  +$2.00 … +$7.00',
      'RDS instance snapshots    0     0        0        1         0',
      'Total                     1     1        1        1         1  +1.0 GiB  +$2.00 … +$7.00',
      '',
      '+ ebs-snapshot us-east-1 snap-3',
      '',
      '- ebs-snapshot us-east-1 snap-1',
      '',
      '~ ebs-snapshot us-east-1 snap-2  status: pending → completed, name: a�[31mb → c',
      '',
      '? 1 row unknown: rds-snapshot of us-east-1: denied, AccessDenied: not�[31m authorized',
      '',
      '. 1 row aged-out: it began more than 30 days before the scan',
      '',
    ]);
  });

  test('tells programs a row in each line, and last how many there are', async () => {
    const { exitCode, stdout } = await run(old, now, '--format', 'ndjson');
    const where = { account: '123456789012', region: 'us-east-1' };
    const why = 'it began more than 30 days before the scan';
    assert.equal(exitCode, 0);
    assert.deepEqual(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
      [
        {
          ...{ kind: 'datasync-execution', ...where, key: 'exec-1', change: 'aged-out', columns: {} },
          why,
        },
        {
          ...{ kind: 'ebs-snapshot', ...where, key: 'snap-2', change: 'changed' },
          columns: { status: ['pending', 'completed'], name: ['a\u001b[31mb', 'c'] },
        },
        { kind: 'ebs-snapshot', ...where, key: 'snap-3', change: 'new', columns: {} },
        { kind: 'ebs-snapshot', ...where, key: 'snap-1', change: 'gone', columns: {} },
        {
          ...{ kind: 'rds-snapshot', ...where, key: 'rds-1', change: 'unknown', columns: {} },
          why: 'rds-snapshot of us-east-1: denied, AccessDenied: not\u001b[31m authorized',
        },
        { kind: 'summary', new: 1, gone: 1, changed: 1, unknown: 1, aged_out: 1 },
      ],
    );
    assert.ok(!stdout.includes('\u001b'), 'no control character is in it');
  });

  test('is one document of json, and a record a value of csv', async () => {
    const document: unknown = JSON.parse((await run(old, now, '--format', 'json', '--kind', 'ebs')).stdout);
    assert.ok(
      typeof document === 'object' && document !== null && 'rows' in document && 'summary' in document,
    );
    assert.ok(Array.isArray(document.rows));
    assert.equal(document.rows.length, 3);
    assert.deepEqual(document.summary, { new: 1, gone: 1, changed: 1, unknown: 0, aged_out: 0 });
    const { stdout } = await run(old, now, '--format', 'csv', '--kind', 'ebs-snapshot');
    assert.deepEqual(stdout.split('\r\n'), [
      '\ufeffKind,Account,Region,Key,Change,Column,Old,New,Why',
      'ebs-snapshot,123456789012,us-east-1,snap-2,changed,status,pending,completed,',
      'ebs-snapshot,123456789012,us-east-1,snap-2,changed,name,a�[31mb,c,',
      'ebs-snapshot,123456789012,us-east-1,snap-3,new,,,,',
      'ebs-snapshot,123456789012,us-east-1,snap-1,gone,,,,',
      '',
    ]);
  });

  test('ends with 5 under --exit-code where anything is new, gone or changed, and else with 0', async () => {
    const copy = place.file('copy.scan');
    copyFileSync(old, copy);
    const codes = [
      (await run(old, now, '--exit-code')).exitCode,
      (await run(old, copy, '--exit-code')).exitCode,
      (await run(old, now, '--exit-code', '--kind', 'rds-snapshot')).exitCode,
    ];
    assert.deepEqual(codes, [5, 0, 0]);
    assert.match((await run(old, copy)).stdout, /\nNothing differs\.\n$/);
  });
});

suite('snapdeck diff says in one line with exit code 2', () => {
  const refused = async (...args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await run(...args);
    assert.deepEqual({ exitCode, stdout }, { exitCode: 2, stdout: '' });
    return stderr.replaceAll(place.folder, '.');
  };

  test('that there is one file only, whatever it is called', async () => {
    const link = place.file('link.scan');
    linkSync(old, link);
    const line = 'snapdeck: OLD and NEW are one scan file, ./old.scan: there is nothing to compare.\n';
    assert.deepEqual([await refused(old, old), await refused(old, link)], [line, line]);
  });

  test('that a file is missing, broken, or of a newer format', async () => {
    const [broken, newer] = [place.file('broken.scan'), place.file('newer.scan')];
    writeFileSync(broken, 'no database');
    copyFileSync(old, newer);
    const database = new DatabaseSync(newer);
    database.exec('PRAGMA user_version = 99');
    database.close();
    assert.deepEqual(
      [
        await refused(place.file('none.scan'), now),
        await refused(old, broken),
        await refused(newer, now),
        await refused(),
      ],
      [
        'snapdeck: There is no scan file ./none.scan\n',
        'snapdeck: ./broken.scan is not a scan file of snapdeck\n',
        'snapdeck: The scan file ./newer.scan was written by a newer snapdeck (format 99, this one reads up to 2)\n',
        'snapdeck: snapdeck diff needs the older scan file: snapdeck diff OLD [NEW].\n',
      ],
    );
  });

  test('that the scans are of other accounts', async () => {
    const other = place.file('other.scan');
    const cell = { account: '210987654321', region: 'us-east-1', kind: 'ebs-snapshot' } as const;
    makeScanFile(other, { cells: [{ ...cell, outcome: 'done', rows: [] }] });
    assert.equal(
      await refused(old, other),
      'snapdeck: The scans are of other accounts (123456789012; 210987654321): there is nothing to compare.\n',
    );
  });

  test('what it cannot write or compare', async () => {
    assert.deepEqual(
      [
        await refused(old, now, '--format', 'xlsx,csv'),
        await refused(old, now, '--columns', 'statsu'),
        await refused(old, now, '--kind', 'ami'),
        await refused(old, now, '--filter', 'size>'),
      ],
      [
        'snapdeck: snapdeck diff takes one --format of text, json, csv, ndjson, xlsx, html, markdown (given: xlsx,csv).\n',
        'snapdeck: --columns: the kinds that are compared have no column statsu; close: status.\n',
        'snapdeck: --kind: both scans have datasync-execution, ebs-snapshot, rds-snapshot, none of those that were asked for.\n',
        'snapdeck: --filter: size> needs a value right after it\n  size>\n  ^^^^^\n',
      ],
    );
  });
});
