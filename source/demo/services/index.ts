import type { ServiceName } from '../protocols/call.ts';
import { account, iam, sts } from './account.ts';
import { backup } from './backup.ts';
import { datasync } from './datasync.ts';
import { dlm } from './dlm.ts';
import { docdbElastic } from './docdb-elastic.ts';
import { dynamodb } from './dynamodb.ts';
import { ec2 } from './ec2.ts';
import { elasticfilesystem } from './efs.ts';
import { elasticache } from './elasticache.ts';
import { fsx } from './fsx.ts';
import { memorydb } from './memorydb.ts';
import type { DemoService } from './operation.ts';
import { organizations } from './organizations.ts';
import { pricing } from './pricing.ts';
import { rbin } from './rbin.ts';
import { rds } from './rds.ts';
import { redshift } from './redshift.ts';
import { redshiftServerless } from './redshift-serverless.ts';
import { ssoPortal } from './sso-portal.ts';

/** Every service that is simulated, by its name in the credential scope of a signature. */
const SERVICES: Readonly<Record<string, DemoService>> = {
  ec2: { protocol: 'ec2-query', operations: ec2 },
  rds: { protocol: 'aws-query', operations: rds },
  elasticfilesystem: { protocol: 'rest-json', operations: elasticfilesystem },
  backup: { protocol: 'rest-json', operations: backup },
  rbin,
  dlm: { protocol: 'rest-json', operations: dlm },
  datasync: { protocol: 'json-1-1', target: 'FmrsService', operations: datasync },
  sts: { protocol: 'aws-query', operations: sts },
  account: { protocol: 'rest-json', operations: account },
  iam: { protocol: 'aws-query', operations: iam },
  fsx,
  dynamodb,
  redshift,
  'redshift-serverless': redshiftServerless,
  elasticache,
  memorydb,
  'docdb-elastic': docdbElastic,
  organizations,
  awsssoportal: ssoPortal,
  pricing: { protocol: 'json-1-1', target: 'AWSPriceListService', operations: pricing },
};

/** The names of all that are simulated. */
export const serviceNames: readonly ServiceName[] = Object.keys(SERVICES);

/** A service by its name; one that is not simulated knows no operation. */
export function serviceOf(name: ServiceName): DemoService {
  return SERVICES[name] ?? { protocol: 'json-1-1', operations: {} };
}
