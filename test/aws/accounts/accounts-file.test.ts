import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { parseAccountsFile } from '../../../source/aws/accounts/accounts-file.ts';
import { UsageError } from '../../../source/base/usage-error.ts';

const plain = { name: null, role: null, profile: null, externalId: null };

function refusal(text: string): string {
  try {
    parseAccountsFile(text, 'a.csv');
  } catch (error) {
    assert.ok(error instanceof UsageError);
    return error.message;
  }
  return 'taken';
}

suite('a file of accounts', () => {
  test('has one id a line, with comments, and each counts once', () => {
    const text =
      '\ufeff# ours, all of them\r\n123456789012  # prod, the old one\r\n\r\n012345678901\n123456789012\n';
    assert.deepEqual(parseAccountsFile(text, 'ids.txt'), [
      { id: '123456789012', ...plain, place: 'ids.txt, line 2', again: ['ids.txt, line 5'] },
      { id: '012345678901', ...plain, place: 'ids.txt, line 4' },
    ]);
  });

  test('or is CSV with a header, in any order, other columns passed over', () => {
    const text = [
      '# from the wiki',
      'Name,ID,external_id,Role,OU',
      '"Payments, prod",123456789012,x-1,Audit,a/b',
      'tickets # 2,012345678901,,,',
    ].join('\n');
    assert.deepEqual(parseAccountsFile(text, 'a.csv'), [
      {
        ...{ id: '123456789012', name: 'Payments, prod', role: 'Audit', profile: null, externalId: 'x-1' },
        place: 'a.csv, line 3',
      },
      { id: '012345678901', ...plain, name: 'tickets # 2', place: 'a.csv, line 4' },
    ]);
  });

  test('and what is wrong in it is named with its line', () => {
    const seven = ['id,role', ...Array.from({ length: 5 }, () => '123456789012,Audit')];
    assert.deepEqual(
      [
        [...seven, '12345678901,Audit'].join('\n'),
        `${'123456789012\n'.repeat(6)}abc\n`,
        'name,role\npay,Audit\n',
        'id,role\n',
        '# nothing\n',
        'id,role,profile\n123456789012,Audit,prod\n',
        'id,role\n123456789012,"Audit\n',
      ].map(refusal),
      [
        'a.csv, line 7: "12345678901" is not an account id (12 digits; a spreadsheet cuts leading zeros).',
        'a.csv, line 7: "abc" is not an account id (12 digits).',
        'a.csv, line 1: CSV needs a first line that names its columns, with one "id" (it has name, role).',
        'a.csv has no account below its header.',
        'a.csv names no account.',
        'a.csv, line 2: an account is entered by a role or with a profile, not both.',
        'a.csv is no CSV: Quote Not Closed: the parsing is finished with an opening quote at line 2.',
      ],
    );
  });
});
