import {
  AccountClient,
  GetAccountInformationCommand,
  type GetAccountInformationCommandInput,
} from '@aws-sdk/client-account';
import { defineService } from './operation.ts';
import { TolerantRestJsonProtocol } from './tolerant-json.ts';

const service = defineService(
  'account',
  (config) => new AccountClient({ ...config, protocol: TolerantRestJsonProtocol }),
);

/** The account's own name. */
export const getAccountInformation = service.operation(
  'GetAccountInformation',
  (client, input: GetAccountInformationCommandInput, options) =>
    client.send(new GetAccountInformationCommand(input), options),
);
