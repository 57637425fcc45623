import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { DeletePlanReview } from '../../source/analysis/delete-plan/delete-plan.ts';
import { kindsOfTab } from '../../source/kinds/registry.ts';
import { TABS } from '../../source/kinds/tabs.ts';
import type { KeptScan } from '../../source/model/kept-scan.ts';
import { accountColumns } from '../../source/ui/state/accounts-lines.ts';
import type { AppState } from '../../source/ui/state/app-state.ts';
import { amountsQuery } from '../../source/ui/views/table/table-amounts.ts';
import { fakeDifferences } from './helpers/fake-differences.ts';
import { fakeHistory, fakePast } from './helpers/fake-history.ts';
import { emptyPlan, fakePlan } from './helpers/fake-plan.ts';
import { fakeRows } from './helpers/fake-rows.ts';
import { fakeScan, finishedScan, midScan, SCAN_START } from './helpers/fake-scan.ts';
import { fakeAmounts, UNFINISHED } from './helpers/fake-services.ts';
import { fakeSummary, summaryBefore } from './helpers/fake-summary.ts';
import { checkFrame, frame } from './helpers/frame.tsx';
import { accountTotalsOf, finishedManyScan, midManyScan } from './helpers/many-scan.ts';
import { after, atNumber, emptyApp, LARGE, opened, SMALL, withRowsOf } from './helpers/states.ts';

const sizes = [
  { name: '80x24', size: SMALL },
  { name: '120x40', size: LARGE },
];

/** A frame at both sizes under one name. */
function bothSizes(name: string, make: (size: AppState['size']) => AppState): void {
  for (const { name: size, size: cells } of sizes) {
    test(`${name} at ${size}`, (context) =>
      checkFrame(context, `${name.replaceAll(' ', '-')}-${size}`, make(cells)));
  }
}

describe('the Scan view shows', () => {
  bothSizes('a grid with a cell in every phase', (size) => opened(midScan(), size));
  bothSizes('a finished scan', (size) => opened(finishedScan(), size));
  bothSizes('all problems in full', (size) => after(opened(midScan(), size), 'problems'));
  bothSizes('a scan that asks who and where', (size) =>
    opened(
      fakeScan({}, { stage: 'identifying', identity: null, regions: [], regionsOff: [], endedAt: null }),
      size,
    ),
  );
  bothSizes('a cursor on another cell', (size) =>
    after(opened(midScan(), size), 'down', 'down', 'right', 'last'),
  );
});

describe('the Scan view of many accounts shows', () => {
  bothSizes('accounts in every state', (size) => opened(midManyScan(), size));
  bothSizes('many accounts that have ended', (size) => opened(finishedManyScan(), size));
  bothSizes('accounts sorted by a kind', (size) =>
    after(opened(finishedManyScan(), size), ...Array.from({ length: 7 }, () => 'right' as const), 'sort'),
  );
  const narrow = { columns: 60, rows: 16 };
  const sortedAt = (column: number) =>
    after(
      opened(finishedManyScan(), narrow),
      ...Array.from({ length: column }, () => 'right' as const),
      'sort',
    );
  test('what they are sorted by at 60x16', (context) =>
    checkFrame(context, 'accounts-sorted-60x16', sortedAt(4)));
  test('every header as whole beside the mark of the sorted column as without it', () => {
    for (const columns of [60, 79, 120]) {
      const open = opened(finishedManyScan(), { columns, rows: 16 });
      const words = (state: AppState) => (frame(state).split('\n')[3] ?? '').split(/[\s|]+/).filter(Boolean);
      const count = open.scan === null ? 0 : accountColumns(open.scan).length;
      for (let column = 0; column < count; column += 1) {
        const sorted = after(open, ...Array.from({ length: column }, () => 'right' as const), 'sort');
        assert.deepEqual(
          words(sorted).filter((word) => word !== 'v' && word !== '^'),
          words(open),
          `${columns}`,
        );
      }
    }
  });
  bothSizes('accounts narrowed down', (size) =>
    after(opened(finishedManyScan(), size), 'filter accounts', { type: 'typed', text: 'app-1' }),
  );
  bothSizes('only accounts with problems', (size) => after(opened(finishedManyScan(), size), 'faults'));
  bothSizes('no account that fits', (size) =>
    after(opened(finishedManyScan(), size), 'filter accounts', { type: 'typed', text: 'nobody' }, 'enter'),
  );
  bothSizes('the problems of many accounts in full', (size) =>
    after(opened(finishedManyScan(), size), 'problems'),
  );
  bothSizes('the regions of all accounts', (size) => after(opened(finishedManyScan(), size), 'lines'));
  bothSizes('the regions of accounts of which some were not asked yet', (size) =>
    after(opened(midManyScan(), size), 'lines'),
  );
  bothSizes('the regions of one of many accounts', (size) => {
    const asked = after(opened(finishedManyScan(), size), 'enter');
    const { into } = asked.accounts;
    assert.ok(into !== null && asked.scan !== null);
    const cells = finishedScan().cells.map((cell) => ({ ...cell, account: into }));
    const scan = { ...asked.scan, lookedInto: { account: into, cells } };
    return after(asked, { type: 'scan changed', scan, now: asked.now });
  });
});

