import { randomUUID } from 'node:crypto';
import type { Answer, ServiceError, WireAnswer } from './call.ts';
import { escapeXml, writeMembers, type XmlNames } from './xml.ts';

/** RDS, Redshift and ElastiCache name the members of their lists; the others say `member`. */
const items: Readonly<Record<string, string>> = {
  DBSnapshots: 'DBSnapshot',
  DBClusterSnapshots: 'DBClusterSnapshot',
  DBInstances: 'DBInstance',
  DBClusters: 'DBCluster',
  DBInstanceAutomatedBackups: 'DBInstanceAutomatedBackup',
  DBClusterAutomatedBackups: 'DBClusterAutomatedBackup',
  TagList: 'Tag',
  AvailabilityZones: 'AvailabilityZone',
  ProcessorFeatures: 'ProcessorFeature',
  DBSnapshotAttributes: 'DBSnapshotAttribute',
  DBClusterSnapshotAttributes: 'DBClusterSnapshotAttribute',
  AttributeValues: 'AttributeValue',
  Snapshots: 'Snapshot',
  Clusters: 'Cluster',
  AccountsWithRestoreAccess: 'AccountWithRestoreAccess',
  Tags: 'Tag',
  NodeSnapshots: 'NodeSnapshot',
  ReplicationGroups: 'ReplicationGroup',
  CacheClusters: 'CacheCluster',
  ServerlessCacheSnapshots: 'ServerlessCacheSnapshot',
};

const names: XmlNames = { element: (field) => field, item: (field) => items[field] ?? 'member' };

const namespaces: Readonly<Record<string, string>> = {
  rds: 'http://rds.amazonaws.com/doc/2014-10-31/',
  redshift: 'http://redshift.amazonaws.com/doc/2012-12-01/',
  elasticache: 'http://elasticache.amazonaws.com/doc/2015-02-02/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
};

const headers = { 'content-type': 'text/xml' };

export function writeQueryAnswer(service: string, operation: string, { body }: Answer): WireAnswer {
  const members = writeMembers(body, names);
  return {
    status: 200,
    headers,
    body: `<${operation}Response xmlns="${namespaces[service] ?? ''}"><${operation}Result>${members}</${operation}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${operation}Response>`,
  };
}

export function writeQueryError(service: string, { code, status, message }: ServiceError): WireAnswer {
  const type = status < 500 ? 'Sender' : 'Receiver';
  return {
    status,
    headers,
    body: `<ErrorResponse xmlns="${namespaces[service] ?? ''}"><Error><Type>${type}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
  };
}
