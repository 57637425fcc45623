/** Scan files of an older and of a newer snapdeck, opened by the program as it is published. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { countFindings } from '../../source/analysis/findings-from-scan-file.ts';
import { relatedRows } from '../../source/analysis/related-rows.ts';
import { summarize } from '../../source/analysis/summary-from-scan-file.ts';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { makePlace, type Place } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';
import { madeAccount, makeScanFile } from '../helpers/scan-files.ts';

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** Columns that snapdeck learned of later. */
const LATER = ['deletability', 'deletability_reasons', 'monthly_cost_low', 'monthly_cost_high', 'owner'];

/** The kinds as they were: without the newest one, without what the others gained since, and with tags as texts. */
const OLDER: readonly ResourceKind[] = RESOURCE_KINDS.filter(({ byDefault }) => byDefault).map((kind) => ({
  ...kind,
  columns: kind.columns
    .filter(({ id }) => !LATER.includes(id))
    .map((column) => (column.type === 'tags' ? { ...column, type: 'list' } : column)),
  derivation: 'none',
}));

const snapshot = (id: string, size: number) => ({
  ...{ key: id, snapshot_id: id, source: 'vol-1', size, status: 'completed' },
});

/** A real file of then: no table of the newest tab, no column of the later ones. */
function olderFile(): string {
  const file = place.file('older.sqlite');
  makeScanFile(file, {
    kinds: OLDER,
    cells: [
      {
        region: 'us-east-1',
        kind: 'ebs-snapshot',
        outcome: 'done',
        rows: [
          { ...snapshot('snap-1', 1024), tags: ['team=a,b', 'a="b"=c'] },
          { ...snapshot('snap-2', 2048), status: 'error', tags: [] },
        ],
      },
    ],
  });
  const database = new DatabaseSync(file);
  assert.deepEqual(
    { ...database.prepare('SELECT tags FROM ebs').get() },
    { tags: '["team=a,b","a=\\"b\\"=c"]' },
  );
  database.exec(
    `DROP TABLE "fsx"; DELETE FROM tab WHERE id = 'fsx'; DROP TABLE account; DROP TABLE source; DROP TABLE source_listing;
     DROP TABLE source_backup; DROP TABLE copy_under_way; PRAGMA user_version = 1`,
  );
  const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
  database.close();
  assert.ok(!tables.some(({ name }) => name === 'fsx'));
  return file;
}

test('a file of an older snapdeck is exported with what it has', async () => {
  const file = olderFile();
  const run = await runWarm(place, ['export', file, '--format', 'xlsx,ndjson', '--output', 'out/']);
  assert.equal(run.exitCode, 0, run.stderr);
  assert.match(
    run.stderr,
    /^an earlier version wrote this scan file: sources without a backup are missing in it$/m,
  );
  const names = readdirSync(place.file('out')).sort();
  assert.deepEqual(
    names.map((name) => name.split('.').at(-1)),
    ['ndjson', 'xlsx'],
  );
  const lines = readFileSync(place.file(`out/${names[0]}`), 'utf8');
  const rows = lines
    .split('\n')
    .slice(0, 2)
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    rows.map((row) => [row.snapshot_id, row.tags]),
    [
      ['snap-1', ['team=a,b', 'a="b"=c']],
      ['snap-2', []],
    ],
  );
});

test('its filter, its summary, its findings and its links tell what they can and nothing else', async () => {
  const file = olderFile();
  const reader = openScanReader(file);
  try {
    const report = summarize(reader.database);
    assert.deepEqual(report.kinds, [{ kind: 'ebs-snapshot', rows: 2 }]);
    assert.equal(reader.overview().lacksSources, true);
    assert.deepEqual([report.cost.total.count, report.cost.total.withoutHigh], [2, 2]);
    const failed = countFindings(reader.database).find(({ id }) => id === 'ebs-failed');
    assert.equal(failed?.count, 1);
    assert.deepEqual(
      countFindings(reader.database).filter(({ tab }) => tab === 'fsx'),
      [],
    );
    assert.equal(reader.order({ tab: 'fsx', sort: null }).rows.length, 0);
    assert.equal(reader.order({ tab: 'ebs', filter: 'status:error', sort: null }).rows.length, 1);
    const found = (filter: string) => [...reader.order({ tab: 'ebs', filter, sort: null }).rows];
    for (const filter of ['tags:team=*', 'tags="team=a,b"', 'tags:*', 'a,b', '"=c"']) {
      assert.deepEqual(found(filter), [1], filter);
    }
    assert.deepEqual(reader.row('ebs', 1)?.values.tags, ['team=a,b', 'a="b"=c']);
    const [same] = relatedRows(reader, 'ebs', 1)?.rows ?? [];
    assert.equal(same?.count, 2);
  } finally {
    reader.close();
  }
  const filtered = await runWarm(place, ['export', file, '--filter', 'size>1KiB', '--output', 'out/']);
  assert.equal(filtered.exitCode, 0, filtered.stderr);
});

