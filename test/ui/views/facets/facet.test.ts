import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { columnsOfTab } from '../../../../source/kinds/registry.ts';
import type { FacetGroup } from '../../../../source/model/table-query.ts';
import { parseFilter } from '../../../../source/store/filter/parse-filter.ts';
import { whyNothing } from '../../../../source/ui/app/why-nothing.ts';
import type { AppState } from '../../../../source/ui/state/app-state.ts';
import { dropTerm, facetQuery, keepTerm, keepTerms } from '../../../../source/ui/views/facets/facet.ts';
import { openApp } from '../../helpers/app-screen.ts';
import { finishedScan } from '../../helpers/fake-scan.ts';
import { fakeServices } from '../../helpers/fake-services.ts';
import { checkFrame, frame } from '../../helpers/frame.tsx';
import { finishedManyScan } from '../../helpers/many-scan.ts';
import { after, LARGE, opened, SMALL, withRowsOf } from '../../helpers/states.ts';

const GIB = 2 ** 30;
const table = (size = SMALL) => withRowsOf(opened(finishedScan(), size), 'ebs');

function group(
  values: FacetGroup['values'],
  count: number,
  bytes: number | null,
  unknownSizes = 0,
  cost: FacetGroup['cost'] = { low: 0, high: 0, withoutLow: count, withoutHigh: count },
): FacetGroup {
  return { values, count, bytes, unknownSizes, cost };
}

/** An open facet that was answered with these groups. */
function facet(
  columns: readonly string[],
  groups: readonly FacetGroup[],
  size = SMALL,
): ReturnType<typeof table> {
  const [first = '', second] = columns;
  const picked = after(table(size), 'facet', { type: 'typed', text: first }, 'enter');
  const asked =
    second === undefined ? picked : after(picked, 'pivot', { type: 'typed', text: second }, 'enter');
  const { facet: state, tables } = asked;
  if (state === null || tables.ebs === undefined) throw new Error('no facet');
  const rows = groups.reduce((sum, { count }) => sum + count, 0);
  const rest = { count: 0, bytes: null, unknownSizes: 0 };
  const report = { groups, rest, distinct: groups.length, isCut: false, rows, cost: 1 };
  return after(asked, { type: 'facet arrived', of: facetQuery(tables.ebs, state), report });
}

const byStatus = (size = SMALL) =>
  facet(
    ['status'],
    [
      group(['completed'], 8000, 900_000 * GIB, 3, {
        ...{ low: 812.5, high: 46_920.25, withoutLow: 3, withoutHigh: 3 },
      }),
      group(['error'], 100, null, 100),
      group([null], 12, 1_000_000 * GIB, 0, { low: 0, high: 50_000, withoutLow: 0, withoutHigh: 0 }),
    ],
    size,
  );
const byTwo = (size = SMALL) =>
  facet(
    ['status', 'origin'],
    [
      group(['completed', 'manual'], 7000, 500 * GIB),
      group(['completed', 'AMI'], 1000, 900 * GIB),
      group(['error', 'AMI'], 100, null, 100),
      group([null, 'a very long origin'], 12, 1 * GIB),
    ],
    size,
  );
/** Executions by their status, whose measure has a longer name. */
const executionsByStatus = () => {
  const open = after(withRowsOf(opened(finishedScan(), SMALL), 'executions'), {
    type: 'facet chosen',
    column: 'status',
  });
  const { facet } = open;
  const { executions } = open.tables;
  if (facet === null || executions === undefined) throw new Error('no facet');
  const rest = { count: 0, bytes: null, unknownSizes: 0 };
  const groups = [group(['SUCCESS'], 7, 2 ** 40), group(['ERROR'], 1, 0)];
  const report = { groups, rest, distinct: 2, isCut: false, rows: 8, cost: 1 };
  return after(open, { type: 'facet arrived', of: facetQuery(executions, facet), report });
};
const filterOf = (state: ReturnType<typeof table>) => state.tables.ebs?.filter.text;