describe('every table of a usual scan shows its rows:', () => {
  for (const tab of TABS.filter(({ id }) => kindsOfTab(id).some(({ byDefault }) => byDefault)))
    bothSizes(`table ${tab.id}`, (size) => withRowsOf(opened(finishedScan(), size), tab.id));
});

describe('every table answers what, where, of what, how big, when, safe to go and how dear', () => {
  for (const [columns, rows] of [
    [110, 35],
    [160, 40],
    [200, 60],
  ] as const) {
    for (const { id } of TABS) {
      test(`${id} at ${columns}x${rows}`, (context) =>
        checkFrame(
          context,
          `table-${id}-${columns}x${rows}`,
          withRowsOf(opened(finishedScan(), { columns, rows }), id),
        ));
    }
  }
});

describe('a table shows', () => {
  bothSizes('marks of a person and of a watch', (size) => {
    const marked = after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'mark', 'mark', 'down');
    const cell = marked.scan?.cells.find(
      ({ region, kind }) => `${region} ${kind}` === 'us-east-1 ebs-snapshot',
    );
    const changes = { added: [1], changed: [3, 4], gone: [99] };
    const result = { cellId: cell?.id ?? 0, endedAt: SCAN_START, changes, failure: null };
    const rows = (fakeRows().ebs ?? []).slice(0, 2);
    const amounts = fakeAmounts(rows, amountsQuery('ebs', null));
    const of = { marked: marked.tables.ebs?.marked ?? new Set<number>() };
    return after(
      marked,
      { type: 'round ended', results: [result] },
      { type: 'amounts arrived', tab: 'ebs', of, amounts },
    );
  });
  bothSizes('other columns when it is scrolled', (size) =>
    after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'right', 'right', 'down', 'down'),
  );
  bothSizes('all columns', (size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'all columns'));
  bothSizes('the filter line while it is typed', (size) => {
    const typing = after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'filter', {
      type: 'typed',
      text: 'web-data',
    });
    return withRowsOf(typing, 'ebs', (fakeRows().ebs ?? []).slice(2, 30));
  });
  bothSizes('what it is sorted by', (size) => {
    const sorted = after(
      withRowsOf(opened(finishedScan(), size), 'ebs'),
      'sort',
      { type: 'typed', text: 'size' },
      'enter',
    );
    return withRowsOf(sorted, 'ebs');
  });
  bothSizes('columns to sort by', (size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'sort'));
});

