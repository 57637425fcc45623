import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { listScanFiles } from '../../source/store/scan-folder.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const DEMO = [
  ...['--demo', '--demo-size', 'small', '--latency', '1', '--faults', 'none'],
  ...['--region', 'us-east-1', '--kind', 'ebs-snapshot'],
];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

function openApp(args: readonly string[]): TerminalSession {
  return openTerminal({
    args: [PROGRAM, ...args],
    columns: 120,
    rows: 40,
    cwd: place.folder,
    env: { ...place.environment },
  });
}

/** The scan file that the app wrote. */
function scanFile(): string {
  const before = process.env.SNAPDECK_DATA_DIR;
  process.env.SNAPDECK_DATA_DIR = place.file('data');
  const file = listScanFiles()[0];
  if (before === undefined) delete process.env.SNAPDECK_DATA_DIR;
  else process.env.SNAPDECK_DATA_DIR = before;
  if (file === undefined) throw new Error('no scan file');
  return file;
}

/** From the first format round to the one that tests read. */
const TO_NDJSON = ['left', 'left', 'left'];

/** Rows of an ndjson export; its lines about coverage are left out. */
function exportedRows(folder: string): readonly Record<string, unknown>[] {
  const [name = ''] = readdirSync(folder);
  return readFileSync(`${folder}/${name}`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ kind }) => kind !== 'coverage');
}

/** The number in front of `of` or at the end of a table's title. */
function countOnScreen(terminal: TerminalSession): number {
  const title = terminal.screen()[3] ?? '';
  return Number((/EBS snapshots +([\d,]+)/.exec(title)?.[1] ?? '').replaceAll(',', ''));
}

test('filter, facet, mark, and export just what is marked', async () => {
  await using terminal = openApp(DEMO);
  await terminal.waitForText('1 of 1 cells', SLOW);
  terminal.press('7');
  await terminal.waitForText(/EBS snapshots +\d+ .*row 1 of/);
  const all = countOnScreen(terminal);

  terminal.type('/encr');
  await terminal.waitForText(/^ encrypted/m);
  terminal.press('tab');
  await terminal.waitForText(' /encrypted:');
  terminal.type('no');
  await terminal.waitForText(/EBS snapshots +\d+ of \d+ .*filter encrypted:no/);
  terminal.press('enter');

  terminal.type('forigin');
  terminal.press('enter');
  await terminal.waitForText(/EBS snapshots by Origin +\d+ rows/);
  terminal.press('enter');
  // Until the new rows are there, the title says that they are being read.
  await terminal.waitForText(/EBS snapshots +\d+ of \d+ · filter encrypted:no origin=/);
  const filtered = countOnScreen(terminal);
  assert.ok(filtered > 3 && filtered < all, `${filtered} of ${all}`);
  const filter = /filter (\S+ \S+)/.exec(terminal.screen()[3] ?? '')?.[1];

  terminal.press('space', 'down', 'space');
  await terminal.waitForText('2 marked');
  terminal.press('y');
  await terminal.waitForText("sent 2 ids to the terminal's clipboard: snap-");
  const marked = (terminal.clipboard() ?? '').split('\n');
  assert.equal(marked.length, 2);

  terminal.press('E');
  await terminal.waitForText('(x) the 2 marked EBS snapshots');
  terminal.press('down', ...TO_NDJSON, 'down', 'ctrl+u');
  terminal.type('marked');
  terminal.press('enter');
  await terminal.waitForText(/exported 2 rows to marked/, SLOW);

  terminal.press('E');
  await terminal.waitForText('(x) the 2 marked EBS snapshots');
  terminal.press('left', 'down', ...TO_NDJSON, 'down', 'ctrl+u');
  terminal.type('view');
  terminal.press('enter');
  await terminal.waitForText(new RegExp(`exported ${filtered} rows to view`), SLOW);
  terminal.press('q');
  assert.deepEqual(await terminal.exit, { exitCode: 0, signal: null });
  assert.equal(terminal.terminalState().mouse, false);

  const ids = (rows: readonly Record<string, unknown>[]) => rows.map((row) => String(row.snapshot_id)).sort();
  assert.deepEqual(ids(exportedRows(place.file('marked'))), marked.toSorted());
  const reader = openScanReader(scanFile());
  const { rows } = reader.order({ tab: 'ebs', filter: filter ?? '', sort: null });
  const expected = reader.window('ebs', [...rows]).map((row) => ({ snapshot_id: row.values.snapshot_id }));
  reader.close();
  assert.deepEqual(ids(exportedRows(place.file('view'))), ids(expected));
});

test('columns, order, filters and commands are there again in the next run', async () => {
  {
    await using terminal = openApp(DEMO);
    await terminal.waitForText('1 of 1 cells', SLOW);
    terminal.press('7');
    await terminal.waitForText(/row 1 of/);
    terminal.type('ssize');
    terminal.press('enter');
    await terminal.waitForText('sorted by Size v');
    terminal.press('c');
    await terminal.waitForText('type to narrow:');
    terminal.press('down', 'space', 'enter');
    await terminal.waitForNoText(/^ {3}Snapshot ID +Region/m);
    terminal.type('/size>1GiB');
    terminal.press('enter');
    await terminal.waitForText('filter size>1GiB');
    terminal.type(':ebs');
    terminal.press('enter');
    terminal.press('q');
    assert.equal((await terminal.exit).exitCode, 0);
  }
  assert.equal(statSync(place.file('data/terminal.json')).mode & 0o777, 0o600);
  await using again = openApp(['open', 'last']);
  await again.waitForText('1 of 1 cells', SLOW);
  again.press('7');
  await again.waitForText('sorted by Size v');
  assert.match(again.screen()[4] ?? '', /^ {3}Snapshot ID +Source +Size v /);
  again.press('/', 'up');
  await again.waitForText(' /size>1GiB');
  again.press('esc', ':', 'up');
  await again.waitForText(' :ebs');
  again.press('esc', 'q');
  assert.equal((await again.exit).exitCode, 0);
});

test('what is wrong in config.json ends the app before it begins, with its place', async () => {
  writeFileSync(place.file('config.json'), '{"keys": {"sort": ["f"]}}');
  await using terminal = openApp([...DEMO, '--config', 'config.json']);
  assert.equal((await terminal.exit).exitCode, 2);
  assert.match(terminal.allLines().join(''), /keys\.sort cannot have the key f: it is that of facet/);
});