describe('a facet', () => {
  test('is drawn with bars, counts and sizes', (context) => {
    checkFrame(context, 'a-facet-80x24', byStatus());
    checkFrame(context, 'a-facet-120x40', byStatus(LARGE));
    checkFrame(context, 'a-facet-of-executions-80x24', executionsByStatus());
  });

  test('is drawn with the largest first after s', () => {
    const names = frame(after(byStatus(), 'sort'))
      .split('\n')
      .slice(5, 8)
      .map((line) => line.slice(1, 12).trim());
    assert.deepEqual(names, ['(unknown)', 'completed', 'error']);
  });

  test('is drawn with the dearest first after s again, and once more with what occurs most', () => {
    const names = (state: AppState) =>
      frame(state)
        .split('\n')
        .slice(5, 8)
        .map((line) => line.slice(1, 12).trim());
    const dearest = after(byStatus(), 'sort', 'sort');
    assert.match(frame(dearest), /· dearest first /);
    assert.deepEqual(names(dearest), ['(unknown)', 'completed', 'error']);
    assert.deepEqual(names(after(dearest, 'sort')), ['completed', 'error', '(unknown)']);
    const unmeasured = after(executionsByStatus(), 'sort', 'sort');
    assert.equal(unmeasured.facet?.by, 'count', 'executions cost nothing');
  });

  test('keeps what it is sorted by to the last where there is little room', () => {
    const head = (state: AppState) => frame(state).split('\n')[4] ?? '';
    const narrow = byStatus({ columns: 60, rows: 20 });
    assert.equal(head(narrow), ' Status               Rows   Share        Size');
    assert.equal(
      head(after(narrow, 'sort', 'sort')),
      ' Status               Rows   Share      Low       High',
    );
  });

  test('narrows down all of a filter that has alternatives, not the last of them', () => {
    const state = byStatus();
    const { ebs } = state.tables;
    assert.ok(ebs !== undefined);
    const narrowed = (text: string) => {
      const filtered = {
        ...state,
        tables: { ...state.tables, ebs: { ...ebs, filter: { ...ebs.filter, text } } },
      };
      return filterOf(after(filtered, 'enter'));
    };
    assert.equal(narrowed('web or status=completed'), '(web or status=completed) status=completed');
    assert.equal(narrowed('(web or db) status=completed'), '(web or db) status=completed');
  });

  test('keeps the values that are marked together, or leaves them out', () => {
    const marked = after(byStatus(), 'mark', 'mark');
    assert.match(frame(marked).split('\n')[3] ?? '', / · 2 marked · /);
    assert.deepEqual(
      frame(marked)
        .split('\n')
        .slice(5, 8)
        .map((line) => line.slice(0, 10)),
      ['xcompleted', 'xerror    ', '>(unknown)'],
    );
    assert.equal(filterOf(after(marked, 'enter')), 'status=completed,error');
    assert.equal(filterOf(after(marked, 'leave out')), '!status=completed !status=error');
    assert.equal(filterOf(after(marked, 'unmark', 'enter')), 'status:?');
  });

  test('says why the unknown cannot be kept together with other values', () => {
    const marked = after(byStatus(), 'mark', 'mark', 'mark');
    assert.equal(after(marked, 'enter'), marked);
    assert.equal(
      whyNothing(marked, 'enter'),
      'unknown, and none, can only be kept alone: u takes all marks away',
    );
  });

  test('of accounts says their names', () => {
    const scan = finishedManyScan();
    const open = withRowsOf(opened(scan, LARGE), 'ebs');
    const asked = after(open, { type: 'facet chosen', column: 'account' });
    const { facet: state, tables } = asked;
    if (state === null || tables.ebs === undefined) throw new Error('no facet');
    const groups = [group(['700000000003'], 7, GIB), group(['700000000007'], 5, GIB)];
    const report = { groups, rest: group([], 0, null), distinct: 2, isCut: false, rows: 12, cost: 1 };
    const shown = after(asked, { type: 'facet arrived', of: facetQuery(tables.ebs, state), report });
    assert.deepEqual(
      frame(shown)
        .split('\n')
        .slice(4, 7)
        .map((line) => line.slice(0, 30).trimEnd()),
      [' Account                Rows', '>app-3 700000000003        7+', ' 700000000007              5'],
    );
    assert.equal(filterOf(after(shown, 'mark', 'mark', 'enter')), 'account=700000000003,700000000007');
  });

  test('keeps the value under the cursor as a filter and leads back to the rows', () => {
    const kept = after(byStatus(), 'down', 'enter');
    assert.equal(filterOf(kept), 'status=error');
    assert.equal(kept.facet, null);
    assert.equal(filterOf(after(byStatus(), 'last', 'enter')), 'status:?');
  });

  test('is come back to from the rows of a value, with its cursor and the filter as it was', () => {
    const kept = after(withRowsOf(after(byStatus(), 'down', 'enter'), 'ebs'), 'down', 'enter', 'back');
    const back = after(kept, 'back');
    assert.deepEqual([back.facet?.columns, back.facet?.cursor], [['status'], 1]);
    assert.equal(filterOf(back), '');
    assert.equal(filterOf(after(back, 'back')), '');
    assert.equal(after(back, 'back').facet, null);
    const pivot = after(byTwo(), 'right', 'enter', 'back').facet;
    assert.deepEqual([pivot?.columns, pivot?.column], [['status', 'origin'], 1]);
  });

  test('leaves the value under the cursor out and goes on counting', () => {
    const left = after(byStatus(), 'leave out', 'leave out');
    assert.equal(filterOf(left), '!status=completed');
    assert.match(frame(left).split('\n')[3] ?? '', /counting again/);
  });

  test('adds to the filter that is there', () => {
    const narrowed = after(byStatus(), 'leave out', 'down', 'enter');
    assert.equal(filterOf(narrowed), '!status=completed status=error');
  });

  test('says that it is counting, that nothing matches, and why it failed', () => {
    const counting = after(table(), 'facet', { type: 'typed', text: 'status' }, 'enter');
    assert.match(frame(counting), /EBS snapshots by Status {3}counting\n Counting\.\.\.\n/);
    assert.match(frame(facet(['status'], [])), /\n There are no rows to count\. Esc leads back\.\n/);
    const { facet: state, tables } = counting;
    if (state === null || tables.ebs === undefined) throw new Error('no facet');
    const failed = after(counting, {
      type: 'facet failed',
      of: facetQuery(tables.ebs, state),
      error: 'disk I/O error.',
    });
    assert.match(frame(failed), /\n It could not be counted: disk I\/O error\. Esc leads back\.\n/);
  });

  test('closes when another view is opened', () => {
    assert.equal(after(byStatus(), { open: 'rds' }).facet, null);
  });
});

