import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import type { FacetGroup } from '../../../source/model/table-query.ts';
import type { Zone } from '../../../source/ui/kit/drawing.ts';
import { textWidth } from '../../../source/ui/kit/text.ts';
import { clickableScreen, targetAt } from '../../../source/ui/screen/draw-screen.ts';
import type { AppState } from '../../../source/ui/state/app-state.ts';
import type { Click } from '../../../source/ui/state/target.ts';
import { facetQuery } from '../../../source/ui/views/facets/facet.ts';
import { VIEWS } from '../../../source/ui/views/registry.ts';
import { calendarOf } from '../helpers/fake-calendar.ts';
import { fakeCutover } from '../helpers/fake-cutover.ts';
import { fakeHistory } from '../helpers/fake-history.ts';
import { relatedAmong, topologyOf } from '../helpers/fake-related.ts';
import { fakeRows } from '../helpers/fake-rows.ts';
import { finishedScan, midScan } from '../helpers/fake-scan.ts';
import { UNFINISHED } from '../helpers/fake-services.ts';
import { fakeSummary } from '../helpers/fake-summary.ts';
import { accountTotalsOf, finishedManyScan, midManyScan } from '../helpers/many-scan.ts';
import { after, atNumber, emptyApp, LARGE, opened, SMALL, withRowsOf } from '../helpers/states.ts';

type Size = AppState['size'];

const group = (values: FacetGroup['values'], count: number): FacetGroup => ({
  values,
  count,
  bytes: 1e9 * count,
  unknownSizes: 0,
});

/** The values of one or two columns, counted. */
function counted(size: Size, ...columns: readonly string[]): AppState {
  const asked = after(
    withRowsOf(opened(finishedScan(), size), 'ebs'),
    ...columns.flatMap(
      (text, index) => [index === 0 ? 'facet' : 'pivot', { type: 'typed', text }, 'enter'] as const,
    ),
  );
  const { facet, tables } = asked;
  assert.ok(facet !== null && tables.ebs !== undefined);
  const pairs = [
    ['completed', 'manual'],
    ['completed', 'AMI'],
    ['error', 'AMI'],
  ] as const;
  const groups = pairs.map((values, index) => group(values.slice(0, columns.length), 70 - 20 * index));
  const report = {
    groups: columns.length === 1 ? groups.slice(1) : groups,
    rest: { count: 0, bytes: null, unknownSizes: 0 },
    distinct: 3,
    isCut: false,
    rows: 150,
    cost: 1,
  };
  return after(asked, { type: 'facet arrived', of: facetQuery(tables.ebs, facet), report });
}

function inFull(size: Size): AppState {
  const rows = fakeRows();
  const loaded = rows.tasks?.[0];
  const related = relatedAmong(rows, 'tasks', 1);
  assert.ok(loaded !== undefined && related !== undefined);
  return after(
    withRowsOf(opened(finishedScan(), size), 'tasks'),
    'enter',
    { type: 'detail arrived', tab: 'tasks', row: 1, loaded },
    { type: 'related arrived', tab: 'tasks', row: 1, related },
  );
}

const summary = (size: Size) =>
  after(
    opened(finishedScan(), size),
    { open: 'summary' },
    { type: 'summary arrived', report: fakeSummary() },
  );

const accountCosts = (size: Size) => {
  const scan = finishedManyScan();
  const report = fakeSummary({ accounts: accountTotalsOf(scan) });
  const open = after(opened(scan, size), { open: 'summary' }, { type: 'summary arrived', report });
  return after(atNumber(open, 'accounts'), 'enter');
};

const topology = (size: Size) =>
  after(opened(finishedScan(), size), 'topology', {
    type: 'topology arrived',
    topology: topologyOf(fakeRows()),
  });

const calendar = (size: Size) =>
  after(opened(finishedScan(), size), 'calendar', {
    type: 'calendar arrived',
    calendar: calendarOf(fakeRows()),
  });

const cutover = (size: Size) =>
  after(
    opened(finishedScan(), size),
    { type: 'cutover opened', window: { start: 0, length: 8 * 3_600_000 } },
    { type: 'cutover arrived', tasks: fakeCutover() },
  );

const history = (size: Size) =>
  after(opened(finishedScan(), size), 'history', { type: 'history arrived', scans: fakeHistory(40) });

