import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServiceTotal, SummaryReport } from '../../../../source/analysis/summary.ts';
import { scannedCells } from '../../../../source/model/cell.ts';
import { accountsPanels } from '../../../../source/ui/views/summary/panels/accounts-panel.ts';
import { costPanels } from '../../../../source/ui/views/summary/panels/cost-panel.ts';
import { findingsPanel } from '../../../../source/ui/views/summary/panels/findings-panel.ts';
import { kindsPanel } from '../../../../source/ui/views/summary/panels/kinds-panel.ts';
import type { Panel, PanelContext } from '../../../../source/ui/views/summary/panels/panel.ts';
import { pastPanel } from '../../../../source/ui/views/summary/panels/past-panel.ts';
import { servicesPanel } from '../../../../source/ui/views/summary/panels/services-panel.ts';
import { statusPanel } from '../../../../source/ui/views/summary/panels/status-panel.ts';
import { fakePast, WITHOUT_PAST } from '../../helpers/fake-history.ts';
import { fakeScan, finishedScan } from '../../helpers/fake-scan.ts';
import { fakeSummary, summaryBefore } from '../../helpers/fake-summary.ts';
import { accountTotalsOf, finishedManyScan, midManyScan } from '../../helpers/many-scan.ts';

const TIB = 2 ** 40;

function service(name: string, kind: string, count: number, unknownSizes = 0): ServiceTotal {
  const bytes = count === unknownSizes ? 0 : TIB;
  return { service: name, kind, count, bytes, unknownSizes, oldest: null, newest: null, byAge: [] };
}

const SERVICES = [
  service('EBS', 'ebs-snapshot', 2349),
  service('RDS', 'rds-snapshot', 533),
  service('Aurora', 'rds-cluster-snapshot', 111, 110),
  service('DocumentDB', 'rds-cluster-snapshot', 44, 44),
  service('RDS', 'rds-cluster-snapshot', 36),
  service('EFS', 'efs-recovery-point', 1442, 1),
];

function context(change: Partial<SummaryReport> = {}, scan = finishedScan()): PanelContext {
  const report = fakeSummary(change);
  return {
    report,
    cells: scannedCells(scan),
    accounts: scan.accounts,
    unit: 'auto',
    ...WITHOUT_PAST,
    width: 55,
  };
}

const EMPTY: Panel = { title: '', note: '', usualLines: 0, lines: [] };

/** The lines of a panel without what is blank at their ends. */
function lines({ lines: all }: Panel): readonly string[] {
  return all.map((pieces) =>
    pieces
      .map(([text]) => text)
      .join('')
      .trimEnd(),
  );
}

describe('the panel of services', () => {
  it('names instances and clusters of RDS apart, so that RDS means all of its tab', () => {
    const names = lines(servicesPanel(context({ services: SERVICES }))).map((line) =>
      line.slice(0, 23).trimEnd(),
    );
    assert.deepEqual(names.slice(0, 7), [
      '                 Count',
      ' EBS             2,349+',
      ' RDS instances     533',
      ' Aurora            111',
      ' DocumentDB         44',
      ' RDS clusters       36',
      ' EFS             1,442',
    ]);
  });

  it('says of which services sizes are unknown, of how many snapshots, and why', () => {
    const panel = servicesPanel(context({ services: SERVICES }));
    assert.deepEqual(lines(panel).slice(7), [
      ' + size unknown of 110 Aurora, 44 DocumentDB, 1 EFS',
      '   AWS tells no size of snapshots of Aurora,',
      '   DocumentDB and Neptune',
      '   a recovery point that is being made has no size yet',
    ]);
    const links = panel.lines.flatMap((line) =>
      line.flatMap(([text, , link]) => (link ? [[text, link.to]] : [])),
    );
    assert.deepEqual(
      links.findLast(([text]) => text === '44'),
      [
        '44',
        {
          to: 'table',
          tab: 'rds',
          filter: { text: 'service=DocumentDB size:?', region: null, kind: 'rds-cluster-snapshot' },
        },
      ],
    );
  });

  it('marks a count as at least so many where a part of it could not be read', () => {
    const scan = fakeScan({ 'us-east-1 efs-recovery-point': { phase: 'partial', rows: 5 } });
    const text = lines(servicesPanel(context({ services: SERVICES }, scan)));
    assert.match(text.find((line) => line.includes('EFS')) ?? '', /^ EFS +1,442\+ /);
    assert.match(text.find((line) => line.includes('RDS i')) ?? '', /^ RDS instances +533 /);
  });
});

