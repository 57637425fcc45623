import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { describe, test } from 'node:test';
import { type DescribeGiven, describeRow } from '../../source/analysis/describe-row.ts';
import { safeText } from '../../source/base/safe-text.ts';
import { hostileTexts } from '../../source/demo/estate/hostile-texts.ts';
import type { ResourceKind } from '../../source/kinds/define/define-resource.ts';
import { RESOURCE_KINDS } from '../../source/kinds/registry.ts';

const PLACE = { account: '123456789012', partition: 'aws', region: 'us-east-1' };
const DATASYNC = 'arn:aws:datasync:us-east-1:123456789012';
const POINT = 'arn:aws:backup:us-east-1:123456789012:recovery-point';

/** The sample of each kind, described. */
const COMMANDS: Readonly<Record<string, string>> = {
  'datasync-task': `datasync describe-task --task-arn ${DATASYNC}:task/task-0123456789abcdef0`,
  'datasync-location': `datasync describe-location-nfs --location-arn ${DATASYNC}:location/loc-0123456789abcdef0`,
  'datasync-agent': `datasync describe-agent --agent-arn ${DATASYNC}:agent/agent-0123456789abcdef0`,
  'datasync-execution': `datasync describe-task-execution --task-execution-arn ${DATASYNC}:task/task-0123456789abcdef0/execution/exec-0123456789abcdef0`,
  'ebs-snapshot': 'ec2 describe-snapshots --snapshot-ids snap-0a1b2c3d4e5f60718',
  'rds-snapshot':
    'rds describe-db-snapshots --db-snapshot-identifier orders-before-upgrade --snapshot-type manual',
  'rds-cluster-snapshot':
    'rds describe-db-cluster-snapshots --db-cluster-snapshot-identifier ledger-before-upgrade --snapshot-type manual',
  'efs-recovery-point': `backup describe-recovery-point --backup-vault-name Default --recovery-point-arn ${POINT}:1b2c3d4e-5f60-4718-9293-a4b5c6d7e8f9`,
  'fsx-backup': 'fsx describe-backups --backup-ids backup-0a1b2c3d4e5f60718',
  'dynamodb-backup':
    'dynamodb describe-backup --backup-arn arn:aws:dynamodb:us-east-1:123456789012:table/orders/backup/01788235200000-73d8d5bc',
  'redshift-snapshot': 'redshift describe-cluster-snapshots --snapshot-identifier warehouse-before-upgrade',
  'redshift-serverless-snapshot': 'redshift-serverless get-snapshot --snapshot-name reports-before-upgrade',
  'elasticache-snapshot': 'elasticache describe-snapshots --snapshot-name sessions-before-upgrade',
  'elasticache-serverless-snapshot':
    'elasticache describe-serverless-cache-snapshots --serverless-cache-snapshot-name quotes-friday',
  'memorydb-snapshot': 'memorydb describe-snapshots --snapshot-name stock-before-upgrade',
  'docdb-elastic-snapshot':
    'docdb-elastic get-cluster-snapshot --snapshot-arn arn:aws:docdb-elastic:us-east-1:123456789012:cluster-snapshot/1b2c3d4e-90ab-4cde-8f01-23456789abcd',
  ami: 'ec2 describe-images --image-ids ami-0a1b2c3d4e5f60718 --include-disabled',
  'recycle-bin': 'ec2 list-snapshots-in-recycle-bin --snapshot-ids snap-0fedcba9876543210',
  'rds-automated-backup':
    'rds describe-db-instance-automated-backups --dbi-resource-id db-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'rds-automated-cluster-backup':
    'rds describe-db-cluster-automated-backups --db-cluster-resource-id cluster-ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  'backup-recovery-point': `backup describe-recovery-point --backup-vault-name Default --recovery-point-arn ${POINT}:6e5f4d3c-2b1a-4098-8765-43210fedcba9`,
};

/** The sample of a kind, some of its columns with other values. */
function given(kind: ResourceKind, changes: Readonly<Record<string, string | null>> = {}): DescribeGiven {
  const { values } = kind.sample(PLACE, new Date('2026-11-01T00:00:00Z'));
  const text = (column: string): string | null => {
    const value = values[kind.columns.findIndex(({ id }) => id === column)] ?? null;
    if (column in changes) return changes[column] ?? null;
    return typeof value === 'string' ? value : null;
  };
  return { region: PLACE.region, profile: null, text };
}

function kindOf(id: string): ResourceKind {
  const kind = RESOURCE_KINDS.find((one) => one.id === id);
  assert.ok(kind);
  return kind;
}

