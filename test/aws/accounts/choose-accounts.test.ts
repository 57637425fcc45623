import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseChoice } from '../../../source/aws/accounts/choice.ts';
import { chooseAccounts, type KnownAccounts } from '../../../source/aws/accounts/choose-accounts.ts';
import type { ListedOrganization, OrganizationAccount } from '../../../source/aws/accounts/known-accounts.ts';
import { UsageError } from '../../../source/base/usage-error.ts';

const account = (
  id: string,
  name: string | null,
  ou: string,
  parents: readonly string[],
  state = 'ACTIVE',
): OrganizationAccount => ({ id, name, ou, parents: ['r-acme', ...parents], state });

const WORK = 'ou-acme-work0001';
const PROD = 'ou-acme-prod0001';

const organization: ListedOrganization = {
  id: 'o-acme000001',
  managementAccount: '100000000001',
  accounts: [
    account('100000000001', 'Acme', 'Root', []),
    account('200000000001', 'pay-prod', 'Work/Prod', [WORK, PROD]),
    account('200000000002', 'Web-Prod', 'Work/Prod', [WORK, PROD]),
    account('200000000003', 'pay-dev', 'Work', [WORK]),
    account('200000000004', 'twin', 'Work', [WORK]),
    account('200000000005', 'twin', 'Work/Prod', [WORK, PROD]),
    account('300000000001', 'old', 'Closed', ['ou-acme-closed01'], 'SUSPENDED'),
    account('300000000002', 'older', 'Closed', ['ou-acme-closed01'], 'PENDING_CLOSURE'),
  ],
  isWhole: true,
  parents: ['r-acme', WORK, PROD, 'ou-acme-closed01'],
  notices: [],
};

const known: KnownAccounts = {
  organization,
  sso: null,
  tags: new Map([
    ['200000000001', new Map([['env', 'prod']])],
    ['200000000002', new Map([['env', 'production']])],
    ['200000000003', new Map([['env', 'dev']])],
  ]),
  files: new Map([
    [
      'f.csv',
      [
        {
          ...{ id: '999999999999', name: 'partner', role: 'Guest', profile: null, externalId: null },
          place: 'f.csv, line 2',
        },
      ],
    ],
  ]),
  names: { '200000000003': 'Kasse-Test' },
  own: '100000000001',
};

const ids = (text: string, more: Partial<KnownAccounts> = {}): readonly string[] =>
  chooseAccounts(parseChoice([text], '--accounts'), { ...known, ...more }).accounts.map(({ id }) => id);

