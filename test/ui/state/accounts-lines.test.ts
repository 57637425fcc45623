import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { unfinishedNotes } from '../../../source/analysis/shortfall.ts';
import { accountLines, statesOf, unknownState } from '../../../source/ui/state/accounts-lines.ts';
import { type AccountsState, initialAccounts } from '../../../source/ui/state/accounts-state.ts';
import { countedCells } from '../../../source/ui/state/counted-cells.ts';
import { cellsOfTab, cellsOfTable, shortTabs } from '../../../source/ui/state/scan-totals.ts';
import { finishedManyScan, midManyScan } from '../helpers/many-scan.ts';

const names = (change: Partial<AccountsState>) =>
  accountLines(midManyScan(), { ...initialAccounts, ...change }).map(({ id, name }) => name ?? id);

describe('the lines of accounts', () => {
  const FILTERS: readonly (readonly [string, readonly string[]])[] = [
    ['prod', ['pay-prod', 'ml-prod']],
    ['PAY', ['pay-prod']],
    ['0042', ['pay-prod']],
    ['workloads/dev', ['data-dev']],
    ['*-prod', ['pay-prod', 'ml-prod']],
    ['account:ml-*', ['ml-prod']],
    ['ou:workloads/*', ['pay-prod', 'data-dev', 'ml-prod']],
    ['ou:workloads/* !prod', ['data-dev']],
    ['state:suspended', ['old-shop']],
    ['state:skipped', ['old-shop']],
    ['state:denied', ['data-dev']],
    ['id:0000', ['pay-prod', 'data-dev', 'ml-prod', 'old-shop']],
    ['a*b', []],
    ['!', ['acme', 'pay-prod', 'data-dev', 'ml-prod', 'old-shop']],
  ];
  for (const [filter, found] of FILTERS)
    test(`that ${filter} leaves`, () => {
      assert.deepEqual(names({ filter }), found);
    });

  test('fold those that are suspended or closed, unless they are narrowed down', () => {
    assert.deepEqual(names({}), ['acme', 'pay-prod', 'data-dev', 'ml-prod']);
    assert.deepEqual(names({ problemsOnly: true }), ['acme', 'pay-prod', 'data-dev']);
  });

  test('have one for the account that is run again, though it has no problem any more', () => {
    assert.deepEqual(names({ problemsOnly: true, kept: '700000002222' }), [
      ...['acme', 'pay-prod', 'data-dev', 'ml-prod'],
    ]);
  });

  test('know which states there are, and which one there is not', () => {
    const scan = midManyScan();
    assert.equal(unknownState(scan, 'prod state:Foo'), 'foo');
    assert.equal(unknownState(scan, 'state:susp'), null);
    assert.equal(unknownState(scan, 'foo !state:foo'), null);
    assert.deepEqual(statesOf(scan), [
      ...['active', 'partial', 'running', 'denied', 'queued', 'suspended', 'skipped'],
    ]);
  });

  test('are worked out once, until the accounts or what is asked of them change', () => {
    const scan = midManyScan();
    const asked: AccountsState = { ...initialAccounts, sort: { column: 'rows', descending: true } };
    const lines = accountLines(scan, asked);
    assert.equal(accountLines({ ...scan, notice: 'another' }, { ...asked, row: 3 }), lines);
    assert.notEqual(accountLines({ ...scan, accounts: [...scan.accounts] }, asked), lines);
    const turned = { ...asked, sort: { column: 'rows', descending: false } };
    assert.equal(accountLines(scan, turned)[0]?.name, 'data-dev');
    assert.deepEqual(accountLines(scan, asked), lines);
    const { stage: _, ...others } = scan;
    const unsorted = { ...asked, sort: null };
    assert.notDeepEqual(
      accountLines({ ...others, stage: 'complete' }, unsorted),
      accountLines({ ...others, stage: 'scanning' }, unsorted),
    );
  });

  test('are sorted either way, with what is not known last', () => {
    const sorted = (column: string, descending: boolean) => names({ sort: { column, descending } });
    assert.deepEqual(sorted('account', false), ['acme', 'data-dev', 'ml-prod', 'pay-prod']);
    assert.deepEqual(sorted('ebs-snapshot', true), ['pay-prod', 'acme', 'data-dev', 'ml-prod']);
    assert.deepEqual(sorted('ebs-snapshot', false), ['acme', 'pay-prod', 'data-dev', 'ml-prod']);
    assert.deepEqual(sorted('rows', true).slice(0, 2), ['pay-prod', 'acme']);
    assert.deepEqual(sorted('time', false), ['data-dev', 'acme', 'pay-prod', 'ml-prod']);
    assert.deepEqual(sorted('ou', false)[0], 'acme');
  });
});

describe('an account that could not be read', () => {
  test('leaves every number over the scan short, and tables say that it was denied', () => {
    const scan = finishedManyScan();
    assert.deepEqual([...shortTabs(scan)].toSorted(), [
      ...['agents', 'ebs', 'efs', 'executions', 'locations', 'rds', 'tasks'],
    ]);
    const only = { region: 'us-east-1', kind: null };
    assert.deepEqual(unfinishedNotes(cellsOfTab(scan, 'efs', only)), ['2 accounts denied']);
    assert.deepEqual(unfinishedNotes(cellsOfTab(scan, 'ebs')), ['2 accounts denied', '1 region partial']);
  });

  test('is told of in a table that is narrowed down to it, and nothing in one that is to another account', () => {
    const scan = finishedManyScan();
    const notes = (text: string, tab = 'ebs') =>
      unfinishedNotes(cellsOfTable(scan, tab, { region: null, kind: null, text }));
    assert.deepEqual(notes('account:700000000003'), ['1 account denied']);
    assert.deepEqual(notes('account=700000000000 size>1GiB'), ['1 region denied']);
    assert.deepEqual(notes('account:700000000000', 'tasks'), []);
    assert.deepEqual(notes('account:700000000001'), []);
    assert.deepEqual(notes('account:700000000001 account:700000000003'), notes(''));
    assert.deepEqual(notes('(account:700000000001) (web or db)'), []);
    assert.deepEqual(notes('account:700000000001 or web'), notes(''));
    assert.deepEqual(notes('!account:700000000001'), notes(''));
    const mid = cellsOfTable(midManyScan(), 'tasks', {
      region: null,
      kind: null,
      text: 'account:000000000042',
    });
    assert.deepEqual(unfinishedNotes(mid), ['1 region still to come']);
  });

  test('and those that have not begun are told of while the scan runs', () => {
    const notes = unfinishedNotes(cellsOfTab(midManyScan(), 'tasks'));
    assert.deepEqual(notes, ['1 account denied', '1 region still to come', 'accounts still to come']);
    assert.equal(
      countedCells(finishedManyScan({ accounts: [] })).every(({ region }) => region !== ''),
      true,
    );
  });
});