describe('a table without rows says', () => {
  const instead = (name: string, make: () => AppState, words: readonly string[]) =>
    test(name, () => {
      const lines = frame(make()).split('\n');
      assert.deepEqual(
        lines.slice(5, 5 + words.length),
        words.map((line) => (line === '' ? '' : ` ${line}`)),
      );
      assert.equal(lines[5 + words.length], '');
    });

  instead('that it is being read', () => after(opened(finishedScan(), SMALL), { open: 'ebs' }), [
    'Reading...',
  ]);
  instead('that there are none', () => noRows(fakeScan(), 'tasks'), [
    'There are no DataSync tasks: every region answered, with nothing.',
  ]);
  instead('how many cells have answered', () => {
    const scan = fakeScan(
      { 'us-east-1 datasync-task': { phase: 'running', endedAt: null } },
      { stage: 'scanning', endedAt: null },
    );
    return noRows(scan, 'tasks');
  }, ['No rows yet: 4 of 5 cells answered.']);
  instead('that denied is not none', () => {
    const denied = { phase: 'denied', error: { code: 'AccessDenied', message: 'no' } } as const;
    return noRows(
      fakeScan({ 'us-east-1 datasync-task': denied, 'us-west-2 datasync-task': denied }),
      'tasks',
    );
  }, [
    'No rows, but 2 regions denied: this does not mean that there are none.',
    'Press 1 to see why, R to run what is not done again.',
  ]);
  instead('that nothing matches', () => {
    const filtered = after(
      withRowsOf(opened(finishedScan(), SMALL), 'ebs'),
      'filter',
      { type: 'typed', text: 'zz' },
      'enter',
    );
    return withRowsOf(filtered, 'ebs', []);
  }, [
    'No row matches. 1 region denied: there may be some that do.',
    'Esc goes back, / changes the filter; emptied, it shows all rows.',
  ]);
  const inRegion = (state: AppState, text: string) => {
    const open = withRowsOf(state, 'ebs');
    const chosen = after(
      open,
      { type: 'filter chosen', text },
      { type: 'region chosen', region: 'eu-central-1' },
    );
    return withRowsOf(chosen, 'ebs', []);
  };
  instead(
    'that denied is not none in the region that was chosen',
    () => inRegion(opened(finishedScan(), SMALL), ''),
    [
      'No rows, but 1 region denied: this does not mean that there are none.',
      'Press 1 to see why, R to run what is not done again.',
      'Esc goes back; / and Enter show every region.',
    ],
  );
  instead(
    'that there is nothing in the region that was chosen',
    () => inRegion(opened(fakeScan({ 'us-east-1 ebs-snapshot': { phase: 'done', rows: 42 } }), SMALL), ''),
    [
      'There are no EBS snapshots in eu-central-1: it answered, with nothing.',
      'Esc goes back; / and Enter show every region.',
    ],
  );
  instead(
    'that nothing matches in the region that was chosen',
    () => inRegion(opened(fakeScan({ 'us-east-1 ebs-snapshot': { phase: 'done', rows: 42 } }), SMALL), 'zz'),
    ['No row matches.', 'Esc goes back, / changes the filter; emptied, it shows all rows.'],
  );
  instead('that nothing matches, and how many rows say nothing of it', () => {
    const state = withRowsOf(opened(finishedScan(), SMALL), 'ebs');
    const filtered = after(state, { type: 'filter chosen', text: 'public:yes' });
    const query = { tab: 'ebs', sort: null, filter: 'public:yes' };
    const order = { rows: new Uint32Array(), total: 42, open: 40, query, partial: false };
    return after(filtered, { type: 'order arrived', tab: 'ebs', order, rows: new Map() });
  }, [
    'No row matches. 1 region denied: there may be some that do.',
    '40 rows say nothing of what this asks for, and they may: it is blank, or was',
    'not checked (name:? finds such rows, :ask may tell).',
    'Esc goes back, / changes the filter; emptied, it shows all rows.',
  ]);
  instead(
    'that its kinds were not scanned',
    () => noRows(fakeScan({}, { kinds: ['ebs-snapshot'] }), 'tasks'),
    ['DataSync tasks are not part of this scan: it was started with other kinds', '(--kind).'],
  );
  instead(
    'that the scan file could not be read',
    () =>
      after(withRowsOf(opened(finishedScan(), SMALL), 'ebs'), {
        type: 'table failed',
        tab: 'ebs',
        error: 'disk I/O error',
      }),
    [
      'The scan file could not be read: disk I/O error',
      'Sort, filter or open the view again to try once more.',
    ],
  );
});

/** An open table whose order is empty. */
function noRows(scan: ReturnType<typeof fakeScan>, tab: string): AppState {
  const state = after(opened(scan, SMALL), { open: tab });
  const query = { tab, sort: null };
  const order = { rows: new Uint32Array(), total: 0, query, partial: false };
  return after(state, { type: 'order arrived', tab, order, rows: new Map() });
}