function refusal(text: string, more: Partial<KnownAccounts> = {}): string {
  try {
    ids(text, more);
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return 'taken';
}

suite('the accounts that a choice comes to', () => {
  test('are those of the organization, in the order of units and names, closed ones among them', () => {
    assert.deepEqual(ids('org'), [
      ...['300000000001', '300000000002', '100000000001'],
      ...['200000000003', '200000000004', '200000000001', '200000000005', '200000000002'],
    ]);
  });

  test('are all below a unit or the root, however deep', () => {
    assert.deepEqual(ids(`${WORK},!tag:env`), ['200000000004', '200000000005']);
    assert.deepEqual(ids(PROD), ['200000000001', '200000000005', '200000000002']);
    assert.equal(ids('r-acme').length, 8);
  });

  test('go by AWS’s name and by that of the configuration, in any case, and by globs', () => {
    assert.deepEqual(ids('web-prod'), ['200000000002']);
    assert.deepEqual(ids('pay-dev'), ['200000000003']);
    assert.deepEqual(ids('kasse-*'), ['200000000003']);
    assert.deepEqual(ids('{pay,web}-prod'), ['200000000001', '200000000002']);
    assert.deepEqual(ids('*-prod,!pay*'), ['200000000002']);
  });

  test('go by tags, with a value, any value or a glob', () => {
    assert.deepEqual(ids('tag:env=prod'), ['200000000001']);
    assert.deepEqual(ids('tag:env=prod*'), ['200000000001', '200000000002']);
    assert.equal(ids('tag:env').length, 3);
  });

  test('are those of a file, which may be elsewhere', () => {
    assert.deepEqual(ids('@f.csv'), ['999999999999']);
    assert.equal(ids('org,@f.csv').length, 9);
    assert.deepEqual(refusal('@f.csv,!@f.csv'), 'No account is left of 1: 1 left out by !@f.csv.');
  });

  test('are those of a sign-in, without the organization', () => {
    const sso = [
      { id: '200000000001', name: 'pay-prod', role: { role: 'ReadOnlyAccess' } },
      { id: '200000000009', name: 'lab', role: { role: null, why: 'no role' } },
    ];
    assert.deepEqual(ids('sso,!lab', { organization: null, sso, own: null }), ['200000000001']);
    assert.deepEqual(ids('sso', { organization: null, sso, own: null }), ['200000000009', '200000000001']);
  });

  test('are ids as they are given where nothing could be listed', () => {
    assert.deepEqual(ids('777777777777', { organization: null }), ['777777777777']);
  });

  test('come with a notice where two have one name, or a word leaves nothing out', () => {
    const { notices } = chooseAccounts(parseChoice(['twin,!sandbox-*'], '--accounts'), known);
    assert.deepEqual(notices, [
      '!sandbox-* leaves nothing out: it stands for no account',
      '2 accounts are called twin: 200000000004, 200000000005',
    ]);
  });

  test('are each taken once, as a file first names them, and it is told where else they stand', () => {
    const [partner] = known.files.get('f.csv') ?? [];
    assert.ok(partner !== undefined);
    const files = new Map([
      ['f.csv', [{ ...partner, again: ['f.csv, line 9'] }]],
      ['g\u001b.csv', [{ ...partner, role: 'Other', place: 'g\u001b.csv, line 3' }]],
    ]);
    const choice = parseChoice(['@f.csv,@g\u001b.csv'], '--accounts');
    const { accounts, notices } = chooseAccounts(choice, { ...known, files });
    assert.deepEqual(
      accounts.map(({ id, file }) => [id, file?.role]),
      [['999999999999', 'Guest']],
    );
    assert.deepEqual(notices, [
      '999999999999 stands in f.csv, line 2 and in f.csv, line 9 and in g\ufffd.csv, line 3: taken once, as in the first',
    ]);
  });

  test('are all below a unit by its path, or by a glob over paths, in any case', () => {
    const prod = ['200000000001', '200000000005', '200000000002'];
    assert.deepEqual(ids('ou:Work/Prod'), prod);
    assert.deepEqual(ids('ou:*/prod'), prod);
    assert.deepEqual(ids('ou:work').length, 5);
    assert.deepEqual(ids('ou:Work,!ou:Work/Prod'), ['200000000003', '200000000004']);
    assert.deepEqual(ids('ou:Root'), ['100000000001']);
    assert.deepEqual(
      ['ou:Prod', 'ou:Wrk/Prod', 'ou:zzz*'].map((text) => refusal(text)),
      [
        'No account in the organization o-acme000001 is below a unit "Prod". Close: ou:Work/Prod.',
        'No account in the organization o-acme000001 is below a unit "Wrk/Prod". Close: ou:Work/Prod.',
        'No account in the organization o-acme000001 is below a unit "zzz*".',
      ],
    );
  });

  test('are refused in one line where a word stands for none, or none is left', () => {
    assert.deepEqual(
      [
        'pay-prd',
        'zzz*',
        '777777777777',
        'ou-acme-nothing1',
        'r-other',
        'tag:env=test',
        'org,!*',
        'ou-acme-closed01',
        'org,!r-acme',
        `${WORK},ou-acme-closed01,!${WORK}`,
      ].map((text) => refusal(text)),
      [
        'No account in the organization o-acme000001 is called "pay-prd". Close: pay-prod.',
        'No account in the organization o-acme000001 has a name like "zzz*".',
        'There is no account 777777777777 in the organization o-acme000001. One that is elsewhere can be named in a file: --accounts @FILE.',
        'There is no organizational unit ou-acme-nothing1 in the organization o-acme000001.',
        'There is no root r-other in the organization o-acme000001.',
        'No account in the organization o-acme000001 has tag:env=test.',
        'No account is left of 8: 8 left out by !*.',
        'No account is left of 2: 2 not active.',
        'No account is left of 8: 8 left out by !r-acme.',
        `No account is left of 7: 5 left out by !${WORK}, 2 not active.`,
      ],
    );
  });

  test('never put a control character of a name on the screen', () => {
    const hostile = { ...organization, accounts: [account('1'.repeat(12), 'a\u001b[2Jb', 'Root', [])] };
    const twins = {
      ...hostile,
      accounts: [...hostile.accounts, account('2'.repeat(12), 'a\u001b[2Jb', 'Root', [])],
    };
    const { accounts, notices } = chooseAccounts(parseChoice(['org'], '--accounts'), {
      ...known,
      organization: twins,
    });
    assert.equal(accounts[0]?.name, 'a\u001b[2Jb');
    assert.deepEqual(notices, ['2 accounts are called a\ufffd[2Jb: 111111111111, 222222222222']);
  });
});
