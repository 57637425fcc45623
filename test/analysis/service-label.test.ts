import assert from 'node:assert/strict';
import { test } from 'node:test';
import { serviceLabel } from '../../source/analysis/service-label.ts';

test('a service is called by its name, and RDS by its kinds, since RDS means all of its tab', () => {
  const label = (service: string, kind: string) => serviceLabel({ service, kind });
  assert.equal(label('EBS', 'ebs-snapshot'), 'EBS');
  assert.equal(label('RDS', 'rds-snapshot'), 'RDS instances');
  assert.equal(label('RDS', 'rds-cluster-snapshot'), 'RDS clusters');
  assert.equal(label('Aurora', 'rds-cluster-snapshot'), 'Aurora');
  assert.equal(label('Glacier', 'of-tomorrow'), 'Glacier');
});

test('automated backups are called so beside the snapshots of their service, those of clusters beside those of instances', () => {
  const label = (service: string, kind: string) => serviceLabel({ service, kind });
  assert.equal(label('RDS', 'rds-automated-backup'), 'RDS automated instances');
  assert.equal(label('RDS', 'rds-automated-cluster-backup'), 'RDS automated clusters');
  assert.equal(label('Aurora', 'rds-automated-cluster-backup'), 'Aurora automated');
});
