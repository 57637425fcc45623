import { AssumeRoleCommand, type AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import { defineService } from '../operation.ts';
import { TolerantQueryProtocol } from '../tolerant-xml.ts';

const service = defineService(
  'sts',
  (config) => new STSClient({ ...config, protocol: TolerantQueryProtocol }),
);

/** Credentials of a role; it changes nothing. */
export const assumeRole = service.operation('AssumeRole', (client, input: AssumeRoleCommandInput, options) =>
  client.send(new AssumeRoleCommand(input), options),
);
