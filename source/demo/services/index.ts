import type { ServiceName } from '../protocols/call.ts';
import { account, iam, sts } from './account.ts';
import { backup } from './backup.ts';
import { datasync } from './datasync.ts';
import { ec2 } from './ec2.ts';
import { elasticfilesystem } from './efs.ts';
import type { Operations } from './operation.ts';
import { rds } from './rds.ts';

/** Every operation that the simulated AWS knows. */
export const services: Readonly<Record<ServiceName, Operations>> = {
  ec2,
  rds,
  elasticfilesystem,
  backup,
  datasync,
  sts,
  account,
  iam,
};
