import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FacetGroup } from '../../../source/model/table-query.ts';
import { textWidth } from '../../../source/ui/kit/text.ts';
import { targetAt } from '../../../source/ui/screen/draw-screen.ts';
import type { AppState } from '../../../source/ui/state/app-state.ts';
import type { Target } from '../../../source/ui/state/target.ts';
import { facetQuery } from '../../../source/ui/views/facets/facet.ts';
import { left, openApp } from '../helpers/app-screen.ts';
import { relatedAmong, topologyOf } from '../helpers/fake-related.ts';
import { fakeRows } from '../helpers/fake-rows.ts';
import { finishedScan } from '../helpers/fake-scan.ts';
import { fakeServices } from '../helpers/fake-services.ts';
import { fakeSummary } from '../helpers/fake-summary.ts';
import { frame } from '../helpers/frame.tsx';
import { after, LARGE, opened, SMALL, withRowsOf } from '../helpers/states.ts';

/** What a click on the first cell of this text on the screen of this state is on; `beyond`: cells further right. */
function clicked(state: AppState, text: string | RegExp, beyond = 0): Target | null {
  const lines = frame(state).split('\n');
  const line = lines.findIndex((one) => one.search(text) >= 0);
  assert.ok(line >= 0, `${text} is on the screen:\n${lines.join('\n')}`);
  const shown = lines[line] ?? '';
  return targetAt(state, { column: textWidth(shown.slice(0, shown.search(text))) + beyond, line });
}

/** The state after a click there. */
function click(state: AppState, text: string | RegExp, beyond = 0): AppState {
  const target = clicked(state, text, beyond);
  assert.ok(target !== null, `something is at ${text}`);
  return target.state;
}

const lineWith = (state: AppState, text: string | RegExp) =>
  frame(state)
    .split('\n')
    .find((line) => line.search(text) >= 0);

/** The line of a finding in the summary. */
const FAILED = /│[> ]▲.* EBS snapshots that failed/;

for (const size of [SMALL, LARGE]) {
  const at = `${size.columns}x${size.rows}`;

  describe(`at ${at} a click in the summary`, () => {
    const summary = after(
      opened(finishedScan(), size),
      { open: 'summary' },
      { type: 'summary arrived', report: fakeSummary() },
    );

    test('puts the cursor on the number of its line, wherever on it that was', () => {
      const onName = click(summary, FAILED);
      assert.equal(onName.summary.cursor, click(summary, FAILED, 30).summary.cursor);
      assert.match(lineWith(onName, FAILED) ?? '', /│>▲.* 1 +EBS snapshots/);
      assert.match(frame(onName), /Enter: 1 EBS snapshot status/);
    });

    test('is on the cursor the second time', () => {
      assert.equal(clicked(click(summary, FAILED), FAILED)?.current, true);
      assert.equal(clicked(summary, FAILED)?.current, false);
    });

    test('on a line without a number does nothing', () => {
      assert.equal(clicked(summary, 'Needs attention'), null);
      assert.equal(targetAt(summary, { column: 5, line: 3 }), null);
    });

    test('leaves the page where it was scrolled to', () => {
      const end = after(summary, 'last');
      const moved = click(end, 'S3   ');
      assert.equal(moved.summary.top, end.summary.top);
      assert.notEqual(moved.summary.cursor, null);
    });
  });

  describe(`at ${at} a click in a row in full`, () => {
    const rows = fakeRows();
    const loaded = rows.tasks?.[0];
    const related = relatedAmong(rows, 'tasks', 1);
    assert.ok(loaded !== undefined && related !== undefined);
    const detail = after(
      withRowsOf(opened(finishedScan(), size), 'tasks'),
      'enter',
      { type: 'detail arrived', tab: 'tasks', row: 1, loaded },
      { type: 'related arrived', tab: 'tasks', row: 1, related },
    );

    test('puts the cursor on the field, and is on it the second time', () => {
      const there = click(detail, 'Task ARN', 40);
      assert.match(lineWith(there, 'Task ARN') ?? '', /^>Task ARN/);
      assert.equal(clicked(there, 'Task ARN')?.current, true);
    });

    test('that is on a link leads on the second time', () => {
      const there = click(detail, 'Destination location');
      assert.equal(clicked(there, 'Destination location')?.current, true);
      assert.equal(after(there, 'enter').view, 'locations');
    });

    test('below the fields or on what they mean does nothing', () => {
      assert.equal(targetAt(detail, { column: 3, line: 3 }), null);
      assert.equal(targetAt(detail, { column: 3, line: size.rows - 4 }), null);
    });
  });
}

describe('a click in the tree of DataSync', () => {
  const tree = after(opened(finishedScan(), SMALL), 'topology', {
    type: 'topology arrived',
    topology: topologyOf(fakeRows()),
  });

  test('puts the cursor on the line', () => {
    const there = click(tree, 'destination S3', 5);
    assert.match(lineWith(there, 'destination S3') ?? '', /^>/);
    assert.equal(clicked(there, 'destination S3')?.current, true);
  });

  test('on the sign before a branch folds it, and unfolds it', () => {
    const folded = click(tree, '- us-east-1');
    assert.match(lineWith(folded, 'us-east-1') ?? '', /^>\+ us-east-1/);
    assert.equal(clicked(tree, '- us-east-1')?.current, false);
    assert.match(lineWith(click(folded, /\+ us-east-1/), 'us-east-1') ?? '', /^>- us-east-1/);
  });

  test('below its last line does nothing', () => {
    assert.equal(targetAt(tree, { column: 3, line: 20 }), null);
  });
});