describe('the panel of statuses', () => {
  it('has one line for what services write each in its way, and opens what each of them writes', () => {
    const amount = { count: 3, bytes: TIB, unknownSizes: 0 };
    const byStatus = [
      { label: 'completed', value: 'completed', ...amount, byTab: [{ tab: 'ebs', ...amount }] },
      { label: 'COMPLETED', value: 'COMPLETED', ...amount, byTab: [{ tab: 'rds', ...amount }] },
      { label: 'unknown', value: null, ...amount, byTab: [{ tab: 'rds', ...amount }] },
    ];
    const panel = statusPanel(context({ byStatus }));
    assert.deepEqual(
      lines(panel)
        .slice(2)
        .map((line) => line.slice(2, 38)),
      [' completed               3+       3 ', ' unknown                 0+       3 '],
    );
    const filters = panel.lines.flatMap((line) =>
      line.flatMap(([, , link]) =>
        link?.to.to === 'table' ? [`${link.to.tab} ${link.to.filter.text}`] : [],
      ),
    );
    assert.deepEqual(filters, ['ebs status=completed', 'rds status=COMPLETED', 'rds status:?']);
  });
});

describe('the panel of findings', () => {
  it('has a sign, a count and words in a column each, the gravest first and what was not checked last', () => {
    const starts = lines(findingsPanel(context())).filter((line) => /^ [▲■·?]/.test(line));
    assert.deepEqual(
      starts.map((line) => line.slice(0, 26).trimEnd()),
      [
        ' ▲       1  EBS snapshots',
        ' ▲       1+ DataSync tasks',
        ' ■      14  EBS snapshots',
        ' ·       3  EBS snapshots',
        ' ?      42  not checked: E',
      ],
    );
  });

  it('says how grave each is in a word, too, where there is room', () => {
    const starts = lines(findingsPanel({ ...context(), width: 70 })).filter((line) => /^ [▲■·?]/.test(line));
    assert.deepEqual(
      starts.map((line) => line.slice(0, 18)),
      [
        ' ▲ high          1',
        ' ▲ high          1',
        ' ■ medium       14',
        ' · low           3',
        ' ?              42',
      ],
    );
  });
});

describe('findings that were not checked for something was not asked', () => {
  const [finding] = fakeSummary().findings;
  assert.ok(finding !== undefined);
  const some = { ...finding, severity: 'medium', count: 0, notChecked: 749, tab: 'rds' } as const;
  const sharing = 'sharing was not asked for (--attributes or :ask attributes) or could not be read';
  const backup = 'AWS Backup was not asked for them (--kind backup-recovery-point) or could not be read';
  const findings = [
    { ...some, id: 'a', title: 'RDS snapshots that are shared', notCheckedReason: sharing },
    { ...some, id: 'b', notChecked: 88, notCheckedReason: backup, cellsNotRead: 1 },
    { ...some, id: 'c', severity: 'high', notChecked: 2349, tab: 'ebs', notCheckedReason: sharing },
    { ...some, id: 'd', title: 'D', notChecked: 2, notCheckedReason: 'their status is not known' },
  ] as const;

  it('stand on a line a severity, each count openable, with what asks for it', () => {
    const panel = findingsPanel({ ...context({ findings }), width: 110 });
    assert.deepEqual(lines(panel).slice(0, 4), [
      ' ?               2  not checked: D; their status is not known',
      ' ? not checked, for not asked or not read: :ask attributes, --kind backup-recovery-point',
      '   high: EBS 2,349',
      '   medium: RDS 749  RDS 88+',
    ]);
    assert.deepEqual(
      panel.lines.flatMap((line) =>
        line.flatMap(([text, , link]) => (link ? [[text, link.id, link.rows]] : [])),
      ),
      [
        ['2', 'finding d not checked', 2],
        ['2,349', 'finding c not checked', 2349],
        ['749', 'finding a not checked', 749],
        ['88', 'finding b not checked', 88],
      ],
    );
  });

  it('are read out one by one with their reasons', () => {
    const panel = findingsPanel({ ...context({ findings }), width: 160, isReadOut: true });
    assert.ok(
      lines(panel).some((line) =>
        line.endsWith(`749  not checked: RDS snapshots that are shared; ${sharing}`),
      ),
      lines(panel).join('\n'),
    );
  });
});

describe('a finding that rests on what was not read', () => {
  it('is of at least so many rows, and not checked of at least so many', () => {
    const [finding] = fakeSummary().findings;
    assert.ok(finding !== undefined);
    const some = { ...finding, title: 'EBS snapshots', count: 12, notChecked: 7 };
    const shown = (notRead: { readonly cellsNotRead: number; readonly accountsNotRead: number }) =>
      lines(findingsPanel(context({ findings: [{ ...some, ...notRead }] }))).map((line) => line.slice(2, 16));
    assert.deepEqual(shown({ cellsNotRead: 0, accountsNotRead: 0 }).slice(0, 2), [
      '      12  EBS ',
      '       7  not ',
    ]);
    assert.deepEqual(shown({ cellsNotRead: 0, accountsNotRead: 1 }).slice(0, 2), [
      '      12+ EBS ',
      '       7+ not ',
    ]);
  });
});

