import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { ChosenAccount } from '../../../source/aws/accounts/choose-accounts.ts';
import {
  type EntryRules,
  type EntrySettings,
  entryOf,
  entryWords,
  wayOf,
} from '../../../source/aws/accounts/entry.ts';
import { namedProfiles } from '../../../source/aws/accounts/profile-names.ts';
import { chooseSsoRole } from '../../../source/aws/accounts/sso-roles.ts';
import { CredentialsFailed } from '../../../source/aws/credentials/credentials-failed.ts';
import { UsageError } from '../../../source/base/usage-error.ts';

const ID = '200000000001';
const account: ChosenAccount = { id: ID, name: 'pay', ou: 'Work', state: 'ACTIVE', sso: null, file: null };
const settings: EntrySettings = {
  role: 'Audit',
  externalId: null,
  sessionName: null,
  sessionDuration: null,
  ssoRoles: [],
};
const rules: EntryRules = {
  settings,
  exceptions: new Map(),
  caller: { account: '100000000001', arn: 'arn:aws:iam::100000000001:user/me', partition: 'aws' },
};
const byRole = (role: string) => ({
  way: 'role',
  roleArn: `arn:aws:iam::${ID}:role/${role}`,
  externalId: null,
  sessionName: 'snapdeck',
  duration: null,
});
const file = { id: ID, name: null, role: null, profile: null, externalId: null, place: 'a.csv, line 3' };