describe('the command that describes a row', () => {
  for (const kind of RESOURCE_KINDS) {
    test(`is that of its kind: ${kind.id}`, () => {
      assert.deepEqual(describeRow(kind, given(kind)), {
        line: `aws ${COMMANDS[kind.id]} --region us-east-1`,
      });
    });

    test(`names an operation of a service that is asked for ${kind.title}, and columns that they have`, () => {
      assert.ok(kind.describeCommands !== 'none');
      const columns = kind.columns.map(({ id }) => id);
      const services = kind.actions.map((action) => action.split(':')[0]);
      for (const { service, operation, options, ifGiven = [], only } of kind.describeCommands) {
        assert.match(operation, /^(?:describe|list|get)-[a-z0-9-]+$/);
        assert.ok(services.includes(service), service);
        const read = [...options, ...ifGiven, ...(only === undefined ? [] : [only])];
        for (const { column } of read) assert.ok(columns.includes(column), column);
      }
    });
  }

  test('is another one for AMIs in the Recycle Bin, and for each type of location', () => {
    const bin = kindOf('recycle-bin');
    assert.deepEqual(describeRow(bin, given(bin, { resource: 'AMI', snapshot_id: 'ami-1' })), {
      line: 'aws ec2 list-images-in-recycle-bin --image-ids ami-1 --region us-east-1',
    });
    const location = kindOf('datasync-location');
    assert.deepEqual(
      describeRow(location, given(location, { location_type: 'FSx-OpenZFS', location_arn: 'arn' })),
      { line: 'aws datasync describe-location-fsx-open-zfs --location-arn arn --region us-east-1' },
    );
    assert.deepEqual(describeRow(location, given(location, { location_type: 'Unknown' })), {
      why: 'snapdeck names no command that describes this one of DataSync locations',
    });
  });

  test('has the profile behind the region, quoted', () => {
    const kind = kindOf('ebs-snapshot');
    const line = 'aws ec2 describe-snapshots --snapshot-ids snap-0a1b2c3d4e5f60718 --region us-east-1';
    const withProfile = (profile: string) => describeRow(kind, { ...given(kind), profile });
    assert.deepEqual(withProfile('prod'), { line: `${line} --profile prod` });
    assert.deepEqual(withProfile("it's mine"), { line: `${line} --profile 'it'"'"'s mine'` });
    assert.deepEqual(withProfile('-x'), { line: `${line} --profile=-x` });
  });

  test('is none where AWS gave no id, or one that a file would be read for', () => {
    const kind = kindOf('ebs-snapshot');
    assert.deepEqual(describeRow(kind, given(kind, { snapshot_id: null })), {
      why: 'AWS gave no snapshot id, which aws ec2 describe-snapshots needs',
    });
    assert.deepEqual(describeRow(kind, given(kind, { snapshot_id: 'file:///etc/passwd' })), {
      why: 'its snapshot id cannot be given to the AWS CLI',
    });
    const rds = kindOf('rds-snapshot');
    assert.deepEqual(describeRow(rds, given(rds, { type: null })), {
      line: 'aws rds describe-db-snapshots --db-snapshot-identifier orders-before-upgrade --region us-east-1',
    });
  });

  test('is one command of one line for a shell, whatever the id is', () => {
    const kind = kindOf('memorydb-snapshot');
    const odd = [
      "it's",
      '"two"',
      '$(touch gone)',
      '`touch gone`',
      '$HOME',
      '; id #',
      'a b',
      '!!',
      '*',
      '\\',
      'é🙂',
    ];
    const unsafe = ['a\nid\n', 'a\rid', '\u001b[201~id', 'a\tb'];
    const lines: string[] = [];
    const words: string[] = [];
    for (const id of [...odd, ...unsafe, ...hostileTexts].filter((text) => text !== '')) {
      const made = describeRow(kind, given(kind, { snapshot_id: id }));
      if ('why' in made) {
        assert.ok(safeText(id) !== id || !id.isWellFormed(), id);
        continue;
      }
      lines.push(made.line);
      words.push('memorydb', 'describe-snapshots');
      words.push(...(id.startsWith('-') ? [`--snapshot-name=${id}`] : ['--snapshot-name', id]));
      words.push('--region', 'us-east-1');
    }
    assert.ok(lines.length >= odd.length);
    const script = `aws() { printf '%s\\n' "$@"; }\n${lines.join('\n')}\n`;
    const { stdout, stderr } = spawnSync('sh', { input: script, encoding: 'utf8', cwd: '/' });
    assert.equal(stderr, '');
    assert.deepEqual(stdout.split('\n'), [...words, '']);
    for (const id of unsafe)
      assert.deepEqual(describeRow(kind, given(kind, { snapshot_id: id })), {
        why: 'its command has characters that do something in a terminal',
      });
  });
});