/** A file of this format as a later snapdeck may write it: with tables, columns, a tab, a kind and facts of its own. */
function laterFile(): string {
  const file = place.file('later.sqlite');
  makeScanFile(file, {
    cells: [
      { region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [snapshot('snap-1', 1024)] },
      { region: 'us-east-1', kind: 'datasync-agent', outcome: 'empty', rows: [] },
    ],
    accounts: [madeAccount('123456789012', { name: 'web' })],
  });
  const database = new DatabaseSync(file);
  database.exec(`
    ALTER TABLE cell ADD COLUMN weight REAL; ALTER TABLE account ADD COLUMN owner TEXT;
    ALTER TABLE tab ADD COLUMN colour TEXT; ALTER TABLE elsewhere ADD COLUMN why TEXT;
    ALTER TABLE ebs ADD COLUMN vectors TEXT; UPDATE ebs SET vectors = '{"x":1}';
    INSERT INTO tab_column (tab, position, id, type) VALUES ('ebs', 900, 'vectors', 'vector');
    CREATE TABLE verdict (cell INTEGER, key TEXT, verdict TEXT); INSERT INTO verdict VALUES (1, 'snap-1', 'late');
    CREATE TABLE ponds (row INTEGER PRIMARY KEY, cell INTEGER, key TEXT, problem TEXT, depth REAL);
    INSERT INTO ponds VALUES (1, 3, 'pond-1', NULL, 5);
    INSERT INTO tab (id, position) VALUES ('ponds', 90); INSERT INTO kind (id, tab) VALUES ('pond', 'ponds');
    INSERT INTO tab_column (tab, position, id, type) VALUES ('ponds', 0, 'depth', 'vector');
    INSERT INTO cell (account, partition, region, kind, phase, rows) VALUES ('123456789012', 'aws', 'us-east-1', 'pond', 'done', 1);
    INSERT INTO scan (name, value) VALUES ('dataset', '{"shard":3}');
    CREATE INDEX "ebs by size" ON ebs (size);`);
  database.close();
  return file;
}

test('what a later snapdeck adds to a file hinders nobody, and of a column of it the text is shown', async () => {
  const file = laterFile();
  const reader = openScanReader(file);
  try {
    assert.deepEqual(
      reader.cells().map(({ kind, rows, read }) => [kind, rows, read]),
      [
        ['ebs-snapshot', 1, null],
        ['datasync-agent', 0, null],
        ['pond', 1, null],
      ],
    );
    assert.equal(reader.row('ebs', 1)?.values.vectors, '{"x":1}');
    assert.deepEqual([...reader.order({ tab: 'ebs', filter: 'snap-1 vectors:*x*', sort: null }).rows], [1]);
    assert.equal(reader.accounts()[0]?.name, 'web');
    assert.equal(reader.facts().profile, null);
  } finally {
    reader.close();
  }
  const run = await runWarm(place, ['export', file, '--format', 'xlsx,csv,json,ndjson', '--output', 'out/']);
  assert.equal(run.exitCode, 0, run.stderr);
  const [name = ''] = readdirSync(place.file('out')).filter((one) => one.endsWith('.ndjson'));
  const objects = readFileSync(place.file(`out/${name}`), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    objects.map(({ kind, collector, snapshot_id }) => [kind, collector ?? snapshot_id]),
    [
      ['ebs-snapshot', 'snap-1'],
      ['source', undefined],
      ['account', undefined],
      ['coverage', 'ebs-snapshot'],
      ['coverage', 'datasync-agent'],
      ['coverage', 'pond'],
    ],
  );
});

test('what an earlier snapdeck of this format did not write reads as not known', async () => {
  const file = place.file('earlier.sqlite');
  makeScanFile(file, {
    cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows: [snapshot('snap-1', 1024)] }],
    accounts: [madeAccount('123456789012')],
  });
  const database = new DatabaseSync(file);
  database.exec(`
    ALTER TABLE cell DROP COLUMN read_at; ALTER TABLE cell DROP COLUMN read_until; DROP TABLE elsewhere;
    ALTER TABLE ebs DROP COLUMN tags; ALTER TABLE ebs DROP COLUMN owner;
    DELETE FROM tab_column WHERE tab = 'ebs' AND id IN ('tags', 'owner')`);
  database.close();
  const run = await runWarm(place, ['export', file, '--format', 'csv,json', '--output', 'out/']);
  assert.equal(run.exitCode, 0, run.stderr);
  const [name = ''] = readdirSync(place.file('out')).filter((one) => one.endsWith('.json'));
  const document = JSON.parse(readFileSync(place.file(`out/${name}`), 'utf8'));
  const [row] = document.rows['ebs-snapshot'];
  assert.deepEqual([row.snapshot_id, row.tags, row.owner], ['snap-1', null, null]);
  const [cell] = document.coverage;
  assert.deepEqual([cell.outcome, cell.read_at, cell.read_until], ['done', null, null]);
  assert.equal(document.elsewhere, undefined);
});

test('a file of a newer snapdeck is told in one line', async () => {
  const file = olderFile();
  const database = new DatabaseSync(file);
  database.exec('PRAGMA user_version = 99');
  database.close();
  const run = await runWarm(place, ['export', file]);
  assert.equal(run.exitCode, 2);
  assert.equal(run.stdout, '');
  assert.equal(
    run.stderr,
    `snapdeck: The scan file ${file} was written by a newer snapdeck (format 99, this one reads up to 2)\n`,
  );
});
