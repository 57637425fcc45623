import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  copiedSnapshot,
  type EbsOriginFacts,
  ebsOrigin,
  efsOrigin,
  isEbsCopy,
  type RdsOriginFacts,
  rdsOrigin,
  sourceResource,
} from '../../../source/kinds/snapshots/origin.ts';

const ebs = (facts: Partial<EbsOriginFacts>) =>
  ebsOrigin({ tags: [], description: '', volumeId: 'vol-0123abc', usedByImage: false, ...facts });

test('an EBS snapshot is AWS Backup’s by its tags or its description', () => {
  assert.equal(ebs({ tags: [{ Key: 'aws:backup:source-resource', Value: 'arn' }] }), 'AWS Backup');
  assert.equal(ebs({ description: 'This snapshot is created by the AWS Backup service.' }), 'AWS Backup');
});

test('an EBS snapshot is Data Lifecycle Manager’s by its tags or its description', () => {
  assert.equal(ebs({ tags: [{ Key: 'aws:dlm:lifecycle-policy-id', Value: 'policy-1' }] }), 'DLM');
  assert.equal(ebs({ tags: [{ Key: 'dlm:managed', Value: 'true' }] }), 'DLM');
  assert.equal(ebs({ description: 'Created for policy: policy-0ab schedule: Default Schedule' }), 'DLM');
});

test('an EBS snapshot is an image’s by its description or because an image uses it', () => {
  assert.equal(ebs({ description: 'Created by CreateImage(i-0ab) for ami-0cd' }), 'AMI');
  assert.equal(ebs({ description: 'Copied for DestinationAmi ami-1 from SourceAmi ami-2' }), 'AMI');
  assert.equal(ebs({ usedByImage: true }), 'AMI');
});

test('an EBS snapshot is a copy by its description or its volume id, and manual where nothing says otherwise', () => {
  assert.equal(ebs({ description: '[Copied snap-0aa from eu-west-1] nightly' }), 'copy');
  assert.equal(ebs({ volumeId: 'vol-ffffffff' }), 'copy');
  assert.equal(ebs({ volumeId: 'vol-ffffffffffffffff' }), 'copy');
  assert.equal(ebs({}), 'manual');
  assert.equal(ebs({ description: 'Created by CreateImageries' }), 'manual');
});

test('whoever copies a snapshot for a service, the service is its origin', () => {
  const tags = [{ Key: 'aws:backup:source-resource', Value: 'arn' }];
  assert.equal(ebs({ tags, volumeId: 'vol-ffffffff' }), 'AWS Backup');
  assert.equal(isEbsCopy({ description: undefined, volumeId: 'vol-ffffffff' }), true);
  assert.equal(isEbsCopy({ description: undefined, volumeId: undefined }), false);
});

test('without the list of images only what the snapshot says of itself is known', () => {
  assert.equal(ebs({ usedByImage: undefined }), null);
  assert.equal(ebs({ usedByImage: undefined, volumeId: 'vol-ffffffff' }), 'copy');
  assert.equal(ebs({ usedByImage: undefined, tags: [{ Key: 'dlm:managed', Value: 'true' }] }), 'DLM');
});

const rds = (facts: Partial<RdsOriginFacts>) =>
  rdsOrigin({ identifier: 'db-1', snapshotType: 'manual', tags: [], copiedFrom: undefined, ...facts });

test('an RDS snapshot’s origin follows its type, its name, its tags and what it was copied from', () => {
  assert.equal(rds({}), 'manual');
  assert.equal(rds({ snapshotType: 'automated' }), 'automated');
  assert.equal(rds({ snapshotType: 'awsbackup' }), 'AWS Backup');
  assert.equal(rds({ identifier: 'awsbackup:job-1' }), 'AWS Backup');
  assert.equal(rds({ tags: [{ Key: 'aws:backup:source-resource', Value: 'arn' }] }), 'AWS Backup');
  assert.equal(rds({ copiedFrom: 'arn:aws:rds:eu-west-1:1:snapshot:x' }), 'copy');
  assert.equal(rds({ copiedFrom: '' }), 'manual');
  assert.equal(rds({ snapshotType: 'something-new' }), null);
});

test('an EFS recovery point’s origin follows its source vault and its plan', () => {
  const none = { backupPlanId: undefined, backupPlanName: undefined, sourceVaultArn: undefined };
  const plan = { ...none, backupPlanId: 'id', backupPlanName: 'nightly' };
  assert.equal(efsOrigin(none), 'manual');
  assert.equal(efsOrigin(plan), 'AWS Backup');
  assert.equal(efsOrigin({ ...plan, backupPlanName: 'aws/efs/automatic-backup-plan' }), 'automated');
  assert.equal(efsOrigin({ ...plan, sourceVaultArn: 'arn:aws:backup:eu-west-1:1:backup-vault:v' }), 'copy');
});

test('what a copy was made of is told by the words of EC2 alone', () => {
  const table = [
    ['[Copied snap-0aa11bb22cc33dd44 from eu-west-1] nightly', 'snap-0aa11bb22cc33dd44'],
    [
      'Copied for DestinationAmi ami-0e6b from SourceAmi ami-0895 for SourceSnapshot snap-0905. Task created on 1,629.',
      'snap-0905',
    ],
    ['Copied for DestinationAmi ami-1 from SourceAmi ami-2', undefined],
    ['see [Copied snap-0aa from eu-west-1]', undefined],
    ['copy of snap-0aa', undefined],
    ['', undefined],
    [undefined, undefined],
  ] as const;
  for (const [description, source] of table) assert.equal(copiedSnapshot(description), source, description);
});

test('what AWS Backup made a snapshot of is told by its tag', () => {
  assert.equal(
    sourceResource([{ Key: 'aws:backup:source-resource', Value: 'arn:aws:ec2:x' }]),
    'arn:aws:ec2:x',
  );
  assert.equal(sourceResource([{ Key: 'source-resource', Value: 'arn:aws:ec2:x' }]), undefined);
});