/** A screen of every view in which something can be clicked, by the view's id. */
const SCREENS: Readonly<Record<string, readonly ((size: Size) => AppState)[]>> = {
  scan: [(size) => opened(finishedScan(), size), (size) => after(opened(midScan(), size), 'down', 'right')],
  accounts: [
    (size) => opened(midManyScan(), size),
    (size) => after(opened(finishedManyScan(), size), 'down', 'right', 'page down'),
  ],
  'accounts filter': [
    (size) => after(opened(finishedManyScan(), size), 'filter accounts', { type: 'typed', text: 'app' }),
  ],
  summary: [summary, (size) => after(summary(size), 'last')],
  'account costs': [(size) => after(accountCosts(size), 'down', 'down')],
  sources: [(size) => after(atNumber(summary(size), 'sources'), 'enter', 'down')],
  table: [
    (size) => withRowsOf(opened(finishedScan(), size), 'ebs'),
    (size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'last', 'up', 'right'),
  ],
  detail: [inFull, (size) => after(inFull(size), 'page down')],
  facet: [(size) => counted(size, 'status'), (size) => counted(size, 'status', 'origin')],
  topology: [topology],
  cutover: [cutover, (size) => after(cutover(size), 'last')],
  calendar: [calendar, (size) => after(calendar(size), 'group', 'down', 'left')],
  history: [(size) => after(history(size), 'down'), (size) => after(history(size), 'last', 'up')],
  picker: [
    (size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'sort', 'page down', 'page down'),
    (size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'columns'),
  ],
  'export form': [(size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'ask export')],
  filter: [(size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'filter')],
  command: [(size) => after(opened(finishedScan(), size), 'command line', { type: 'typed', text: 's' })],
};

const linesOf = (state: AppState) => clickableScreen(state).lines;
const plain = (line: string | undefined) => stripVTControlCharacters(line ?? '');

/** The text of these cells of a line. */
function within(line: string, { from, to }: Pick<Zone<Click>, 'from' | 'to'>): string {
  let cell = 0;
  return [...line]
    .filter((character) => {
      const at = cell;
      cell += textWidth(character);
      return at >= from && at < to;
    })
    .join('');
}

