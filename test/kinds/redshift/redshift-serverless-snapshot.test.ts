import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redshiftServerlessRow } from '../../../source/kinds/redshift/redshift-serverless-row.ts';
import { redshiftServerlessSnapshot } from '../../../source/kinds/redshift/redshift-serverless-snapshot.ts';
import { awsError, collectAll, FAKE_PLACE, fakeContext, inPages } from '../../helpers/fake-context.ts';

const HERE = 'arn:aws:redshift-serverless:us-east-1:123456789012';
const NAMESPACE = `${HERE}:namespace/one`;
const CREATED = new Date('2026-09-01T04:00:00Z');

const page = (...names: readonly string[]) => ({
  snapshots: names.map((snapshotName) => ({
    ...{ snapshotName, snapshotArn: `${HERE}:snapshot/${snapshotName}`, status: 'AVAILABLE' },
    ...{ namespaceName: 'reports', namespaceArn: NAMESPACE, snapshotCreateTime: CREATED },
  })),
});
const pages = () => inPages([page('a', 'awsbackup:b'), page('c')], { ask: 'nextToken', answer: 'nextToken' });

describe('Redshift Serverless snapshots', () => {
  it('are listed over all pages, with whether their namespace is there and whether AWS Backup made them', async () => {
    const fake = fakeContext({
      answers: {
        ListSnapshots: pages(),
        ListNamespaces: [{ namespaces: [{ namespaceArn: NAMESPACE }, {}] }],
      },
    });
    const { rows, error } = await collectAll(redshiftServerlessSnapshot, fake);
    assert.equal(error, undefined);
    assert.deepEqual(
      rows.map(({ values }) => [values.snapshot_id, values.source, values.source_exists, values.origin]),
      [
        ['a', 'reports', 'yes', 'manual'],
        ['awsbackup:b', 'reports', 'yes', 'AWS Backup'],
        ['c', 'reports', 'yes', 'manual'],
      ],
    );
  });

  it('keep their rows where namespaces are denied, which leaves open whether those exist', async () => {
    const fake = fakeContext({
      answers: { ListSnapshots: pages(), ListNamespaces: [awsError('AccessDeniedException')] },
    });
    const { rows } = await collectAll(redshiftServerlessSnapshot, fake);
    assert.deepEqual(
      rows.map(({ values }) => values.source_exists),
      [null, null, null],
    );
    assert.deepEqual(
      fake.missing.map(({ what }) => what),
      ['namespaces'],
    );
  });

  it('are kept by --since', async () => {
    const answers = { ListSnapshots: pages(), ListNamespaces: [{ namespaces: [] }] };
    const { rows } = await collectAll(
      redshiftServerlessSnapshot,
      fakeContext({ answers, options: { since: CREATED.getTime() + 1 } }),
    );
    assert.deepEqual(rows, []);
  });
});

describe('a Redshift Serverless snapshot', () => {
  const exists = (namespaceArn: string | undefined, names: ReadonlySet<string> | undefined) =>
    redshiftServerlessRow({ namespaceArn }, FAKE_PLACE, names).sourceExists;

  it('has a namespace by its ARN, so that another one of that name is none of its own', () => {
    assert.equal(exists(NAMESPACE, new Set([NAMESPACE])), 'yes');
    assert.equal(exists(NAMESPACE, new Set([`${HERE}:namespace/two`])), 'no');
    assert.equal(exists(NAMESPACE, undefined), null);
    assert.equal(exists(NAMESPACE.replace('123456789012', '999988887777'), new Set()), 'unknown');
    assert.equal(exists(undefined, new Set()), 'unknown');
  });

  it('is shared with those who may restore it to a namespace or to a cluster, each once', () => {
    const { sharedWith } = redshiftServerlessRow(
      {
        accountsWithRestoreAccess: ['111122223333'],
        accountsWithProvisionedRestoreAccess: ['111122223333', '444455556666'],
      },
      FAKE_PLACE,
      new Set(),
    );
    assert.deepEqual(sharedWith, ['111122223333', '444455556666']);
    assert.deepEqual(redshiftServerlessRow({}, FAKE_PLACE, new Set()).sharedWith, []);
  });
});
