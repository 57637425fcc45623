/** From the dearest candidates to the script that would delete them, and what that script would do. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { openScanFile } from '../helpers/open-scan-file.ts';
import { makePlace, type Place, runProgram } from '../helpers/run-snapdeck.ts';
import { makeScanFile } from '../helpers/scan-files.ts';

const GIB = 2 ** 30;
const SLOW = { timeoutMs: 60_000 };

let place: Place;
let scanFile: string;
beforeEach(() => {
  place = makePlace();
  scanFile = place.file('made.scan');
  const rows = Array.from({ length: 30 }, (_, index) => ({
    ...{ snapshot_id: `snap-${index}`, size: GIB, origin: 'manual' },
    deletability: index % 2 === 0 ? 'candidate' : 'in use',
    deletability_reasons: [index % 2 === 0 ? 'newer: snap-31 of 2026-11-20 (manual)' : 'used by AMI ami-1'],
    ...{ monthly_cost_low: 0, monthly_cost_high: index },
  }));
  makeScanFile(scanFile, {
    facts: { startedAt: Date.now() - 3_600_000 },
    cells: [{ region: 'us-east-1', kind: 'ebs-snapshot', outcome: 'done', rows }],
  });
});
afterEach(() => place.remove());

/** Ids in the rows of a script. */
function idsIn(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^row .* --snapshot-id (\S+) /gm)].map(([, id = '']) => id);
}

test('a delete plan for the ten dearest candidates', async () => {
  await using terminal = openScanFile({ ...place, scanFile }, { columns: 110, rows: 35 });
  await terminal.waitForText('EBS 30', SLOW);
  terminal.type(':ebs\r');
  await terminal.waitForText('row 1 of 30');
  terminal.type('/verdict:candidate\r');
  await terminal.waitForText('row 1 of 15');
  terminal.type(':sort monthly_cost_high desc\r');
  await terminal.waitForText(/> +snap-28 /);
  for (let row = 0; row < 10; row += 1) terminal.type(' ');
  await terminal.waitForText('10 marked');
  terminal.type('D');
  await terminal.waitForText('10 of 10 rows may go: 10.0 GiB, $0.00 to $190.00 a month');
  await terminal.waitForText('snapdeck deletes nothing, ever');
  terminal.press('enter');
  await terminal.waitForText('To delete: CONFIRM=yes sh output/');
  const [, file = ''] = /Written: (\S+)/.exec(terminal.screen().join('\n')) ?? [];
  const dearest = [28, 26, 24, 22, 20, 18, 16, 14, 12, 10].map((index) => `snap-${index}`);
  assert.deepEqual(idsIn(place.file(file)).toSorted(), dearest.toSorted());

  const idle = await runProgram(place, 'sh', [file]);
  assert.equal(idle.exitCode, 0);
  assert.match(idle.stdout, /10 of 10 would be deleted; nothing was called\./);

  terminal.press('esc');
  await terminal.waitForText('10 marked');
  terminal.type('uD');
  await terminal.waitForText('15 of 15 rows may go');
  terminal.type('q');
  await terminal.waitForText('row 11 of 15');
});

test('a delete plan says where its script cannot be written', async () => {
  writeFileSync(place.file('output'), 'a file where the folder would be');
  await using terminal = openScanFile({ ...place, scanFile }, { columns: 110, rows: 35 });
  await terminal.waitForText('EBS 30', SLOW);
  terminal.type(':ebs\r');
  await terminal.waitForText('row 1 of 30');
  terminal.type('D');
  await terminal.waitForText('15 of 30 rows may go');
  await terminal.waitForText('15 rows, in use: used by AMI ami-1');
  terminal.press('enter');
  await terminal.waitForText('The script was not written: Cannot');
});
