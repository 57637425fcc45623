import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { KeptScan } from '../../../../source/model/kept-scan.ts';
import { VIEWS } from '../../../../source/ui/views/registry.ts';
import { bareApp, settled, typed } from '../../helpers/bare-app.ts';
import { fakeFault, fakeHistory, fakeKept } from '../../helpers/fake-history.ts';
import { finishedScan, midScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';

/** The app with its history open. */
async function openedOn(scans: readonly KeptScan[], scan = finishedScan()) {
  const opened: string[] = [];
  const { queries } = fakeServices(scan);
  const services = fakeServices(scan, {
    listKeptScans: () => Promise.resolve(scans),
    openQueries: (file) => {
      opened.push(file);
      return queries;
    },
  });
  const app = await bareApp(typed(':history'), { services });
  return { ...app, opened, services };
}

describe('the history', () => {
  test('begins on the scan that is open, and Esc leads back to it', async () => {
    const { app, state, press } = await openedOn([fakeKept(-1), fakeKept(0), fakeKept(1)]);
    assert.equal(state().history?.cursor, 1);
    await press(['escape']);
    assert.equal(state().history, null);
    assert.equal(state().view, 'scan');
    app.leave(0);
  });

  test('Enter opens the scan under the cursor, and on the open one leads back', async () => {
    const { app, state, press, opened } = await openedOn([fakeKept(0), fakeKept(1)]);
    await press(['enter']);
    assert.deepEqual([state().history, opened.length], [null, 0]);
    await press([...typed(':history'), 'down', 'enter']);
    assert.deepEqual(opened, [fakeKept(1).file]);
    assert.deepEqual(
      [state().history, state().source, state().scan?.scanFile],
      [null, 'file', fakeKept(1).file],
    );
    app.leave(0);
  });

  test('a running scan is stopped for another one only by a second Enter on that', async () => {
    const { app, state, press, services } = await openedOn([fakeKept(1), fakeKept(2)], midScan());
    await press(['enter']);
    assert.equal(state().message?.text, 'a scan is running: Enter once more stops it and opens this one');
    await press(['down', 'enter']);
    assert.equal(services.handles[0]?.stopped(), false);
    await press(['enter']);
    assert.equal(services.handles[0]?.stopped(), true);
    assert.equal(state().scan?.scanFile, fakeKept(2).file);
    app.leave(0);
  });

  test('a file that cannot be read is not opened', async () => {
    const { app, state, press, opened } = await openedOn([fakeFault('deadbeef', 'broken'), fakeKept(1)]);
    await press(['enter']);
    assert.equal(state().message?.text, 'this file cannot be read');
    assert.deepEqual(opened, []);
    app.leave(0);
  });

  test('a scan that cannot be opened leaves the one before in its place, and says why', async () => {
    const good = fakeServices(finishedScan()).queries;
    const bad = { ...good, facts: () => Promise.reject(new Error('it is damaged')) };
    const services = fakeServices(finishedScan(), {
      listKeptScans: () => Promise.resolve([fakeKept(0), fakeKept(1)]),
      openQueries: (file) => (file === fakeKept(1).file ? bad : good),
    });
    const { app, state, press } = await bareApp(typed(':history'), { services });
    await press(['down', 'enter']);
    await settled();
    assert.equal(state().scan?.scanFile, finishedScan().scanFile);
    assert.equal(state().scan?.notice, 'not opened: it is damaged');
    app.leave(0);
  });

  test('d compares the scan under the cursor with the open one, and Esc leads back to the list', async () => {
    const { app, state, press } = await openedOn([fakeKept(0), fakeKept(1), fakeFault('deadbeef', 'broken')]);
    await press(['d']);
    assert.equal(state().message?.text, 'this is the scan that is open: it is compared with another one');
    await press(['G', 'd']);
    assert.equal(state().message?.text, 'this file cannot be read');
    await press(['up', 'd']);
    assert.deepEqual(
      [VIEWS.front(state()).id, state().differences?.asked.name],
      ['differences', fakeKept(1).id],
    );
    await press(['escape']);
    assert.deepEqual([VIEWS.front(state()).id, state().history?.cursor], ['history', 1]);
    app.leave(0);
  });

  test('says when it cannot be read', async () => {
    const services = fakeServices(finishedScan(), {
      listKeptScans: () => Promise.reject(new Error('the disk is gone')),
    });
    const { app, state } = await bareApp(typed(':history'), { services });
    assert.match(frame(state()), /The history could not be read: the disk is gone/);
    app.leave(0);
  });

  test('is read anew each time that it is opened', async () => {
    let scans: readonly KeptScan[] = [];
    const services = fakeServices(finishedScan(), { listKeptScans: () => Promise.resolve(scans) });
    const { app, state, press } = await bareApp(typed(':history'), { services });
    assert.deepEqual(state().history?.scans, []);
    scans = [fakeKept(0)];
    await press(['escape', ...typed(':history')]);
    await settled();
    assert.equal(state().history?.scans?.length, 1);
    app.leave(0);
  });

  test('is spoken as its title, what is said of the trends, and the scan under the cursor', async () => {
    const { app, state } = await openedOn(fakeHistory(12));
    assert.deepEqual(VIEWS.front(state()).spoken(state(), VIEWS), [
      'History, 12 scans · 2 files cannot be read · 74.4 MiB on disk, scan 1 of 14',
      'Rows, 9,180 → 9,400',
      'Bytes, 936.0 TiB → 1.0 PiB',
      'Cost, $6,890 – $45,800 → $7,000 – $46,900',
      '9 whole scans of these accounts, regions and kinds',
      '>*10000000, 2026-11-21 12:00, 3.1s, PROD-ACCOUNT 123456789012, 2, 1, 9,400, 1.0 PiB, $7,000 – $46,900, 0, 6.2 MiB, whole',
    ]);
    app.leave(0);
  });
});