describe('a click in the values of a column', () => {
  const group = (values: FacetGroup['values'], count: number): FacetGroup => ({
    values,
    count,
    bytes: null,
    unknownSizes: 0,
  });
  function pivot(): AppState {
    const asked = after(
      withRowsOf(opened(finishedScan(), SMALL), 'ebs'),
      'facet',
      { type: 'typed', text: 'status' },
      'enter',
      'pivot',
      { type: 'typed', text: 'origin' },
      'enter',
    );
    const { facet, tables } = asked;
    assert.ok(facet !== null && tables.ebs !== undefined);
    const groups = [
      group(['completed', 'manual'], 70),
      group(['completed', 'AMI'], 30),
      group(['error', 'AMI'], 1),
    ];
    const rest = { count: 0, bytes: null, unknownSizes: 0 };
    const report = { groups, rest, distinct: 3, isCut: false, rows: 101, cost: 1 };
    return after(asked, { type: 'facet arrived', of: facetQuery(tables.ebs, facet), report });
  }

  test('puts the cursor on a cell of a pivot', () => {
    const there = click(pivot(), '30');
    assert.deepEqual([there.facet?.cursor, there.facet?.column], [0, 2]);
    assert.equal(clicked(there, '30')?.current, true);
    const all = click(there, 'error');
    assert.deepEqual([all.facet?.cursor, all.facet?.column], [1, 0]);
  });

  test('beside the last column means all of the row', () => {
    assert.equal(targetAt(pivot(), { column: 79, line: 5 })?.state.facet?.column, 0);
  });
});

describe('a click on a problem below the grid', () => {
  test('puts the cursor on its cell', () => {
    const there = click(opened(), 'UnauthorizedOperation');
    const { scan, grid } = there;
    assert.deepEqual([grid.region, scan?.kinds[grid.column]], ['eu-central-1', 'ebs-snapshot']);
    assert.equal(clicked(there, 'UnauthorizedOperation')?.current, true);
  });

  test('is only on the lines that it has', () => {
    assert.equal(clicked(opened(), /Problems \(/), null);
    assert.equal(targetAt(opened(), { column: 5, line: 33 }), null);
  });
});

describe('a click while something is typed', () => {
  const typing = after(opened(), 'command line', { type: 'typed', text: 'the' });

  test('on a suggestion takes it', () => {
    const state = after(opened(), 'command line');
    const there = click(state, 'tasks  ');
    assert.equal(there.input?.line.text, 'tasks');
    assert.equal(clicked(there, /tasks {2}loc/)?.current, true);
  });

  test('in the line puts the cursor there', () => {
    assert.equal(click(typing, ':the', 2).input?.line.at, 1);
    assert.equal(click(typing, ':the', 30).input?.line.at, 3);
    assert.equal(clicked(typing, ':the'), null);
  });

  test('where nothing is suggested does nothing', () => {
    const wrong = after(opened(), 'command line', { type: 'typed', text: 'zzz' });
    assert.equal(targetAt(wrong, { column: 4, line: LARGE.rows - 1 }), null);
  });
});

describe('a click on a question of an export', () => {
  const form = after(withRowsOf(opened(finishedScan(), SMALL), 'ebs'), 'ask export');

  test('chooses the answer, and never writes', () => {
    assert.equal(click(form, 'this view').exportForm?.what, 'view');
    assert.equal(click(form, 'ndjson').exportForm?.format, 'ndjson');
    assert.equal(click(form, /\( \) csv/).exportForm?.format, 'csv');
    assert.equal(click(form, 'Where').exportForm?.field, 'where');
    assert.equal(clicked(click(form, 'ndjson'), 'ndjson')?.current, false);
  });
});

test('the wheel scrolls what is behind a line that is typed into, and leaves the line alone', () => {
  const table = withRowsOf(opened(finishedScan(), SMALL), 'ebs');
  for (const line of ['filter', 'command line'] as const) {
    const typed = after(table, line, { type: 'typed', text: 'a' }, { type: 'scrolled', command: 'down' });
    assert.equal(typed.tables.ebs?.cursor, 1);
    assert.equal(typed.input?.line.text, 'a');
  }
});

test('clicks lead from the summary to its rows, to one of them and to what it is related to', async () => {
  const app = openApp(fakeServices(finishedScan()));
  const place = (text: string): readonly [number, number] => {
    const lines = app.screen.lines();
    const line = lines.findIndex((one) => one.includes(text));
    return [(lines[line] ?? '').indexOf(text) + 1, line + 1];
  };
  const twice = (text: string) => {
    const [column, line] = place(text);
    app.keys(`\u001B[<0;${column};${line}M\u001B[<0;${column};${line}M`);
  };
  await app.text('Region');
  app.keys(`\u001B[<0;${place('2 Summary')[0]};2M`);
  await app.text('Snapshots by service');
  twice('RDS instances');
  await app.text('filter service=RDS');
  app.keys('3');
  await app.text('row 1 of 2');
  app.keys('j{enter}');
  await app.text(/\+Destination location +S3/);
  twice('Destination location');
  await app.text('DataSync location s3://migration-landing');
  await left(app);
});
