import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanState } from '../../../source/model/cell.ts';
import { bareApp, typed } from '../helpers/bare-app.ts';
import { finishedScan, midScan } from '../helpers/fake-scan.ts';
import { behindUnfinished, fakeServices, UNFINISHED } from '../helpers/fake-services.ts';

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

/** The app as it starts behind a scan that did not end, after these keys: what it opened, went on with and started. */
async function offered(keys: readonly string[]) {
  const services = behindUnfinished(finishedScan());
  const app = await bareApp([], { services });
  const asked = app.state().overlay?.kind ?? null;
  for (const key of keys) await app.press([key]);
  const { overlay } = app.state();
  app.app.leave(0);
  return { asked, overlay, goneOn: services.goneOn, started: services.choices.length };
}

test('a scan that did not end is offered before a new one starts: Enter goes on with it', async () => {
  assert.deepEqual(await offered([]), {
    ...{ asked: 'unfinished scan', goneOn: [], started: 0 },
    overlay: { kind: 'unfinished scan', scan: UNFINISHED },
  });
  const { goneOn, started, overlay } = await offered(['enter']);
  assert.deepEqual([goneOn, started, overlay], [[{ scanFile: UNFINISHED.scanFile, kinds: null }], 0, null]);
});

test('n, or Esc, starts a new scan in its place', async () => {
  for (const key of ['n', 'escape']) {
    const { goneOn, started, overlay } = await offered([key]);
    assert.deepEqual([goneOn, started, overlay], [[], 1, null]);
  }
});