describe('a row in full shows', () => {
  const detail = (size: AppState['size'], tab: string, row: number) => {
    const loaded = fakeRows()[tab]?.[row - 1];
    if (loaded === undefined) throw new Error('no such row');
    const moves = Array.from({ length: row - 1 }, () => 'down' as const);
    return after(withRowsOf(opened(finishedScan(), size), tab), ...moves, 'enter', {
      type: 'detail arrived',
      tab,
      row,
      loaded,
    });
  };
  bothSizes('every field of a snapshot', (size) => detail(size, 'ebs', 1));
  bothSizes('why a row is not whole', (size) => detail(size, 'ebs', 5));
  bothSizes('every field of an execution', (size) => after(detail(size, 'executions', 1), 'last'));
});

describe('the Summary shows', () => {
  const summary = (size: AppState['size']) =>
    after(
      opened(finishedScan(), size),
      { open: 'summary' },
      { type: 'summary arrived', report: fakeSummary() },
    );
  bothSizes('its panels', summary);
  bothSizes('what changed since the scan before', (size) =>
    after(summary(size), { type: 'past arrived', past: fakePast(6, summaryBefore()) }),
  );
  bothSizes('the end of its panels', (size) => after(summary(size), 'last'));
  bothSizes('all sources', (size) => after(atNumber(summary(size), 'sources'), 'enter', 'down'));
  const many = (size: AppState['size']) => {
    const scan = finishedManyScan();
    return after(
      opened(scan, size),
      { open: 'summary' },
      { type: 'summary arrived', report: fakeSummary({ accounts: accountTotalsOf(scan) }) },
    );
  };
  bothSizes('what the dearest accounts cost', (size) => atNumber(many(size), 'account 700000000029'));
  const accounts = (size: AppState['size']) => after(atNumber(many(size), 'accounts'), 'enter');
  bothSizes('all accounts by cost', (size) => after(accounts(size), 'last', 'up'));
  bothSizes('all accounts sorted by another column', (size) =>
    after(accounts(size), { type: 'sort chosen', column: 'rows', descending: false, add: false }, 'down'),
  );
  bothSizes('a number under the cursor', (size) => atNumber(summary(size), 'origin manual ebs'));
  bothSizes('what there is so far while the scan runs', (size) =>
    after(
      opened(midScan(), size),
      { open: 'summary' },
      { type: 'summary arrived', report: fakeSummary({ services: [] }) },
    ),
  );
  bothSizes('that it is being added up', (size) => after(opened(midScan(), size), { open: 'summary' }));
  bothSizes('nothing where nothing was found', (size) =>
    after(
      opened(fakeScan(), size),
      { open: 'summary' },
      {
        type: 'summary arrived',
        report: fakeSummary({
          ages: [],
          services: [],
          sources: [],
          byStatus: [],
          byEncryption: [],
          byOrigin: [],
          byTier: [],
        }),
      },
    ),
  );
});

describe('asking rows shows', () => {
  const review = (size: AppState['size']) =>
    after(withRowsOf(opened(finishedScan(), size), 'ebs'), { type: 'ask opened', what: 'attributes' });
  bothSizes('what asking rows takes', (size) => {
    const state = review(size);
    const plan = {
      ...{ rows: 40, passedOver: 2, calls: 52 },
      most: { account: '123456789012', region: 'us-east-1', calls: 30 },
    };
    const of = state.ask.review?.job;
    return of === undefined ? state : after(state, { type: 'ask counted', of, result: { plan } });
  });
  bothSizes('what reading one more kind takes', (size) =>
    after(opened(finishedScan(), size), { type: 'ask kind opened', kind: 'backup-recovery-point' }),
  );
});

describe('a delete plan shows', () => {
  const planned = (size: AppState['size']) =>
    after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'delete plan');
  const reviewed = (size: AppState['size'], review: DeletePlanReview) => {
    const state = planned(size);
    return state.deletePlan === null
      ? state
      : after(state, { type: 'plan reviewed', of: state.deletePlan.selection, review });
  };
  bothSizes('what may go and what is left out', (size) => reviewed(size, fakePlan()));
  bothSizes('that nothing may go', (size) => reviewed(size, emptyPlan()));
  bothSizes('where its script is', (size) => {
    const state = reviewed(size, fakePlan());
    const script = { path: 'output/plan.sh', run: 'CONFIRM=yes sh output/plan.sh' };
    return state.deletePlan === null
      ? state
      : after(state, { type: 'plan written', of: state.deletePlan.selection, script });
  });
});

