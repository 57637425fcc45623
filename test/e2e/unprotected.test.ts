/** From a scan to a file of what is unprotected in production, by keys alone. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { openTerminal } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const DEMO = ['--demo', '--demo-size', 'small', '--latency', '1', '--faults', 'none', '--kind', 'snapshots'];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

/** The sources in an export in ndjson. */
function sourcesIn(file: string): readonly Record<string, unknown>[] {
  return readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line): Record<string, unknown> => JSON.parse(line))
    .filter(({ kind }) => kind === 'source');
}

test('what is unprotected in prod is found, and exported alone', async () => {
  await using terminal = openTerminal({
    args: [PROGRAM, ...DEMO],
    columns: 110,
    rows: 35,
    cwd: place.folder,
    env: { ...place.environment },
  });
  await terminal.waitForText('68 of 68 cells', SLOW);
  terminal.type(':sources\r');
  await terminal.waitForText(/sorted by Protection \^/);
  terminal.type('/protection:unprotected name:*prod*');
  await terminal.waitForText(/filter protection:unprotected name:\*prod\*/);
  terminal.press('enter');
  await terminal.waitForText('/ filter  Enter detail');
  await terminal.waitForText(/filter protection:.* row 1 of \d+$/m);
  terminal.press('enter');
  await terminal.waitForText(/Protection +unprotected/);
  await terminal.waitForText(/Reason +no backup/);
  await terminal.waitForText(/Timeline +there are none/);
  terminal.press('esc');
  await terminal.waitForText(/row 1 of \d+/);
  terminal.press('E');
  await terminal.waitForText(/\(x\) this view as filtered: \d+ of \d+ Sources/);
  terminal.press('down', 'left', 'left', 'left', 'down', 'ctrl+u');
  terminal.type('prod');
  terminal.press('enter');
  await terminal.waitForText(/exported [1-9]\d* rows to prod.*-sources-all-export-/, SLOW);
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);

  // The same scan whole, without the filter, and looked through here.
  const whole = await runSnapdeck(place, [
    'export',
    'last',
    '--format',
    'ndjson',
    '--output',
    'whole.ndjson',
  ]);
  assert.equal(whole.exitCode, 0);
  const expected = sourcesIn(place.file('whole.ndjson')).filter(
    ({ protection, name }) => protection === 'unprotected' && /prod/i.test(String(name)),
  );
  assert.ok(expected.length > 3);
  const [name = ''] = readdirSync(place.file('prod'));
  const ids = (rows: readonly Record<string, unknown>[]) =>
    rows.map(({ source_id: id }) => String(id)).sort();
  assert.deepEqual(ids(sourcesIn(`${place.file('prod')}/${name}`)), ids(expected));
});
