import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exportBaseName, safeFileName, versionedName } from '../../../source/export/files/export-names.ts';
import { FACTS } from '../example-scan.ts';

const NOW = Date.UTC(2026, 10, 21, 23, 59, 59);

describe('the name of an export', () => {
  it('holds account, content, regions and the UTC date', () => {
    assert.equal(exportBaseName(FACTS, NOW), 'PROD-inventory-all-export-11.21.2026');
  });
  it('says which group was scanned where it was only one', () => {
    const named = (kinds: readonly string[]) => exportBaseName({ ...FACTS, kinds }, NOW);
    assert.equal(named(['datasync-task', 'datasync-agent']), 'PROD-datasync-all-export-11.21.2026');
    assert.equal(named(['ebs-snapshot']), 'PROD-snapshots-all-export-11.21.2026');
    assert.equal(named(['ebs-snapshot', 'datasync-task']), 'PROD-inventory-all-export-11.21.2026');
    assert.equal(named([]), 'PROD-inventory-all-export-11.21.2026');
  });
  it('names the region where just one was chosen', () => {
    const name = exportBaseName({ ...FACTS, regions: ['eu-west-1'] }, NOW);
    assert.equal(name, 'PROD-inventory-eu-west-1-export-11.21.2026');
  });
  it('falls back to the account id, and to a word where not even that is known', () => {
    const identity = { account: '123456789012', callerArn: '', partition: 'aws', accountName: '' };
    assert.equal(exportBaseName({ ...FACTS, identity }, NOW), '123456789012-inventory-all-export-11.21.2026');
    assert.equal(
      exportBaseName({ ...FACTS, identity: null }, NOW),
      'account-inventory-all-export-11.21.2026',
    );
  });
  it('takes a version from the second on', () => {
    assert.deepEqual(
      [1, 2, 13].map((version) => versionedName('a', version)),
      ['a', 'a-v2', 'a-v13'],
    );
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
