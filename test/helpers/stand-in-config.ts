import { NodeHttpHandler } from '@smithy/node-http-handler';
import { checkedHandler } from '../../source/aws/checked-handler.ts';
import type { ClientConfig } from '../../source/aws/operation.ts';
import { SILENT_LOGGER } from '../../source/aws/silent-logger.ts';

/** What an operation is sent with to a host that stands in for AWS. */
export function standInConfig(endpoint: string): ClientConfig {
  return {
    region: 'us-east-1',
    endpoint,
    credentials: () => Promise.resolve({ accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'none' }),
    maxAttempts: 1,
    requestHandler: checkedHandler(new NodeHttpHandler()),
    logger: SILENT_LOGGER,
  };
}