/** What stands out as chosen in a line, with its cells. */
function chosenIn(line: string): readonly { readonly text: string; readonly from: number }[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: our own sequences are what is looked for.
  const parts = line.split(/\u001b\[7m/);
  let cells = textWidth(plain(parts[0]));
  return parts.slice(1).map((part) => {
    const [text = '', rest = ''] = part.split('\u001B[27m');
    const from = cells;
    cells += textWidth(plain(text)) + textWidth(plain(rest));
    return { text: plain(text), from };
  });
}

/** A line without the borders of the panel that it is in. */
const unframed = (line: string | undefined) => plain(line).replace(/^│ (.*) │$/, '$1');

/** A line without the signs that go with the cursor. */
const signless = (line: string | undefined) =>
  unframed(line)
    .replace(/^[ >xX+!]/, '')
    .replaceAll('>', ' ')
    .trimEnd();

/** Clicks on a cell of a zone, and checks that what was there is what is chosen then. */
function checkClick(state: AppState, zone: Zone<Click>, column: number): void {
  const { line } = zone;
  const before = linesOf(state);
  const target = targetAt(state, { column, line });
  const said = `${VIEWS.front(state).id}, ${line}:${column}: ${JSON.stringify(within(plain(before[line]), zone))}`;
  assert.ok(target !== null, said);
  const next = target.state;
  const now = linesOf(next);
  const text = within(plain(before[line]), zone).trim();
  if (line === 1) {
    const [open] = chosenIn(now[1] ?? '');
    assert.equal(text.split(' ')[0], open?.text.trim().split(' ')[0], said);
    return;
  }
  if (line >= state.size.rows - 2 || next.exportForm !== state.exportForm) {
    checkAnswer(state, next, zone, text, said);
    return;
  }
  if (next.view !== state.view) {
    assert.match(plain(now[3]), /^ \S/, said);
    return;
  }
  if (isSorted(state, next)) {
    const header = text.replace(/ [v^]$/, '').replace(/…$/, '');
    assert.ok(now.slice(3, 5).map(plain).join(' ').includes(header.slice(0, 4)), said);
    // Its column may be wider by the mark.
    const around = { from: Math.max(0, zone.from - 2), to: zone.to + 2 };
    assert.match(within(plain(now[line]), around), /[v^]/, said);
    return;
  }
  if (next.topology.folded !== state.topology.folded) {
    assert.match(plain(now[line]), text === '-' ? /^>.*\+ / : /^>.*- /, said);
    return;
  }
  if (next.picker !== null) {
    // The box stands over the table, which has a cursor of its own.
    const inBox = (one: string | undefined) => plain(one).replace(/^│ | │$/g, '');
    const under = now.findLast((one) => plain(one).startsWith('│ >'));
    assert.equal(signless(inBox(under)), signless(inBox(before[line])), said);
    return;
  }
  assert.equal(targetAt(next, { column, line })?.current, true, said);
  if (/^[>X]/.test(unframed(now[line]))) {
    assert.equal(signless(now[line]), signless(before[line]), said);
  } else if (VIEWS.front(state).id === 'scan') {
    const region = next.grid.region ?? 'regions empty';
    assert.ok(plain(before.slice(line - 1, line + 1).join(' ')).includes(region), said);
    return;
  }
  const isWhole = zone.from === 0 && zone.to === state.size.columns;
  if (isWhole) return;
  const chosen = chosenIn(now[line] ?? '').find(({ from }) => from >= zone.from && from < zone.to);
  assert.ok(chosen !== undefined || unframed(now[line]).startsWith('>'), said);
  if (chosen !== undefined) assert.ok(signless(` ${text}`).includes(chosen.text.trim()), said);
}

function isSorted(state: AppState, next: AppState): boolean {
  const sortOf = ({ tables, view, accounts, summary: { lists, list } }: AppState) =>
    tables[view]?.sort ?? (view === 'scan' ? accounts.sort : lists[list ?? 'sources'].sort);
  return sortOf(state) !== sortOf(next);
}

/** What a click on an answer, a place in what is typed, or a suggestion comes to. */
function checkAnswer(state: AppState, next: AppState, zone: Zone<Click>, text: string, said: string): void {
  const { input, exportForm } = next;
  if (exportForm !== null) {
    const field = plain(linesOf(next)[zone.line]);
    const isOwn = field.includes('(x)') || exportForm.field === 'where' || field.startsWith('>');
    assert.ok(isOwn, said);
    // Whole lines begin behind the border of the box, formats behind their label.
    if (zone.from > 2)
      assert.equal(text, `${text.startsWith('(x)') ? '(x)' : '( )'} ${exportForm.format}`, said);
    return;
  }
  assert.ok(input !== null, said);
  if (zone.line === state.size.rows - 1) {
    assert.ok(/^\d/.test(text) || input.line.text.includes(text) || text === '', said);
  } else {
    const at = [...input.line.text][input.line.at] ?? '';
    assert.equal(text, at.trim(), said);
  }
}

describe('every view in which something can be clicked', () => {
  test('is among the screens that are clicked here', () => {
    const clickable = VIEWS.all.filter(({ clicks }) => clicks !== 'none').map(({ id }) => id);
    assert.deepEqual(Object.keys(SCREENS).sort(), clickable.sort());
  });

  test('has nothing to click where it says so', () => {
    const dead = [
      after(opened(midScan(), SMALL), 'problems'),
      after(withRowsOf(opened(finishedScan(), SMALL), 'ebs'), 'delete plan'),
      after(opened(finishedScan(), SMALL), { type: 'differences opened', name: 'last~1' }),
      after(opened(finishedScan(), SMALL), { type: 'ask opened', what: 'tags' }),
      after(opened(finishedScan(), SMALL), 'help'),
      after(opened(midScan(), SMALL), 'quit'),
      after(opened(midScan(), SMALL), 'new scan'),
      after(emptyApp(SMALL), { type: 'unfinished scan found', scan: UNFINISHED, now: 0 }),
      after(opened(), { type: 'note opened', title: 'A note', lines: ['one'], copy: null }),
    ];
    assert.deepEqual(
      dead.map((state) => VIEWS.front(state).id).sort(),
      VIEWS.all.flatMap(({ id, clicks }) => (clicks === 'none' ? [id] : [])).sort(),
    );
    for (const state of dead) {
      assert.deepEqual(
        clickableScreen(state)
          .zones()
          .filter(({ line }) => line > 1),
        [],
        VIEWS.front(state).id,
      );
    }
  });

  for (const [id, screens] of Object.entries(SCREENS)) {
    test(`has what is clicked under its cursor: ${id}`, () => {
      for (const make of screens) {
        const state = make(SMALL);
        assert.equal(VIEWS.front(state).id, id);
        const zones = clickableScreen(state).zones();
        assert.notEqual(zones.filter(({ line }) => line > 1).length, 0, 'something to click');
        const seen = new Set<string>();
        for (const zone of zones) {
          const free = cellsOf(zone).find((column) => !seen.has(`${zone.line} ${column}`));
          for (const column of cellsOf(zone)) seen.add(`${zone.line} ${column}`);
          if (free !== undefined) checkClick(state, zone, free);
        }
      }
    });
  }

  test('has it wherever in a larger one the click is', () => {
    const states = Object.values(SCREENS).flatMap((screens) => screens.map((make) => make(LARGE)));
    const drawn = states.map((state) => ({ state, zones: clickableScreen(state).zones() }));
    fc.assert(
      fc.property(fc.constantFrom(...drawn), fc.nat(), fc.nat(), ({ state, zones }, one, other) => {
        const chosen = zones[one % zones.length];
        assert.ok(chosen !== undefined);
        const column = chosen.from + (other % (chosen.to - chosen.from));
        const first = zones.find(
          ({ line, from, to }) => line === chosen.line && column >= from && column < to,
        );
        assert.ok(first !== undefined);
        checkClick(state, first, column);
      }),
      { numRuns: 300 },
    );
  });
});

function cellsOf({ from, to }: Zone<Click>): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
