import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanState } from '../../../source/model/cell.ts';
import { bareApp, typed } from '../helpers/bare-app.ts';
import { finishedScan, midScan } from '../helpers/fake-scan.ts';
import { fakeServices } from '../helpers/fake-services.ts';

/** The app over this scan, after `:resume`: what it wished for, and what its footer says. */
async function resumed(scan: ScanState) {
  const services = fakeServices(scan);
  const app = await bareApp([], { services });
  for (const key of typed(':resume')) await app.press([key]);
  const { message, scan: shown } = app.state();
  app.app.leave(0);
  return { services, said: message?.text ?? null, scan: shown };
}

test(':resume goes on with a scan that was stopped, in its file', async () => {
  const { services, said, scan } = await resumed({ ...finishedScan(), stage: 'stopped' });
  assert.deepEqual(services.goneOn, [{ scanFile: scan?.scanFile, kinds: null }]);
  assert.equal(said, null);
});

test(':resume of a scan that is whole, or runs, says what there is instead', async () => {
  const whole = await resumed(finishedScan());
  assert.deepEqual(whole.services.goneOn, []);
  assert.equal(
    whole.said,
    'this scan is whole: :retry runs cells again that are not done, :rescan starts a new scan',
  );
  const running = await resumed(midScan());
  assert.deepEqual(running.services.goneOn, []);
  assert.equal(running.said, 'the scan is running');
});