describe('a comparison of two scans shows', () => {
  const asked = (size: AppState['size']) =>
    after(opened(finishedScan(), size), { type: 'differences opened', name: 'last~1' });
  const found = (size: AppState['size']) => {
    const state = asked(size);
    const of = state.differences?.asked;
    return of === undefined
      ? state
      : after(
          state,
          { type: 'differences found', of, report: fakeDifferences() },
          { type: 'differences ended', of, error: null },
        );
  };
  bothSizes('that it is under way', asked);
  bothSizes('what became of the rows of each kind', found);
  bothSizes('the rows of a kind, with what they were and are', (size) => after(found(size), 'enter'));
  bothSizes('why there is none', (size) => {
    const state = asked(size);
    const of = state.differences?.asked;
    return of === undefined
      ? state
      : after(state, {
          type: 'differences ended',
          of,
          error: 'last~1 is this scan: there is nothing to compare.',
        });
  });
});

describe('over a view stands', () => {
  bothSizes('the help of the grid', (size) => after(opened(finishedScan(), size), 'help'));
  bothSizes('the help of a table', (size) => after(withRowsOf(opened(finishedScan(), size), 'ebs'), 'help'));
  test('the help in columns where there is room, with every line of it whole, each group in one column', () => {
    const wide = frame(after(opened(finishedScan(), { columns: 200, rows: 100 }), 'help'));
    const head = wide.split('\n')[3] ?? '';
    assert.match(head, /^ Keys in the Scan grid {10,}Commands, typed behind a : {10,}\S.*$/);
    const commands = head.indexOf('Commands');
    const column = wide.split('\n').map((line) => line.slice(commands - 1));
    assert.ok(column.some((line) => line.startsWith('   :topology')));
    assert.doesNotMatch(wide, /…/);
    assert.doesNotMatch(frame(after(opened(finishedScan(), { columns: 120, rows: 400 }), 'help')), /…/);
  });
  bothSizes('the question before leaving', (size) => after(opened(midScan(), size), 'quit'));
  bothSizes('the question about a scan that did not end', (size) =>
    after(emptyApp(size), { type: 'unfinished scan found', now: SCAN_START, scan: UNFINISHED }),
  );
  bothSizes('the question before a new scan', (size) => after(opened(midScan(), size), 'new scan'));
  test('a list to pick from over the table, whose title, head and first rows stay in sight', () => {
    for (const size of [SMALL, LARGE, { columns: 60, rows: 16 }, { columns: 200, rows: 60 }]) {
      const table = withRowsOf(opened(finishedScan(), size), 'ebs');
      const shown = frame(table).split('\n');
      for (const open of ['sort', 'add sort', 'facet', 'columns', 'views'] as const) {
        const lines = frame(after(table, open)).split('\n');
        const box = lines.findIndex((line) => line.startsWith('╭─'));
        assert.ok(box >= 8, `${open}: the box begins in line ${box}`);
        assert.deepEqual(lines.slice(0, box), shown.slice(0, box), open);
        const closed = lines.findIndex((line) => line.startsWith('╰─'));
        assert.equal(closed, size.rows - 3, open);
        for (const line of lines.slice(box + 1, closed)) assert.match(line, /^│ .* │$/);
      }
    }
  });
  test('the box of that question with all of its borders, in lines of any number', () => {
    for (const rows of [16, 24, 25, 35, 40, 60]) {
      for (const columns of [60, 80, 111, 200]) {
        const text = frame(after(opened(midScan(), { columns, rows }), 'quit'));
        const box = text
          .split('\n')
          .map((line) => line.trim())
          .filter((line) => /^[┌│├└]/.test(line));
        assert.deepEqual(
          box.map((line) => `${line.at(0)}${line.at(-1)}`),
          ['┌┐', '││', '├┤', '││', '└┘'],
        );
      }
    }
  });
  bothSizes('a picker that reads', (size) =>
    after(opened(finishedScan(), size), { type: 'picker opened', kind: 'regions' }),
  );
  bothSizes('a picker of regions', (size) =>
    after(
      opened(finishedScan(), size),
      { type: 'picker opened', kind: 'regions' },
      {
        type: 'picker filled',
        kind: 'regions',
        items: [
          { id: 'eu-west-1', label: 'eu-west-1', note: 'in this scan', off: false },
          { id: 'us-east-1', label: 'us-east-1', note: 'in this scan', off: false },
          { id: 'us-west-2', label: 'us-west-2', note: '', off: false },
          { id: 'me-south-1', label: 'me-south-1', note: 'not enabled for this account', off: true },
        ],
      },
      'mark',
    ),
  );
  bothSizes('a picker that failed', (size) =>
    after(
      opened(finishedScan(), size),
      { type: 'picker opened', kind: 'profiles' },
      { type: 'picker failed', kind: 'profiles', error: 'the file ~/.aws/config cannot be read.' },
    ),
  );
});