function refusal(one: ChosenAccount, changed: Partial<EntryRules>): string {
  try {
    entryOf(one, { ...rules, ...changed });
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return 'taken';
}

suite('an account is entered', () => {
  test('by the role, as CloudTrail sees by snapdeck', () => {
    assert.deepEqual(entryOf(account, rules), byRole('Audit'));
  });

  test('with the caller’s own credentials where it is the caller’s own', () => {
    assert.deepEqual(entryOf({ ...account, id: '100000000001' }, rules), { way: 'own' });
  });

  test('not at all where it is closed, or nothing is named', () => {
    assert.deepEqual(entryOf({ ...account, state: 'PENDING_CLOSURE' }, rules), {
      way: 'skipped',
      why: 'pending closure',
    });
    assert.deepEqual(entryOf(account, { ...rules, settings: { ...settings, role: null } }), {
      way: 'none',
      why: 'no role is named for it: --role NAME',
    });
  });

  test('by SSO where it was found there, with the role that was chosen', () => {
    const sso = { id: ID, name: null, role: { role: 'ReadOnlyAccess' } };
    assert.deepEqual(entryOf({ ...account, sso }, rules), {
      way: 'sso',
      account: ID,
      role: 'ReadOnlyAccess',
    });
  });

  test('as a file says, and before that as an exception says', () => {
    const inFile = { ...account, file: { ...file, role: 'team/Guest', externalId: 'x-1' } };
    assert.deepEqual(entryOf(inFile, rules), { ...byRole('team/Guest'), externalId: 'x-1' });
    const exceptions = new Map([
      [ID, { role: 'Special', externalId: null, sessionName: 'me', sessionDuration: 900 }],
    ]);
    assert.deepEqual(entryOf(inFile, { ...rules, exceptions }), {
      ...byRole('Special'),
      ...{ externalId: 'x-1', sessionName: 'me', duration: 900 },
    });
    assert.deepEqual(entryOf(account, { ...rules, exceptions: new Map([[ID, { profile: 'pay' }]]) }), {
      way: 'profile',
      profile: 'pay',
    });
  });

  test('never by a role that cannot be its own', () => {
    const named = (role: string) => ({ settings: { ...settings, role } });
    assert.deepEqual(
      [
        refusal(account, named('arn:aws-cn:iam::{account}:role/Audit')),
        refusal(account, named('arn:aws:iam::300000000001:role/Audit')),
        refusal({ ...account, file: { ...file, role: 'arn:aws:iam::300000000001:role/Audit' } }, {}),
        refusal(account, {
          settings: { ...settings, sessionDuration: 7200 },
          caller: { ...rules.caller, arn: 'arn:aws:sts::100000000001:assumed-role/Ops/me' },
        }),
      ],
      [
        '--role: the role is of the partition aws-cn, the credentials are of aws (given: arn:aws-cn:iam::{account}:role/Audit).',
        '--role: the role is of the account 300000000001, and 200000000001 is to be entered: write {account} in the place of the id (given: arn:aws:iam::300000000001:role/Audit).',
        'a.csv, line 3: the role is of the account 300000000001, and 200000000001 is to be entered: write {account} in the place of the id (given: arn:aws:iam::300000000001:role/Audit).',
        '--session-duration: the caller is a role’s session itself (arn:aws:sts::100000000001:assumed-role/Ops/me), and AWS lets that enter another role for 1h at most.',
      ],
    );
  });
});

suite('of the roles that a person has by SSO', () => {
  test('one that only reads is taken unasked, and never another', () => {
    assert.deepEqual(chooseSsoRole(['AdministratorAccess', 'SecurityAudit', 'ReadOnlyAccess'], []), {
      role: 'ReadOnlyAccess',
    });
    assert.deepEqual(chooseSsoRole(['AWSAdministratorAccess', 'AWSReadOnlyAccess'], []), {
      role: 'AWSReadOnlyAccess',
    });
    assert.deepEqual(chooseSsoRole(['AdministratorAccess', 'PowerUser'], []), {
      role: null,
      why: 'no role that only reads (there you have AdministratorAccess, PowerUser): name one with --sso-role',
    });
  });

  test('the first of those that are wanted is taken, be it an administrator’s', () => {
    assert.deepEqual(
      chooseSsoRole(['ReadOnlyAccess', 'AdministratorAccess'], ['Audit', 'administratoraccess']),
      {
        role: 'AdministratorAccess',
      },
    );
    assert.deepEqual(chooseSsoRole([], ['Audit']), {
      role: null,
      why: 'none of Audit (there is no role there for you)',
    });
  });
});

suite('--profile', () => {
  const profiles = ['default', 'prod-eu', 'prod-us', 'a,b'];

  test('names one profile, several, or those of a glob, each once', () => {
    assert.deepEqual(namedProfiles('prod-eu', profiles), ['prod-eu']);
    assert.deepEqual(namedProfiles('a,b', profiles), ['a,b']);
    assert.deepEqual(namedProfiles('default, prod-*,prod-eu', profiles), ['default', 'prod-eu', 'prod-us']);
  });

  test('names none that there is not', () => {
    assert.throws(() => namedProfiles('default,dev', profiles), {
      name: CredentialsFailed.name,
      message: 'There is no profile "dev" in your AWS configuration.',
    });
    assert.throws(() => namedProfiles('dev-*', profiles), {
      name: UsageError.name,
      message: '--profile: no profile has a name like "dev-*". There are: default, prod-eu, prod-us, a,b.',
    });
  });
});

test('the words that a scan keeps of a way into an account name its role, or its profile', () => {
  const role = { externalId: null, sessionName: 'snapdeck', duration: null };
  const roleArn = `arn:aws-cn:iam::${ID}:role/audit/Reader`;
  assert.deepEqual(
    [
      { way: 'role', roleArn, ...role } as const,
      { way: 'role', roleArn, ...role, externalId: 'secret' } as const,
      { way: 'sso', account: ID, role: 'ReadOnly' } as const,
      { way: 'profile', profile: 'pay prod' } as const,
      { way: 'own' } as const,
      { way: 'none', why: 'no role' } as const,
      { way: 'skipped', why: 'suspended' } as const,
    ].map((entry) => wayOf(entryWords(entry))),
    [
      { by: 'role', name: 'audit/Reader', isWithExternalId: false },
      { by: 'role', name: 'audit/Reader', isWithExternalId: true },
      { by: 'sso', name: 'ReadOnly', isWithExternalId: false },
      { by: 'profile', name: 'pay prod', isWithExternalId: false },
      null,
      null,
      null,
    ],
  );
});
