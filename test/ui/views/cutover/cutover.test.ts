import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { left, openApp } from '../../helpers/app-screen.ts';
import { fakeCutover } from '../../helpers/fake-cutover.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { checkFrame, frame } from '../../helpers/frame.tsx';
import { after, LARGE, opened, SMALL } from '../../helpers/states.ts';

const WINDOW = { start: Date.parse('2026-12-05T22:00:00Z'), length: 8 * 3_600_000 };
const waiting = (size = SMALL) =>
  after(opened(finishedScan(), size), { type: 'cutover opened', window: WINDOW });
const cutover = (size = SMALL) => after(waiting(size), { type: 'cutover arrived', tasks: fakeCutover() });

describe('a cutover', () => {
  for (const size of [SMALL, LARGE, { columns: 60, rows: 16 }])
    test(`looks as it should at ${size.columns}x${size.rows}`, (context) => {
      checkFrame(context, `cutover-${size.columns}x${size.rows}`, cutover(size));
    });

  test('begins with what does not fit, and says why of the one under the cursor', () => {
    const open = cutover();
    assert.match(
      frame(open),
      /^ 1 of 6 final runs fit · 3 do not · 2 unknown · not yet: 1 task whose last run/m,
    );
    assert.match(frame(open), /^>home /m);
    assert.match(
      frame(open),
      /^ home · it shares an agent with 1 other task of these · told from 12 good runs/m,
    );
    const second = after(open, 'down', 'down');
    assert.match(frame(second), /^ projects · its last run failed · it shares an agent/m);
  });

  test('leads to a task among the transfers, and back', () => {
    const there = after(cutover(), 'enter');
    assert.deepEqual([there.view, there.cutover], ['transfers', null]);
    assert.equal(there.tables.transfers?.filter.text, 'task_arn=arn:task-3');
    assert.equal(after(cutover(), 'back').cutover, null);
  });

  test('says that it reads, that it failed, and that there is nothing', () => {
    assert.match(frame(waiting()), /^ Reading\.\.\./m);
    assert.match(
      frame(after(waiting(), { type: 'cutover failed', error: 'disk I/O error' })),
      /The scan file could not be read: disk I\/O error/,
    );
    const none = after(waiting(), { type: 'cutover arrived', tasks: [] });
    assert.match(frame(none), /There are no tasks in this scan\./);
  });

  test('is asked for by when the window begins and its length', async () => {
    const app = openApp(fakeServices(finishedScan()));
    await app.text('Region');
    for (const wrong of ['cutover', 'cutover 8h', 'cutover tonight 8h', 'cutover 2026-12-05T22:00 0h']) {
      app.keys(`:${wrong}\r`);
      await app.text(':cutover takes when the window begins (UTC) and its length');
    }
    app.keys(':cutover 2026-12-05 22:00 8h\r');
    await app.text('2026-12-05 22:00 to 2026-12-06 06:00 UTC, 8h 00m');
    await app.text('1 of 6 final runs fit');
    app.keys('\u001B');
    await app.noText('final runs');
    await left(app);
  });
});
