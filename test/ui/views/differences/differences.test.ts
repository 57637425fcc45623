import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { bareApp, settled, typed } from '../../helpers/bare-app.ts';
import { fakeDifference, fakeDifferences } from '../../helpers/fake-differences.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { frame } from '../../helpers/frame.tsx';

async function comparing(command = 'diff monday') {
  const services = fakeServices(finishedScan());
  return { ...(await bareApp([':', ...typed(command)], { services })), services };
}

/** The lines of the view that hold something. */
function shown(state: AppState): readonly string[] {
  return frame(state)
    .split('\n')
    .slice(3, -3)
    .map((line) => line.trimEnd())
    .filter((line) => line !== '');
}

describe('a comparison of two scans', () => {
  test('is asked for by name, or with the scan before where none is named', async () => {
    const named = await comparing();
    const before = await comparing('diff');
    assert.deepEqual(
      [named, before].map(({ services }) =>
        services.comparisons.map(({ scanFile, name }) => [scanFile, name]),
      ),
      [[[finishedScan().scanFile, 'monday']], [[finishedScan().scanFile, 'last~1']]],
    );
    assert.deepEqual(shown(named.state()), [' Differences   comparing ...   this scan and monday']);
    named.app.leave(0);
    before.app.leave(0);
  });

  test('shows what was found so far, and that it goes on, until it ends', async () => {
    const { app, state, services } = await comparing();
    const { rows, ...report } = fakeDifferences();
    services.comparisons[0]?.report({ ...report, rows: rows.slice(0, 1) });
    await settled();
    assert.match(shown(state())[0] ?? '', /^ Differences {3}comparing \.\.\./);
    services.comparisons[0]?.report({ ...report, rows: rows.slice(1) });
    services.comparisons[0]?.finish();
    await settled();
    assert.equal(shown(state())[0], ` Differences   ${report.title}`);
    assert.equal(state().differences?.rows['ebs-snapshot']?.length, 4);
    app.leave(0);
  });

  test('leads to the rows of a kind and back, and is given up where it is closed', async () => {
    const { app, state, services, press } = await comparing();
    services.comparisons[0]?.report(fakeDifferences());
    await settled();
    await press(['enter', 'down', 'down']);
    assert.equal(
      shown(state())[0],
      ' EBS snapshots that differ   4 rows of 195: snapdeck diff tells all   row 3',
    );
    assert.match(shown(state()).at(-1) ?? '', /^ snap-0a1b2c3d4e5f60003 {2}its own date of deletion was/);
    await press(['enter']);
    assert.equal(state().message?.text, 'this is a row: Esc leads back');
    await press(['escape']);
    assert.match(shown(state())[0] ?? '', /^ Differences/);
    await press(['escape']);
    assert.equal(state().differences, null);
    assert.equal(services.comparisons[0]?.signal.aborted, true);
    app.leave(0);
  });

  test('says why there is none', async () => {
    const { app, state, services } = await comparing();
    services.comparisons[0]?.fail(new Error('There is no scan monday.'));
    await settled();
    assert.deepEqual(shown(state()), [
      ' Differences   this scan and monday',
      ' They were not compared: There is no scan monday.',
    ]);
    app.leave(0);
  });

  test('that has more kinds than lines scrolls, to the sections behind the last one', async () => {
    const { app, state, services, press } = await comparing();
    const report = fakeDifferences();
    const kinds = Array.from({ length: 30 }, (_, index) =>
      report.kinds.slice(0, 1).map((kind) => ({ ...kind, kind: `kind-${index}` })),
    );
    services.comparisons[0]?.report({ ...report, kinds: kinds.flat() });
    await settled();
    assert.ok(!shown(state()).join('\n').includes('became unprotected'));
    await press(['G']);
    assert.match(shown(state()).at(-1) ?? '', /2 sources became unprotected$/);
    assert.ok(shown(state()).join('\n').includes('kind-29'));
    await press(['up']);
    assert.ok(!shown(state()).join('\n').includes('became unprotected'));
    app.leave(0);
  });

  test('draws no character of a name that acts on a terminal', async () => {
    const { app, state, services, press } = await comparing();
    const values = [{ column: 'name', type: 'text', old: 'a\u001b[2Jb', new: 'c\u202ed' }] as const;
    const row = fakeDifference('snap-\u001b]0;x', { change: 'changed', values });
    services.comparisons[0]?.report({ ...fakeDifferences(), rows: [row] });
    await settled();
    await press(['enter']);
    const text = shown(state()).join('\n');
    assert.ok(text.includes('name: a�[2Jb → c�d') && text.includes('snap-�]0;x'), text);
    app.leave(0);
  });
});