describe('the footer shows', () => {
  const last = (state: AppState) => frame(state).trimEnd().split('\n').at(-1);
  const open = opened(finishedScan(), LARGE);

  test('the counts and the keys that work', () => {
    assert.equal(
      last(open),
      ' 51 rows · 40 calls · 1 problem                  Enter rows  r retry  p problems  R retry all  e export  ? help  q quit',
    );
  });
  test('how far an export is', () => {
    const exporting = after(open, {
      type: 'exporting',
      progress: { rows: 12_408, share: 0.329, part: 'EBS Snapshots' },
    });
    assert.match(last(exporting) ?? '', /^ exporting EBS Snapshots: 32% of 12,408 rows {2,}/);
  });
  test('the result of the last action, until its time is over', () => {
    const until = SCAN_START + 9000;
    const said = after(open, {
      type: 'said',
      text: 'exported 51 rows to output/x.xlsx',
      tone: 'good',
      until,
    });
    assert.match(last(said) ?? '', /^ exported 51 rows to output\/x\.xlsx {2}/);
    assert.match(last(after(said, { type: 'ticked', now: until })) ?? '', /^ 51 rows/);
  });
  test('what the scan as a whole has to say', () => {
    const waiting = opened(finishedScan({ notice: 'run aws sso login --profile prod' }), LARGE);
    assert.match(last(waiting) ?? '', /^ run aws sso login --profile prod {2}/);
  });
  test('why a scan broke off', () => {
    const refusal = {
      lines: ['The scan file /data/scan.sqlite cannot be written: disk full'],
      exitCode: 1,
    } as const;
    const broken = opened(finishedScan({ stage: 'stopped', refusal }), LARGE);
    assert.match(
      last(broken) ?? '',
      /^ The scan file \/data\/scan\.sqlite cannot be written: disk full +Enter rows/,
    );
  });
  test('the command line while it is typed', () => {
    const typing = after(open, 'command line', { type: 'typed', text: 'regions' });
    assert.match(frame(typing).trimEnd().split('\n').at(-2) ?? '', /^ :regions$/);
    assert.match(last(typing) ?? '', /^ regions$/);
    const spaced = after(typing, { type: 'typed', text: ' ' });
    assert.match(last(spaced) ?? '', /^ :regions {2}pick regions for a new scan$/);
    const unknown = after(open, 'command line', { type: 'typed', text: 'xyz' });
    assert.match(last(unknown) ?? '', /^ {2,}Enter run {2}Tab complete {2}Up earlier {2}Esc close$/);
  });
});

describe('a screen that is too small', () => {
  for (const size of [
    { columns: 59, rows: 40 },
    { columns: 80, rows: 15 },
  ]) {
    test(`says what is needed at ${size.columns}x${size.rows}`, () => {
      assert.equal(frame(opened(midScan(), size)).trim(), '60x16 needed');
    });
  }
  test('still shows the grid at 60x16', (context) =>
    checkFrame(context, 'smallest-grid', opened(midScan(), { columns: 60, rows: 16 })));
  test('still shows a table at 60x16', (context) =>
    checkFrame(
      context,
      'smallest-table',
      withRowsOf(opened(finishedScan(), { columns: 60, rows: 16 }), 'ebs'),
    ));
});

describe('the history shows', () => {
  const history = (size: AppState['size'], scans: readonly KeptScan[]) =>
    after(opened(finishedScan(), size), 'history', { type: 'history arrived', scans });
  bothSizes('no scan that is kept', (size) => history(size, []));
  bothSizes('one scan that is kept', (size) => history(size, fakeHistory(1).slice(0, 1)));
  bothSizes('many scans that are kept', (size) => history(size, fakeHistory(60)));
  bothSizes('a file that is no scan', (size) => after(history(size, fakeHistory(4)), 'down'));
  bothSizes('a scan that is not whole', (size) =>
    after(history(size, fakeHistory(4)), 'down', 'down', 'down'),
  );
});
