import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { type RelatedRows, relatedRows } from '../../source/analysis/related-rows.ts';
import { openScanReader } from '../../source/store/scan-reader.ts';
import { temporaryFolder } from '../export/example-scan.ts';
import { type MadeCell, type MadeScan, madeAccount, makeScanFile } from '../helpers/scan-files.ts';

const [IMAGES, PAY, WEB, STRANGER] = ['243210987654', '100000000001', '100000000002', '900000000009'];
const organization = (manager: string) => `arn:aws:organizations::${manager}:organization/o-${manager}`;

const cell = (account: string, rows: MadeCell['rows'], region = 'us-east-1'): MadeCell => ({
  ...{ account, kind: 'ebs-snapshot', region, outcome: 'done', rows },
});

/** What the row with this number is told of who may launch the images that use it. */
function shared(context: TestContext, scan: MadeScan, row: number): RelatedRows | undefined {
  const file = `${temporaryFolder(context)}/shared.scan`;
  makeScanFile(file, scan);
  const reader = openScanReader(file);
  try {
    return relatedRows(reader, 'ebs', row)?.rows.find(({ relation }) => relation === 'shared-images');
  } finally {
    reader.close();
  }
}

const GOLDEN = {
  ...{ snapshot_id: 'snap-1', ami_ids: ['ami-1'], ami_public: false },
  ami_shared_with: [PAY, STRANGER, organization(IMAGES), organization(STRANGER), 'not known'],
};
const made = (snapshot_id: string, source: string | null, base_snapshot = 'snap-1') => ({
  ...{ snapshot_id, source, base_snapshot },
});

const COMPANY: MadeScan = {
  accounts: [madeAccount(IMAGES, { name: 'images' }), madeAccount(PAY, { name: 'pay' }), madeAccount(WEB)],
  listed: [
    { id: IMAGES, name: 'images' },
    { id: PAY, name: 'pay' },
  ],
  facts: { accountsChoice: { organization: null, isWholeOrganization: true, isListed: true } },
  cells: [
    cell(IMAGES, [
      GOLDEN,
      { snapshot_id: 'snap-2', ami_ids: ['ami-2'], ami_public: true, ami_shared_with: ['all'] },
      { snapshot_id: 'snap-3', ami_ids: ['ami-3'], ami_public: null, ami_shared_with: null },
      { snapshot_id: 'snap-4', ami_ids: ['ami-4'], ami_public: false, ami_shared_with: ['not checked'] },
      { snapshot_id: 'snap-5', ami_ids: [], ami_public: false },
      { snapshot_id: 'snap-6', ami_ids: null },
    ]),
    cell(PAY, [made('snap-7', 'vol-1'), made('snap-8', 'vol-1'), made('snap-9', 'vol-2')]),
    cell(WEB, [made('snap-10', 'vol-1'), made('snap-11', null), made('snap-12', 'vol-3', 'snap-99')]),
  ],
};

describe('the AMIs that use a snapshot', () => {
  test('are shared with accounts and organizations, each with whose it is and whether it is scanned', (context) => {
    const sharing = shared(context, COMPANY, 1)?.sharing;
    assert.deepEqual([sharing?.of, sharing?.isPublic], [['ami-1'], false]);
    assert.deepEqual(sharing?.with, [
      { is: 'account', words: `${PAY} (pay)`, isWithin: true, isScanned: true },
      { is: 'account', words: STRANGER, isWithin: false, isScanned: false },
      { is: 'organization', words: `o-${IMAGES}`, isWithin: true },
      { is: 'organization', words: `o-${STRANGER}`, isWithin: false },
      { is: 'not known' },
    ]);
  });

  test('count the volumes made of it once each, in their accounts, and lead to their snapshots', (context) => {
    const found = shared(context, COMPANY, 1);
    assert.deepEqual(found?.sharing?.made, { title: 'volumes', count: 3, accounts: 2 });
    assert.deepEqual([found.count, found.first?.account], [5, PAY]);
  });

  test('are public, unknown or not asked about, which is told apart', (context) => {
    const told = [2, 3, 4].map((row) => shared(context, COMPANY, row)?.sharing);
    assert.deepEqual(
      told.map((sharing) => [sharing?.isPublic, sharing?.with, sharing?.made.count]),
      [
        [true, [], 0],
        [null, null, 0],
        [false, 'not asked', 0],
      ],
    );
  });

  test('are not told of where there are none, or where they could not be listed', (context) => {
    for (const row of [5, 6, 7]) assert.equal(shared(context, COMPANY, row), undefined);
  });

  test('say nothing of whose an account is where the organization was not listed', (context) => {
    const { facts: _facts, listed: _listed, ...alone } = COMPANY;
    const whose = shared(context, alone, 1)?.sharing?.with;
    assert.ok(Array.isArray(whose));
    assert.deepEqual(
      whose.map((one) => ('isWithin' in one ? one.isWithin : 'not known')),
      [null, null, null, null, 'not known'],
    );
  });
});
