import {
  BackupClient,
  ListBackupPlansCommand,
  type ListBackupPlansCommandInput,
  ListBackupVaultsCommand,
  type ListBackupVaultsCommandInput,
  ListLegalHoldsCommand,
  type ListLegalHoldsCommandInput,
  ListProtectedResourcesCommand,
  type ListProtectedResourcesCommandInput,
  ListRecoveryPointsByBackupVaultCommand,
  type ListRecoveryPointsByBackupVaultCommandInput,
  ListRecoveryPointsByLegalHoldCommand,
  type ListRecoveryPointsByLegalHoldCommandInput,
} from '@aws-sdk/client-backup';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'backup',
  (config) => new BackupClient({ ...config, protocol: TolerantRestJsonProtocol }),
);

/** Backup vaults, 1,000 a page. */
export const listBackupVaults = service.paged(
  'ListBackupVaults',
  (client, input: ListBackupVaultsCommandInput, options) =>
    client.send(new ListBackupVaultsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.BackupVaultList,
  },
);

/** Recovery points of one vault, 1,000 a page; the listing by resource lacks most of their fields. */
export const listRecoveryPointsByBackupVault = service.paged(
  'ListRecoveryPointsByBackupVault',
  (client, input: ListRecoveryPointsByBackupVaultCommandInput, options) =>
    client.send(new ListRecoveryPointsByBackupVaultCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.RecoveryPoints,
  },
);

/** Backup plans, 1,000 a page. */
export const listBackupPlans = service.paged(
  'ListBackupPlans',
  (client, input: ListBackupPlansCommandInput, options) =>
    client.send(new ListBackupPlansCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.BackupPlansList,
  },
);

/** Legal holds, those that have ended too, 1,000 a page. */
export const listLegalHolds = service.paged(
  'ListLegalHolds',
  (client, input: ListLegalHoldsCommandInput, options) =>
    client.send(new ListLegalHoldsCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.LegalHolds,
  },
);

/** Recovery points under one legal hold, 1,000 a page. */
export const listRecoveryPointsByLegalHold = service.paged(
  'ListRecoveryPointsByLegalHold',
  (client, input: ListRecoveryPointsByLegalHoldCommandInput, options) =>
    client.send(new ListRecoveryPointsByLegalHoldCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.RecoveryPoints,
  },
);

/** What AWS Backup has backed up, and when last, 1,000 a page. */
export const listProtectedResources = service.paged(
  'ListProtectedResources',
  (client, input: ListProtectedResourcesCommandInput, options) =>
    client.send(new ListProtectedResourcesCommand(input), options),
  {
    pageInput: (input, NextToken) => ({ ...input, MaxResults: 1000, NextToken }),
    nextToken: (output) => output.NextToken,
    list: (output) => output.Results,
  },
);
