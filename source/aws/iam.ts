import {
  IAMClient,
  ListAccountAliasesCommand,
  type ListAccountAliasesCommandInput,
} from '@aws-sdk/client-iam';
import { defineService } from './operation.ts';
import { TolerantQueryProtocol } from './tolerant-xml.ts';

const service = defineService(
  'iam',
  (config) => new IAMClient({ ...config, protocol: TolerantQueryProtocol }),
);

/** The account's alias: none or one. */
export const listAccountAliases = service.operation(
  'ListAccountAliases',
  (client, input: ListAccountAliasesCommandInput, options) =>
    client.send(new ListAccountAliasesCommand(input), options),
  (output) => output.AccountAliases,
);
