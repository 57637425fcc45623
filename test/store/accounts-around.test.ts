import assert from 'node:assert/strict';
import path from 'node:path';
import { type TestContext, test } from 'node:test';
import type { AccountsAround } from '../../source/kinds/define/derivation.ts';
import { accountsAround } from '../../source/store/accounts-around.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { DatabaseSync } from '../../source/store/sqlite.ts';
import { type MadeScan, madeAccount, makeScanFile } from '../helpers/scan-files.ts';
import { temporaryFolder } from './folders.ts';

const [OWN, PAY, WEB, STRANGER] = ['123456789012', '100000000001', '100000000002', '900000000009'];
const CHOICE = { organization: 'o-1', isWholeOrganization: false };

function around(test: TestContext, scan: Omit<MadeScan, 'cells'>): AccountsAround {
  const folder = temporaryFolder();
  test.after(() => folder[Symbol.dispose]());
  const file = path.join(folder.path, 'scan.sqlite');
  makeScanFile(file, { ...scan, cells: [] });
  const reader = openScanReader(file);
  try {
    return accountsAround(reader.database);
  } finally {
    reader.close();
  }
}

test('accounts of the organization that are not in the scan belong to it, and have their names', (test) => {
  const { isMember, isScanned, words } = around(test, {
    facts: { accountsChoice: { ...CHOICE, isListed: true } },
    accounts: [madeAccount(PAY, { name: 'pay', phase: 'denied' })],
    listed: [
      { id: PAY, name: 'pay' },
      { id: WEB, name: 'web\u001b[31m\nprod' },
      { id: OWN, name: null },
    ],
  });
  assert.deepEqual([PAY, WEB, OWN, STRANGER].map(isMember), [true, true, true, false]);
  assert.deepEqual([PAY, WEB, OWN, STRANGER].map(isScanned), [true, false, false, false]);
  assert.deepEqual([PAY, OWN, STRANGER].map(words), [`${PAY} (pay)`, OWN, STRANGER]);
  assert.match(words(WEB), /^100000000002 \([^\p{C}]*prod\)$/u);
});

test('whose an account is nobody knows where no organization was listed, or not all of it', (test) => {
  const alone = around(test, {});
  assert.deepEqual([OWN, STRANGER].map(alone.isMember), [null, null]);
  assert.deepEqual([OWN, STRANGER].map(alone.isScanned), [true, false]);
  const inPart = around(test, { facts: { accountsChoice: CHOICE }, listed: [{ id: WEB, name: 'web' }] });
  assert.deepEqual([inPart.isMember(WEB), inPart.words(WEB)], [null, `${WEB} (web)`]);
});

test('a file without a table of listed accounts knows none', (test) => {
  const folder = temporaryFolder();
  test.after(() => folder[Symbol.dispose]());
  const file = path.join(folder.path, 'scan.sqlite');
  makeScanFile(file, { cells: [] });
  const database = new DatabaseSync(file);
  database.exec('DROP TABLE listed_account');
  try {
    assert.equal(accountsAround(database).words(PAY), PAY);
  } finally {
    database.close();
  }
});