describe('the panel of costs', () => {
  it('lists services in the order of the others and says once of how many nothing is known', () => {
    const panel = costPanels(context()).total;
    assert.deepEqual(
      lines(panel)
        .slice(0, 7)
        .map((line) => line.slice(0, 35).trimEnd()),
      [
        '                         EBS    RDS',
        ' EBS                     42+      -',
        ' RDS instances             -      1',
        ' Aurora                    -      1',
        ' all                     42+      2',
        '   size unknown            -      1',
        '   no price               1+      -',
      ],
    );
  });
});

describe('the panel of accounts', () => {
  const cost = (low: number, high: number) => ({ count: 40, low, high, withoutLow: 0, withoutHigh: 0 });
  const total = (account: string, low: number, high: number, findings = 0) => ({
    ...{ account, name: null, rows: 51, findings, cost: cost(low, high) },
    snapshots: { count: 44, bytes: 2 ** 40, unknownSizes: 0 },
  });

  it('has those that cost most first, by name, with rows, size, bounds and findings', () => {
    const accounts = [total('123456789012', 10, 200, 7), total('000000000042', 30, 4000)];
    const [panel] = accountsPanels(context({ accounts }, midManyScan()));
    assert.ok(panel !== undefined);
    assert.equal(panel.title, 'Accounts by cost');
    assert.deepEqual(lines(panel), [
      '              Rows       Size      Low     High  Find.',
      ' pay-prod       51+   1.0 TiB+  $30.00+  $4,000+     0+',
      ' acme           51+   1.0 TiB+  $10.00+ $200.00+     7+',
      ' … 3 more, sorted as you like',
      ' 1 account not read: 1 shows why',
      ' 1 account not active: suspended or closed',
    ]);
  });

  it('leaves findings out, then the low bound, where names need the room', () => {
    const accounts = [total('123456789012', 10, 200, 7), total('000000000042', 30, 4000)];
    const scan = midManyScan();
    const named = (name: string) => ({
      ...scan,
      accounts: scan.accounts.map((one) => (one.name === 'acme' ? { ...one, name } : one)),
    });
    const head = (name: string) => {
      const [panel] = accountsPanels(context({ accounts }, named(name)));
      return lines(panel ?? EMPTY).slice(0, 3);
    };
    assert.deepEqual(head('larkspur-shared'), [
      '                     Rows       Size      Low     High',
      ' pay-prod              51+   1.0 TiB+  $30.00+  $4,000+',
      ' larkspur-shared       51+   1.0 TiB+  $10.00+ $200.00+',
    ]);
    assert.deepEqual(head('larkspur-shared-tools'), [
      '                         Rows       Size     High',
      ' pay-prod                  51+   1.0 TiB+  $4,000+',
      ' larkspur-shared-too…      51+   1.0 TiB+ $200.00+',
    ]);
  });

  it('leads to all of its rows, in every table, and to the list of all accounts', () => {
    const accounts = [total('123456789012', 10, 200, 7), total('000000000042', 30, 4000)];
    const [panel] = accountsPanels(context({ accounts }, midManyScan()));
    const links = panel?.lines.flatMap((line) => line.flatMap(([, , link]) => link ?? [])) ?? [];
    assert.deepEqual(links, [
      {
        id: 'account 000000000042',
        to: { to: 'tables', tab: 'efs', text: 'account=000000000042' },
        rows: 51,
      },
      {
        id: 'account 123456789012',
        to: { to: 'tables', tab: 'ebs', text: 'account=123456789012' },
        rows: 51,
      },
      { id: 'accounts', to: { to: 'list', list: 'accounts' }, rows: null },
    ]);
  });

  it('says how many more there are than it shows', () => {
    const scan = finishedManyScan();
    const [panel] = accountsPanels(context({ accounts: accountTotalsOf(scan) }, scan));
    assert.equal(panel?.title, 'Accounts by cost: the dearest 10 of 28');
    assert.deepEqual(lines(panel).slice(-2), [
      ' … 20 more, sorted as you like',
      ' 2 accounts not read: 1 shows why',
    ]);
  });

  it('tells which accounts see rows of another one, that count once', () => {
    const accounts = [total('123456789012', 10, 200)];
    const seen = (owner: string, ...by: readonly string[]) =>
      by.map((account) => ({ account, owner, rows: 12 }));
    const elsewhere = [
      ...seen('123456789012', '000000000042', '000000000043'),
      ...['a', 'b', 'c', 'd'].flatMap((owner) => seen(owner, 'x')),
    ];
    const [panel] = accountsPanels(context({ accounts, elsewhere }, midManyScan()));
    assert.deepEqual(lines(panel ?? EMPTY).slice(-5), [
      ' Seen by several, counted once, at their owner:',
      '   up to 12 rows of acme seen in pay-prod, 000000000043',
      '   12 rows of a seen in x',
      '   12 rows of b seen in x',
      '   and of 2 more accounts: see Coverage of an export',
    ]);
  });

  it('is none of a scan of one account', () => {
    assert.deepEqual(accountsPanels(context()), []);
  });
});

