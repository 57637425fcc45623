import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type AccountTerm, isWholeOrganization, parseChoice } from '../../../source/aws/accounts/choice.ts';
import { UsageError } from '../../../source/base/usage-error.ts';

const included = (...words: readonly string[]): readonly AccountTerm[] =>
  parseChoice(words, '--accounts').include;

function refusal(...words: readonly string[]): string {
  try {
    parseChoice(words, '--accounts');
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return 'taken';
}

suite('a choice of accounts', () => {
  test('is the organization, a sign-in, units, ids, names, globs, tags and files, in lists and repeated', () => {
    assert.deepEqual(included('org, ou-ab12-cdefgh34,r-ab12', 'sso,123456789012,pay prod 1'), [
      { is: 'org', text: 'org' },
      { is: 'parent', id: 'ou-ab12-cdefgh34', text: 'ou-ab12-cdefgh34' },
      { is: 'parent', id: 'r-ab12', text: 'r-ab12' },
      { is: 'sso', text: 'sso' },
      { is: 'id', id: '123456789012', text: '123456789012' },
      { is: 'name', pattern: 'pay prod 1', text: 'pay prod 1' },
    ]);
    assert.deepEqual(included('ou:Workloads/Prod', 'ou:/Work loads/*/'), [
      { is: 'unit', pattern: 'Workloads/Prod', text: 'ou:Workloads/Prod' },
      { is: 'unit', pattern: 'Work loads/*', text: 'ou:/Work loads/*/' },
    ]);
    assert.deepEqual(included('tag:env=prod,tag:team', 'tag:note=a=b', 'tag:empty=', '@my accounts.csv'), [
      { is: 'tag', key: 'env', value: 'prod', text: 'tag:env=prod' },
      { is: 'tag', key: 'team', value: null, text: 'tag:team' },
      { is: 'tag', key: 'note', value: 'a=b', text: 'tag:note=a=b' },
      { is: 'tag', key: 'empty', value: '', text: 'tag:empty=' },
      { is: 'file', file: 'my accounts.csv', text: '@my accounts.csv' },
    ]);
  });

  test('keeps the commas of a glob’s braces', () => {
    assert.deepEqual(
      included('pay-{prod,dev},web-*').map(({ text }) => text),
      ['pay-{prod,dev}', 'web-*'],
    );
  });

  test('leaves out what stands behind an exclamation mark', () => {
    const { include, exclude } = parseChoice(['org,!sandbox-*', '!123456789012'], '--accounts');
    assert.deepEqual(include, [{ is: 'org', text: 'org' }]);
    assert.deepEqual(exclude, [
      { is: 'name', pattern: 'sandbox-*', text: 'sandbox-*' },
      { is: 'id', id: '123456789012', text: '123456789012' },
    ]);
  });

  test('is the whole organization where nothing is left out of it', () => {
    const isWhole = (...words: readonly string[]) => isWholeOrganization(parseChoice(words, '--accounts'));
    assert.deepEqual(
      [isWhole('org'), isWhole('pay,org'), isWhole('org,!pay'), isWhole('ou-ab12-cdefgh34'), isWhole('sso')],
      [true, true, false, false, false],
    );
  });

  test('that cannot be one is refused in a line that says what would do', () => {
    assert.deepEqual(
      [
        ['12345'],
        ['12345678901'],
        ['ou-x'],
        ['tag:=prod'],
        ['ou:/'],
        ['@'],
        ['!'],
        ['!sandbox-*'],
        ['org,!sso'],
        [' , '],
        [''],
      ].map((words) => refusal(...words)),
      [
        '--accounts: "12345" is not an account id (12 digits).',
        '--accounts: "12345678901" is not an account id (12 digits; a spreadsheet cuts leading zeros).',
        '--accounts: "ou-x" is not the id of an organizational unit (ou-xxxx-xxxxxxxx).',
        '--accounts: "tag:=prod" names no tag: write tag:KEY=VALUE, or tag:KEY for any value.',
        '--accounts: "ou:/" names no unit: write ou:PATH, such as ou:Workloads/Prod.',
        '--accounts: "@" needs the name of a file behind it.',
        '--accounts: "!" needs what it leaves out behind it.',
        '--accounts !sandbox-* leaves out, but names nothing to leave out from: put org or sso before it, such as org,!sandbox-*.',
        '--accounts: "!sso" leaves everything out: name what is wanted instead.',
        '--accounts names no account: org, sso, ou-…, ou:PATH, ids, names, tag:KEY=VALUE or @FILE.',
        '--accounts names no account: org, sso, ou-…, ou:PATH, ids, names, tag:KEY=VALUE or @FILE.',
      ],
    );
  });
});
