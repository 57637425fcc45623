/** The app over a company of many accounts, in a real terminal. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { openTerminal, type TerminalSession } from '../helpers/pty.ts';
import { makePlace, type Place, PROGRAM, runSnapdeck } from '../helpers/run-snapdeck.ts';

const SLOW = { timeoutMs: 60_000 };
const FEW = ['--kind', 'ebs-snapshot,datasync-agent', '--region', 'us-east-1,eu-west-1'];
const COMPANY = ['--demo-org', '--demo-size', 'small', '--latency', '1', ...FEW];

let place: Place;
beforeEach(() => {
  place = makePlace();
});
afterEach(() => place.remove());

function openApp(args: readonly string[], columns = 120, rows = 40): TerminalSession {
  const env = { ...place.environment, CI: 'true' };
  return openTerminal({ args: [PROGRAM, ...args], columns, rows, cwd: place.folder, env });
}

test('a visit to many accounts: lines, looking into one, its rows, problems, sorting, narrowing down, picking others, export', async () => {
  await using terminal = openApp(COMPANY);
  await terminal.waitForText(/Larkspur Freight · 24 accounts/, SLOW);
  await terminal.waitForText(/complete, \d+ problems?/, SLOW);
  await terminal.waitForText(/24 of 24 accounts/);
  await terminal.waitForText(/2 accounts suspended or closed/);
  await terminal.waitForText(/mueller-erp +602233445566 \S+ +denied: arn:aws:iam::602233445566/);

  terminal.type('/customs');
  await terminal.waitForText(/\/customs · 1 account/);
  terminal.press('enter');
  terminal.press('enter');
  await terminal.waitForText(/Larkspur Freight › customs-prod/);
  await terminal.waitForText(/> ?us-east-1|>us-east-1/);
  await terminal.waitForText(/\d+ of \d+ cells/);
  terminal.press('l');
  terminal.press('enter');
  await terminal.waitForText(/EBS snapshots +\d+ of [\d,]+\+ · .*account:303344556677/);
  await terminal.waitForText(/Account +/);
  terminal.press('esc');
  await terminal.waitForText(/Larkspur Freight › customs-prod/);
  terminal.press('esc');
  await terminal.waitForText(/\/customs · 1 account/);
  terminal.press('esc');
  await terminal.waitForText(/Larkspur Freight +104729310482/);

  terminal.press('F');
  await terminal.waitForText(/only with problems/);
  terminal.press('F');
  terminal.press('s');
  await terminal.waitForText(/Account \^/);
  terminal.press('a');
  await terminal.waitForText(/^(?:│ )?[ >]us-east-1/m);
  terminal.press('a');
  await terminal.waitForText(/Account \^/);

  terminal.type(':accounts');
  terminal.press('enter');
  await terminal.waitForText(/\[ \] Infrastructure +3 accounts/, SLOW);
  terminal.type('NonProd ');
  await terminal.waitForText(/4 marked/);
  terminal.press('enter');
  await terminal.waitForText(/4 of 4 accounts/, SLOW);
  await terminal.waitForText(/complete/, SLOW);

  terminal.press('e');
  await terminal.waitForText(/exported [\d,]+ rows to output.4-ACCOUNTS-/, SLOW);
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
  assert.match(readdirSync(place.file('output')).join(), /^4-ACCOUNTS-.*\.xlsx$/);
});

test('a scan file of many accounts opens as it was scanned', async () => {
  const scanned = await runSnapdeck(
    place,
    ['scan', ...COMPANY, '--scan-file', place.file('many.sqlite'), '--quiet'],
    {},
  );
  assert.equal(scanned.exitCode, 3, scanned.stderr);
  await using terminal = openApp(['open', place.file('many.sqlite')]);
  await terminal.waitForText(/Larkspur Freight · 24 accounts/, SLOW);
  await terminal.waitForText(/24 of 24 accounts/);
  terminal.type('/sap-prod');
  terminal.press('enter');
  terminal.press('enter');
  await terminal.waitForText(/Larkspur Freight › sap-prod/);
  await terminal.waitForText(/us-east-1 .*\d/);
  terminal.press('r');
  await terminal.waitForText(/this is a finished scan file/);
  terminal.press('q');
  assert.equal((await terminal.exit).exitCode, 0);
});

test('what cannot be meant is said in a line, and the terminal is as it was', async () => {
  await using terminal = openApp([...COMPANY, '--accounts', 'nobody-*']);
  assert.equal((await terminal.exit).exitCode, 2);
  await terminal.waitForText(/No account in the organization o-lk7spur4fr has a name like "nobody-\*"/);
  assert.equal(terminal.terminalState().alternateScreen, false);
});