describe('a pivot', () => {
  test('is drawn with the second column across', (context) => {
    checkFrame(context, 'a-pivot-80x24', byTwo());
    checkFrame(context, 'a-pivot-120x40', after(byTwo(LARGE), 'sort', 'right'));
  });

  test('keeps both values of the cell under the cursor', () => {
    assert.equal(filterOf(after(byTwo(), 'right', 'enter')), 'status=completed origin=manual');
    assert.equal(filterOf(after(byTwo(), 'enter')), 'status=completed');
  });

  test('leads back to its first column', () => {
    assert.deepEqual(after(byTwo(), 'back').facet?.columns, ['status']);
    assert.equal(after(byTwo(), 'back', 'back').facet, null);
  });

  test('keeps the column under the cursor in sight', () => {
    const many = facet(
      ['status', 'origin'],
      Array.from({ length: 20 }, (_, index) => group(['a', `o${index}`], 20 - index, null, 1)),
    );
    const right = Array.from({ length: 20 }, () => 'right' as const);
    assert.match(frame(after(many, ...right)).split('\n')[4] ?? '', / o19$/);
  });
});

describe('the term for several values', () => {
  const cases = [
    ['ebs', 'name', ['web', 'a, b'], 'name=web,"a, b"'],
    ['ebs', 'encrypted', ['yes', null], 'encrypted:yes,?'],
    ['ebs', 'creation_time', ['2026-10', '2026-11'], 'creation_time:2026-10,2026-11'],
    ['ebs', 'size', ['1', '234', null], 'size="1","234",?'],
    ['executions', 'duration', ['5', '7'], 'duration="5ms","7ms"'],
    ['ebs', 'tags', ['a=b', 'c'], 'tags=a=b,c'],
    ['ebs', 'tags', ['a=b', ''], null],
    ['ebs', 'name', ['web', null], null],
  ] as const;
  for (const [tab, id, values, keep] of cases) {
    test(`is understood for ${id} of ${tab}, ${values.join(' and ')}`, () => {
      assert.equal(keepTerms(tab, id, values), keep);
      if (keep !== null) assert.ok('ok' in parseFilter(keep, columnsOfTab(tab)), keep);
    });
  }
});

describe('the terms that a facet adds', () => {
  const cases = [
    ['ebs', 'name', 'web "1", a', 'name="web \\"1\\", a"', '!name="web \\"1\\", a"'],
    ['ebs', 'name', null, 'name:?', '!name:?'],
    ['ebs', 'encrypted', 'yes', 'encrypted:yes', '!encrypted:yes'],
    ['ebs', 'creation_time', '2026-10', 'creation_time:2026-10', '!creation_time:2026-10'],
    ['ebs', 'size', '8589934592', 'size=8589934592', '!size=8589934592'],
    ['ebs', 'tags', 'a=b', 'tags=a=b', '!tags=a=b'],
    ['ebs', 'tags', '', '!tags:? !tags:*', 'tags:?,*'],
    ['executions', 'duration', '3912000', 'duration=3912000ms', '!duration=3912000ms'],
    ['rds', 'kind', 'rds-snapshot', 'kind=rds-snapshot', '!kind=rds-snapshot'],
  ] as const;
  for (const [tab, id, value, keep, drop] of cases) {
    test(`are understood for ${id} of ${tab}, ${value}`, () => {
      assert.equal(keepTerm(tab, id, value), keep);
      assert.equal(dropTerm(tab, id, value), drop);
      for (const text of [keep, drop]) assert.ok('ok' in parseFilter(text, columnsOfTab(tab)), text);
    });
  }
});

test('f counts the values of a column over the filtered rows, Enter shows just those', async () => {
  const services = fakeServices(finishedScan());
  const app = openApp(services);
  await app.text('Region');
  app.keys('7');
  await app.text('row 1 of 42');
  app.keys('/encrypted:yes{enter}');
  await app.text('EBS snapshots   28+ of 42+');
  app.keys('fstatus{enter}');
  await app.text('EBS snapshots by Status   28+ rows');
  app.keys('Porigin{enter}');
  await app.text('EBS snapshots by Status and Origin   28+ rows');
  app.keys('{back}');
  await app.text('EBS snapshots by Status   28+ rows');
  app.keys('j{enter}');
  await app.text(/filter encrypted:yes status=(pending|error)/);
  await app.text('EBS snapshots   1+ of 42+');
  app.keys('q');
  assert.equal((await app.ended).exitCode, 0);
});