describe('a Summary with a past', () => {
  const since = (before: SummaryReport, change: Partial<SummaryReport> = {}): PanelContext => ({
    ...context(change),
    past: fakePast(2, before),
  });
  const denied = (kind: string): Partial<SummaryReport> => ({
    shortfall: {
      ...{ accounts: [], isAll: false },
      cells: [{ account: '123456789012', region: 'us-east-1', kind, phase: 'denied' }],
    },
  });

  it('says how rows, size and cost went, and since which scan', () => {
    assert.deepEqual(lines(pastPanel(since(summaryBefore()))), [
      ' Rows             9,400           +20 ▁▅█',
      ' Size           1.0 PiB      +8.0 TiB ▁▅█',
      ' Cost  $7,000 – $46,900  +$10 – +$100 ▁▅█',
      ' changes are since 2026-11-20 12:00 UTC (10000001)',
      ' 3 whole scans of these accounts, regions and kinds:',
      ' :history',
    ]);
  });

  it('says beside numbers and under them by how much they changed, and nothing where they did not', () => {
    const now = since(summaryBefore());
    assert.deepEqual(lines(kindsPanel(now)).slice(0, 3), [
      ' DataSync tasks                   2        ▌',
      ' EBS snapshots                  42+    +12 ███████████',
      ' RDS instance snapshots           1        ▎',
    ]);
    assert.deepEqual(lines(servicesPanel(now)).slice(0, 5), [
      '                 Count       Size  Oldest  Newest',
      ' EBS                42+   9.0 TiB+ 2024-06 2026-11 ███▉',
      '                   +12   +1.0 TiB',
      ' RDS instances       1  100.0 GiB  2026-11 2026-11 ▏',
      '                       -100.0 GiB',
    ]);
    assert.deepEqual(lines(findingsPanel(now)).slice(0, 1), [' ▲       1      -1 EBS snapshots that failed']);
    assert.deepEqual(lines(costPanels(now).total).slice(4, 6), [
      ' all                     42+      2  $12.50+  $1,460+',
      '                                     +$1.50',
    ]);
  });

  it('compares no number of a kind of which the two scans did not read the same', () => {
    const now = since(summaryBefore(denied('ebs-snapshot')));
    assert.deepEqual(lines(kindsPanel(now)).slice(1, 3), [
      ' EBS snapshots                  42+      ? ███████████',
      ' RDS instance snapshots           1        ▎',
    ]);
    assert.equal(lines(pastPanel(now)).at(-1), ' ? is not compared: not the same was read of it');
    const same = since(summaryBefore(denied('ebs-snapshot')), denied('ebs-snapshot'));
    assert.deepEqual(lines(kindsPanel(same)).slice(1, 2), [
      ' EBS snapshots                  42+    +12 ███████████',
    ]);
  });

  it('says why nothing is compared', () => {
    const said = (past: PanelContext['past'], pastError: string | null = null) =>
      lines(pastPanel({ ...context(), past, pastError })).join('');
    const [own] = fakePast(0, summaryBefore()).trend;
    assert.ok(own !== undefined);
    const stopped = { ...own, outline: { ...own.outline, state: 'partial' as const } };
    assert.deepEqual(
      [
        said('reading'),
        said(null, 'the disk is gone'),
        said(WITHOUT_PAST.past),
        said({ ...WITHOUT_PAST.past, trend: [stopped] }),
        said({ ...WITHOUT_PAST.past, hasAllRuns: true }),
      ],
      [
        ' the scans before are read once this one has ended',
        ' the scans before cannot be read: the disk is gone',
        ' no earlier whole scan of the same accounts, regions and kinds is kept',
        ' this scan is partial: only whole ones are compared',
        ' with the executions of all scans it is compared with none: :runs own',
      ],
    );
  });
});
