import { GetCallerIdentityCommand, type GetCallerIdentityCommandInput, STSClient } from '@aws-sdk/client-sts';
import { defineService } from './operation.ts';
import { TolerantQueryProtocol } from './tolerant-xml.ts';

const service = defineService(
  'sts',
  (config) => new STSClient({ ...config, protocol: TolerantQueryProtocol }),
);

/** Who is asking; needs no permission. */
export const getCallerIdentity = service.operation(
  'GetCallerIdentity',
  (client, input: GetCallerIdentityCommandInput, options) =>
    client.send(new GetCallerIdentityCommand(input), options),
);
