import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  accountFileName,
  exportBaseName,
  type NamedScan,
  safeFileName,
  versionedName,
} from '../../../source/export/files/export-names.ts';
import type { ScanFacts } from '../../../source/model/scan-facts.ts';
import { FACTS } from '../example-scan.ts';

const NOW = Date.UTC(2026, 10, 21, 23, 59, 59);

function named(facts: Partial<ScanFacts>, accounts: NamedScan['accounts'] = []): string {
  return exportBaseName({ facts: { ...FACTS, ...facts }, accounts }, NOW);
}

describe('the name of an export', () => {
  it('holds account, content, regions and the UTC date', () => {
    assert.equal(named({}), 'PROD-inventory-all-export-11.21.2026');
  });
  it('says which group was scanned where it was only one', () => {
    const ofKinds = (kinds: readonly string[]) => named({ kinds });
    assert.equal(ofKinds(['datasync-task', 'datasync-agent']), 'PROD-datasync-all-export-11.21.2026');
    assert.equal(ofKinds(['ebs-snapshot']), 'PROD-snapshots-all-export-11.21.2026');
    assert.equal(ofKinds(['ebs-snapshot', 'datasync-task']), 'PROD-inventory-all-export-11.21.2026');
    assert.equal(ofKinds([]), 'PROD-inventory-all-export-11.21.2026');
  });
  it('says that it is of sources alone', () => {
    const scan = { facts: { ...FACTS, kinds: [] }, accounts: [], tab: 'sources' };
    assert.equal(exportBaseName(scan, NOW), 'PROD-sources-all-export-11.21.2026');
  });
  it('names the region where just one was chosen', () => {
    const name = named({ regions: ['eu-west-1'] });
    assert.equal(name, 'PROD-inventory-eu-west-1-export-11.21.2026');
  });
  it('falls back to the account id, and to a word where not even that is known', () => {
    const identity = { account: '123456789012', callerArn: '', partition: 'aws', accountName: '' };
    assert.equal(named({ identity }), '123456789012-inventory-all-export-11.21.2026');
    assert.equal(named({ identity: null }), 'account-inventory-all-export-11.21.2026');
  });
  it('says of many accounts how many, or that they are the organization', () => {
    const two = [
      { id: '012345678901', name: 'pay prod' },
      { id: '112345678901', name: null },
    ];
    const choice = (isWholeOrganization: boolean) => ({
      accountsChoice: { organization: 'o-larkspur', isWholeOrganization },
    });
    assert.equal(named({}, two), '2-ACCOUNTS-inventory-all-export-11.21.2026');
    assert.equal(named(choice(false), two), '2-ACCOUNTS-inventory-all-export-11.21.2026');
    assert.equal(named(choice(true), two), 'ORG-inventory-all-export-11.21.2026');
    assert.equal(
      named(choice(true), two.slice(0, 1)),
      'pay-prod-012345678901-inventory-all-export-11.21.2026',
    );
  });
  it('takes a version from the second on', () => {
    assert.deepEqual(
      [1, 2, 13].map((version) => versionedName('a', version)),
      ['a', 'a-v2', 'a-v13'],
    );
  });
});

describe('an account of many in a path', () => {
  it('is its name and its id, since two may have one name', () => {
    assert.equal(accountFileName({ id: '012345678901', name: 'a/b' }), 'a-b-012345678901');
    assert.equal(accountFileName({ id: '012345678901', name: null }), '012345678901');
    assert.equal(accountFileName({ id: '012345678901', name: '012345678901' }), '012345678901');
    assert.equal(accountFileName({ id: '012345678901', name: '../..' }), 'account-012345678901');
  });
  it('keeps its id however long its name is', () => {
    const name = accountFileName({ id: '012345678901', name: 'x'.repeat(500) });
    assert.equal(name, `${'x'.repeat(87)}-012345678901`);
  });
});

describe('an account name in a path', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['PROD ACCOUNT', 'PROD-ACCOUNT'],
    ['../../etc/passwd', 'etc-passwd'],
    ['a/b\\c:d*e?f"g<h>i|j', 'a-b-c-d-e-f-g-h-i-j'],
    ['..', 'account'],
    ['', 'account'],
    ['.hidden.', 'hidden'],
    ['con', '_con'],
    ['LPT1.prod', '_LPT1.prod'],
    ['console', 'console'],
    ['line\nbreak\u202e\u0000', 'line-break'],
    ['Müller & Söhne', 'Müller-&-Söhne'],
    ['日本', '日本'],
  ];
  for (const [given, expected] of cases) {
    it(`${JSON.stringify(given)} becomes ${expected}`, () => assert.equal(safeFileName(given), expected));
  }
  it('is never longer than a file system takes, and no character is halved', () => {
    assert.equal(safeFileName('x'.repeat(500)), 'x'.repeat(100));
    assert.equal(safeFileName('😀'.repeat(500)), '😀'.repeat(25));
  });
});
