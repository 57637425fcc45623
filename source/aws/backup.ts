import {
  BackupClient,
  ListBackupVaultsCommand,
  type ListBackupVaultsCommandInput,
  ListRecoveryPointsByBackupVaultCommand,
  type ListRecoveryPointsByBackupVaultCommandInput,
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
