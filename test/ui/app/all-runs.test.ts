import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ScanState } from '../../../source/model/cell.ts';
import type { AppServices } from '../../../source/ui/loading/services.ts';
import { bareApp, typed } from '../helpers/bare-app.ts';
import { finishedScan, midScan } from '../helpers/fake-scan.ts';
import { fakeServices } from '../helpers/fake-services.ts';

/** The app over this scan after these command lines: what is open, and what the footer says. */
async function after(
  lines: readonly string[],
  scan: ScanState = finishedScan(),
  allRuns: AppServices['allRuns'] | null = null,
) {
  const services = fakeServices(scan);
  const app = await bareApp([], { services: allRuns === null ? services : { ...services, allRuns } });
  for (const line of lines) for (const key of typed(line)) await app.press([key]);
  const { message, scan: shown, allRunsOf } = app.state();
  app.app.leave(0);
  return { said: message?.text ?? null, file: shown?.scanFile, allRunsOf };
}

const OWN = finishedScan().scanFile;

test(':runs all opens a copy with the executions of all kept scans, and :runs own the scan again', async () => {
  assert.deepEqual(await after([':runs all']), {
    said: 'runs: 9 executions',
    file: `${OWN}-all`,
    allRunsOf: OWN,
  });
  assert.deepEqual(await after([':runs all', ':runs own']), { said: null, file: OWN, allRunsOf: null });
});

test(':runs says what it cannot do', async () => {
  const broken = () => Promise.reject(new Error('the disk is full'));
  assert.deepEqual(
    [
      (await after([':runs all'], midScan())).said,
      (await after([':runs own'])).said,
      (await after([':runs all', ':runs all'])).said,
      (await after([':runs'])).said,
      (await after([':runs all'], finishedScan(), broken)).said,
    ],
    [
      'once the scan has ended',
      'these are the executions of this scan',
      'they are shown',
      ':runs takes one of all, own',
      'executions could not be put together: the disk is full',
    ],
  );
});
