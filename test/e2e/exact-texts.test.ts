/** Names and tags as AWS gives them: kept letter for letter, found by what they are, and harmless wherever they are shown. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, test } from 'node:test';
import ExcelJS from 'exceljs';
import { type AlteredAws, alteredAws } from '../helpers/altered-aws.ts';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM } from '../helpers/run-snapdeck.ts';
import { runWarm } from '../helpers/run-warm.ts';

const FAMILY = '👩‍👩‍👧‍👦 us';
const PERSIAN = 'پشتیبان‌ها';
const LINES = 'line one\nline two';
const ACTING = 'clear \u009b2J \u202egnp.exe';
const FORMULA = '=SUM(A1)\n,"x"';
/** A key with the signs that stand between key and value wherever tags are texts. */
const KEY = 'cost=centre:eu';
const NAMES = [FAMILY, PERSIAN, LINES, ACTING, FORMULA];

const SCAN = ['scan', '--region', 'us-east-1', '--kind', 'ebs-snapshot'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** An account whose snapshots have these names. */
function named(context: Parameters<typeof alteredAws>[0]): Promise<AlteredAws> {
  const items = NAMES.map((name, index) => {
    const value = name.replaceAll('"', '&quot;');
    return `<item><snapshotId>snap-${index}</snapshotId><status>completed</status><tagSet><item><key>Name</key><value>${value}</value></item><item><key>${KEY}</key><value>a=b</value></item></tagSet></item>`;
  });
  const body = `<DescribeSnapshotsResponse><snapshotSet>${items.join('')}</snapshotSet></DescribeSnapshotsResponse>`;
  return alteredAws(context, ({ operation, text }) =>
    operation === 'DescribeSnapshots' && !text.includes('RestorableBy') ? { body } : undefined,
  );
}

function records(ndjson: string): readonly Readonly<Record<string, unknown>>[] {
  return ndjson
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

test('the scan file and exports for programs keep every name and tag letter for letter', async (context) => {
  const { environment } = await named(context);
  const scanFile = place.file('scan.sqlite');
  const run = await runWarm(
    place,
    [...SCAN, '--scan-file', scanFile, '--format', 'ndjson,json,csv,xlsx', '--output', 'out'],
    environment,
  );
  assert.equal(run.exitCode, 0, run.stderr);
  const database = new DatabaseSync(scanFile, { readOnly: true });
  context.after(() => database.close());
  assert.deepEqual(
    database
      .prepare('SELECT name, tags FROM ebs')
      .all()
      .map(({ name, tags }) => [name, JSON.parse(String(tags))]),
    NAMES.map((name) => [
      name,
      [
        ['Name', name],
        [KEY, 'a=b'],
      ],
    ]),
  );
  const read = (ending: string) =>
    readFileSync(
      place.file(`out/${readdirSync(place.file('out')).find((file) => file.endsWith(ending))}`),
      'utf8',
    );
  assert.deepEqual(
    records(read('.ndjson'))
      .slice(0, NAMES.length)
      .map(({ name, tags }) => [name, tags]),
    NAMES.map((name) => [name, [`Name=${name}`, `${KEY}=a=b`]]),
  );
  const document = JSON.parse(read('.json'));
  assert.deepEqual(
    document.rows['ebs-snapshot'].map((row: { readonly name: string }) => row.name),
    NAMES,
  );
  assert.deepEqual(
    document.rows['ebs-snapshot'].map((row: { readonly tags: readonly string[] }) => row.tags),
    NAMES.map((name) => [`Name=${name}`, `${KEY}=a=b`]),
  );
  // No byte of it acts on a terminal, whatever the names hold.
  assert.doesNotMatch(read('.ndjson'), /(?!\n)[\p{Cc}\p{Cf}]/u);
  const csv = read('-ebs-snapshot.csv');
  for (const shown of [FAMILY, PERSIAN, `"${LINES}"`, 'clear \ufffd2J \ufffdgnp.exe', `"'=SUM(A1)\n,""x"""`])
    assert.ok(csv.includes(`,${shown},`), shown);
  const book = new ExcelJS.Workbook();
  const [workbook = ''] = readdirSync(place.file('out')).filter((file) => file.endsWith('.xlsx'));
  await book.xlsx.readFile(place.file(`out/${workbook}`));
  const sheet = book.getWorksheet('EBS Snapshots');
  const column = sheet?.getRow(1).values;
  assert.ok(Array.isArray(column));
  const names = NAMES.map((_, index) => sheet?.getRow(index + 2).getCell(column.indexOf('Name')).value);
  assert.deepEqual(names, [FAMILY, PERSIAN, LINES, 'clear \ufffd2J \ufffdgnp.exe', FORMULA]);
});

test('a filter finds a name by the very characters that it has', async (context) => {
  const { environment } = await named(context);
  const scanFile = place.file('scan.sqlite');
  await runWarm(place, [...SCAN, '--scan-file', scanFile, '--output', 'out'], environment);
  const found = async (filter: string) => {
    const { stdout } = await runWarm(place, [
      ...['export', scanFile, '--format', 'ndjson', '--output', '-', '--filter', filter],
    ]);
    return records(stdout).flatMap(({ kind, name }) => (kind === 'coverage' ? [] : [name]));
  };
  assert.deepEqual(await found('👩‍👩‍👧‍👦'), [FAMILY]);
  assert.deepEqual(await found('👩👩👧👦'), []);
  assert.deepEqual(await found(`name:${PERSIAN}`), [PERSIAN]);
  assert.deepEqual(await found(`"${LINES}"`), [LINES]);
  assert.deepEqual(await found('tags:"*one\nline*"'), [LINES]);
  assert.deepEqual(await found(`name="${LINES}"`), [LINES]);
  assert.deepEqual(await found(`tags="${KEY}=a=b" name:line*`), [LINES]);
});

test('the app draws such names safe, and a filter typed or pasted finds them', async (context) => {
  const { environment } = await named(context);
  const app = openTerminal({
    args: [PROGRAM, '--region', 'us-east-1', '--kind', 'ebs-snapshot'],
    columns: 150,
    rows: 30,
    cwd: place.folder,
    env: { ...place.environment, ...environment, CI: undefined },
  });
  context.after(() => app.close());
  await app.waitForText('complete');
  app.type(':ebs\r');
  await app.waitForText('row 1 of 5');
  await app.waitForText('👩\ufffd👩\ufffd👧\ufffd👦 us');
  await app.waitForText('clear \ufffd2J');
  app.press('/');
  app.type('👩‍👩‍👧‍👦\r');
  await app.waitForText('row 1 of 1');
  app.press('/');
  await app.waitForText('Enter');
  app.press('ctrl+u');
  app.paste(`"${LINES}"`);
  await app.waitForText('"line one line two"');
  app.press('enter');
  await app.waitForText('line one\ufffdline two');
  await app.waitForText('row 1 of 1');
  assert.doesNotMatch(app.rawOutput(), /[\u0080-\u009f]|\u200d|\u202e/);
});
